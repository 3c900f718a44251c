import type { Node } from 'web-tree-sitter';
import type { Span } from '../model/text.ts';
import type { Parse } from './adapter.ts';
import { type DataEntry, type DataList, type DataMap, type DataNode, DEEPEST_DATA, listOf, mapOf, scalarOf } from './data.ts';
import { partsOf, spanOf } from './nodes.ts';

/** A table while it is being put together: tables of one name stand all over a file. */
interface Table {
  readonly span: Span;
  /** Where a key stands twice, the first is found by name and all are in `entries`. */
  readonly byName: Map<string, Entry>;
  readonly entries: Entry[];
}

interface Entry {
  readonly key: Node;
  readonly name: string;
  readonly value: DataNode | Table | Table[];
  readonly end: number;
}

/** A header that is being typed: the grammar would look for its bracket in the lines behind it. */
const HALF_TYPED_HEADER = /^[ \t]*\[\[?[ \t]*[\w"'][\w.\-"' ]*(?=\r?$)/gm;

/** Reads TOML; the tables that headers name are put where their names lead, with the header as their span. */
export async function tomlTree(text: string, parse: Parse): Promise<DataMap> {
  const { rootNode } = await parse('toml', text.replace(HALF_TYPED_HEADER, line => ' '.repeat(line.length)));
  const root = tableOf(spanOf(rootNode));
  for (const node of partsOf(rootNode)) {
    if (node.type === 'pair') addPair(root, node);
    else if (node.type === 'table' || node.type === 'table_array_element') addTable(root, node);
  }
  return finished(root);
}

function addTable(root: Table, node: Node): void {
  const [name, ...body] = partsOf(node);
  const keys = name ? keysOf(name) : [];
  const last = keys.at(-1);
  if (!last || keys.length > DEEPEST_DATA) return;
  const bracket = node.children.findLast(child => child?.type === ']' || child?.type === ']]');
  const header = { start: node.startIndex, end: bracket?.endIndex ?? node.startIndex };
  const parent = keys.slice(0, -1).reduce((table, key) => tableAt(table, key, header), root);
  const table = node.type === 'table' ? tableAt(parent, last, header) : addItem(parent, last, header);
  for (const pair of body) if (pair.type === 'pair') addPair(table, pair);
}

function addPair(table: Table, pair: Node): void {
  const [name, valueNode] = partsOf(pair);
  const keys = name ? keysOf(name) : [];
  const last = keys.at(-1);
  const value = valueNode ? readNode(valueNode, 0) : null;
  if (!last || !value) return;
  const parent = keys.slice(0, -1).reduce((into, key) => tableAt(into, key, spanOf(pair)), table);
  put(parent, last, value, value.span.end);
}

/** The parts of a dotted key, which the grammar nests to the left. */
function keysOf(name: Node): Node[] {
  const keys: Node[] = [];
  let rest: Node | undefined = name;
  while (rest?.type === 'dotted_key') {
    const [left, right]: Node[] = partsOf(rest);
    if (right) keys.push(right);
    rest = left;
  }
  if (rest) keys.push(rest);
  return keys.reverse();
}

function tableOf(span: Span): Table {
  return { span, byName: new Map(), entries: [] };
}

function put(table: Table, key: Node, value: Entry['value'], end: number): void {
  const made: Entry = { key, name: keyText(key), value, end };
  table.entries.push(made);
  if (!table.byName.has(made.name)) table.byName.set(made.name, made);
}

/** The table of a name, made where it is missing; of a list of tables, the last. */
function tableAt(table: Table, key: Node, header: Span): Table {
  const there = table.byName.get(keyText(key))?.value;
  if (Array.isArray(there)) return there.at(-1) as Table;
  if (there && !('kind' in there)) return there;
  const made = tableOf(header);
  put(table, key, made, header.end);
  return made;
}

function addItem(table: Table, key: Node, header: Span): Table {
  const made = tableOf(header);
  const there = table.byName.get(keyText(key))?.value;
  if (Array.isArray(there)) there.push(made);
  else put(table, key, [made], header.end);
  return made;
}

function finished(table: Table): DataMap {
  return mapOf(table.span, () => table.entries.map(({ key, value, end }) =>
    entry(key, Array.isArray(value) ? tables(value) : 'kind' in value ? value : finished(value), end)));
}

function tables(all: readonly Table[]): DataList {
  return listOf({ start: all[0]?.span.start ?? 0, end: all.at(-1)?.span.end ?? 0 }, () => all.map(finished));
}

function entry(key: Node, value: DataNode, end: number): DataEntry {
  const keySpan = spanOf(key);
  const quote = key.type === 'quoted_key' ? 1 : 0;
  return {
    key: keyText(key), keySpan, keyInner: { start: keySpan.start + quote, end: keySpan.end - quote }, span: { start: keySpan.start, end }, value,
  };
}

function keyText(key: Node): string {
  return key.type === 'quoted_key' ? key.text.slice(1, -1) : key.text;
}

function readNode(node: Node, depth: number): DataNode | null {
  if (depth > DEEPEST_DATA) return null;
  const span = spanOf(node);
  if (node.type === 'inline_table') {
    return mapOf(span, () => partsOf(node).flatMap(pair => {
      const [name, valueNode] = pair.type === 'pair' ? partsOf(pair) : [];
      const value = valueNode ? readNode(valueNode, depth + 1) : null;
      const key = name ? keysOf(name).at(-1) : undefined;
      return key && value ? [entry(key, value, value.span.end)] : [];
    }));
  }
  if (node.type === 'array') return listOf(span, () => partsOf(node).flatMap(item => readNode(item, depth + 1) ?? []));
  if (node.type === 'ERROR') return null;
  const raw = node.text;
  const quote = /^(?:"""|''')/.test(raw) ? 3 : /^["']/.test(raw) ? 1 : 0;
  const inner = quote ? raw.slice(quote, -quote) : raw;
  return scalarOf(span, raw.startsWith('"') ? inner.replace(/\\(["\\])/g, '$1') : inner, quote);
}
