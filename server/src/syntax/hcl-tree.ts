import type { Node } from 'web-tree-sitter';
import type { Parse } from './adapter.ts';
import { type DataEntry, type DataMap, type DataNode, DEEPEST_DATA, listOf, mapOf, scalarOf } from './data.ts';
import { partsOf, spanOf } from './nodes.ts';

/** Reads HCL: attributes and blocks are entries of one map, a block with its labels; what an expression computes is not known. */
export async function hclTree(parse: Parse): Promise<DataMap> {
  const { rootNode } = await parse('hcl');
  return mapOf(spanOf(rootNode), () => bodyOf(rootNode, 0));
}

function bodyOf(body: Node, depth: number): DataEntry[] {
  if (depth > DEEPEST_DATA) return [];
  return partsOf(body).flatMap(node => {
    if (node.type === 'attribute') return attribute(node, depth) ?? [];
    // What the parser understood before and after a place that it did not.
    if (node.type === 'body' || node.type === 'ERROR') return bodyOf(node, depth + 1);
    return node.type === 'block' ? block(node, depth) ?? [] : [];
  });
}

function attribute(node: Node, depth: number): DataEntry | null {
  const [name, expression] = partsOf(node);
  if (!name || !expression) return null;
  const value = read(expression, depth);
  return { key: name.text, keySpan: spanOf(name), keyInner: spanOf(name), span: spanOf(node), value };
}

function block(node: Node, depth: number): DataEntry | null {
  const parts = partsOf(node);
  const [name] = parts;
  if (!name) return null;
  const labels = parts.slice(1).filter(part => part.type === 'string_lit' || part.type === 'identifier').map(part => part.text.replace(/^"|"$/g, ''));
  const body = parts.find(part => part.type === 'body');
  const value = mapOf(body ? spanOf(body) : spanOf(node), () => body ? bodyOf(body, depth + 1) : []);
  return { key: name.text, keySpan: spanOf(name), keyInner: spanOf(name), span: spanOf(node), value, labels };
}

function read(node: Node, depth: number): DataNode {
  const span = spanOf(node);
  const [only, ...more] = partsOf(node);
  if (depth > DEEPEST_DATA) return scalarOf(span, '', 0, false);
  switch (node.type) {
    case 'expression':
    case 'literal_value':
    case 'collection_value':
      return more.length > 0 ? scalarOf(span, node.text, 0, false) : only ? read(only, depth + 1) : scalarOf(span, node.text, 0);
    case 'object':
      return mapOf(span, () => partsOf(node).flatMap(element => element.type === 'object_elem' ? objectElement(element, depth + 1) ?? [] : []));
    case 'tuple':
      return listOf(span, () => partsOf(node).filter(part => !part.type.startsWith('tuple_')).map(part => read(part, depth + 1)));
    case 'string_lit':
      return scalarOf(span, node.text.slice(1, -1), 1);
    case 'numeric_lit':
    case 'bool_lit':
      return scalarOf(span, node.text, 0);
    default:
      return scalarOf(span, node.text, 0, false);
  }
}

function objectElement(node: Node, depth: number): DataEntry | null {
  const [key, value] = partsOf(node);
  if (!key || !value) return null;
  const quote = key.text.startsWith('"') ? 1 : 0;
  const keySpan = spanOf(key);
  return {
    key: key.text.slice(quote, quote ? -quote : undefined), keySpan, keyInner: { start: keySpan.start + quote, end: keySpan.end - quote },
    span: spanOf(node), value: read(value, depth),
  };
}
