import type { Node } from 'web-tree-sitter';
import { nodesAt, partsOf } from '../../syntax/nodes.ts';
import { type JsFile, stringValue } from './file.ts';
import { keyOf, propertyOf } from './objects.ts';

/** One entry of a table of routes in a framework's configuration: `'/old': …`. */
export interface RouteEntry {
  readonly node: Node;
  readonly path: string | null;
  readonly value: Node;
}

/** Entries of the object literals that a file gives to a property of this name: `redirects: { '/old': '/new' }`, also by way of a constant. */
export function routeTable(file: JsFile, property: string): RouteEntry[] {
  return [...nodesAt(file.root, file.text, new RegExp(`(?<![\\w$.])${property}(?=['"]?\\s*[:,}])`, 'g'))].flatMap(({ node }) => {
    const pair = node.type === 'string_fragment' ? node.parent?.parent : node.type === 'shorthand_property_identifier' ? node : node.parent;
    const table = pair?.type === 'pair' ? pair.childForFieldName('value') : pair?.type === 'shorthand_property_identifier' ? pair : null;
    const object = table ? file.follow(table) : null;
    return object?.type === 'object' && pair?.parent?.type === 'object' ? partsOf(object).flatMap(part => entryOf(part)) : [];
  });
}

function entryOf(part: Node): RouteEntry[] {
  const value = part.type === 'pair' ? part.childForFieldName('value') : null;
  return value ? [{ node: part, path: keyOf(part), value }] : [];
}

/** A text or an object with this property for the target; null where the entry is neither. */
export function targetIn(file: JsFile, value: Node, property: string): { readonly target: Node; readonly options: Node | null } | null {
  const node = file.follow(value);
  if (stringValue(node) !== null || node.type === 'template_string') return { target: node, options: null };
  const target = node.type === 'object' ? propertyOf(node, property) : null;
  return target ? { target, options: node } : null;
}
