import type { Node } from 'web-tree-sitter';
import { ANY, intersection, isAny, type MethodSet, methods, NONE, union } from '../../model/methods.ts';
import { partsOf } from '../../syntax/nodes.ts';
import { argumentsOf, type GoFile, receiverOf, unwrap } from './file.ts';
import { guardsAt, methodName } from './guards.ts';

/** A part of what a route is given, with the methods that come through what is wrapped around it. */
export interface Wrapped {
  readonly node: Node;
  readonly methods: MethodSet;
}

/** Handlers wrapped deeper than this are not followed. */
const DEEPEST_WRAP = 6;

/**
 * The wrappers of a handler and the handler, where one of them hands on some methods only: `onlyPost(save)` of
 * `func onlyPost(next http.HandlerFunc)`, which calls `next` where `r.Method` is POST. Null where all hand on what comes, or stand in other files.
 */
export function wrappedIn(file: GoFile, expression: Node): Wrapped[] | null {
  const parts = partsWrapped(file, expression, ANY, 0);
  return parts.some(part => !isAny(part.methods)) ? parts : null;
}

function partsWrapped(file: GoFile, expression: Node, limits: MethodSet, depth: number): Wrapped[] {
  const node = unwrap(expression);
  const callee = node.type === 'call_expression' ? node.childForFieldName('function') : null;
  const wrapper = callee && depth < DEEPEST_WRAP ? functionNamed(file, callee) : null;
  if (!callee || !wrapper) return [{ node: expression, methods: limits }];
  return [{ node: callee, methods: limits }, ...argumentsOf(node).flatMap((argument, at) => partsWrapped(file, argument, intersection(limits, passingTo(file, wrapper, at, node)), depth + 1))];
}

function functionNamed(file: GoFile, callee: Node): Node | null {
  if (callee.type === 'identifier') {
    const definition = file.define(callee);
    return definition?.kind === 'function' ? definition.node : null;
  }
  const [operand, field] = [callee.childForFieldName('operand'), callee.childForFieldName('field')];
  const type = callee.type === 'selector_expression' && operand ? file.typeOf(operand) : null;
  return type && field ? file.methodOf(type, field.text) : null;
}

/** The methods with which a wrapper calls what it is given at this place; ANY where it does not call it itself. */
function passingTo(file: GoFile, wrapper: Node, at: number, made: Node): MethodSet {
  const list = wrapper.childForFieldName('parameters');
  const parameters = list ? partsOf(list).flatMap(each => each.childrenForFieldName('name').flatMap(one => one?.text ?? [])) : [];
  const name = parameters[at];
  if (name === undefined) return ANY;
  const isWithin = (call: Node) => call.startIndex >= wrapper.startIndex && call.endIndex <= wrapper.endIndex;
  const calls = [
    ...file.callsOf(name).filter(call => call.childForFieldName('function')?.type === 'identifier'),
    ...file.callsOf('ServeHTTP').filter(call => receiverOf(call)?.text === name),
  ].filter(isWithin);
  if (calls.length === 0) return ANY;
  return compared(file, wrapper, parameters, made) ?? calls.map(call => guardsAt(file, call).methods).reduce(union, NONE);
}

/** The method that a wrapper is called with, where it answers by itself what comes with another one: `if r.Method != method { …; return }`. */
function compared(file: GoFile, wrapper: Node, parameters: readonly string[], made: Node): MethodSet | null {
  const [, name] = /\bif\s+\w+\.Method\s*!=\s*(\w+)\s*\{[^{}]*\breturn\b/.exec(wrapper.text) ?? [];
  const given = name === undefined ? undefined : argumentsOf(made)[parameters.indexOf(name)];
  const method = given ? methodName(file, given) : null;
  return method === null ? null : methods(method);
}
