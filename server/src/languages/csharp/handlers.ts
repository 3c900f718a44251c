import type { Node } from 'web-tree-sitter';
import { ancestorsOf } from '../../syntax/nodes.ts';
import { here, type Named, there } from '../shared/handlers.ts';
import type { CsFile } from './file.ts';
import { bodyOf, classAround, classOf, isClass, isFunction, isMethod, lastName, nameOf, ownerOf, parametersOf, supersOf, unwrap } from './syntax.ts';

/** Classes of one file that extend each other deeper than this are not followed. */
const DEEPEST_CHAIN = 8;

/** Names under which other files reach a method: `CartController#Add`, and the same of what its class extends or implements. */
export function exportsOf(file: CsFile, node: Node): string[] {
  const owner = node.type === 'method_declaration' ? classOf(node) : null;
  if (!owner) return [];
  return [...[owner, ...chainOf(file, owner)].flatMap(each => [nameOf(each), ...supersOf(each)]), extended(node)]
    .filter((name, at, all) => name !== '' && all.indexOf(name) === at).map(name => `${name}#${nameOf(node)}`);
}

/** `Controller` of `static IActionResult RedirectHome(this Controller controller)`, an extension method: calls name it as if that class had it. '' for any other method. */
function extended(method: Node): string {
  const [first] = parametersOf(method);
  return first && /^this\s/.test(first.node.text) ? first.type ?? '' : '';
}

/** The classes of this file that a class extends or implements, nearest first. */
export function chainOf(file: CsFile, classNode: Node): Node[] {
  const chain: Node[] = [];
  for (let each: Node | undefined = classNode; each && chain.length < DEEPEST_CHAIN;) {
    const next: Node | undefined = supersOf(each).flatMap(name => file.classNamed(name) ?? []).find(other => other.id !== classNode.id && !chain.some(known => known.id === other.id));
    if (next) chain.push(next);
    each = next;
  }
  return chain;
}

/** The method of this name that a class has or inherits within the file; of several, one that takes so many arguments. */
export function methodNamed(file: CsFile, classNode: Node, name: string, count: number | null): Node | null {
  for (const each of [classNode, ...chainOf(file, classNode)]) {
    const own = file.methodsNamed(each, name);
    const fitting = count === null || own.length < 2 ? own : own.filter(method => parametersOf(method).length === count);
    if (fitting[0] ?? own[0]) return fitting[0] ?? own[0] ?? null;
  }
  return null;
}

/** The handlers that a route names or is: lambdas, methods, `Create`, `this.Create`, `CartEndpoints.Create`. */
export function handlersIn(file: CsFile, expression: Node): Named[] {
  const node = unwrap(expression);
  if (isFunction(node)) return [handlerOf(node)];
  const name = lastName(node);
  const owner = ownerOf(node);
  if (name === null) return [];
  if (owner && owner.type !== 'this') {
    const type = file.typeOf(owner) ?? lastName(owner);
    const holder = type ? file.classNamed(type) : null;
    const method = holder ? methodNamed(file, holder, name, null) : null;
    return method ? [handlerOf(method)] : type ? [there(null, `${type}#${name}`)] : [];
  }
  const local = file.localFunction(node);
  if (local) return [here(local)];
  const definition = owner ? null : file.define(node);
  if (definition) return definition.kind === 'variable' && definition.constant && definition.value ? handlersIn(file, definition.value) : [];
  for (let around = classAround(node); around; around = classAround(around)) {
    const method = methodNamed(file, around, name, null);
    if (method) return [handlerOf(method)];
  }
  const around = classAround(node);
  return around ? [nameOf(around), ...supersOf(around)].map(each => there(null, `${each}#${name}`)) : [];
}

/** A node of this file; an interface's or abstract method stands for whatever implements it. */
export function handlerOf(node: Node): Named {
  const owner = isMethod(node) && !bodyOf(node) ? classAround(node) : null;
  return owner ? there(null, `${nameOf(owner)}#${nameOf(node)}`) : here(node);
}

/** Functions around a place, innermost first, up to the class that holds them. */
export function handlersAround(node: Node): Node[] {
  const around: Node[] = [];
  for (const each of [node, ...ancestorsOf(node)]) {
    if (isFunction(each)) around.push(each);
    // What encloses an inner class does not answer its requests.
    if (isClass(each)) break;
  }
  return around;
}
