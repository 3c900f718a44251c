import type { Node } from 'web-tree-sitter';
import type { Call } from '../../model/facts.ts';
import { sameNode, spanOf } from '../../syntax/nodes.ts';
import { idOf } from '../shared/handler-id.ts';
import { nameOf, type PyFile } from './file.ts';
import { guardsAt } from './guards.ts';
import { handlersAround, handlersIn, isInstalled } from './handlers.ts';

/** Callers of callers are looked up so many steps away from the redirect, within the file. */
const MOST_STEPS = 4;

/** Calls, in this file, of the functions around a redirect: `return back_to_cart()` in a handler brings that handler's methods along. */
export function callsInto(file: PyFile, around: readonly Node[], bound: ReadonlySet<number>, seen: Map<string, Node>, steps = MOST_STEPS): Call[] {
  if (steps === 0) return [];
  return around.filter(node => node.type === 'function_definition' && !bound.has(node.id)).flatMap(fn => file.callsOf(nameOf(fn)).flatMap((call): Call[] => {
    const callee = call.childForFieldName('function');
    if (!callee || !handlersIn(file, callee).some(({ node }) => sameNode(node, fn))) return [];
    const callers = handlersAround(call, bound);
    if (callers.some(caller => caller.id === fn.id)) return [];
    for (const caller of callers) seen.set(idOf(caller), caller);
    const own: Call = { callee: { id: idOf(fn) }, callers: callers.map(idOf), methods: guardsAt(file, call).methods, proof: proofOf(call) };
    return [own, ...callsInto(file, callers, bound, seen, steps - 1)];
  }));
}

/**
 * Calls of functions that the project imports, where the value is answered: `return helper(…)`, `raise helper(…)`, `response = helper(…)`.
 * Which of them redirect is known to the files that hold them.
 */
export function callsOut(file: PyFile, bound: ReadonlySet<number>, seen: Map<string, Node>): Call[] {
  return file.callsOfImported(isInstalled).filter(isAnswered).flatMap((call): Call[] => {
    const callee = call.childForFieldName('function');
    const refs = callee ? handlersIn(file, callee).map(({ ref }) => ref).filter(ref => !('id' in ref)) : [];
    const callers = handlersAround(call, bound);
    if (refs.length === 0 || callers.length === 0) return [];
    for (const caller of callers) seen.set(idOf(caller), caller);
    const { methods } = guardsAt(file, call);
    const own = refs.map((ref): Call => ({ callee: ref, callers: callers.map(idOf), methods, answers: isAnswer(call), proof: proofOf(call) }));
    return [...own, ...callsInto(file, callers, bound, seen)];
  });
}

/** Whether a call's value is what a function answers, or is kept under a name to be answered later. */
function isAnswered(call: Node): boolean {
  return keptAs(call) !== null;
}

/** Whether it is what a function answers for sure: returned, raised, or kept under a name that says so. */
function isAnswer(call: Node): boolean {
  return /^(?:return|raise)_statement$|resp|redirect/i.test(keptAs(call) ?? '');
}

/** The statement that a call's value goes into, or the name that it is kept under; null for any other use. */
function keptAs(call: Node): string | null {
  let value = call;
  while (value.parent && ANSWERED_THROUGH.has(value.parent.type)) value = value.parent;
  const holder = value.parent;
  if (holder?.type === 'return_statement' || holder?.type === 'raise_statement') return holder.type;
  return holder?.type === 'assignment' && sameNode(holder.childForFieldName('right'), value) ? holder.childForFieldName('left')?.text ?? null : null;
}

const ANSWERED_THROUGH = new Set(['await', 'parenthesized_expression', 'conditional_expression', 'boolean_operator']);

export function proofOf(call: Node): Call['proof'] {
  return { span: spanOf(call), says: `called here: ${call.text.split('\n')[0]?.slice(0, 60)}` };
}
