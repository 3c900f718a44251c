import type { Node } from 'web-tree-sitter';

/** The `id` of a handler: any node can be one, so its place names it. */
export function idOf(node: Node): string {
  return `@${node.startIndex}`;
}
