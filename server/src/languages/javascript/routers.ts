import type { Node } from 'web-tree-sitter';
import type { EndpointAt, PlacedAt, RouterAt } from '../shared/framework.ts';
import { GET_AND_HEAD } from '../../model/methods.ts';
import { nodesAt, oneLine } from '../../syntax/nodes.ts';
import { anyOf } from '../../syntax/triggers.ts';
import { argumentsOf, calleeName, type JsFile, receiverOf, stringValue } from './file.ts';
import { handlersIn } from './handlers.ts';
import { importedAs } from './imports.ts';
import { propertyOf } from './objects.ts';

/** What makes a router: which exports of which packages, whether a server runs it as it is, and where its own prefix stands. */
interface Maker {
  readonly from: RegExp;
  readonly name: RegExp;
  readonly isRoot: boolean;
  /** The property of the first argument that holds its prefix. */
  readonly prefix?: string;
}

/**
 * Sources: expressjs.com/en/5x/api.html#express.router, github.com/koajs/router (opts.prefix), hono.dev/docs/api/routing (app.route),
 * elysiajs.com/essential/plugin (prefix), github.com/lukeed/polka, restify.com/docs/server-api.
 */
const MAKERS: readonly Maker[] = [
  { from: /^(?:express|polka|restify|find-my-way|router|express-promise-router)$/, name: /^(?:default\.)?(?:Router|default)$/, isRoot: false },
  { from: /^(?:express|polka|hono|hono\/.*|elysia|koa)$/, name: /^(?:default|Hono|OpenAPIHono|createServer)$/, isRoot: true },
  { from: /^restify$/, name: /^(?:default\.)?createServer$/, isRoot: true },
  { from: /^(?:@koa\/router|koa-router)$/, name: /^(?:default|Router)$/, isRoot: false, prefix: 'prefix' },
];
/** Names that a function's parameter has where the application is handed in to be given its routes. */
const APPLICATION = /^(?:app|server)$/;
/** Servers of files under the path where they are mounted. */
const STATIC = /\b(?:static|serveStatic|serve)\s*\(/;

/** The routers that a file makes; `express()` of the package that exports a function is a root, `Router()` is none. */
export function routersIn(file: JsFile): RouterAt[] {
  if (![...file.modules].some(module => MAKERS.some(maker => maker.from.test(module)))) return [];
  const locals = file.importedNames.filter(({ module }) => MAKERS.some(maker => maker.from.test(module))).map(({ local }) => local);
  const called = new RegExp(`(?<![\\w$])${anyOf([...new Set(['require', 'Router', 'createServer', ...locals])])}(?=\\s*[(<])`, 'g');
  return [...nodesAt(file.root, file.text, called)].flatMap(({ node }): RouterAt[] => {
    const callee = node.parent?.type === 'member_expression' ? node.parent : node;
    const call = callee.parent;
    // `require('express')()`: what the module is, is called.
    const made = node.text === 'require' && call?.parent?.type === 'call_expression' ? call.parent : call;
    if (made?.type !== 'call_expression' && made?.type !== 'new_expression') return [];
    return routerMadeBy(file, made) ?? [];
  });
}

function routerMadeBy(file: JsFile, made: Node): RouterAt[] | null {
  const callee = made.childForFieldName(made.type === 'new_expression' ? 'constructor' : 'function');
  const from = callee ? importedAs(file, callee) : null;
  if (!from) return null;
  const name = from.name === '*' ? 'default' : from.name;
  const makers = MAKERS.filter(maker => maker.from.test(from.module) && maker.name.test(name));
  // `express` itself makes an application, `Router` of any package a router.
  const maker = makers.find(each => each.isRoot === !/Router$/.test(name) && (each.isRoot || /Router$/.test(name))) ?? makers.find(each => each.prefix !== undefined) ?? makers[0];
  if (!maker) return null;
  const options = argumentsOf(made)[0];
  const given = maker.prefix && options ? propertyOf(file.follow(options), maker.prefix) : null;
  return [{ node: made, path: given ? stringValue(file.follow(given)) : '', isRoot: maker.isRoot }];
}

/** The router that a route is bound on: `router` of `router.get(…)`, `app` of `app.route('/x').get(…)`; null for an application that is handed in, names for one that is imported. */
export function routerOf(file: JsFile, receiver: Node): PlacedAt['router'] {
  let at = receiver;
  for (let inner = at.type === 'call_expression' ? receiverOf(at) : null; inner && routerMadeBy(file, at) === null; inner = at.type === 'call_expression' ? receiverOf(at) : null) at = inner;
  const made = file.follow(at);
  if ((made.type === 'call_expression' || made.type === 'new_expression') && routerMadeBy(file, made)) return made;
  const definition = at.type === 'identifier' ? file.define(at) : null;
  if (definition?.kind === 'import') return handlersIn(file, at).map(({ ref }) => ref);
  return definition?.kind === 'parameter' && definition.key === null && APPLICATION.test(at.text) ? null : undefined;
}

/** `app.use('/files', express.static('public'))`: files are there for GET, which ones is not known. */
export function staticFiles(file: JsFile): EndpointAt[] {
  if (!file.text.has(STATIC)) return [];
  return file.callsOf('use').flatMap((call): EndpointAt[] => {
    const receiver = receiverOf(call);
    const served = argumentsOf(call).find(argument => argument.type === 'call_expression' && /^(?:static|serveStatic|serve)$/.test(calleeName(argument) ?? ''));
    if (!receiver || !served) return [];
    const router = routerOf(file, receiver);
    const path = stringValue(argumentsOf(call)[0] ?? null) ?? '';
    return [{ handlers: [], methods: GET_AND_HEAD, path: `${path.replace(/\/$/, '')}/*`, node: served, says: `files are served here: ${oneLine(served)}`, ...(router === undefined ? {} : { router }) }];
  });
}
