import type { Node } from 'web-tree-sitter';
import type { HandlerRef, Written } from '../../model/facts.ts';

/** Names a handler; `node` where it stands in this file. */
export interface Named {
  readonly ref: HandlerRef;
  readonly node: Node | null;
  /** What it is called with, where it makes the handler. */
  readonly given?: readonly Written[];
}

/** The `id` of a handler: any node can be one, so its place names it. */
export function idOf(node: Node): string {
  return `@${node.startIndex}`;
}

/** A handler that stands in this file. */
export function here(node: Node): Named {
  return { ref: { id: idOf(node) }, node };
}

/** A handler by the name under which another file exports it; `module` is null where names are global in the language. */
export function there(module: string | null, name: string): Named {
  return { ref: { module, name }, node: null };
}

/** Whether a framework gave a node, not the name of a handler. */
export function isNode(handler: Node | HandlerRef): handler is Node {
  return 'startIndex' in handler;
}
