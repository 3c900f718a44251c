import type { Node } from 'web-tree-sitter';
import type { Call } from '../../model/facts.ts';
import { spanOf } from '../../syntax/nodes.ts';
import { isFunction, type JsFile } from './file.ts';
import { guardsAt } from './guards.ts';
import { handlersAround, handlersIn, idOf } from './handlers.ts';

/** Callers of callers are looked up so many steps away from the redirect, within the file. */
const MOST_STEPS = 4;

/** Calls, in this file, of the functions around a redirect: `backToCart(res)` in a handler brings that handler's methods along. */
export function callsInto(file: JsFile, around: readonly Node[], bound: ReadonlySet<number>, seen: Map<string, Node>, steps = MOST_STEPS): Call[] {
  if (steps === 0) return [];
  return around.filter(node => isFunction(node) && !bound.has(node.id)).flatMap(fn => {
    const name = nameOf(fn);
    if (name === null) return [];
    return file.callsOf(name).flatMap((call): Call[] => {
      const callee = call.childForFieldName('function');
      const named = callee ? handlersIn(file, callee) : [];
      if (!named.some(({ node }) => node?.id === fn.id)) return [];
      const callers = handlersAround(call, bound).filter(node => node.id !== call.id);
      if (callers.some(caller => caller.id === fn.id)) return [];
      for (const caller of callers) seen.set(idOf(caller), caller);
      const { methods } = guardsAt(file, call);
      const own: Call = {
        callee: { id: idOf(fn) }, callers: callers.map(idOf), methods,
        proof: { span: spanOf(call), says: `called here: ${call.text.split('\n')[0]?.slice(0, 60)}` },
      };
      return [own, ...callsInto(file, callers, bound, seen, steps - 1)];
    });
  });
}

function nameOf(fn: Node): string | null {
  const own = fn.childForFieldName('name')?.text;
  if (own) return own;
  const parent = fn.parent;
  if (parent?.type === 'variable_declarator') return parent.childForFieldName('name')?.text ?? null;
  if (parent?.type === 'pair') return parent.childForFieldName('key')?.text ?? null;
  if (parent && /field_definition$/.test(parent.type)) return (parent.childForFieldName('name') ?? parent.childForFieldName('property'))?.text ?? null;
  return null;
}
