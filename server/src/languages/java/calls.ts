import type { Node } from 'web-tree-sitter';
import type { HandlerRef } from '../../model/facts.ts';
import { sameNode } from '../../syntax/nodes.ts';
import type { CallOut } from '../shared/assemble.ts';
import { saysItRedirects } from '../shared/helper-calls.ts';
import type { JvmFile } from './file.ts';
import { handlerOf, handlersAround, methodNamed, outside } from './handlers.ts';
import { argumentsOf, calleeName, classAround, classOf, isMethod, nameOf, parametersOf, receiverOf, supersOf } from './syntax.ts';

/** Calls, in this file, of a method around a redirect: `return redirectToList()` in a handler brings that handler's methods along. */
export function callsOf(file: JvmFile, method: Node, bound: ReadonlySet<number>): Node[] {
  return isMethod(method) && !bound.has(method.id) ? file.callsOf(nameOf(method)).filter(call => sameNode(calledMethod(file, call), method)) : [];
}

/** The method of this file that a call means; null where it means none, or one of another file. */
function calledMethod(file: JvmFile, call: Node): Node | null {
  const name = calleeName(call) ?? '';
  const receiver = receiverOf(call);
  const count = argumentsOf(call).length;
  if (receiver && receiver.type !== 'this' && receiver.type !== 'this_expression' && receiver.type !== 'super') {
    const owner = file.classNamed(file.typeOf(receiver) ?? '');
    // A function for calls of any type, Kotlin's extension: only its name tells.
    return owner ? methodNamed(file, owner, name, count) : topLevel(file, name, count);
  }
  for (let owner = classAround(call); owner; owner = classAround(owner)) {
    const found = methodNamed(file, owner, name, count);
    if (found) return found;
  }
  return topLevel(file, name, count);
}

function topLevel(file: JvmFile, name: string, count: number): Node | null {
  const all = file.isKotlin ? file.methods.filter(each => nameOf(each) === name && !classOf(each)) : [];
  return all.find(each => parametersOf(each).length === count) ?? all[0] ?? null;
}

/** Calls whose value is returned, and those that extend Ktor's `call`; the name stands last. */
const ANSWERED = [/\breturn\s+(?:[\w.]+\.)?(\w+)\(/g, /\bcall\.(\w+)\(/g];
/** Names by which the thing that answers goes, where it is handed on. */
const HANDED = /\b(?:response|resp|res|rsp|httpResponse|servletResponse|httpServletResponse|call|ctx|exchange)\s*[,)]/g;
/** Packages of platforms, whose functions a project does not define. */
const PLATFORM = /^(?:io\.ktor|kotlinx?|javax?|jakarta|org\.springframework)\./;

/**
 * Calls of methods that stand in other files, or in what implements an interface of this one, where they may answer the request:
 * their value is returned, or they are handed the response. Which of them redirect is known to the files that hold them.
 */
export function callsOut(file: JvmFile): CallOut[] {
  return answering(file).flatMap(call => {
    const callees = handlersAround(call).length > 0 ? refsOf(file, call) : [];
    return callees.length > 0 ? [{ call, callees, answers: saysItRedirects(calleeName(call)) }] : [];
  });
}

function answering(file: JvmFile): Node[] {
  const named = ANSWERED.flatMap(pattern => [...file.text.matchAll(pattern)]).map(match => file.callNamedAt(match.index + match[0].length - 1 - (match[1] as string).length));
  const handed = [...file.text.matchAll(HANDED)].map(match => file.callHanded(match.index));
  return [...new Map([...named, ...handed].flatMap(call => call ? [[call.id, call] as const] : [])).values()];
}

function refsOf(file: JvmFile, call: Node): HandlerRef[] {
  const name = calleeName(call) ?? '';
  const receiver = receiverOf(call);
  const target = calledMethod(file, call);
  if (target) {
    const { ref } = handlerOf(target);
    return 'id' in ref ? [] : [ref];
  }
  if (!receiver || receiver.type === 'this' || receiver.type === 'this_expression' || receiver.type === 'super') {
    const around = classAround(call);
    const inherited = around ? supersOf(around).map(each => `${each}#${name}`) : [];
    return outside([...inherited, ...(receiver ? [] : functionsNamed(file, name))]).map(({ ref }) => ref);
  }
  if (receiver.text === 'call') return outside(functionsNamed(file, name)).map(({ ref }) => ref);
  const type = file.typeOf(receiver);
  return type ? outside([`${type}#${name}`]).map(({ ref }) => ref) : [];
}

/** Full names of a Kotlin function of another file, by itself or as an extension. */
function functionsNamed(file: JvmFile, name: string): string[] {
  return file.isKotlin ? [...file.memberNames(name), `${file.package}.${name}`].filter(each => !PLATFORM.test(each)) : [];
}
