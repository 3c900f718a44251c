import type { Span } from '../model/text.ts';

/**
 * A value of a structured format (JSON, YAML, TOML, HCL) with its place in the text.
 * Entries and items are read from the syntax tree when they are first asked for, so a file's unread parts cost nothing;
 * they must be asked for before the file is parsed again.
 */
export type DataNode = DataMap | DataList | DataScalar;

export interface DataMap {
  readonly kind: 'map';
  readonly span: Span;
  /** In the order of the text; a key that stands twice is there twice. */
  readonly entries: readonly DataEntry[];
}

export interface DataList {
  readonly kind: 'list';
  readonly span: Span;
  readonly items: readonly DataNode[];
}

export interface DataScalar {
  readonly kind: 'scalar';
  readonly span: Span;
  /** `span` without the quotes. */
  readonly inner: Span;
  /** As it reads without quotes and escapes. */
  readonly text: string;
  /** False where the text is not known: an alias, a template, a function's or a variable's value. */
  readonly known: boolean;
}

export interface DataEntry {
  readonly key: string;
  readonly keySpan: Span;
  /** `keySpan` without the quotes. */
  readonly keyInner: Span;
  /** From the key to the end of the value. */
  readonly span: Span;
  /** Null where none is written. */
  readonly value: DataNode | null;
  /** What stands between an HCL block's type and its body: `resource "aws_lb_listener" "https"`. */
  readonly labels?: readonly string[];
}

/** Values nested deeper than this are not read: no hand-written file nests so, and each level costs a stack frame. */
export const DEEPEST_DATA = 200;

export function mapOf(span: Span, read: () => readonly DataEntry[]): DataMap {
  const once = remembered(read);
  return { kind: 'map', span, get entries() { return once(); } };
}

export function listOf(span: Span, read: () => readonly DataNode[]): DataList {
  const once = remembered(read);
  return { kind: 'list', span, get items() { return once(); } };
}

function remembered<T>(read: () => readonly T[]): () => readonly T[] {
  let result: readonly T[] | null = null;
  return () => {
    result ??= read();
    return result;
  };
}

export function scalarOf(span: Span, text: string, quote: number, known = true): DataScalar {
  return { kind: 'scalar', span, inner: { start: span.start + quote, end: Math.max(span.start + quote, span.end - quote) }, text, known };
}

/** The entries of a map; none where the node is something else. */
export function entriesOf(node: DataNode | null | undefined): readonly DataEntry[] {
  return node?.kind === 'map' ? node.entries : [];
}

/** The items of a list; none where the node is something else. */
export function itemsOf(node: DataNode | null | undefined): readonly DataNode[] {
  return node?.kind === 'list' ? node.items : [];
}

/** The first entry with one of these keys, null where there is none. */
export function entryAt(node: DataNode | null | undefined, ...keys: string[]): DataEntry | null {
  return entriesOf(node).find(entry => keys.includes(entry.key)) ?? null;
}

/** The value below a chain of keys, null where one of them is missing. */
export function valueAt(node: DataNode | null | undefined, ...keys: string[]): DataNode | null {
  let value = node ?? null;
  for (const key of keys) value = entryAt(value, key)?.value ?? null;
  return value;
}

/** The text below a chain of keys; null where there is none or where it is not known. */
export function textAt(node: DataNode | null | undefined, ...keys: string[]): string | null {
  return textOf(valueAt(node, ...keys));
}

/** A scalar's text; null for everything else and where it is not known. */
export function textOf(node: DataNode | null | undefined): string | null {
  return node?.kind === 'scalar' && node.known ? node.text : null;
}

/** The whole number that a scalar is; null for everything else. */
export function numberOf(node: DataNode | null | undefined): number | null {
  const text = textOf(node);
  return text !== null && /^\d{1,6}$/.test(text) ? Number(text) : null;
}

/** The node and every map below it, outermost first, with the keys that lead to each. Reads everything: for small files and subtrees. */
export function* mapsIn(node: DataNode | null, path: readonly string[] = []): Generator<{ node: DataMap; path: readonly string[] }> {
  if (node?.kind === 'map') {
    yield { node, path };
    for (const entry of node.entries) yield* mapsIn(entry.value, [...path, entry.key]);
  } else if (node?.kind === 'list') {
    for (const item of node.items) yield* mapsIn(item, path);
  }
}
