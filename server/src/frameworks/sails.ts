import type { Node } from 'web-tree-sitter';
import { type JsFile, isFunction, stringValue } from '../languages/javascript/file.ts';
import type { JsFramework } from '../languages/javascript/framework.ts';
import { keyOf, propertyOf } from '../languages/javascript/objects.ts';
import { targetOf } from '../languages/javascript/values.ts';
import type { BindingAt, RedirectAt } from '../languages/shared/framework.ts';
import type { HandlerRef } from '../model/facts.ts';
import { ANY, GET_AND_HEAD, type MethodSet, methods } from '../model/methods.ts';
import { partsOf } from '../syntax/nodes.ts';

/** Where Sails has its routes: https://sailsjs.com/documentation/concepts/routes/custom-routes */
const ROUTES_FILE = /^(.*?)(?:^|(?<=\/))config\/routes\.[jt]s$/;
const VERBS: Readonly<Record<string, MethodSet>> = {
  get: GET_AND_HEAD, head: methods('HEAD'), post: methods('POST'), put: methods('PUT'), patch: methods('PATCH'), delete: methods('DELETE'), options: methods('OPTIONS'), all: ANY,
};

export const sails: JsFramework = {
  name: 'sails',
  docs: {
    title: 'Sails',
    url: 'https://sailsjs.com/documentation/concepts/routes/custom-routes',
    recognised: ['redirects of `config/routes.js`; `res.redirect(…)` of controllers and actions, as in Express'],
    constructs: [
      { code: "'GET /old': '/new'", status: '302', proved: 'measured' },
      { code: "res.redirect('/x')", status: '302', proved: 'measured' },
    ],
    sendable: [301, 302, 303, 307, 308],
    measuredWith: [{ server: 'sails', version: 'Sails 1.5.18' }],
    methods: ['Methods come from the addresses of `config/routes.js`: `\'POST /login\'` with a target `UserController.login`, `user/login`, `{ action }` or `{ controller, action }` of `api/controllers`, or a function, also in a list or as `fn`.'],
    example: {
      file: 'config/routes.js',
      text: [
        'module.exports.routes = {',
        "  'POST /old': '/new',",
        '};',
        '',
      ].join('\n'),
    },
  },
  triggers: [/\bexports\.routes\b/],
  isRoute: path => ROUTES_FILE.test(path),
  applies: file => ROUTES_FILE.test(file.path),
  redirects: file => routesIn(file).flatMap(route => redirected(file, route)),
  bindings: file => routesIn(file).flatMap(route => bound(file, route)),
};

interface Route {
  readonly node: Node;
  readonly address: string;
  readonly methods: MethodSet;
  readonly path: string;
  readonly target: Node;
}

/** Entries of `module.exports.routes`: `'POST /login': target`; an address without a verb is for all of them. */
function routesIn(file: JsFile): Route[] {
  return partsOf(file.root).flatMap(statement => {
    const assignment = statement.type === 'expression_statement' ? statement.firstNamedChild : null;
    const left = assignment?.type === 'assignment_expression' ? assignment.childForFieldName('left')?.text ?? '' : '';
    const right = assignment?.childForFieldName('right');
    const table = right && /^(?:module\.)?exports\.routes$/.test(left) ? file.follow(right) : null;
    return table?.type === 'object' ? partsOf(table).flatMap(routeOf) : [];
  });
}

function routeOf(pair: Node): Route[] {
  const address = keyOf(pair) ?? '';
  const target = pair.type === 'pair' ? pair.childForFieldName('value') : null;
  const [, verb = 'all', path] = /^(?:(\w+)\s+)?(\/\S*)$/.exec(address) ?? [];
  const set = VERBS[verb.toLowerCase()];
  return target && path !== undefined && set ? [{ node: pair, address, methods: set, path, target }] : [];
}

/** `'/old': '/new'`, `'/search': 'https://…'`: what is no action is where to go. */
function redirected(file: JsFile, { target, methods: set, path }: Route): RedirectAt[] {
  if (!/^(?:\/|https?:)/.test(stringValue(target) ?? '')) return [];
  return [{ node: target, statusNode: null, status: { code: 302, origin: 'default' }, target: targetOf(file, target), edits: [], by: 'configuration', path, methods: set }];
}

function bound(file: JsFile, { node, address, methods: set, path, target }: Route): BindingAt[] {
  const root = ROUTES_FILE.exec(file.path)?.[1] ?? '';
  const action = actionOf(target);
  const handlers = action === null ? functionsOf(target) : refsOf(root, action);
  return handlers.length === 0 ? [] : [{ handlers, methods: set, path, node: node.childForFieldName('key') ?? node, says: `bound here: '${address}'` }];
}

/** `(req, res) => …`, several of them in a list, `{ fn: (req, res) => … }`. */
function functionsOf(target: Node): Node[] {
  const named = propertyOf(target, 'fn');
  return [target, ...partsOf(target), ...named ? [named] : []].filter(isFunction);
}

/** The action of `'UserController.login'`, `'user/login'`, `{ action: 'user/login' }`, `{ controller: 'user', action: 'login' }`, without `Controller`. */
function actionOf(target: Node): string | null {
  const controller = stringValue(propertyOf(target, 'controller'));
  const action = stringValue(target) ?? stringValue(propertyOf(target, 'target')) ?? stringValue(propertyOf(target, 'action'));
  const whole = [controller, action].filter(part => part !== null).join('/').replace(/\./g, '/').replace(/Controller(?=\/)/, '');
  return /^[\w-]+(?:\/[\w-]+)+$/.test(whole) ? whole : null;
}

/** An action of `UserController`, or a file of its own; module names have small letters. */
function refsOf(root: string, action: string): HandlerRef[] {
  const folder = `${root}api/controllers/`;
  const at = action.lastIndexOf('/');
  const name = action.slice(at + 1);
  return [
    { module: `${folder}${action.slice(0, at)}controller`.toLowerCase(), name },
    ...['default', 'fn'].map(each => ({ module: `${folder}${action}`.toLowerCase(), name: each })),
  ];
}
