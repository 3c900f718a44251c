import type { Node } from 'web-tree-sitter';
import type { HandlerRef } from '../../model/facts.ts';
import { sameNode } from '../../syntax/nodes.ts';
import type { CallOut } from '../shared/assemble.ts';
import { saysItRedirects } from '../shared/helper-calls.ts';
import type { CsFile } from './file.ts';
import { handlerOf, handlersAround, methodNamed } from './handlers.ts';
import { argumentsOf, calleeName, classAround, isMethod, lastName, nameNodeOf, nameOf, receiverOf, supersOf } from './syntax.ts';

/** Methods of every controller and page that are called all the time and that no application defines. */
const PLATFORM = /^(?:View|PartialView|Page|Json|Content|Ok|NotFound|BadRequest|Unauthorized|Forbid|Challenge|NoContent|File|PhysicalFile|StatusCode|Created\w*|Accepted\w*|Problem|ValidationProblem|ViewComponent|SignIn|SignOut|Empty|HttpNotFound|JavaScript|(?:Local)?Redirect(?:To(?:Action|Route|Page))?(?:Permanent)?(?:PreserveMethod)?)$/;

/** Calls, in this file, of a method around a redirect: `return RedirectToList();` in an action brings that action's methods along. */
export function callsOf(file: CsFile, method: Node): Node[] {
  // Every public method of a controller is an action, those too that others call. `return View(model)` is the platform's method, though the class has an action of that name.
  return isMethod(method) && !PLATFORM.test(nameOf(method)) ? file.callsOf(nameOf(method)).filter(call => sameNode(calledMethod(file, call), method)) : [];
}

/** The method of this file that a call means; null where it means none, or one of another file. */
function calledMethod(file: CsFile, call: Node): Node | null {
  const name = calleeName(call) ?? '';
  const receiver = receiverOf(call);
  const count = argumentsOf(call).length;
  if (receiver && receiver.type !== 'this' && receiver.type !== 'base') {
    const owner = file.classNamed(file.typeOf(receiver) ?? lastName(receiver) ?? '');
    return owner ? methodNamed(file, owner, name, count) : null;
  }
  const nameNode = nameNodeOf(call);
  const local = nameNode ? file.localFunction(nameNode) : null;
  if (local) return local;
  for (let owner = classAround(call); owner; owner = classAround(owner)) {
    const found = methodNamed(file, owner, name, count);
    if (found) return found;
  }
  return null;
}

/** Calls whose value is returned; the name stands last. */
const ANSWERED = /(?:\breturn|=>)\s+(?:await\s+)?(?:[\w.]+\.)?(\w+)\s*\(/g;
/** Names by which the thing that answers goes, where it is handed on. */
const HANDED = /\b(?:httpContext|HttpContext|context|ctx|Response|response)\s*[,)]/g;
/**
 * Calls of methods that stand in other files, where they may answer the request: their value is returned, or they are handed the
 * context or response. Which of them redirect is known to the files that hold them.
 */
export function callsOut(file: CsFile): CallOut[] {
  return answering(file).flatMap(call => {
    const callees = PLATFORM.test(calleeName(call) ?? '') || handlersAround(call).length === 0 ? [] : refsOf(file, call);
    return callees.length > 0 ? [{ call, callees, answers: saysItRedirects(calleeName(call)) }] : [];
  });
}

function answering(file: CsFile): Node[] {
  const named = [...file.text.matchAll(ANSWERED)].map(match => file.callNamedAt(match.index + match[0].lastIndexOf(match[1] as string)));
  const handed = [...file.text.matchAll(HANDED)].map(match => file.callHanded(match.index));
  return [...new Map([...named, ...handed].flatMap(call => call?.type === 'invocation_expression' ? [[call.id, call] as const] : [])).values()];
}

function refsOf(file: CsFile, call: Node): HandlerRef[] {
  const name = calleeName(call) ?? '';
  const receiver = receiverOf(call);
  const target = calledMethod(file, call);
  if (target) {
    const { ref } = handlerOf(target);
    return 'id' in ref ? [] : [ref];
  }
  if (!receiver || receiver.type === 'this' || receiver.type === 'base') {
    const around = classAround(call);
    return around ? supersOf(around).map(each => ({ module: null, name: `${each}#${name}` })) : [];
  }
  const type = file.typeOf(receiver) ?? (receiver.type === 'identifier' && /^[A-Z]/.test(receiver.text) ? receiver.text : null);
  return type ? [{ module: null, name: `${type}#${name}` }] : [];
}
