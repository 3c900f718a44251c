import type { Node } from 'web-tree-sitter';
import { argumentBefore, chainBehind, rootOf } from '../languages/javascript/chains.ts';
import { exportsIn } from '../languages/javascript/exports.ts';
import { argumentsOf, calleeName, type JsFile, receiverOf, stringValue } from '../languages/javascript/file.ts';
import type { JsFramework } from '../languages/javascript/framework.ts';
import type { BindingAt, ConventionAt, RedirectAt } from '../languages/shared/framework.ts';
import { modulesNamed } from '../languages/javascript/handlers.ts';
import { headerRedirects, statusSetBefore, NAMES_LOCATION } from '../languages/javascript/location-header.ts';
import { keyOf, methodsOf, objectOf } from '../languages/javascript/objects.ts';
import { explicit, statusOfArgument } from '../languages/javascript/status-argument.ts';
import { editsBy, targetOf } from '../languages/javascript/values.ts';
import type { HandlerRef, Target } from '../model/facts.ts';
import { ANY, GET_AND_HEAD, type MethodSet, methods } from '../model/methods.ts';
import { partsOf } from '../syntax/nodes.ts';
import { NAMES_REDIRECT } from '../languages/javascript/words.ts';

const CONTROLLERS = /(?:^|\/)app\/(?:controllers|Controllers)\//;
/** Where version 4 has what runs around its routes, in files that import nothing of it. */
const AROUND = /(?:^|\/)app\/(?:Middleware|Exceptions)\//;
/** Controllers of an application that is cut into modules: `app/users/controllers/`. */
const MODULE_CONTROLLERS = /(?:^|\/)app\/.+\/controllers\//;
/** The names of all controllers, which version 7 writes: https://docs.adonisjs.com/guides/basics/controllers */
const GENERATED = '#generated/controllers';
const ROUTES_FILE = /^(.*?)(?:^|(?<=\/))start\//;
const ROUTER_METHODS: Readonly<Record<string, MethodSet>> = {
  get: GET_AND_HEAD, post: methods('POST'), put: methods('PUT'), patch: methods('PATCH'), delete: methods('DELETE'), any: ANY,
};
/** Actions of a resource: https://docs.adonisjs.com/guides/basics/controllers#resource-driven-controllers */
const RESOURCE_ACTIONS: Readonly<Record<string, MethodSet>> = {
  index: GET_AND_HEAD, create: GET_AND_HEAD, show: GET_AND_HEAD, edit: GET_AND_HEAD,
  store: methods('POST'), update: methods('PUT', 'PATCH'), destroy: methods('DELETE'),
};
/** Calls that end `response.redirect()…`. */
const ENDINGS = ['toPath', 'toRoute', 'back', 'toIntended'];

export const adonisjs: JsFramework = {
  name: 'adonisjs',
  docs: {
    title: 'AdonisJS',
    url: 'https://docs.adonisjs.com/guides/basics/response#redirects',
    recognised: ['`response.redirect(…)` on the context’s `response`, in controllers, route files and where `@adonisjs/…` is imported'],
    constructs: [
      { code: "response.redirect('/x')", status: '302', proved: 'measured' },
      { code: "response.redirect('/x', false, 303)", status: 'as written', proved: 'measured' },
      { code: "response.redirect().toRoute('users.index')", status: '302', proved: 'measured' },
      { code: "response.redirect().status(303).toPath('/x')", status: 'as written', proved: 'measured' },
      { code: "response.status(303); response.redirect('/x')", status: 'as written', proved: 'measured' },
      { code: "router.on('/a').redirectToPath('/b')", status: '302, for GET', proved: 'measured' },
    ],
    sendable: [301, 302, 303, 307, 308],
    methods: ['Methods come from `start/routes` (`router.post(path, [Controller, \'store\'])`, `\'UsersController.store\'`, `router.resource`); else `store`, `update` and `destroy` of a controller by convention.'],
    measuredWith: [{ server: 'adonisjs', version: 'AdonisJS 6.21 (http-server 7.8.1)' }],
    example: {
      file: 'app/controllers/session_controller.ts',
      text: [
        "import type { HttpContext } from '@adonisjs/core/http';",
        '',
        'export default class SessionController {',
        '  async store({ response }: HttpContext) {',
        "    return response.redirect('/account');",
        '  }',
        '}',
        '',
      ].join('\n'),
    },
  },
  triggers: [NAMES_REDIRECT, 'Route.', /\brouter\.(?:get|post|put|patch|delete|any|route|resource|group)\(/, NAMES_LOCATION],
  applies: file => isAdonis(file),
  redirects: file => [
    ...file.callsOf('redirect').flatMap(call => redirectOf(file, call)),
    ...file.callsOf('redirect', 'redirectToPath', 'redirectToRoute').flatMap(call => declared(file, call)),
    ...headerRedirects(file, node => isResponse(file, node)),
  ],
  bindings: file => [
    ...file.callsOf(...Object.keys(ROUTER_METHODS)).flatMap(call => routed(file, call)),
    ...file.callsOf('resource', 'apiResource').flatMap(call => resource(file, call)),
    ...file.callsOf('route').flatMap(call => listed(file, call)),
  ],
  conventions: file => CONTROLLERS.test(file.path) || (MODULE_CONTROLLERS.test(file.path) && file.imports('@adonisjs')) ? exportsIn(file).flatMap(({ name, value }) => name === 'default' ? actionsOf(file, value) : []) : [],
};

function isAdonis(file: JsFile): boolean {
  return [...file.modules].some(module => /^(?:@adonisjs\/|@ioc:|@adonisjs$)/.test(module)) || CONTROLLERS.test(file.path) || AROUND.test(file.path)
    || ROUTES_FILE.test(file.path) || file.text.has(/\bHttpContext(?:Contract)?\b/);
}

function redirectOf(file: JsFile, call: Node): RedirectAt[] {
  const receiver = receiverOf(call);
  const args = argumentsOf(call);
  const [url] = args;
  if (!receiver || !isResponse(file, rootOf(call))) return [];
  const before = statusSetBefore(call, node => isResponse(file, node))?.value ?? argumentBefore(call, ['status']);
  if (!url || url.type === 'true' || url.type === 'false') return built(file, call, before);
  const target = targetOf(file, url);
  if (before && args.length < 3) return [{ node: call, ...explicit(file, before), target }];
  const stated = statusOfArgument(file, args, { at: 2, missing: 302, fill: ['false'] });
  return stated ? [{ node: call, ...stated, target }] : [];
}

/** `router.on('/a').redirect('b', params, { status: 301 })`, for GET: https://docs.adonisjs.com/guides/basics/routing#redirect-to-route */
function declared(file: JsFile, call: Node): RedirectAt[] {
  const on = receiverOf(call);
  const args = argumentsOf(call);
  const [to] = args;
  const path = on?.type === 'call_expression' && calleeName(on) === 'on' && receiverOf(on) ? stringValue(argumentsOf(on)[0] ?? null) : null;
  if (path === null || !to) return [];
  const isPath = calleeName(call) === 'redirectToPath';
  const stated = statusOfArgument(file, args, { at: isPath ? 1 : 2, missing: 302, property: 'status' });
  const target: Target = isPath ? targetOf(file, to) : { kind: stringValue(to) === null ? 'unknown' : 'route', text: stringValue(to) };
  return stated ? [{ node: call, ...stated, edits: stated.statusNode ? stated.edits : [], target, path, methods: GET_AND_HEAD, by: 'configuration' }] : [];
}

/** `response.redirect().status(303).toPath('/x')`. */
function built(file: JsFile, call: Node, before: Node | null): RedirectAt[] {
  const chain = chainBehind(call);
  const ending = chain.find(each => ENDINGS.includes(calleeName(each) ?? ''));
  if (!ending) return [];
  const status = chain.find(each => calleeName(each) === 'status');
  const value = (status ? argumentsOf(status)[0] : null) ?? before;
  const [to] = argumentsOf(ending);
  const name = calleeName(ending);
  const routeName = name === 'toRoute' ? stringValue(to ?? null) : null;
  const target: Target = name === 'back' ? { kind: 'back', text: null } : name === 'toRoute' ? { kind: routeName === null ? 'unknown' : 'route', text: routeName } : targetOf(file, to ?? null);
  if (value) return [{ node: ending, ...explicit(file, value), target }];
  const at = { start: call.endIndex, end: call.endIndex };
  return [{ node: ending, statusNode: null, status: { code: 302, origin: 'default' }, target, edits: editsBy(to => [{ span: at, text: `.status(${to})` }]) }];
}

/** `response` of the destructured context, or `ctx.response`. */
function isResponse(file: JsFile, node: Node | null): boolean {
  if (node?.type === 'member_expression') return node.childForFieldName('property')?.text === 'response' && /^(?:this\.)?(?:ctx|context|httpContext)$/.test(node.childForFieldName('object')?.text ?? '');
  if (node?.type !== 'identifier') return false;
  const definition = file.define(node);
  if (definition?.kind === 'parameter') return definition.key === 'response' || (definition.key === null && /\bResponse(?:Contract)?\b/.test(definition.type ?? '') && file.imports('@adonisjs'));
  return definition?.kind === 'variable' && definition.key === 'response' && /^(?:this\.)?(?:ctx|context|HttpContext\.\w+\(\))$/.test(definition.value?.text ?? '');
}

/** `router.post('/login', [AuthController, 'login'])`, `Route.post('/login', 'AuthController.login')`. */
function routed(file: JsFile, call: Node): BindingAt[] {
  const [path, handler] = argumentsOf(call);
  const name = calleeName(call) ?? '';
  const refs = path && handler && receiverOf(call) ? controllerRefs(file, handler) : [];
  const set = ROUTER_METHODS[name];
  if (!set || refs.length === 0 || !path || !handler) return [];
  return [{ handlers: refs, methods: set, path: stringValue(path), evidence: 'proven', node: call.childForFieldName('function')?.childForFieldName('property') ?? call, says: `bound here: ${name}(${path.text.slice(0, 60)}, ${handler.text.slice(0, 60)})` }];
}

/** `router.route('/x', ['POST', 'PUT'], handler)`: https://docs.adonisjs.com/guides/basics/routing#handling-custom-http-methods */
function listed(file: JsFile, call: Node): BindingAt[] {
  const [path, list, handler] = argumentsOf(call);
  const set = list?.type === 'array' && receiverOf(call) ? methodsOf(file, list) : null;
  if (!path || !list || !handler || !set) return [];
  const refs = controllerRefs(file, handler);
  return [{ handlers: refs.length > 0 ? refs : [handler], methods: set, path: stringValue(path), node: list, says: `bound here: route(${path.text.slice(0, 60)}, ${list.text.slice(0, 60)}, …)` }];
}

function resource(file: JsFile, call: Node): BindingAt[] {
  const [path, controller] = argumentsOf(call);
  if (!path || !controller || !receiverOf(call)) return [];
  return Object.entries(RESOURCE_ACTIONS).flatMap(([action, set]): BindingAt[] => {
    const refs = memberRefs(file, controller, action);
    return refs.length === 0 ? [] : [{ handlers: refs, methods: set, path: null, evidence: 'proven', node: path, says: `bound here: resource(${path.text.slice(0, 60)}, …)` }];
  });
}

function controllerRefs(file: JsFile, handler: Node): (HandlerRef | Node)[] {
  const text = stringValue(handler);
  if (text !== null) {
    const dot = text.lastIndexOf('.');
    return dot > 0 ? namedController(file, text.slice(0, dot), text.slice(dot + 1)) : [];
  }
  const [controller, action] = handler.type === 'array' ? partsOf(handler) : [];
  const name = stringValue(action ?? null);
  return controller ? memberRefs(file, controller, name ?? 'handle') : [];
}

function memberRefs(file: JsFile, controller: Node, action: string): (HandlerRef | Node)[] {
  const text = stringValue(controller);
  if (text !== null) return namedController(file, text, action);
  const definition = controller.type === 'identifier' ? file.define(controller) : null;
  if (definition?.kind === 'class') return actionNamed(definition.node, action);
  const generated = generatedName(file, controller);
  if (generated) return modulesGenerated(file.path, generated).map(module => ({ module, name: `default.${action}` }));
  const module = moduleOf(file, controller);
  return module === null ? [] : modulesNamed(file.path, module).map(each => ({ module: each, name: `default.${action}` }));
}

/** `['auth', 'SignIn']` of `controllers.auth.SignIn`, also where it is taken out: `const { SignIn } = controllers.auth`. */
function generatedName(file: JsFile, expression: Node): string[] | null {
  if (expression.type === 'member_expression') {
    const object = expression.childForFieldName('object');
    const owner = object ? generatedName(file, object) : null;
    return owner && [...owner, expression.childForFieldName('property')?.text ?? ''];
  }
  const definition = expression.type === 'identifier' ? file.define(expression) : null;
  if (definition?.kind === 'import') return definition.module === GENERATED && definition.name === 'controllers' ? [] : null;
  if (definition?.kind !== 'variable' || !definition.value || definition.key === null) return null;
  const owner = generatedName(file, definition.value);
  return owner && [...owner, definition.key];
}

/** `auth.SignIn` stands in `app/auth/controllers/sign_in_controller` or `app/controllers/auth/sign_in_controller`. */
function modulesGenerated(path: string, name: readonly string[]): string[] {
  const root = /^(.*?)(?:^|(?<=\/))(?:start|app)\//.exec(path)?.[1] ?? '';
  const folders = name.slice(0, -1);
  const file = `${(name.at(-1) ?? '').replace(/(?<=[a-z\d])[A-Z]/g, letter => `_${letter}`).toLowerCase()}_controller`;
  return [...new Set([[...folders, 'controllers'], ['controllers', ...folders]].map(parts => `${root}app/${[...parts, file].join('/')}`.toLowerCase()))];
}

function actionNamed(owner: Node, action: string): Node[] {
  return partsOf(owner.childForFieldName('body') ?? owner).filter(part => part.type === 'method_definition' && keyOf(part) === action);
}

/** `import UsersController from '…'`, `const UsersController = () => import('…')`, `controllers.users` where an object of the file holds that. */
function moduleOf(file: JsFile, controller: Node): string | null {
  if (controller.type === 'identifier') {
    const definition = file.define(controller);
    if (definition?.kind === 'import') return definition.module;
  }
  const lazy = objectOf(file, controller);
  return lazy.type === 'arrow_function' ? /import\(\s*['"]([^'"]+)['"]\s*\)/.exec(lazy.text)?.[1] ?? null : null;
}

/** Up to version 5 a controller is named by text, below `app/Controllers/Http` unless the text begins with `App/`. */
function namedController(file: JsFile, controller: string, action: string): HandlerRef[] {
  const root = ROUTES_FILE.exec(file.path)?.[1] ?? '';
  const inner = controller.startsWith('App/') ? `app/${controller.slice(4)}` : `app/Controllers/Http/${controller}`;
  return [{ module: `${root}${inner}`.toLowerCase(), name: `default.${action}` }];
}

function actionsOf(file: JsFile, controller: Node): ConventionAt[] {
  const value = controller.type === 'identifier' ? file.define(controller) : null;
  const owner = value?.kind === 'class' ? value.node : controller;
  const body = owner.childForFieldName('body');
  if (body?.type !== 'class_body') return [];
  return partsOf(body).flatMap(part => {
    const name = keyOf(part) ?? '';
    const set = part.type === 'method_definition' && Object.hasOwn(RESOURCE_ACTIONS, name) ? RESOURCE_ACTIONS[name] : undefined;
    return set ? [{ handler: part, methods: set, says: `${name} is the resource action of that name` }] : [];
  });
}
