import type { Node } from 'web-tree-sitter';
import type { HandlerRef } from '../../model/facts.ts';
import { ANY, GET_AND_HEAD, intersection, type MethodSet, methods, union } from '../../model/methods.ts';
import { METHOD_NAME } from '../shared/conditions.ts';
import type { JvmFile } from './file.ts';
import type { BindingAt } from '../shared/framework.ts';
import { type Annotation, annotationsOf, argumentsOf, calleeName, classOf, isClass, isFunction, itemsOf, lastName, methodsOf, nameOf, partsOf, stringValue, supersOf } from './syntax.ts';
import { oneLine } from '../../syntax/nodes.ts';

/** Names that are a method's own; a GET route answers HEAD too. */
export const VERBS: Readonly<Record<string, MethodSet>> = {
  get: GET_AND_HEAD, head: methods('HEAD'), post: methods('POST'), put: methods('PUT'), patch: methods('PATCH'), delete: methods('DELETE'), options: methods('OPTIONS'),
};

/** The methods of `RequestMethod.POST`, `{POST, PUT}`, `"POST"`; GET brings HEAD; null where they are computed. */
export function methodsListed(file: JvmFile, expression: Node): MethodSet | null {
  let all: MethodSet | null = null;
  for (const item of itemsOf(file.follow(expression))) {
    const node = file.follow(item);
    const name = stringValue(node) ?? lastName(node) ?? '';
    if (!METHOD_NAME.test(name)) return null;
    const own = VERBS[name.toLowerCase()] ?? methods(name);
    all = all ? union(all, own) : own;
  }
  return all;
}

/** How annotations bind methods: by their name alone, or by a list that they hold under `methodsIn`. */
export interface AnnotationTable {
  /** Simple names, each with its methods, or with the name of the element that lists them (none listed: ANY). */
  readonly names: Readonly<Record<string, MethodSet | { readonly methodsIn: string }>>;
  /** Packages that the file must import the annotation from. */
  readonly packages: readonly string[];
  /** Elements that hold the path. */
  readonly path: readonly string[];
  /** The server runs the application at `/` unless its configuration says otherwise. */
  readonly isWhole?: true;
}

/** Methods under such annotations; those of the class limit those of its methods. */
export function annotated(file: JvmFile, table: AnnotationTable): BindingAt[] {
  return file.methods.flatMap(method => annotationsOf(method).flatMap((annotation): BindingAt[] => {
    const own = methodsOfAnnotation(file, annotation, table);
    if (!own) return [];
    const owner = classOf(method);
    const around = owner ? annotationsOf(owner).filter(each => methodsOfAnnotation(file, each, table)) : [];
    const above = around.flatMap(each => methodsOfAnnotation(file, each, table) ?? []);
    const outer = around.flatMap(each => pathsOf(each, table.path));
    // A class below another one can have that one's prefix.
    const isWhole = table.isWhole && owner !== null && supersOf(owner).length === 0 && !outer.includes(null);
    return (outer.length > 0 ? outer : ['']).flatMap(before => pathsOf(annotation, table.path).map(path => ({
      handlers: [method], methods: above.reduce(intersection, own), path: before === null || path === null ? null : prefixed(before, path),
      ...(isWhole ? { router: null } : {}), node: annotation.node, says: `bound here: ${oneLine(annotation.node)}`,
    })));
  }));
}

function prefixed(before: string, path: string): string {
  return `/${[before, path].map(part => part.replace(/^\/|\/$/g, '')).filter(Boolean).join('/')}`;
}

function methodsOfAnnotation(file: JvmFile, annotation: Annotation, table: AnnotationTable): MethodSet | null {
  const simple = annotation.name.slice(annotation.name.lastIndexOf('.') + 1);
  const entry = Object.hasOwn(table.names, simple) ? table.names[simple] : undefined;
  const known = annotation.name.includes('.') ? table.packages.some(each => annotation.name.startsWith(each)) : file.isNamed(simple, ...table.packages.map(each => `${each}.${simple}`));
  if (!entry || !known) return null;
  if (!('methodsIn' in entry)) return entry;
  const list = annotation.arguments.find(each => each.name === entry.methodsIn);
  return list ? methodsListed(file, list.value) ?? ANY : ANY;
}

/** The paths of an annotation; one of no text where it names none, null for each that is computed. */
function pathsOf(annotation: Annotation, names: readonly string[]): (string | null)[] {
  const element = annotation.arguments.find(each => each.name === null || names.includes(each.name));
  return element ? itemsOf(element.value).map(stringValue) : [''];
}

export function hasAnnotation(declaration: Node, ...names: string[]): boolean {
  return annotationsOf(declaration).some(({ name }) => names.includes(name.slice(name.lastIndexOf('.') + 1)));
}

/**
 * Handlers of calls such as `app.post("/x", handler)`, `post("/x") { … }`, `post<Login> { … }`: lambdas and method references among the
 * arguments, each named call with the methods that it gives.
 */
export function routeCalls(file: JvmFile, names: Readonly<Record<string, MethodSet>>, accepts: (call: Node) => boolean): BindingAt[] {
  return file.callsOf(...Object.keys(names)).filter(accepts).flatMap((call): BindingAt[] => {
    const all = argumentsOf(call).map(each => each.value);
    const limits = names[calleeName(call) ?? ''];
    const handlers = all.filter(each => isFunction(each) || /reference$/.test(each.type));
    return limits && handlers.length > 0 ? [routeAt(call, handlers, limits, stringValue(all[0] ?? null))] : [];
  });
}

export function routeAt(call: Node, handlers: readonly (Node | HandlerRef)[], limits: MethodSet, path: string | null, evidence: BindingAt['evidence'] = 'proven'): BindingAt {
  return { handlers, methods: limits, path, evidence, node: call, says: `bound here: ${oneLine(call)}` };
}

/** Methods of classes, by their names. */
export function methodsByName(
  file: JvmFile, names: Readonly<Record<string, MethodSet>>, judge: (classNode: Node, method: Node) => BindingAt['evidence'] | null,
): BindingAt[] {
  return file.classes.filter(isClass).flatMap(classNode => methodsOf(classNode).flatMap((method): BindingAt[] => {
    const limits = Object.hasOwn(names, nameOf(method)) ? names[nameOf(method)] : undefined;
    const evidence = limits ? judge(classNode, method) : null;
    if (!limits || !evidence) return [];
    return [{ handlers: [method], methods: limits, path: null, evidence, node: method.childForFieldName('name') ?? method, says: `called by its name: ${nameOf(classNode)}.${nameOf(method)}` }];
  }));
}

/** The parts of a Kotlin or Java expression that can be its value: branches of conditionals, the last of a block. */
export function valuesOf(expression: Node, depth = 0): Node[] {
  if (depth > 20) return [expression];
  const inside = (node: Node | null) => node ? valuesOf(node, depth + 1) : [];
  if (expression.type === 'parenthesized_expression') return inside(partsOf(expression)[0] ?? null);
  if (expression.type === 'ternary_expression') return [...inside(expression.childForFieldName('consequence')), ...inside(expression.childForFieldName('alternative'))];
  if (expression.type === 'if_expression') return partsOf(expression).slice(1).flatMap(inside);
  if (expression.type === 'block') return inside(partsOf(expression).at(-1) ?? null);
  return [expression];
}
