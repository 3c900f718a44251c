import type { Node } from 'web-tree-sitter';
import { ANY, GET_AND_HEAD, intersection, isAny, type MethodSet, methods, union } from '../../model/methods.ts';
import { nodesAt, oneLine, partsOf } from '../../syntax/nodes.ts';
import { METHOD_NAME } from '../shared/conditions.ts';
import { argumentsOf, calleeName, elementsOf, type GoFile, isFunction, receiverOf, stringValue, unversioned, unwrap } from './file.ts';
import type { BindingAt } from '../shared/framework.ts';
import { methodName } from './guards.ts';
import { wrappedIn } from './wrappers.ts';

/** Routers with an adapter of their own: the routes of files that import one are theirs. */
export const ROUTERS = ['github.com/gin-gonic/gin', 'github.com/labstack/echo', 'github.com/go-chi/chi', 'github.com/gofiber/fiber', 'gopkg.in/macaron', 'github.com/flamego/flamego'];
/** `r.POST("/x", h)`: gin, echo, httprouter and others. A GET route of theirs leaves HEAD alone. */
export const UPPER_VERBS: Readonly<Record<string, MethodSet>> = {
  GET: methods('GET'), HEAD: methods('HEAD'), POST: methods('POST'), PUT: methods('PUT'), PATCH: methods('PATCH'),
  DELETE: methods('DELETE'), OPTIONS: methods('OPTIONS'), Any: ANY,
};
/** `r.Post("/x", h)`: chi, Fiber, pat and others. */
export const TITLE_VERBS: Readonly<Record<string, MethodSet>> = {
  Get: GET_AND_HEAD, Head: methods('HEAD'), Post: methods('POST'), Put: methods('PUT'), Patch: methods('PATCH'), Delete: methods('DELETE'), Options: methods('OPTIONS'),
};

/** What stands between a method and the row of a table: `Method: strings.ToUpper("Post")`. */
const IN_CELL = new Set(['interpreted_string_literal', 'selector_expression', 'argument_list', 'call_expression', 'literal_element', 'keyed_element']);

/** Routes that are named by their verb: `r.POST(path, handlers…)`. */
export function verbRoutes(file: GoFile, verbs: Readonly<Record<string, MethodSet>>): BindingAt[] {
  return file.callsOf(...Object.keys(verbs)).flatMap((call): BindingAt[] => {
    const [path, ...handlers] = argumentsOf(call);
    const set = verbs[calleeName(call) ?? ''];
    // `http.Post(url, …)` and its like are clients.
    const full = file.fullName(call.childForFieldName('function') ?? call);
    if (!set || !path || handlers.length === 0 || isFunction(unwrap(path)) || receiverOf(call) === null || full?.startsWith('net/http.')) return [];
    return [bound(file, call, [...handlers, ...guardsOf(file, call)], set, path)];
  });
}

/** Routes that are given their methods: `r.Method("POST", path, h)`, `e.Match([]string{"GET", "POST"}, path, h)`. */
export function methodRoutes(file: GoFile, ...names: readonly string[]): BindingAt[] {
  return file.callsOf(...names).flatMap((call): BindingAt[] => {
    const [given, path, ...handlers] = argumentsOf(call);
    const set = given ? methodsListed(file, [given]) : null;
    if (!set || !path || handlers.length === 0 || receiverOf(call) === null) return [];
    return [bound(file, call, [...handlers, ...guardsOf(file, call)], set, path)];
  });
}

/** Middleware that the route's group or chain was made with: `r.With(auth)`, `r.Group("/admin", auth)`. */
function guardsOf(file: GoFile, call: Node): Node[] {
  return chainBefore(file, call, 0).flatMap(each => {
    const args = argumentsOf(each);
    return calleeName(each) === 'With' ? args : calleeName(each) === 'Group' ? args.slice(1) : [];
  });
}

/** Routes for every method: `app.All(path, h)`. */
export function anyRoutes(file: GoFile, ...names: readonly string[]): BindingAt[] {
  return verbRoutes(file, Object.fromEntries(names.map(name => [name, ANY])));
}

/** `mux.HandleFunc(pattern, h)` and `mux.Handle(pattern, h)` with the methods that the chain of calls around each gives; null where it gives none. */
export function handleRoutes(file: GoFile): { binding: BindingAt; chained: MethodSet | null }[] {
  return file.callsOf('HandleFunc', 'Handle').flatMap(call => {
    const [pattern, handler, more] = argumentsOf(call);
    if (!pattern || !handler || more || !receiverOf(call)) return [];
    const chained = methodsOfChain(file, call);
    const text = stringValue(file.follow(pattern));
    const [, name, path] = /^([A-Z]+)[ \t]+(.*)$/.exec(text ?? '') ?? [];
    const own = chained ?? (name !== undefined && METHOD_NAME.test(name) ? name === 'GET' ? GET_AND_HEAD : methods(name) : ANY);
    const parts = wrappedIn(file, handler) ?? [{ node: handler, methods: ANY }];
    return parts.map(part => ({ binding: { ...bound(file, call, [part.node], intersection(own, part.methods), pattern), path: path ?? text }, chained }));
  });
}

/**
 * Routes as rows of a table: `Route{"AddPet", "POST", "/pets", AddPet}`, `{Method: http.MethodPost, Path: "/x", Handler: s.add}`.
 * A row that lacks a literal method or a path is none.
 */
export function tableRoutes(file: GoFile): BindingAt[] {
  const rows = [...nodesAt(file.root, file.text, /"(?:[A-Z]{3,7}|(?:Get|Post|Put|Patch|Delete|Head))"|\bMethod(?:Get|Head|Post|Put|Patch|Delete)\b/g)].flatMap(({ node }) => {
    let row = node.parent;
    while (row && IN_CELL.has(row.type)) row = row.parent;
    return row?.type === 'literal_value' ? [row] : [];
  });
  return [...new Map(rows.map(row => [row.id, row])).values()].flatMap((row): BindingAt[] => {
    const values = partsOf(row).flatMap(cell => partsOf(cell.type === 'keyed_element' ? partsOf(cell)[1] ?? cell : cell).slice(0, 1));
    const named = values.flatMap(value => {
      const [inner] = value.type === 'call_expression' && calleeName(value) === 'ToUpper' ? argumentsOf(value) : [];
      return methodsListed(file, [inner ?? value]) ?? [];
    });
    const path = values.find(value => stringValue(value)?.startsWith('/'));
    const [limits] = named;
    const handlers = values.filter(value => ['identifier', 'selector_expression', 'func_literal', 'call_expression'].includes(value.type));
    if (!limits || named.length > 1 || !path) return [];
    return [{ handlers, methods: limits, path: stringValue(path), node: path, says: `bound here: ${oneLine(row)}` }];
  });
}

/** The methods that `.Methods(…)` gives to a route, before or behind the call, or to the subrouter that the chain starts from; null where there is none. */
export function methodsOfChain(file: GoFile, call: Node, depth = 0): MethodSet | null {
  const limits = [...chainBehind(call), ...chainBefore(file, call, depth)]
    .filter(each => calleeName(each) === 'Methods').map(each => methodsListed(file, argumentsOf(each)) ?? ANY);
  return limits[0] ?? null;
}

/** The calls of which this one is the receiver: `.Name("x").Methods("POST")`. */
function chainBehind(call: Node): Node[] {
  const selector = call.parent;
  const next = selector?.type === 'selector_expression' && selector.childForFieldName('operand')?.id === call.id ? selector.parent : null;
  return next?.type === 'call_expression' ? [next, ...chainBehind(next)] : [];
}

/** The calls before this one, also those that a variable was made by. */
function chainBefore(file: GoFile, call: Node, depth: number): Node[] {
  const receiver = receiverOf(call);
  const value = receiver && depth < 8 ? file.follow(receiver) : null;
  return value?.type === 'call_expression' ? [value, ...chainBefore(file, value, depth + 1)] : [];
}

/** The methods that names, constants or slices of them list; ANY for `*`; null where one is computed or there is none. */
export function methodsListed(file: GoFile, given: readonly Node[]): MethodSet | null {
  let all: MethodSet | null = null;
  for (const each of given.flatMap(item => {
    const value = file.follow(item);
    return value.type === 'composite_literal' ? elementsOf(value) : [value];
  })) {
    const name = methodName(file, each);
    if (name === null) return null;
    all = all ? union(all, methods(name)) : methods(name);
  }
  return all;
}

/** The methods in a text such as `"GET,POST"`; null where it is computed or names something else. */
export function methodsNamed(file: GoFile, expression: Node): MethodSet | null {
  const names = stringValue(file.follow(expression))?.split(',').map(name => name.trim()) ?? [];
  return names.length > 0 && names.every(name => METHOD_NAME.test(name)) ? methods(...names.map(name => name.toUpperCase())) : null;
}

function bound(file: GoFile, call: Node, handlers: readonly Node[], limits: MethodSet, path: Node): BindingAt {
  const says = `bound here: ${oneLine(call)}${isAny(limits) ? ' (every method)' : ''}`;
  return { handlers, methods: limits, path: stringValue(file.follow(path)), node: head(call), says, ...(isOnServer(file, call) && { router: null }) };
}

/** Routers that are the server: `http.DefaultServeMux`, and what the frameworks listen with. Groups, and routers that others mount, are other types. */
const SERVERS = new Set(['github.com/gin-gonic/gin.Engine', 'github.com/labstack/echo.Echo']);
const MAKERS = new Set(['github.com/gin-gonic/gin.Default', 'github.com/gin-gonic/gin.New', 'github.com/labstack/echo.New']);

/** Whether a route is bound on what a server listens with, so that its path is whole. */
function isOnServer(file: GoFile, call: Node): boolean {
  const callee = call.childForFieldName('function');
  if (callee && /^net\/http\.Handle(?:Func)?$/.test(file.fullName(callee) ?? '')) return true;
  const receiver = receiverOf(call);
  if (!receiver) return false;
  const type = file.typeOf(receiver);
  if (type) return SERVERS.has(`${unversioned(type.package ?? '')}.${type.name}`);
  const maker = file.follow(receiver);
  const made = maker.type === 'call_expression' ? maker.childForFieldName('function') : null;
  return made !== null && MAKERS.has(unversioned(file.fullName(made) ?? ''));
}

/** `.POST` of a long call, so that the place shown is one line. */
function head(call: Node): Node {
  return call.childForFieldName('function')?.childForFieldName('field') ?? call;
}
