import type { Node } from 'web-tree-sitter';
import type { Call } from '../../model/facts.ts';
import { spanOf } from '../../syntax/nodes.ts';
import { argumentsOf, isFunction, type JsFile } from './file.ts';
import { guardsAt } from './guards.ts';
import { handlersAround, handlersIn, idOf, modulesNamed } from './handlers.ts';

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

/**
 * Calls of functions that other files define, from functions that a route binds or that hand one of their own parameters on:
 * `requireUser(request)` redirects on behalf of the action that it stands in.
 */
export function callsOut(file: JsFile, bound: ReadonlySet<number>, seen: Map<string, Node>): Call[] {
  const names = importedNames(file);
  if (names.length === 0) return [];
  return file.callsOf(...names).flatMap((call): Call[] => {
    const callee = call.childForFieldName('function');
    const refs = callee ? handlersIn(file, callee).filter(({ ref }) => !('id' in ref)) : [];
    const callers = refs.length > 0 ? handlersAround(call, bound).filter(node => node.id !== call.id) : [];
    if (callers.length === 0 || !(callers.some(node => bound.has(node.id)) || handsOn(file, call))) return [];
    for (const caller of callers) seen.set(idOf(caller), caller);
    const { methods } = guardsAt(file, call);
    const proof = { span: spanOf(call), says: `called here: ${call.text.split('\n')[0]?.slice(0, 60)}` };
    return refs.map(({ ref }) => ({ callee: ref, callers: callers.map(idOf), methods, answers: isAnswer(call), proof }));
  });
}

/** Names that are called in this file and stand for exports of the project's other files, members of a whole module among them. */
function importedNames(file: JsFile): string[] {
  const own = file.importedNames.filter(({ module }) => modulesNamed(file.path, module).length > 0);
  return own.flatMap(({ local, name }) => {
    if (name !== '*' && name !== 'default') return [local];
    const members = [...file.text.matchAll(new RegExp(`(?<![\\w$.])${local.replaceAll('$', '\\$')}\\.([\\w$]+)\\s*\\(`, 'g'))];
    return [...new Set([local, ...members.map(match => match[1] as string)])];
  });
}

function handsOn(file: JsFile, call: Node): boolean {
  return argumentsOf(call).some(argument => argument.type === 'identifier' && file.define(argument)?.kind === 'parameter');
}

/** Whether what a call gives is what its function returns or throws. */
function isAnswer(call: Node): boolean {
  const holder = call.parent?.type === 'await_expression' ? call.parent.parent : call.parent;
  return holder?.type === 'return_statement' || holder?.type === 'throw_statement' || (holder?.type === 'arrow_function');
}
