import type { Node } from 'web-tree-sitter';
import { ANY, GET_AND_HEAD, type MethodSet, methods, union } from '../../model/methods.ts';
import { METHOD_NAME } from '../shared/conditions.ts';
import { oneLine, partsOf } from '../../syntax/nodes.ts';
import { argumentsOf, basesOf, calleeName, type Decorator, decoratorsOf, keywordOf, lastName, methodsOf, nameOf, type PyFile, positionalsOf, stringValue, unwrap } from './file.ts';
import type { BindingAt, CallAt } from '../shared/framework.ts';
import { methodsTested } from './guards.ts';
import { methodNamed } from './handlers.ts';

/** Names that are a method's own; a GET route answers HEAD too. */
export const VERBS: Readonly<Record<string, MethodSet>> = {
  get: GET_AND_HEAD, head: methods('HEAD'), post: methods('POST'), put: methods('PUT'), patch: methods('PATCH'), delete: methods('DELETE'), options: methods('OPTIONS'),
};

/** How a framework writes the methods of a route that is not named by its verb. */
export interface RouteForm {
  /** Keywords of the list of methods: `methods`, Bottle's `method`. */
  readonly keywords: readonly string[];
  /** Position of that list (0-based), where it can stand without its keyword. */
  readonly position?: number;
  /** Without a list. */
  readonly none: MethodSet;
}

/** The methods of a list, tuple, set or single string; GET brings HEAD; ANY for `'*'`; null where they are computed. */
export function methodsListed(file: PyFile, expression: Node | null): MethodSet | null {
  if (!expression) return null;
  const node = file.follow(expression);
  const items = ['list', 'tuple', 'set'].includes(node.type) ? partsOf(node) : [node];
  let all: MethodSet | null = null;
  for (const item of items) {
    const name = stringValue(file.follow(item)) ?? lastName(item)?.replace(/^METH_/, '') ?? '';
    if (name === '*' || name.toUpperCase() === 'ANY') return ANY;
    if (!METHOD_NAME.test(name)) return null;
    const own = VERBS[name.toLowerCase()] ?? methods(name);
    all = all ? union(all, own) : own;
  }
  return all;
}

/** Methods of a route's call or decorator, by its list or what holds without one. ANY where the list is computed: nothing is known. */
export function methodsOfRoute(file: PyFile, call: Node | null, form: RouteForm): MethodSet {
  const list = call ? keywordOf(call, ...form.keywords) ?? (form.position === undefined ? null : positionalsOf(call)[form.position] ?? null) : null;
  return list ? methodsListed(file, list) ?? ANY : form.none;
}

/** Functions under `@app.route('/x', methods=[…])`, `@app.post('/x')` and the like; each name with the methods that it gives. */
export function decorated(file: PyFile, names: Readonly<Record<string, MethodSet | RouteForm>>, accepts: (decorator: Decorator) => boolean = hasReceiver): BindingAt[] {
  return [...file.functions, ...file.classes].flatMap(definition => decoratorsOf(definition).flatMap((decorator): BindingAt[] => {
    const entry = Object.hasOwn(names, decorator.name) ? names[decorator.name] : undefined;
    if (!entry || !accepts(decorator)) return [];
    const limits = 'keywords' in entry ? methodsOfRoute(file, decorator.call, entry) : entry;
    return [bound([definition], limits, decorator.call ? pathOf(decorator.call) : null, decorator.node)];
  }));
}

/** `@app.post('/x')`; `@mock.patch('module.name')` is none, though its name is a verb. */
function hasReceiver(decorator: Decorator): boolean {
  if (!decorator.receiver || !decorator.call) return false;
  return !Object.hasOwn(VERBS, decorator.name) || /^(?:$|[/{<:*])/.test(pathOf(decorator.call) ?? '/');
}

/** The first text of a call: the route's path. */
export function pathOf(call: Node): string | null {
  const [first] = positionalsOf(call);
  return stringValue(first ? unwrap(first) : keywordOf(call, 'path', 'rule', 'uri', 'route', 'pattern'));
}

/** A binding shown at one place. */
export function bound(handlers: readonly Node[], limits: MethodSet, path: string | null, node: Node, evidence: BindingAt['evidence'] = 'proven'): BindingAt {
  return { handlers, methods: limits, path, evidence, node, says: `bound here: ${oneLine(node)}` };
}

/** Calls such as `add_url_rule('/x', view_func=f, methods=[…])`; `handler` says where the handler stands. */
export function routeCalls(
  file: PyFile, names: Readonly<Record<string, MethodSet | RouteForm>>,
  handler: { readonly keywords: readonly string[]; readonly position?: number },
  accepts: (call: Node) => boolean = () => true,
): BindingAt[] {
  return file.callsOf(...Object.keys(names)).filter(accepts).flatMap((call): BindingAt[] => {
    const entry = names[calleeName(call) ?? ''];
    const target = keywordOf(call, ...handler.keywords) ?? (handler.position === undefined ? null : positionalsOf(call)[handler.position] ?? null);
    if (!entry || !target) return [];
    return [bound([target], 'keywords' in entry ? methodsOfRoute(file, call, entry) : entry, pathOf(call), call)];
  });
}

/** Names by which classes that answer requests go, where their base does not say it. */
const ANSWERS = /(?:View|ViewMixin|Mixin|Resource|Handler|Endpoint|Controller|ViewSet|Views|API|Api|Page)$/;

/**
 * Methods of classes that are named by the HTTP method they answer: `def post(self)`.
 * Proven where a base of these full names (or a class of this file below one) is visible, else by the class's name and the method's.
 */
export function verbMethods(file: PyFile, bases: RegExp, verbs: Readonly<Record<string, MethodSet>> = VERBS, looksRight: RegExp = ANSWERS): BindingAt[] {
  return file.classes.flatMap(classNode => {
    const evidence = hasBase(file, classNode, bases) ? 'proven' : 'conventional';
    if (evidence === 'conventional' && ![nameOf(classNode), ...basesOf(classNode).map(base => lastName(base) ?? '')].some(name => looksRight.test(name))) return [];
    return methodsOf(classNode).flatMap((method): BindingAt[] => {
      const limits = Object.hasOwn(verbs, nameOf(method)) ? verbs[nameOf(method)] : undefined;
      return limits ? [{ handlers: [method], methods: limits, path: null, evidence, node: method.childForFieldName('name') ?? method, says: `answers ${nameOf(method).replace(/^on_/, '').toUpperCase()}: ${nameOf(classNode)}.${nameOf(method)}` }] : [];
    });
  });
}

/** Functions that test the method, or read what was posted: GET reaches them, and what they test. */
export function testing(file: PyFile, functions: readonly Node[]): BindingAt[] {
  return functions.flatMap((fn): BindingAt[] => {
    const found = methodsTested(file, fn);
    return found ? [{ handlers: [fn], methods: union(GET_AND_HEAD, found.methods), path: null, evidence: 'conventional', node: found.at, says: `the view handles it: ${oneLine(found.at)}` }] : [];
  });
}

/**
 * What answers in a class goes through a method of it or of a base class first: Django's `dispatch`, Tornado's `prepare`. So do methods that
 * the class does not answer: where that method tests for some, it says more than the class does.
 */
export function throughBase(file: PyFile, classNode: Node, name: string): CallAt[] {
  const callers = methodsOf(classNode).filter(method => Object.hasOwn(VERBS, nameOf(method)));
  const callees = callers.length === 0 ? [] : methodNamed(file, classNode, name)
    .flatMap(({ node, ref }) => node && methodsTested(file, node) ? [] : [node ?? ref]);
  return callees.length === 0 ? [] : [{ callees, callers, node: classNode.childForFieldName('name') ?? classNode, says: `${nameOf(classNode)} goes through ${name}` }];
}

/** Whether a class has a base of one of these full names, directly or by classes of this file. */
export function hasBase(file: PyFile, classNode: Node, bases: RegExp, depth = 0): boolean {
  return depth < 6 && basesOf(classNode).some(base => {
    const expression = base.type === 'subscript' ? base.childForFieldName('value') ?? base : base;
    if (file.fullNames(expression).some(name => bases.test(name))) return true;
    const definition = expression.type === 'identifier' ? file.define(expression) : null;
    return definition?.kind === 'class' && definition.node.id !== classNode.id && hasBase(file, definition.node, bases, depth + 1);
  });
}

/** Positional arguments that may be handlers: names, attributes, lambdas and calls. */
export function handlerArguments(call: Node): Node[] {
  return argumentsOf(call).filter(argument => ['identifier', 'attribute', 'lambda', 'call'].includes(argument.type));
}
