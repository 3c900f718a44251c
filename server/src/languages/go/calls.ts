import type { Node } from 'web-tree-sitter';
import { sameNode } from '../../syntax/nodes.ts';
import type { CallOut } from '../shared/assemble.ts';
import { saysItRedirects } from '../shared/helper-calls.ts';
import { calleeName, type GoFile, isFunction, nameOf, receiverOf, type TypeName, unversioned } from './file.ts';
import { handlersIn } from './handlers.ts';

/** Types through which a request is answered; whoever is given one can redirect. */
const ANSWERS = new Set(['net/http.ResponseWriter', 'github.com/gin-gonic/gin.Context', 'github.com/labstack/echo.Context', 'github.com/gofiber/fiber.Ctx']);

/** Calls, in this file, of a function around a redirect: `backToCart(w, r)` in a handler brings that handler's methods along. */
export function callsOf(file: GoFile, fn: Node, bound: ReadonlySet<number>): Node[] {
  if (!isFunction(fn) || bound.has(fn.id)) return [];
  return callsNamed(file, fn).filter(call => {
    const callee = call.childForFieldName('function');
    return callee !== null && handlersIn(file, callee).some(({ node }) => sameNode(node, fn));
  });
}

/** Calls by the name of a function, or of the variable that a literal is given to. */
function callsNamed(file: GoFile, fn: Node): Node[] {
  if (fn.type !== 'func_literal') return nameOf(fn) ? file.callsOf(nameOf(fn)) : [];
  const statement = fn.parent?.parent;
  const name = statement?.childForFieldName('left')?.firstNamedChild ?? statement?.childForFieldName('name');
  return fn.parent?.type === 'expression_list' && name?.type === 'identifier' ? file.callsOf(name.text) : [];
}

/** Calls of functions of other files that are handed what answers the request; which of them redirect is known to those files. */
export function callsOut(file: GoFile): CallOut[] {
  return [...handedOn(file), ...ofContexts(file)].flatMap(call => {
    const callee = call.childForFieldName('function');
    const named = callee && (callee.type === 'identifier' || callee.type === 'selector_expression') ? handlersIn(file, callee) : [];
    const callees = named.map(({ ref }) => ref).filter(ref => !('id' in ref));
    return callees.length > 0 ? [{ call, callees, answers: isAnswer(call) }] : [];
  });
}

/** Whether what the callee does is the caller's own answer: it is returned, or a statement of its own that says by its name that it redirects. */
function isAnswer(call: Node): boolean {
  if (call.parent?.type === 'expression_list') return call.parent.parent?.type === 'return_statement';
  return call.parent?.type === 'expression_statement' && saysItRedirects(calleeName(call));
}

/** Calls with a response writer or context among their arguments. */
function handedOn(file: GoFile): Node[] {
  const names = new Set([...file.text.matchAll(/(?=\w)(?<=(?<!\w)(\w+)[ \t]+\*?(?:\w+\.)?)(?<!\bcontext\.)(?:ResponseWriter|\w*(?:Context|Ctx))\b/g)].map(match => match[1] as string));
  return [...names].flatMap(name => file.identifiers(name)).flatMap(identifier => {
    const call = identifier.parent?.type === 'argument_list' ? identifier.parent.parent : null;
    const type = call?.type === 'call_expression' ? file.typeOf(identifier) : null;
    return call && type && answers(type) ? [call] : [];
  });
}

/** Calls of methods that redirect, by their names, of a context of the project's own: `c.RedirectSubpath("/settings")`. */
function ofContexts(file: GoFile): Node[] {
  const names = new Set([...file.text.matchAll(/(?<=\.)(\w*Redirect\w+|\w+Redirect)(?=\()/g)].map(match => match[1] as string));
  return names.size === 0 ? [] : file.callsOf(...names).filter(call => {
    const receiver = receiverOf(call);
    const type = receiver ? file.typeOf(receiver) : null;
    return type !== null && /(?:Context|Ctx)$/.test(type.name);
  });
}

/** A context of the project's own stands for the framework's. */
function answers(type: TypeName): boolean {
  return type.package === null ? /(?:Context|Ctx)$/.test(type.name) : ANSWERS.has(`${unversioned(type.package)}.${type.name}`);
}
