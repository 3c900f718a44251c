import type { Node } from 'web-tree-sitter';
import { rootOf } from '../languages/javascript/chains.ts';
import { argumentsOf, calleeName, isFunction, type JsFile, receiverOf, stringValue, unwrap } from '../languages/javascript/file.ts';
import { folderRoutes, VERB_CALL } from '../languages/javascript/folder-routes.ts';
import type { JsFramework } from '../languages/javascript/framework.ts';
import type { BindingAt, RedirectAt } from '../languages/shared/framework.ts';
import { headerRedirects, NAMES_LOCATION } from '../languages/javascript/location-header.ts';
import { routeObjects } from '../languages/javascript/routes.ts';
import { boundByCallers } from '../languages/javascript/registrars.ts';
import { routerOf, routersIn, staticFiles } from '../languages/javascript/routers.ts';
import { editsBy, replaceStatus, statusInString, statusText, statusValue, targetOf } from '../languages/javascript/values.ts';
import type { Status } from '../model/facts.ts';
import { ANY, GET_AND_HEAD, type MethodSet, methods, union } from '../model/methods.ts';
import { Answers } from '../syntax/answers.ts';
import { ancestorsOf, oneLine, partsOf } from '../syntax/nodes.ts';
import { NAMES_REDIRECT } from '../languages/javascript/words.ts';

/** Router methods of Express 4 and 5 and of the many servers that took its API over; `all` and `use` limit nothing. */
const ROUTER_METHODS: Readonly<Record<string, MethodSet>> = {
  get: GET_AND_HEAD, head: methods('HEAD'), post: methods('POST'), put: methods('PUT'), patch: methods('PATCH'),
  delete: methods('DELETE'), del: methods('DELETE'), options: methods('OPTIONS'), all: ANY, use: ANY,
};
/** A call that can bind a route: a path and something beside it, on nothing that is known to send requests instead. */
const ROUTE_CALL = /(?<!\b(?:Promise|axios|http|jQuery|superagent|agent|cy|got|ky)|\$)\.(?:get|post|put|patch|delete|del|all)\(\s*(?:['"`][/*:][^'"`\n]*['"`]\s*,|[/[])/;
/** What a call binds: files have hundreds of them, of which an edit touches one. */
const bound = new Answers<BindingAt[]>();
/** What a call that redirects says; its edits are worked out where they are asked for, as their places move. */
const redirecting = new Answers<RedirectAt[]>();
const ROUTER_NAME = /(?:app|server|router|routes?|fastify|api)$/i;
const RESPONSE_NAME = /^_?(?:res|resp|response)$/i;

export const express: JsFramework = {
  name: 'express',
  docs: {
    title: 'Express',
    url: 'https://expressjs.com',
    recognised: ['`res.redirect(…)` and the like, where `res` is a handler’s parameter: named so, typed `Response`, or the second parameter of a function that a route binds'],
    constructs: [
      { code: "res.redirect('/x')", status: '302', proved: 'measured' },
      { code: "res.redirect(303, '/x')", status: 'as written', proved: 'measured' },
      { code: "res.redirect('/x', 303)", status: 'as written in 4; 500 in 5', proved: 'measured' },
      { code: "res.status(303).redirect('/x')", status: '302: the 303 is not used', proved: 'measured' },
      { code: "res.location('/x').status(302).end()", status: 'as written', proved: 'measured' },
      { code: "res.location('/x').sendStatus(302)", status: 'as written', proved: 'measured' },
      { code: "res.set('Location', '/x'); res.status(302).end()", status: 'as written', proved: 'measured' },
    ],
    sendable: [301, 302, 303, 307, 308],
    methods: ['Routes are found by `app|router.METHOD(path, …handlers)`, `.all`, `.use`, `.route(path).METHOD(…)`, with arrays, wrappers and handlers named elsewhere in the file or imported, and by tables of `{ method, path, handler }`. A callback of `.param(name, …)` gets the methods of the routes with that parameter.', 'Controllers that a loader takes from a folder (`fs.readdirSync`) are bound by the names to which it gives verbs. An error whose `code` is `EBADCSRFTOKEN` answers no GET, HEAD or OPTIONS.'],
    measuredWith: [{ server: 'express4', version: 'Express 4.22.3' }, { server: 'express5', version: 'Express 5.3.0' }, { server: 'polka', version: 'Polka 0.5.2' }],
    example: {
      file: 'app.js',
      text: [
        "const express = require('express');",
        '',
        'const app = express();',
        "app.post('/login', (req, res) => {",
        "  res.redirect('/account');",
        '});',
        '',
      ].join('\n'),
    },
  },
  triggers: [NAMES_REDIRECT, /['"`]express['"`]/, NAMES_LOCATION, ROUTE_CALL, VERB_CALL],
  applies: file => !/(?:^|\/)pages\/api\//.test(file.path) && !file.text.includes('NextApiResponse'),
  keepsRedirects: true,
  redirects: file => [
    ...file.callsOf('redirect').flatMap(call => redirecting.about(call, () => redirectOf(file, call))),
    ...headerRedirects(file, node => isResponse(file, node)),
  ],
  bindings: file => {
    const routes = file.callsOf(...Object.keys(ROUTER_METHODS)).flatMap(call => bound.about(call, () => bindingOf(file, call)));
    return [...routes, ...boundByParameters(file, routes), ...routeObjects(file, 'path').map(({ binding }) => binding), ...folderRoutes(file)];
  },
  routers: routersIn,
  endpoints: staticFiles,
};

function redirectOf(file: JsFile, call: Node): RedirectAt[] {
  const args = argumentsOf(call);
  const chain = chainBefore(call);
  const [first, second] = args;
  // An object is Restify's, whose options say the status themselves.
  if (!first || unwrap(first).type === 'object' || !isResponse(file, chain.root)) return [];
  const stated = statusValue(file, first);
  const written = chain.calls.map(each => ({ call: each, status: statusValue(file, argumentsOf(each)[0] ?? null) })).find(each => calleeName(each.call) === 'status');

  if (second && stated !== null) {
    return [{ node: call, statusNode: first, status: { code: stated, origin: 'explicit' }, target: targetOf(file, second), get edits() { return replaceStatus(file, first); } }];
  }
  const reversed = second ? statusValue(file, second) : null;
  if (second && reversed !== null) {
    const edits = () => editsBy(status => [
      { span: { start: first.startIndex, end: first.startIndex }, text: `${statusText(file, second, status)}, ` },
      { span: { start: first.endIndex, end: second.endIndex }, text: '' },
    ]);
    const status: Status = { code: reversed, origin: 'explicit', variants: [{ when: { of: 'express', is: '>=5' }, code: 500 }] };
    return [{ node: call, statusNode: second, status, target: targetOf(file, first), get edits() { return edits(); } }];
  }
  // Restify's `res.redirect(url, next)` has the same default and takes the status first as well.
  if (second && second.text !== 'next' && stringValue(first) === null && first.type !== 'template_string') {
    return [{ node: call, statusNode: first, status: { code: null, origin: 'explicit' }, target: targetOf(file, second), edits: [] }];
  }
  if (statusInString(first) !== null && second) return [];
  const insertion = (status: number) => ({ span: { start: first.startIndex, end: first.startIndex }, text: `${status}, ` });
  if (written && written.status !== null) {
    const removed = () => ({ span: { start: endOfReceiver(written.call), end: written.call.endIndex }, text: '' });
    return [{
      node: call, statusNode: argumentsOf(written.call)[0] ?? null, target: targetOf(file, first),
      status: { code: 302, origin: 'overridden', written: written.status }, get edits() { return editsBy(status => [removed(), insertion(status)]); },
    }];
  }
  return [{ node: call, statusNode: null, status: { code: 302, origin: 'default' }, target: targetOf(file, first), get edits() { return editsBy(status => [insertion(status)]); } }];
}

/** Calls before this one in `res.cookie(…).status(…).redirect(…)`, nearest first, and what they all start from. */
function chainBefore(call: Node): { root: Node | null; calls: Node[] } {
  const calls: Node[] = [];
  let at = receiverOf(call);
  while (at?.type === 'call_expression' && receiverOf(at) && !isTakenFromContext(at)) {
    calls.push(at);
    at = receiverOf(at);
  }
  return { root: at, calls };
}

/** NestJS: `context.switchToHttp().getResponse()`. */
function isTakenFromContext(node: Node): boolean {
  return node.type === 'call_expression' && calleeName(node) === 'getResponse';
}

function endOfReceiver(call: Node): number {
  return call.childForFieldName('function')?.childForFieldName('object')?.endIndex ?? call.startIndex;
}

/** Whether an expression is the response of a handler: by its parameter's place in a route, its type or its name. */
function isResponse(file: JsFile, expression: Node | null): boolean {
  if (!expression) return false;
  if (expression.type === 'member_expression') return expression.childForFieldName('property')?.text === 'res';
  if (expression.type !== 'identifier') return isTakenFromContext(expression);
  const definition = file.define(expression);
  if (definition?.kind === 'variable' && definition.value) {
    if (definition.key !== null) return RESPONSE_NAME.test(definition.key) && definition.key !== 'response';
    const value = unwrap(definition.value);
    if (value.type === 'call_expression') return isTakenFromContext(value);
    return (value.type === 'identifier' || value.type === 'member_expression') && value.id !== expression.id && value.text !== expression.text && isResponse(file, value);
  }
  if (definition?.kind !== 'parameter') return false;
  if (definition.type !== null && /(?:^|\.|\b)\w*Response\b/.test(definition.type)) return definition.key === null;
  // `{ response }` is AdonisJS and others; `{ res }` is how Express's response travels in context objects.
  if (definition.key !== null) return definition.key === 'res';
  const parameters = partsOf(definition.of.childForFieldName('parameters') ?? definition.of).length;
  if (RESPONSE_NAME.test(expression.text)) return true;
  return isRouteHandler(definition.of) && definition.index === (parameters === 4 ? 2 : 1);
}

function isRouteHandler(fn: Node): boolean {
  const call = fn.parent?.type === 'arguments' ? fn.parent.parent : null;
  return call?.type === 'call_expression' && receiverOf(call) !== null && (calleeName(call) ?? '') in ROUTER_METHODS;
}

/**
 * `router.param('id', load)`: it runs before the routes of this router that have `:id` in their path (https://expressjs.com/en/4x/api.html#router.param),
 * and for HEAD whatever they answer, as the router takes each route for one of HEAD until it has run (measured with Express 4 and 5).
 */
function boundByParameters(file: JsFile, routes: readonly BindingAt[]): BindingAt[] {
  return file.callsOf('param').flatMap((call): BindingAt[] => {
    const [name, ...handlers] = argumentsOf(call);
    const parameter = name ? stringValue(unwrap(name)) : null;
    const router = receiverOf(call)?.text;
    if (parameter === null || !/^\w+$/.test(parameter) || router === undefined || handlers.length !== 1) return [];
    const named = new RegExp(`:${parameter}(?!\\w)`);
    const behind = routes.filter(({ path, node }) => path !== null && named.test(path) && routerAt(node) === router).map(route => route.methods);
    return behind.length === 0 ? [] : [{ handlers, methods: behind.reduce(union, methods('HEAD')), path: null, node: head(call), says: `runs before routes with :${parameter}: ${oneLine(call).slice(0, 60)}` }];
  });
}

/** What stands before the first call of a route: `router` of `router.route('/x').get(…).post(…)`; `at`: the name of its method. */
function routerAt(at: Node): string | undefined {
  const call = at.parent?.parent;
  return call ? rootOf(call)?.text : undefined;
}

function bindingOf(file: JsFile, call: Node): BindingAt[] {
  const method = calleeName(call) ?? '';
  const receiver = receiverOf(call);
  const set = method === 'get' && !answersHead(file) ? methods('GET') : ROUTER_METHODS[method];
  if (set && !receiver) return takenFromRouter(file, call, method, set);
  if (!set || !receiver) return [];
  const given = argumentsOf(call);
  const args = mountedBy(file, given).map(routerBehind);
  const route = routeOf(receiver);
  const [first] = args;
  const router = routerOf(file, receiver);
  const place = { ...(router === undefined ? {} : { router }), ...(args.length !== given.length || args.some((node, at) => node !== given[at]) ? { mounts: true as const } : {}) };
  if (route) return [{ handlers: args, methods: set, path: route.path, node: head(call), says: `bound here: ${oneLine(receiver).slice(0, 40)}.${method}(…)`, ...place }];
  if (!first) return [];
  const says = `bound here: ${oneLine(receiver).slice(0, 40)}.${method}(${first.text.split('\n')[0]?.slice(0, 60)}, …)`;
  // koa-route: `app.use(route.get('/x', handler))`, where the handler's methods are the route's.
  if (method === 'use' && first.type === 'call_expression' && args.length === 1 && file.imports('koa-route')) return [];
  if (method === 'use' && (args.length === 1 || !isPath(file.follow(first)))) {
    return [{ handlers: args, methods: set, path: args.every(argument => isMiddleware(file, argument)) ? null : '', node: head(call), says, ...place }];
  }
  if (!(isPath(first) || isMadePath(file, call, first)) || !isRouting(file, call, first)) return [];
  const handlers = args.slice(1);
  const path = stringValue(unwrap(first)) ?? stringValue(file.follow(first));
  const bound: BindingAt = { handlers, methods: set, path, node: head(call), says, ...place };
  return handlers.length === 0 ? [] : [bound, ...boundByCallers(file, bound, first)];
}

/** `post('/x', handler)` after `const { get, post } = actions(router)`: a verb taken out of what is made with a router. */
function takenFromRouter(file: JsFile, call: Node, method: string, set: MethodSet): BindingAt[] {
  const callee = call.childForFieldName('function');
  const definition = callee?.type === 'identifier' ? file.define(callee) : null;
  const [path, ...handlers] = argumentsOf(call);
  if (definition?.kind !== 'variable' || definition.key !== method || !definition.value || !path || !isPath(path) || handlers.length === 0) return [];
  if (!isMadeWithRouter(file, definition.value, 0)) return [];
  return [{ handlers, methods: set, path: stringValue(unwrap(path)), node: head(call), says: `bound here: ${method}(${oneLine(path).slice(0, 60)}, …)` }];
}

function isMadeWithRouter(file: JsFile, expression: Node, depth: number): boolean {
  const node = unwrap(expression);
  if (node.type === 'call_expression' && depth < 4) return argumentsOf(node).some(argument => isMadeWithRouter(file, argument, depth + 1));
  return node.type === 'identifier' && (ROUTER_NAME.test(node.text) || Array.isArray(routerOf(file, node)));
}

/** `app.use(mount('/admin', admin))`: https://github.com/koajs/mount */
function mountedBy(file: JsFile, args: readonly Node[]): readonly Node[] {
  const [only, another] = args;
  const isMount = only?.type === 'call_expression' && !another && calleeName(only) === 'mount' && file.imports('koa-mount');
  return isMount ? argumentsOf(only) : args;
}

/** Koa's routers are mounted by what they make of themselves: `app.use(router.routes())`. */
function routerBehind(argument: Node): Node {
  const isMade = argument.type === 'call_expression' && calleeName(argument) === 'routes' && argumentsOf(argument).length === 0;
  return isMade ? receiverOf(argument) ?? argument : argument;
}

/** What runs before other handlers and is no place to go to: `(req, res, next) => …`, `session({ … })` of a package. */
function isMiddleware(file: JsFile, argument: Node): boolean {
  if (isFunction(argument)) return partsOf(argument.childForFieldName('parameters') ?? argument).length === 3;
  if (argument.type !== 'call_expression' || calleeName(argument) === 'Router') return false;
  let root: Node | null = argument.childForFieldName('function');
  while (root?.type === 'member_expression') root = root.childForFieldName('object');
  const definition = root?.type === 'identifier' ? file.define(root) : null;
  return definition?.kind === 'import' && !definition.module.startsWith('.');
}

/**
 * Whether a call binds a route: databases, caches and clients have methods of the same names, `db.get('SELECT …', callback)`.
 * What goes by the name of a router is one; else its path begins as paths do, and it does not stand in a handler, where no routes are bound.
 */
function isRouting(file: JsFile, call: Node, first: Node): boolean {
  const root = rootOf(call);
  const name = root?.type === 'member_expression' ? root.childForFieldName('property')?.text : root?.text;
  if (ROUTER_NAME.test(name ?? '') || root?.type === 'call_expression' || root?.type === 'new_expression') return true;
  const made = root ? routerOf(file, root) : undefined;
  if (made !== undefined && !(Array.isArray(made) && made.length === 0)) return true;
  const path = stringValue(unwrap(first));
  const named = stringValue(argumentsOf(call)[1] ?? null)?.startsWith('/') ?? false;
  if (path !== null && path !== '' && !/^[/*:(^]/.test(path) && !named) return false;
  return ![...ancestorsOf(call)].some(parent => isFunction(parent) && hasResponse(parent));
}

/** Whether a function answers requests, by the names of its parameters. */
function hasResponse(fn: Node): boolean {
  return partsOf(fn.childForFieldName('parameters') ?? fn).some(parameter => /^(?:res|resp|response|reply|ctx)$/.test((parameter.childForFieldName('pattern') ?? parameter).text));
}

/** Restify and h3 1 leave HEAD unanswered where a route is bound to GET alone. */
function answersHead(file: JsFile): boolean {
  return !file.imports('restify') && !(file.imports('h3') && file.text.includes('createRouter('));
}

/** `app.route('/x')`, also behind `.get(…)` and others. */
function routeOf(receiver: Node): { path: string | null } | null {
  let at: Node | null = receiver;
  while (at?.type === 'call_expression') {
    if (calleeName(at) === 'route' && receiverOf(at)) return { path: stringValue(argumentsOf(at)[0] ?? null) };
    at = receiverOf(at);
  }
  return null;
}

/** A path pattern: a text, a regular expression, a list of them, a name that may hold one; never a function. */
function isPath(node: Node): boolean {
  const value = unwrap(node);
  return !isFunction(value) && value.type !== 'object' && value.type !== 'call_expression' && value.type !== 'number';
}

/** `router.post(loginPath(config), handler)`: what goes by the name of a router takes a path there and nothing else. */
function isMadePath(file: JsFile, call: Node, first: Node): boolean {
  const receiver = receiverOf(call);
  return unwrap(first).type === 'call_expression' && receiver?.type === 'identifier' && calleeName(call) !== 'use'
    && (ROUTER_NAME.test(receiver.text) || Array.isArray(routerOf(file, receiver)));
}

/** `app.post('/x'` of a long call, so that the place shown is one line. */
function head(call: Node): Node {
  return call.childForFieldName('function')?.childForFieldName('property') ?? call;
}
