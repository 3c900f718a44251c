import type { Node } from 'web-tree-sitter';
import { ancestorsOf, sameNode } from '../../syntax/nodes.ts';
import { argumentsOf, calleeName, receiverOf } from './file.ts';

/** What a chain starts from: `res` of `res.a().b()`; null where a call has no receiver. */
export function rootOf(call: Node): Node | null {
  let at = receiverOf(call);
  while (at?.type === 'call_expression' && receiverOf(at)) at = receiverOf(at);
  return at;
}

/** Calls behind this one in `h.redirect(u).permanent().code(303)`, in their order. */
export function chainBehind(call: Node): Node[] {
  const calls: Node[] = [];
  let at = call;
  for (const parent of ancestorsOf(call)) {
    if (parent.type === 'member_expression' && sameNode(parent.childForFieldName('object'), at)) at = parent;
    else if (parent.type === 'call_expression' && sameNode(parent.childForFieldName('function'), at)) {
      calls.push(parent);
      at = parent;
    } else break;
  }
  return calls;
}

/** The first argument of the nearest call of one of these names before this one: the 303 of `reply.code(303).redirect(u)`. */
export function argumentBefore(call: Node, names: readonly string[]): Node | null {
  for (let at = receiverOf(call); at?.type === 'call_expression'; at = receiverOf(at)) {
    if (names.includes(calleeName(at) ?? '')) return argumentsOf(at)[0] ?? null;
  }
  return null;
}

/** Where what stands before the dot of `….name(…)` ends. */
export function receiverEnd(call: Node): number {
  return call.childForFieldName('function')?.childForFieldName('object')?.endIndex ?? call.startIndex;
}
