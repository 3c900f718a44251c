import type { Node } from 'web-tree-sitter';
import { ancestorsOf } from '../../syntax/nodes.ts';
import { here, type Named, there } from '../shared/handlers.ts';
import type { JvmFile } from './file.ts';
import { bodyOf, classAround, classOf, isClass, isFunction, isMethod, methodsOf, nameOf, parametersOf, partsOf, supersOf, unwrap } from './syntax.ts';

/** Classes of one file that extend each other deeper than this are not followed. */
const DEEPEST_CHAIN = 8;

/**
 * Names under which other files reach a method: `OwnerController#create`, and the same of what its class extends or implements, for an
 * annotation of an interface and a call in a superclass mean it too. A function outside of classes goes by its package.
 */
export function exportsOf(file: JvmFile, node: Node): string[] {
  if (!isMethod(node)) return [];
  const owner = classOf(node);
  if (!owner) return node.parent?.type === 'source_file' ? [`${file.package}.${nameOf(node)}`] : [];
  return [owner, ...chainOf(file, owner)].flatMap(each => [nameOf(each), ...supersOf(each)])
    .filter((name, at, all) => name !== '' && all.indexOf(name) === at).map(name => `${name}#${nameOf(node)}`);
}

/** The classes of this file that a class extends or implements, nearest first. */
export function chainOf(file: JvmFile, classNode: Node): Node[] {
  const chain: Node[] = [];
  for (let each: Node | undefined = classNode; each && chain.length < DEEPEST_CHAIN;) {
    const next: Node | undefined = supersOf(each).flatMap(name => file.classNamed(name) ?? []).find(other => other.id !== classNode.id && !chain.some(known => known.id === other.id));
    if (next) chain.push(next);
    each = next;
  }
  return chain;
}

/** The method of this name that a class has or inherits within the file; of several, one that takes so many arguments. */
export function methodNamed(file: JvmFile, classNode: Node, name: string, count: number | null): Node | null {
  for (const each of [classNode, ...chainOf(file, classNode)]) {
    const own = methodsOf(each).filter(method => nameOf(method) === name);
    const fitting = count === null || own.length < 2 ? own : own.filter(method => parametersOf(method).length === count);
    if (fitting[0]) return fitting[0];
  }
  return null;
}

/** The handlers that a route names or is: lambdas, methods, `this::create`, `OwnerHandler::create`, `::create`. */
export function handlersIn(file: JvmFile, expression: Node): Named[] {
  const node = unwrap(expression);
  if (isFunction(node) || node.type.endsWith('_declaration')) return [handlerOf(node)];
  if (node.type === 'method_reference' || node.type === 'callable_reference') return handlersOfReference(file, node);
  return [];
}

function handlersOfReference(file: JvmFile, node: Node): Named[] {
  const parts = partsOf(node);
  const name = parts.at(-1);
  const owner = parts.length > 1 ? parts[0] : undefined;
  if (!name) return [];
  if (!owner) {
    const fn = file.methods.find(each => nameOf(each) === name.text && !classOf(each));
    return fn ? [handlerOf(fn)] : outside([...file.memberNames(name.text), `${file.package}.${name.text}`]);
  }
  const type = owner.type === 'super' ? null : file.typeOf(owner) ?? owner.text;
  const holder = type ? file.classNamed(type) : null;
  const method = holder ? methodNamed(file, holder, name.text, null) : null;
  return method ? [handlerOf(method)] : type ? outside([`${type}#${name.text}`]) : [];
}

/** A node of this file; an interface's or abstract method stands for whatever implements it. */
export function handlerOf(node: Node): Named {
  const owner = isMethod(node) && !bodyOf(node) ? classAround(node) : null;
  return owner ? there(null, `${nameOf(owner)}#${nameOf(node)}`) : here(node);
}

export function outside(names: readonly string[]): Named[] {
  return names.map(name => there(null, name));
}

/** Functions around a place, innermost first, up to the class that holds them. */
export function handlersAround(node: Node): Node[] {
  const around: Node[] = [];
  for (const each of [node, ...ancestorsOf(node)]) {
    if (isFunction(each)) around.push(each);
    // What encloses an anonymous or inner class does not answer its requests.
    if (isClass(each) || each.type === 'class_body') break;
  }
  return around;
}
