import type { Node } from 'web-tree-sitter';
import { exportsIn } from '../languages/javascript/exports.ts';
import { argumentsOf, type JsFile } from '../languages/javascript/file.ts';
import type { JsFramework } from '../languages/javascript/framework.ts';
import type { BindingAt, RedirectAt } from '../languages/shared/framework.ts';
import { importedAs, importedCalls, isGlobal } from '../languages/javascript/imports.ts';
import { propertyOf } from '../languages/javascript/objects.ts';
import { methodFirst } from '../languages/javascript/routes.ts';
import { inObject, type StatedStatus, statusOfArgument } from '../languages/javascript/status-argument.ts';
import { editsBy, targetOf } from '../languages/javascript/values.ts';
import { GET_AND_HEAD, methods } from '../model/methods.ts';
import { NAMES_REDIRECT } from '../languages/javascript/words.ts';

/** Files that Nitro serves; h3's functions are there without an import: https://nitro.build/guide/routing */
const SERVER_FOLDER = /(?:^|\/)server\/(?:api|routes|middleware|plugins|utils|handlers?)\//;
const METHOD_FILE = /\.(get|post|put|patch|delete|head|options)\.[cm]?[jt]s$/;
const MODULES = /^(?:h3|h3-nightly|nitro|nitro\/h3|nitropack(?:\/.*)?|#imports|#nitro|#app|nuxt\/app|@nuxt\/bridge)$/;

export const nuxt: JsFramework = {
  name: 'nuxt',
  docs: {
    title: 'Nuxt, Nitro and h3',
    url: 'https://h3.dev/utils/response',
    recognised: ['`sendRedirect`, `redirect`, `redirectBack` of `h3`, imported or, below `server/`, provided', '`navigateTo` in Nuxt pages and middleware'],
    constructs: [
      { code: "sendRedirect(event, '/x')", status: '302', proved: 'measured' },
      { code: "sendRedirect(event, '/x', 303)", status: 'as written', proved: 'measured' },
      { code: "redirect('/x')", status: '302 (h3 2)', proved: 'measured' },
      { code: "redirectBack(event)", status: '302 (h3 2)', proved: 'measured' },
      { code: "navigateTo('/x', { redirectCode: 301 })", status: 'as written; 302 by default; GET alone', proved: 'documented', source: 'nuxt 4.5 app/composables/router' },
    ],
    sendable: [301, 302, 303, 307, 308],
    methods: ['Methods come from file names such as `login.post.ts`, from `router.METHOD(path, …)`, `app.on(method, path, …)`, from conditions on `event.method` and from `assertMethod`.'],
    measuredWith: [{ server: 'h3-1', version: 'h3 1.15.11' }, { server: 'h3-2', version: 'h3 2.0.8' }],
    example: {
      file: 'server/api/login.post.ts',
      text: [
        'export default defineEventHandler(async event => {',
        '  await signIn(await readBody(event));',
        "  return sendRedirect(event, '/account');",
        '});',
        '',
      ].join('\n'),
    },
  },
  triggers: [NAMES_REDIRECT, 'navigateTo'],
  applies: file => SERVER_FOLDER.test(file.path) || [...file.modules].some(module => MODULES.test(module)) || file.text.includes('navigateTo'),
  redirects: file => [
    ...provided(file, 'sendRedirect').flatMap(call => fromH3(file, call, 2)),
    ...provided(file, 'redirect').flatMap(call => fromH3(file, call, 1)),
    ...provided(file, 'redirectBack').flatMap(call => back(file, call)),
    ...file.callsOf('navigateTo').flatMap(call => navigation(file, call)),
  ],
  bindings: file => [...methodFile(file), ...methodFirst(file, 'on')],
};

function fromH3(file: JsFile, call: Node, at: number): RedirectAt[] {
  const args = argumentsOf(call);
  const url = args[at - 1];
  if (!url) return [];
  const stated = statusOfArgument(file, args, { at, missing: 302 });
  return stated ? [{ node: call, ...stated, target: targetOf(file, url) }] : [];
}

/** `redirectBack(event, { fallback, status })`: h3 2 src/utils/response.ts. */
function back(file: JsFile, call: Node): RedirectAt[] {
  const stated = statusOfArgument(file, argumentsOf(call), { at: 1, missing: 302, property: 'status' });
  if (!stated) return [];
  // The second argument is always an object: a bare number is none.
  const event = argumentsOf(call)[0];
  const edits = argumentsOf(call).length === 1 && event ? editsBy(status => [{ span: { start: event.endIndex, end: event.endIndex }, text: `, { status: ${status} }` }]) : stated.edits;
  return [{ node: call, ...stated, edits, target: { kind: 'back', text: null } }];
}

/** During server rendering, which answers GET alone; in the browser no HTTP response at all. */
function navigation(file: JsFile, call: Node): RedirectAt[] {
  const [to, options] = argumentsOf(call);
  const callee = call.childForFieldName('function');
  const from = callee?.type === 'identifier' ? importedAs(file, callee) : null;
  if (!to || callee?.type !== 'identifier' || (from ? !MODULES.test(from.module) : file.define(callee) !== null)) return [];
  const object = options ? file.follow(options) : null;
  const isDefault: StatedStatus = { statusNode: null, status: { code: 302, origin: 'default' }, edits: [] };
  const stated = object?.type === 'object' && propertyOf(object, 'redirectCode') ? inObject(file, object, 'redirectCode', 302) : isDefault;
  return stated ? [{ node: call, ...stated, target: targetOf(file, to), methods: GET_AND_HEAD }] : [];
}

/** Calls of an h3 function: imported, by whatever name, or there without an import in Nitro's folders. */
function provided(file: JsFile, name: string): Node[] {
  const own = SERVER_FOLDER.test(file.path) ? file.callsOf(name).filter(call => isGlobal(file, call.childForFieldName('function'), name)) : [];
  return [...own, ...importedCalls(file, MODULES, [name]).map(({ call }) => call)];
}

function methodFile(file: JsFile): BindingAt[] {
  const method = SERVER_FOLDER.test(file.path) ? METHOD_FILE.exec(file.path)?.[1] : undefined;
  if (method === undefined) return [];
  const set = method === 'get' ? GET_AND_HEAD : methods(method);
  const name = file.path.slice(file.path.lastIndexOf('/') + 1);
  return exportsIn(file).filter(exported => exported.name === 'default').map(({ value, node }) => ({
    handlers: [value], methods: set, path: routeOf(file.path), evidence: 'conventional', node, says: `${name} answers ${method.toUpperCase()}`,
  }));
}

/** `server/api/users/[id].post.ts` serves `/api/users/:id`, `server/routes/x.ts` serves `/x`. */
function routeOf(path: string): string | null {
  const match = /(?:^|\/)server\/(api|routes)\/(.*)$/.exec(path.replace(METHOD_FILE, ''));
  if (!match) return null;
  const inner = (match[2] as string).replace(/(?:^|\/)index$/, '').replace(/\[\.\.\.\w*\]/g, '*').replace(/\[(\w+)\]/g, ':$1');
  return match[1] === 'api' ? `/api/${inner}` : `/${inner}`;
}
