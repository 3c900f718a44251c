import { type Node, parseTree } from 'jsonc-parser';
import type { Span } from '../model/text.ts';
import { type DataEntry, type DataNode, DEEPEST_DATA, listOf, mapOf, scalarOf } from './data.ts';

/** Reads JSON, with comments and trailing commas; what cannot be read is left out. Null where the text holds no value or one nested too deep. */
export function jsonTree(text: string): DataNode | null {
  // A byte order mark is blank to editors but not to the parser; a blank of the same length keeps every offset.
  const plain = text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text;
  if (depthOf(plain) > DEEPEST_DATA) return null;
  const root = parseTree(plain, [], { allowTrailingComma: true });
  return root ? nodeOf(root) : null;
}

function nodeOf(node: Node): DataNode {
  const span = spanOf(node);
  if (node.type === 'object') return mapOf(span, () => (node.children ?? []).flatMap(child => entryOf(child) ?? []));
  if (node.type === 'array') return listOf(span, () => (node.children ?? []).map(nodeOf));
  return scalarOf(span, String(node.value), node.type === 'string' ? 1 : 0);
}

function entryOf(property: Node): DataEntry | null {
  const [key, value] = property.children ?? [];
  if (!key) return null;
  const keySpan = spanOf(key);
  return {
    key: String(key.value), keySpan, keyInner: { start: keySpan.start + 1, end: keySpan.end - 1 },
    span: { start: keySpan.start, end: value ? value.offset + value.length : keySpan.end }, value: value ? nodeOf(value) : null,
  };
}

function spanOf(node: Node): Span {
  return { start: node.offset, end: node.offset + node.length };
}

/** Brackets open at once, at most; those in strings do not count. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\\n]|\\.)*"?|[[\]{}]/g)) {
    if (token === '{' || token === '[') deepest = Math.max(deepest, ++depth);
    else if ((token === '}' || token === ']') && depth > 0) depth--;
  }
  return deepest;
}
