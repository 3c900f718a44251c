import type { Node } from 'web-tree-sitter';
import { ancestorsOf } from '../../syntax/nodes.ts';
import { calleeName, classAround, fullName, isMethod, nameOf, receiverOf, type RbFile, superclassOf, argumentsOf, statementsOf } from './file.ts';

/** Nodes around a place that requests can reach: methods, and blocks that a route or filter takes; innermost first. */
export function handlersAround(node: Node, bound: ReadonlySet<number>): Node[] {
  return [node, ...ancestorsOf(node)].filter(each => isMethod(each) || bound.has(each.id));
}

/** `Admin::UsersController#create`; none for a method of no class, and for a class's own methods. */
export function globalName(method: Node): string | null {
  const definition = classAround(method);
  return method.type === 'method' && definition ? `${fullName(definition)}#${nameOf(method)}` : null;
}

/** A method by its name, in the class that stands here, its other openings in this file, and its bases in this file. */
export function methodNamed(file: RbFile, definition: Node, name: string, depth = 0): Node | null {
  const own = file.methodOf(fullName(definition), name);
  if (own || depth > 5) return own;
  const above = namesAbove(definition);
  for (const each of file.classes) {
    if (!above.includes(fullName(each)) || each.id === definition.id) continue;
    const found = methodNamed(file, each, name, depth + 1);
    if (found) return found;
  }
  return null;
}

/**
 * Full names that the superclass and the included modules of a class can have: a name is looked for in the
 * modules around the class, innermost first, so `BaseController` in `Admin` can be `Admin::BaseController`.
 * A controller's chain ends in `ApplicationController`, whatever stands between.
 */
export function namesAbove(definition: Node): string[] {
  const superclass = superclassOf(definition);
  const included = statementsOf(definition.childForFieldName('body'))
    .filter(part => part.type === 'call' && !receiverOf(part) && ['include', 'prepend', 'extend'].includes(calleeName(part) ?? ''))
    .flatMap(argumentsOf).filter(argument => argument.type === 'constant' || argument.type === 'scope_resolution').map(argument => argument.text.replace(/^::/, ''));
  const around = fullName(definition).split('::').slice(0, -1);
  const inScope = (name: string) => [...around.map((_, depth) => [...around.slice(0, around.length - depth), name].join('::')), name];
  const root = superclass?.endsWith('Controller') ? ['ApplicationController'] : [];
  return [...new Set([...(superclass ? inScope(superclass) : []), ...root, ...included.flatMap(inScope)])].filter(name => name !== fullName(definition));
}
