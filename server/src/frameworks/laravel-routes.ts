import type { Node } from 'web-tree-sitter';
import { withStatus } from '../languages/php/edits.ts';
import type { PhpFile } from '../languages/php/file.ts';
import type { PhpFramework } from '../languages/php/framework.ts';
import { handlersIn, methodName, nameBelowControllers } from '../languages/php/handlers.ts';
import { MIDDLEWARE, middlewareNamed } from '../languages/php/middleware.ts';
import { chainBehind, redirectAt } from '../languages/php/redirects.ts';
import { argumentOf, argumentsOf, calleeName, elementsOf, isFunction, nthOf, receiverOf, stringsOf, stringValue, valueAt } from '../languages/php/syntax.ts';
import { targetOf } from '../languages/php/values.ts';
import type { BindingAt, RedirectAt } from '../languages/shared/framework.ts';
import { editsBy } from '../languages/shared/status-edits.ts';
import { replacement } from '../languages/shared/text-edits.ts';
import type { HandlerRef, Lineage } from '../model/facts.ts';
import { ANY, GET_AND_HEAD, type MethodSet, methods, union } from '../model/methods.ts';
import { ancestorsOf, nodesAt, oneLine, spanOf } from '../syntax/nodes.ts';

const VERBS: Readonly<Record<string, MethodSet>> = {
  get: GET_AND_HEAD, post: methods('POST'), put: methods('PUT'), patch: methods('PATCH'), delete: methods('DELETE'), options: methods('OPTIONS'), any: ANY,
};
/** Laravel documentation, "Controllers", "Actions Handled by Resource Controllers". */
const RESOURCE: Readonly<Record<string, MethodSet>> = {
  index: GET_AND_HEAD, create: GET_AND_HEAD, store: methods('POST'), show: GET_AND_HEAD, edit: GET_AND_HEAD, update: methods('PUT', 'PATCH'), destroy: methods('DELETE'),
};
const RESOURCES: Readonly<Record<string, readonly string[]>> = {
  resource: Object.keys(RESOURCE), apiResource: ['index', 'store', 'show', 'update', 'destroy'],
  singleton: ['show', 'edit', 'update'], apiSingleton: ['show', 'update'],
};
/** laravel/ui, src/AuthRouteMethods.php: what `Auth::routes()` binds to the application's own controllers. */
const AUTH: readonly (readonly [string, MethodSet])[] = [
  ['LoginController#login', methods('POST')], ['LoginController#logout', methods('POST')], ['RegisterController#register', methods('POST')],
  ['ForgotPasswordController#sendResetLinkEmail', methods('POST')], ['ResetPasswordController#reset', methods('POST')],
  ['ConfirmPasswordController#confirm', methods('POST')], ['VerificationController#resend', methods('POST')], ['VerificationController#verify', GET_AND_HEAD],
];
const NAMES = [...Object.keys(VERBS), 'match', ...Object.keys(RESOURCES), 'resources', 'apiResources', 'singletons'];
const STATUS = { name: 'status', position: 2 };

export const laravelRoutes: PhpFramework = {
  name: 'laravel-routes',
  docs: {
    title: 'Laravel routes',
    url: 'https://laravel.com/docs/routing',
    recognised: ['`Route::…` in any file, `$router->…` in `routes/`'],
    constructs: [
      { code: "Route::redirect('/a', '/b')", status: '302, for every method', proved: 'measured', source: 'Laravel 8.83' },
      { code: "Route::redirect('/a', '/b', 307)", status: 'as written', proved: 'measured' },
      { code: "Route::permanentRedirect('/a', '/b')", status: '301, for every method', proved: 'measured' },
    ],
    sendable: [301, 302, 303, 307, 308],
    notes: [
      'Routes are read for the methods of the actions that they bind: verbs, `match`, `any`, resources and singletons with `only` and `except`, within groups, prefixes, namespaces and controllers; `Auth::routes()`.',
      'Middleware gets the methods of the routes that it runs before: those that routes, groups, controllers (`$this->middleware(…)`, `HasMiddleware`) and files of routes name, by an alias, a group or its class.',
      'Of groups, what sends moved paths, other hosts and other languages on is left out, by its name; global middleware gets no methods from routes.',
    ],
  },
  triggers: ['Route::', 'Facades\\Route', '$router->', 'Auth::routes'],
  applies: file => /\bRoute::|\bFacades\\Route\b|\bAuth::routes/.test(file.text) || isRouteFile(file),
  redirects: file => file.callsOf('redirect', 'permanentRedirect').filter(call => isRouteCall(file, call)).map(call => redirectOf(file, call)),
  bindings: file => {
    const routes = file.callsOf(...NAMES).filter(call => isRouteCall(file, call)).map(call => ({ call, bound: bindingsOf(file, call) }));
    return [...routes.flatMap(({ bound }) => bound), ...guardsOf(file, routes), ...auth(file)];
  },
  lineages: filesIn,
};

/** Middleware that the routes of a file name, with the methods of those; each once for the same methods. */
function guardsOf(file: PhpFile, routes: readonly { readonly call: Node; readonly bound: readonly BindingAt[] }[]): BindingAt[] {
  const guards = routes.flatMap(({ call, bound }) => {
    const links = linksOf(call);
    return [...middlewareOf(file, links), ...ofFile(file, links)].flatMap(name => bound.map((route): BindingAt => ({
      handlers: [{ module: null, name: methodName(name, 'handle') }], methods: route.methods, path: null, node: call, says: `runs before ${oneLine(call)}`,
    })));
  });
  return [...new Map(guards.toReversed().map(guard => [JSON.stringify([guard.handlers, guard.methods]), guard])).values()].reverse();
}

/** The calls that can say something of a route: those around it, and what is chained to it. */
function linksOf(call: Node): Node[] {
  return [...linksAround(call), ...chainBehind(call)];
}

/** What runs before a route, by its links: its own middleware and that of the groups around it. Where it is without some, that may be of any group. */
function middlewareOf(file: PhpFile, links: readonly Node[]): string[] {
  const without = withoutIn(file, links);
  const given = links.flatMap(link => calleeName(link) === 'middleware' ? middlewareIn(file, link) : calleeName(link) === 'group' ? middlewareNamed(file, valueAt(nthOf(link, 0), 'middleware')) : []);
  return without.length === 0 ? given : given.filter(name => !name.startsWith(MIDDLEWARE) && !without.includes(name));
}

function withoutIn(file: PhpFile, links: readonly Node[]): string[] {
  return links.filter(link => calleeName(link) === 'withoutMiddleware').flatMap(link => middlewareIn(file, link));
}

/** Stands before the name of a file of routes, whose middleware is what a group has that loads it. */
const LOADED = 'routes:';

/** What runs before the routes of this file because of where it is loaded; a route that is without something of it is left out. */
function ofFile(file: PhpFile, links: readonly Node[]): string[] {
  return withoutIn(file, links).length > 0 ? [] : namesOfFile(file);
}

/** `routes/web.php` is in the group `web`, `routes/api.php` in `api`: https://laravel.com/docs/12.x/routing#the-default-route-files */
function namesOfFile(file: PhpFile): string[] {
  const name = fileOfRoutes(file.path);
  const usual = /^routes\/(web|api)\.php$/.exec(name ?? '')?.[1];
  return name === null ? [] : [`${LOADED}${name}`, ...(usual === undefined ? [] : [`${MIDDLEWARE}${usual}`])];
}

function fileOfRoutes(path: string): string | null {
  return /(?:^|\/)(routes\/[\w./-]+\.php)$/.exec(path)?.[1] ?? null;
}

/** `Route::middleware('admin')->group(base_path('routes/admin.php'))`, and a `require` in a group: the routes of that file run behind its middleware. */
function filesIn(file: PhpFile): Lineage[] {
  const groups = file.callsOf('group').filter(call => isRouteCall(file, call)).flatMap(call => {
    const [first, last] = [nthOf(call, 0), argumentsOf(call).at(-1)?.value ?? null];
    return last && !isFunction(last) ? [{ loaded: last, behind: [...middlewareOf(file, linksOf(call)), ...middlewareNamed(file, valueAt(first, 'middleware'))] }] : [];
  });
  const loads = [...nodesAt(file.root, file.text, /(?<![\w$>])(?:require|include)(?=(?:_once)?\b[^;]*\.php['"])/g)].flatMap(({ node }) => {
    const load = LOADS.has(node.type) ? node : node.parent;
    return load && LOADS.has(load.type) ? [{ loaded: load, behind: middlewareOf(file, linksOf(load)) }] : [];
  });
  return [...groups, ...loads].flatMap(({ loaded, behind }) => {
    const name = fileNamed(file, loaded);
    const above = [...new Set([...behind, ...namesOfFile(file)])];
    return name === null || above.length === 0 ? [] : [{ name: `${LOADED}${name}`, above, each: true as const }];
  });
}

const LOADS = new Set(['require_expression', 'require_once_expression', 'include_expression', 'include_once_expression']);

/** `base_path('routes/admin.php')`, `__DIR__ . '/admin.php'` beside other files of routes. */
function fileNamed(file: PhpFile, expression: Node): string | null {
  const written = /^[^'"]*['"]\/?([\w./-]+\.php)['"]\)*$/.exec(expression.text)?.[1] ?? '';
  const beside = expression.text.includes('__DIR__') && !written.includes('..') ? fileOfRoutes(file.path)?.replace(/[^/]+$/, written) : undefined;
  return beside ?? fileOfRoutes(written);
}

function middlewareIn(file: PhpFile, call: Node): string[] {
  return argumentsOf(call).flatMap(({ value }) => middlewareNamed(file, value));
}

function isRouteFile(file: PhpFile): boolean {
  return /(?:^|\/)routes\/[^/]+\.php$/.test(file.path) && file.text.includes('$router->');
}

/** Whether a chain of calls begins at the facade `Route`, or at the `$router` of a file of routes. */
function isRouteCall(file: PhpFile, call: Node): boolean {
  const root = chainTo(call)[0] ?? call;
  const owner = receiverOf(root);
  if (!owner) return false;
  if (root.type === 'scoped_call_expression') return ['Route', 'Illuminate\\Support\\Facades\\Route'].includes(file.classNamed(owner)) || owner.text === 'Route';
  return owner.text === '$router' && isRouteFile(file);
}

/** The calls of a chain from its beginning to this one: `Route::middleware(…)`, `->prefix(…)`, `->post(…)`. */
function chainTo(call: Node): Node[] {
  const chain = [call];
  for (let owner = receiverOf(call); owner && calleeName(owner) !== null; owner = receiverOf(owner)) chain.unshift(owner);
  return chain;
}

function redirectOf(file: PhpFile, call: Node): RedirectAt {
  const path = stringValue(nthOf(call, 0));
  const target = targetOf(file, argumentOf(call, { name: 'destination', position: 1 }));
  const common = { by: 'configuration', path, methods: ANY } as const;
  if (calleeName(call) === 'redirect') return { ...redirectAt(file, call, { status: STATUS, defaults: { code: 302, origin: 'default' } }), ...common, target };
  const name = call.childForFieldName('name');
  const edits = editsBy(status => {
    const own = withStatus(call, STATUS, [], String(status));
    return name && own ? [replacement(spanOf(name), 'redirect'), ...own] : null;
  });
  return { node: call, statusNode: name, status: { code: 301, origin: 'explicit' }, edits, ...common, target };
}

/** What groups and the chain itself put around a route. */
interface Scope {
  readonly namespace: string;
  readonly prefix: string;
  readonly controller: Node | null;
  /** What groups put before the names of routes, separator included. */
  readonly name: string;
}

/** The calls that a route stands in or behind: its groups, outermost first, and what begins its own chain. */
function linksAround(call: Node): Node[] {
  const groups = [...ancestorsOf(call)].filter(isFunction).flatMap(closure => {
    const group = closure.parent?.parent?.parent;
    return group && calleeName(group) === 'group' ? [group] : [];
  });
  return [...groups.reverse().flatMap(chainTo), ...chainTo(call).slice(0, -1)];
}

function scopeOf(call: Node): Scope {
  return linksAround(call).reduce<Scope>((scope, link) => {
    const first = nthOf(link, 0);
    switch (calleeName(link)) {
      case 'group': return within(scope, stringValue(valueAt(first, 'namespace')), stringValue(valueAt(first, 'prefix')), valueAt(first, 'controller'), stringValue(valueAt(first, 'as')));
      case 'name': case 'as': return within(scope, null, null, null, stringValue(first));
      case 'namespace': return within(scope, stringValue(first), null, null);
      case 'prefix': return within(scope, null, stringValue(first), null);
      case 'controller': return within(scope, null, null, first);
      default: return scope;
    }
  }, { namespace: '', prefix: '', controller: null, name: '' });
}

function within(scope: Scope, namespace: string | null, prefix: string | null, controller: Node | null, name: string | null = null): Scope {
  return {
    namespace: namespace ? `${scope.namespace}${namespace.replaceAll('\\\\', '\\')}\\` : scope.namespace,
    prefix: prefix ? `${scope.prefix}/${trimmed(prefix)}` : scope.prefix,
    controller: controller ?? scope.controller,
    name: scope.name + (name ?? ''),
  };
}

function trimmed(path: string): string {
  return path.replace(/^\/+|\/+$/g, '');
}

function bindingsOf(file: PhpFile, call: Node): BindingAt[] {
  const name = calleeName(call) ?? '';
  const scope = scopeOf(call);
  if (Object.hasOwn(RESOURCES, name)) return ofResource(file, call, name, nthOf(call, 0), nthOf(call, 1), scope);
  if (name === 'resources' || name === 'apiResources' || name === 'singletons') {
    return (elementsOf(nthOf(call, 0)) ?? []).flatMap(({ key, value }) => ofResource(file, call, name.slice(0, -1), key, value, scope));
  }
  const isMatch = name === 'match';
  const limits = isMatch ? methodsListed(nthOf(call, 0)) : VERBS[name] ?? ANY;
  const [path, action] = isMatch ? [nthOf(call, 1), nthOf(call, 2)] : [nthOf(call, 0), nthOf(call, 1)];
  if (!action) return [];
  const own = stringValue(path);
  const given = chainBehind(call).find(each => calleeName(each) === 'name');
  const full = given ? stringValue(nthOf(given, 0)) : stringValue(valueAt(action, 'as'));
  return [{ ...bound(actionsOf(file, action, scope), limits, own === null ? null : `${before(file)}${scope.prefix}/${trimmed(own)}`, call), ...place(file), ...(full === null ? {} : { name: scope.name + full }) }];
}

/** Routes of `routes/api.php` stand below `/api`, those of `routes/web.php` at the root: https://laravel.com/docs/12.x/routing#the-default-route-files */
function before(file: PhpFile): string {
  return /(?:^|\/)routes\/api\.php$/.test(file.path) ? '/api' : '';
}

function place(file: PhpFile): Pick<BindingAt, 'router'> {
  return /(?:^|\/)routes\/(?:web|api|auth)\.php$/.test(file.path) ? { router: null } : {};
}

function bound(handlers: readonly (Node | HandlerRef)[], limits: MethodSet, path: string | null, call: Node): BindingAt {
  return { handlers, methods: limits, path, node: call, says: `bound here: ${oneLine(call)}` };
}

function methodsListed(node: Node | null): MethodSet {
  const names = (stringsOf(node) ?? []).map(name => name.toLowerCase());
  if (names.length === 0 || names.some(name => name !== 'head' && !Object.hasOwn(VERBS, name))) return ANY;
  return names.map(name => name === 'head' ? methods('HEAD') : VERBS[name] as MethodSet).reduce(union);
}

/** `[C::class, 'm']`, `C::class`, a closure, `'C@m'`, `['uses' => 'C@m']`, and `'m'` where a controller stands around it. */
function actionsOf(file: PhpFile, action: Node, scope: Scope): (Node | HandlerRef)[] {
  const uses = valueAt(action, 'uses') ?? elementsOf(action)?.find(({ key, value }) => key === null && isFunction(value))?.value;
  const node = uses ?? action;
  const text = stringValue(node)?.replaceAll('\\\\', '\\') ?? null;
  if (text !== null && /^\w+$/.test(text) && scope.controller) return controllers(file, scope.controller, scope).map(owner => ({ module: null, name: owner.replace(/#.*$/, `#${text}`) }));
  const named = text === null ? null : /^\\?([\w\\]+)@(\w+)$/.exec(text);
  if (named) return namesFor(file, named[1] as string, named[2] as string, scope);
  if (text !== null) return namesFor(file, text.replace(/^\\/, ''), '__invoke', scope);
  return isFunction(node) ? [node] : handlersIn(file, node).map(({ ref, node: own }) => own ?? ref);
}

/** Where Laravel 4 has its routes; its controllers stand in no namespace: https://laravel.com/docs/4.2/controllers */
const ROUTES_OF_4 = /(?:^|\/)app\/routes\.php$/;

/** The names that a controller's method can have that a string names. */
function namesFor(file: PhpFile, className: string, method: string, scope: Scope): HandlerRef[] {
  const own = ROUTES_OF_4.test(file.path) && !className.includes('Controllers\\') ? [methodName(`${scope.namespace}${className}`, method)] : [];
  return [stringName(className, method, scope), ...own].map(name => ({ module: null, name }));
}

/** Classes in strings stand below the namespace of the application's controllers, which its routes do not name. */
function stringName(className: string, method: string, scope: Scope): string {
  const full = className.includes('Controllers\\') ? className : `${scope.namespace}${className}`;
  return nameBelowControllers(full, method) ?? `Controllers:${methodName(full, method)}`;
}

/** Global names of the `__invoke` of a controller, by its class or by a string. */
function controllers(file: PhpFile, controller: Node, scope: Scope): string[] {
  const text = stringValue(controller)?.replaceAll('\\\\', '\\') ?? null;
  if (text !== null) return namesFor(file, text.replace(/^\\/, ''), '__invoke', scope).flatMap(ref => 'name' in ref ? ref.name : []);
  const owner = controller.type === 'class_constant_access_expression' ? controller.firstNamedChild : null;
  const name = owner ? file.classNamed(owner) : '';
  return name === '' ? [] : [methodName(name, '__invoke')];
}

function ofResource(file: PhpFile, call: Node, kind: string, path: Node | null, controller: Node | null, scope: Scope): BindingAt[] {
  const owner = controller ?? scope.controller;
  if (!owner) return [];
  const behind = chainBehind(call);
  const options = nthOf(call, 2);
  const listedBy = (name: string): string[] | null => {
    const link = behind.find(each => calleeName(each) === name);
    return stringsOf(link ? nthOf(link, 0) : valueAt(options, name));
  };
  const [only, except] = [listedBy('only'), listedBy('except')];
  const creatable = behind.some(each => calleeName(each) === 'creatable') ? ['create', 'store', 'destroy'] : behind.some(each => calleeName(each) === 'destroyable') ? ['destroy'] : [];
  const actions = [...RESOURCES[kind] as readonly string[], ...creatable].filter(action => (!only || only.includes(action)) && !except?.includes(action));
  const name = trimmed(stringValue(path) ?? '');
  const base = `${before(file)}${scope.prefix}/${name}`;
  const last = name.split('.').at(-1) ?? name;
  return controllers(file, owner, scope).flatMap(owned => actions.map(action => ({
    ...bound([{ module: null, name: owned.replace(/#.*$/, `#${action}`) }], RESOURCE[action] as MethodSet, name.includes('.') ? null : pathOfAction(base, kind, action, last), call),
    ...place(file), ...(name === '' ? {} : { name: `${scope.name}${name}.${action}` }),
  })));
}

/** https://laravel.com/docs/12.x/controllers#actions-handled-by-resource-controllers */
function pathOfAction(base: string, kind: string, action: string, resource: string): string {
  const member = /singleton/i.test(kind) ? base : `${base}/{${resource.replace(/s$/, '').replaceAll('-', '_')}}`;
  if (action === 'create') return `${base}/create`;
  if (action === 'edit') return `${member}/edit`;
  return action === 'index' || action === 'store' ? base : member;
}

function auth(file: PhpFile): BindingAt[] {
  return file.callsOf('routes').filter(call => receiverOf(call)?.text.replace(/^\\/, '') === 'Auth')
    .flatMap(call => AUTH.map(([name, limits]) => bound([{ module: null, name: `Controllers:Auth\\${name}` }], limits, null, call)));
}
