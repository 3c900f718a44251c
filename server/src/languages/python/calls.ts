import type { Node } from 'web-tree-sitter';
import { sameNode } from '../../syntax/nodes.ts';
import { says } from '../../syntax/tree.ts';
import type { CallOut } from '../shared/assemble.ts';
import { dispatched } from './dispatched.ts';
import { calleeName, nameOf, type PyFile, receiverOf } from './file.ts';
import { functionAround, isDropped } from './redirects.ts';
import { classMade, exportsOf, handlersIn, isInstalled, modulesOf } from './handlers.ts';

/** Calls, in this file, of a function around a redirect: `return back_to_cart()` in a handler brings that handler's methods along. */
export function callsOf(file: PyFile, fn: Node, bound: ReadonlySet<number>): Node[] {
  if (fn.type !== 'function_definition' || bound.has(fn.id)) return [];
  const returns = file.imports(...RETURNING) && !says(fn, /\b(?:raise|abort)\b/);
  return file.callsOf(nameOf(fn)).filter(call => {
    const callee = call.childForFieldName('function');
    if (returns && isDropped(call)) return false;
    return callee !== null && handlersIn(file, callee).some(({ node }) => sameNode(node, fn));
  });
}

/** Frameworks whose redirect answers only where it is returned; in others it is raised, or sent at once. */
const RETURNING = ['flask', 'quart', 'django', 'rest_framework', 'fastapi', 'starlette', 'sanic', 'litestar'];

/**
 * Calls of functions that the project imports, where the value is answered: `return helper(…)`, `raise helper(…)`, `response = helper(…)`.
 * Which of them redirect is known to the files that hold them.
 */
export function callsOut(file: PyFile): CallOut[] {
  const named = [...file.callsOfImported(isInstalled), ...file.callsOnSelf, ...callsOnMade(file)].filter(call => isAnswered(call) && !isTest(functionAround(call))).flatMap(call => {
    const callee = call.childForFieldName('function');
    // Who makes an object does not run its methods.
    const callees = callee && !/^_?[A-Z]/.test(calleeName(call) ?? '') ? handlersIn(file, callee).map(({ ref }) => ref).filter(ref => !('id' in ref)) : [];
    return callees.length > 0 ? [{ call, callees, answers: isAnswer(call) }] : [];
  });
  return [...named, ...dispatched(file), ...overridable(file)];
}

/** Methods that say they redirect, of objects that are made where they are called: `form.redirect('/')` of `form = OrderForm()`. */
function callsOnMade(file: PyFile): Node[] {
  const names = new Set([...file.text.matchAll(/(?<=\w\.)\w*redirect\w*(?=\()/gi)].map(match => match[0]));
  return names.size === 0 ? [] : file.callsOf(...names).filter(call => {
    const receiver = receiverOf(call);
    return receiver?.type === 'identifier' && classMade(file, receiver) !== null;
  });
}

/** Answers by a method of the class at hand, which a class below may have in its own way: `return self.perform()` in `post`. */
function overridable(file: PyFile): CallOut[] {
  return file.callsOnSelf.filter(call => keptAs(call) === 'return_statement').flatMap(call => {
    const callee = call.childForFieldName('function');
    const own = callee ? handlersIn(file, callee).flatMap(({ node }) => node ? exportsOf(node) : []) : [];
    return own.length === 0 ? [] : [{ call, callees: own.flatMap(name => modulesOf(file.path).map(module => ({ module, name }))), answers: false }];
  });
}

/** A test asks for an answer and gives none. */
function isTest(fn: Node | null): boolean {
  return fn !== null && /^test/.test(nameOf(fn));
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
