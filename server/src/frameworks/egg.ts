import type { Node } from 'web-tree-sitter';
import { argumentsOf, calleeName, type JsFile, receiverOf, stringValue } from '../languages/javascript/file.ts';
import type { JsFramework } from '../languages/javascript/framework.ts';
import type { BindingAt } from '../languages/shared/framework.ts';
import type { HandlerRef } from '../model/facts.ts';
import { ANY, GET_AND_HEAD, type MethodSet, methods } from '../model/methods.ts';

/** Where Egg looks for routes: https://www.eggjs.org/basics/router */
const ROUTER_FILE = /^(.*?)(?:^|(?<=\/))app\/router(?:\/.*)?\.[jt]s$/;
const ROUTER_METHODS: Readonly<Record<string, MethodSet>> = {
  get: GET_AND_HEAD, head: methods('HEAD'), post: methods('POST'), put: methods('PUT'), patch: methods('PATCH'),
  delete: methods('DELETE'), del: methods('DELETE'), options: methods('OPTIONS'), all: ANY,
};
/** Actions of `router.resources`: https://www.eggjs.org/basics/router#restful-style-url-definition */
const RESOURCE_ACTIONS: Readonly<Record<string, MethodSet>> = {
  index: GET_AND_HEAD, new: GET_AND_HEAD, show: GET_AND_HEAD, edit: GET_AND_HEAD,
  create: methods('POST'), update: methods('PUT', 'PATCH'), destroy: methods('DELETE'),
};

export const egg: JsFramework = {
  name: 'egg',
  docs: {
    title: 'Egg',
    url: 'https://www.eggjs.org/basics/router',
    recognised: ['`ctx.redirect(…)` and `ctx.unsafeRedirect(…)` of controllers, as in Koa'],
    constructs: [
      { code: "this.ctx.redirect('/x')", status: '302', proved: 'measured' },
      { code: "this.ctx.unsafeRedirect('/x')", status: '302', proved: 'measured' },
      { code: "this.ctx.status = 303; this.ctx.redirect('/x')", status: 'as written', proved: 'measured' },
    ],
    sendable: [301, 302, 303, 307, 308],
    methods: ['Methods come from `app/router`: `router.METHOD(path, controller.folder.file.action)` names `app/controller/folder/file`; `router.resources` binds the actions of a resource.'],
    measuredWith: [{ server: 'egg', version: 'Egg 3.34.0' }],
    example: {
      file: 'app/controller/session.js',
      text: [
        "const Controller = require('egg').Controller;",
        '',
        'class SessionController extends Controller {',
        '  async create() {',
        "    if (this.ctx.method === 'POST') this.ctx.redirect('/account');",
        '  }',
        '}',
        'module.exports = SessionController;',
        '',
      ].join('\n'),
    },
  },
  triggers: [/\brouter\.(?:get|head|post|put|patch|delete|del|options|all|resources)\(/],
  applies: file => ROUTER_FILE.test(file.path),
  redirects: () => [],
  bindings: file => [
    ...file.callsOf(...Object.keys(ROUTER_METHODS)).flatMap(call => routed(file, call)),
    ...file.callsOf('resources').flatMap(call => resources(file, call)),
  ],
};

/** `router.post('login', '/login', limit, controller.session.create)`: the controller stands last. */
function routed(file: JsFile, call: Node): BindingAt[] {
  const args = argumentsOf(call);
  const [path, controller] = [args.find(argument => stringValue(argument)?.startsWith('/')) ?? args[0], args.at(-1)];
  const set = ROUTER_METHODS[calleeName(call) ?? ''];
  const chain = controller ? controllerNamed(file, controller) : null;
  if (!set || !path || !controller || !chain || chain.length < 2 || !receiverOf(call)) return [];
  return [{ handlers: actionOf(file, chain.slice(0, -1), chain.at(-1) as string), methods: set, path: stringValue(path), ...says(call, controller) }];
}

/** `router.resources('posts', '/posts', controller.posts)`. */
function resources(file: JsFile, call: Node): BindingAt[] {
  const controller = argumentsOf(call).at(-1);
  const chain = controller ? controllerNamed(file, controller) : null;
  if (!controller || !chain || chain.length === 0 || !receiverOf(call)) return [];
  return Object.entries(RESOURCE_ACTIONS).map(([action, set]) => ({ handlers: actionOf(file, chain, action), methods: set, path: null, ...says(call, controller) }));
}

function says(call: Node, controller: Node): { node: Node; says: string } {
  return { node: call.childForFieldName('function')?.childForFieldName('property') ?? call, says: `bound here: ${calleeName(call)}(…, ${controller.text.slice(0, 60)})` };
}

/** `['admin', 'user', 'create']` of `controller.admin.user.create`, `app.controller.…`, `user.create` where `const { user } = controller`; null for anything else. */
function controllerNamed(file: JsFile, expression: Node): string[] | null {
  if (expression.type === 'member_expression') {
    const property = expression.childForFieldName('property')?.text ?? '';
    const object = expression.childForFieldName('object');
    if (property === 'controller') return [];
    const owner = object ? controllerNamed(file, object) : null;
    return owner && [...owner, property];
  }
  if (expression.type !== 'identifier') return null;
  const definition = file.define(expression);
  if (definition?.kind === 'parameter') return definition.key === 'controller' ? [] : null;
  if (definition?.kind !== 'variable' || !definition.value) return null;
  if (definition.key === 'controller') return [];
  const owner = definition.value.type === 'identifier' || definition.value.type === 'member_expression' ? controllerNamed(file, definition.value) : null;
  return owner && (definition.key === null ? owner : [...owner, definition.key]);
}

/** The loader turns `user_role.js` and `user-role.js` into `userRole`; a controller is a class, a function that returns one, or an object. */
function actionOf(file: JsFile, controller: readonly string[], action: string): HandlerRef[] {
  const root = ROUTER_FILE.exec(file.path)?.[1] ?? '';
  const spelt = [(part: string) => part, ...['_', '-'].map(mark => (part: string) => part.replace(/(?<=[a-z\d])[A-Z]/g, letter => `${mark}${letter.toLowerCase()}`))];
  const modules = [...new Set(spelt.map(spell => `${root}app/controller/${controller.map(spell).join('/')}`.toLowerCase()))];
  return modules.flatMap(module => [`default.${action}`, action, `default().${action}`].map(name => ({ module, name })));
}
