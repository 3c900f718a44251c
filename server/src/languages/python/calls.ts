import type { Node } from 'web-tree-sitter';
import type { Call } from '../../model/facts.ts';
import { ancestorsOf, partsOf, sameNode, spanOf } from '../../syntax/nodes.ts';
import { idOf } from '../shared/handler-id.ts';
import { calleeName, isFunction, nameOf, type PyFile, unwrap } from './file.ts';
import { guardsAt } from './guards.ts';
import { handlersAround, handlersIn } from './handlers.ts';

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
  return file.functions.filter(fn => !isFunction(fn.parent ?? fn)).flatMap(fn => answersIn(fn).flatMap((call): Call[] => {
    const callee = call.childForFieldName('function');
    const named = callee && (callee.type === 'identifier' || callee.type === 'attribute') ? handlersIn(file, callee) : [];
    const refs = named.map(({ ref }) => ref).filter(ref => !('id' in ref));
    if (refs.length === 0 || calleeName(call) === null) return [];
    const callers = handlersAround(call, bound);
    for (const caller of callers) seen.set(idOf(caller), caller);
    const { methods } = guardsAt(file, call);
    const own = refs.map((callee): Call => ({ callee, callers: callers.map(idOf), methods, proof: proofOf(call) }));
    return [...own, ...callsInto(file, callers, bound, seen)];
  }));
}

/** Calls whose value a function answers, or keeps under a name to answer later. */
function answersIn(fn: Node): Node[] {
  const statements = fn.childForFieldName('body')?.descendantsOfType(['return_statement', 'raise_statement', 'assignment']) ?? [];
  return statements.filter((each): each is Node => each !== null && nearestFunction(each)?.id === fn.id).flatMap(each => {
    const value = each.type === 'assignment' ? each.childForFieldName('right') : partsOf(each)[0];
    return value ? callsAnswered(value) : [];
  });
}

function callsAnswered(value: Node): Node[] {
  const node = unwrap(value);
  if (node.type === 'call') return [node];
  if (node.type === 'conditional_expression' || node.type === 'boolean_operator') return partsOf(node).flatMap(part => part.type === 'call' ? [part] : []);
  return [];
}

function nearestFunction(node: Node): Node | null {
  for (const parent of ancestorsOf(node)) if (isFunction(parent)) return parent;
  return null;
}

export function proofOf(call: Node): Call['proof'] {
  return { span: spanOf(call), says: `called here: ${call.text.split('\n')[0]?.slice(0, 60)}` };
}
