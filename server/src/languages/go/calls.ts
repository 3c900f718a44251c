import type { Node } from 'web-tree-sitter';
import type { Call } from '../../model/facts.ts';
import { sameNode, spanOf } from '../../syntax/nodes.ts';
import { idOf } from '../shared/handler-id.ts';
import { type GoFile, isFunction, nameOf, type TypeName, unversioned } from './file.ts';
import { guardsAt } from './guards.ts';
import { handlersAround, handlersIn } from './handlers.ts';

/** Callers of callers are looked up so many steps away from the redirect, within the file. */
const MOST_STEPS = 4;
/** Types through which a request is answered; whoever is given one can redirect. */
const ANSWERS = new Set(['net/http.ResponseWriter', 'github.com/gin-gonic/gin.Context', 'github.com/labstack/echo.Context', 'github.com/gofiber/fiber.Ctx']);

/** Calls, in this file, of the functions around a redirect: `backToCart(w, r)` in a handler brings that handler's methods along. */
export function callsInto(file: GoFile, around: readonly Node[], bound: ReadonlySet<number>, seen: Map<string, Node>, steps = MOST_STEPS): Call[] {
  if (steps === 0) return [];
  return around.filter(node => isFunction(node) && !bound.has(node.id)).flatMap(fn => callsNamed(file, fn).flatMap((call): Call[] => {
    const callee = call.childForFieldName('function');
    if (!callee || !handlersIn(file, callee).some(({ node }) => sameNode(node, fn))) return [];
    const callers = handlersAround(call, bound);
    if (callers.some(caller => caller.id === fn.id)) return [];
    for (const caller of callers) seen.set(idOf(caller), caller);
    const own: Call = { callee: { id: idOf(fn) }, callers: callers.map(idOf), methods: guardsAt(file, call).methods, proof: proofOf(call) };
    return [own, ...callsInto(file, callers, bound, seen, steps - 1)];
  }));
}

/** Calls by the name of a function, or of the variable that a literal is given to. */
function callsNamed(file: GoFile, fn: Node): Node[] {
  if (fn.type !== 'func_literal') return nameOf(fn) ? file.callsOf(nameOf(fn)) : [];
  const statement = fn.parent?.parent;
  const name = statement?.childForFieldName('left')?.firstNamedChild ?? statement?.childForFieldName('name');
  return fn.parent?.type === 'expression_list' && name?.type === 'identifier' ? file.callsOf(name.text) : [];
}

/** Calls of functions of other files that are handed what answers the request; which of them redirect is known to those files. */
export function callsOut(file: GoFile, bound: ReadonlySet<number>, seen: Map<string, Node>): Call[] {
  return handedOn(file).flatMap((call): Call[] => {
    const callee = call.childForFieldName('function');
    const named = callee && (callee.type === 'identifier' || callee.type === 'selector_expression') ? handlersIn(file, callee) : [];
    const refs = named.map(({ ref }) => ref).filter(ref => !('id' in ref));
    if (refs.length === 0) return [];
    const callers = handlersAround(call, bound);
    for (const caller of callers) seen.set(idOf(caller), caller);
    const { methods } = guardsAt(file, call);
    const answers = call.parent?.type === 'expression_list' && call.parent.parent?.type === 'return_statement';
    const own = refs.map((callee): Call => ({ callee, callers: callers.map(idOf), methods, answers, proof: proofOf(call) }));
    return [...own, ...callsInto(file, callers, bound, seen)];
  });
}

/** Calls with a response writer or context among their arguments. */
function handedOn(file: GoFile): Node[] {
  const names = new Set([...file.text.matchAll(/(?<=(?<!\w)(\w+)[ \t]+\*?(?:\w+\.)?)(?<!\bcontext\.)(?:ResponseWriter|\w*(?:Context|Ctx))\b/g)].map(match => match[1] as string));
  return [...names].flatMap(name => file.identifiers(name)).flatMap(identifier => {
    const call = identifier.parent?.type === 'argument_list' ? identifier.parent.parent : null;
    const type = call?.type === 'call_expression' ? file.typeOf(identifier) : null;
    return call && type && answers(type) ? [call] : [];
  });
}

/** A context of the project's own stands for the framework's. */
function answers(type: TypeName): boolean {
  return type.package === null ? /(?:Context|Ctx)$/.test(type.name) : ANSWERS.has(`${unversioned(type.package)}.${type.name}`);
}

export function proofOf(call: Node): Call['proof'] {
  return { span: spanOf(call), says: `called here: ${call.text.split('\n')[0]?.slice(0, 60)}` };
}
