import type { Node } from 'web-tree-sitter';
import { exportsIn, methodExports } from '../languages/javascript/exports.ts';
import { argumentsOf, calleeName, isFunction, type JsFile, receiverOf, stringValue } from '../languages/javascript/file.ts';
import type { JsFramework } from '../languages/javascript/framework.ts';
import type { BindingAt, EndpointAt, RedirectAt } from '../languages/shared/framework.ts';
import { importedCalls, isImported } from '../languages/javascript/imports.ts';
import { headerRedirects, NAMES_LOCATION } from '../languages/javascript/location-header.ts';
import { memberNamed, propertyOf } from '../languages/javascript/objects.ts';
import { fileRoute } from '../languages/javascript/routes.ts';
import { explicit, statusOfArgument } from '../languages/javascript/status-argument.ts';
import { editsBy, replaceStatus, statusValue, targetOf } from '../languages/javascript/values.ts';
import type { Status, StatusEdit } from '../model/facts.ts';
import { ANY, GET_AND_HEAD, type MethodSet, methods } from '../model/methods.ts';
import { phrase } from '../model/phrase.ts';
import { ancestorsOf, nodesAt, partsOf, spanOf } from '../syntax/nodes.ts';
import { NAMES_REDIRECT } from '../languages/javascript/words.ts';

const ROUTE_FILE = /\/route\.[cm]?[jt]sx?$/;
const APP_FOLDER = /(?:^|\/)app(?=\/)/;
const APP_PAGE = /\/page\.[jt]sx?$/;
const PAGES_FOLDER = /^(?:.*\/)?pages(?=\/)/;
/** `_app`, `_document`, `_error`, 404 and 500 answer at no path of their own. */
const NO_PAGE = /\/(?:_\w+|404|500)\.[jt]sx?$/;
const ENDING = /\.[jt]sx$/;
const PAGES_API = /(?:^|\/)pages\/api\//;
const CONFIG_FILE = /(?:^|\/)next\.config\.[cm]?[jt]s$/;
/** Files whose code runs for a request of its own, not on behalf of a server action: https://nextjs.org/docs/app/getting-started/project-structure */
const ENTRY_FILE = /(?:^|\/)(?:route|page|layout|template|default|error|global-error|loading|not-found)\.[cm]?[jt]sx?$/;
const POST = methods('POST');

/** next/navigation, measured with 15.5 and 16.4. A POST of a form is answered by 303 instead, by either. */
const NAVIGATION: Readonly<Record<string, number>> = { redirect: 307, permanentRedirect: 308 };

export const next: JsFramework = {
  name: 'next',
  docs: {
    title: 'Next.js',
    url: 'https://nextjs.org/docs/app/api-reference/functions/redirect',
    recognised: ['`redirect` and `permanentRedirect` of `next/navigation`', '`NextResponse` of `next/server`', '`res` in `pages/api`', '`redirect` objects of `getServerSideProps`', '`redirects()` of `next.config`'],
    constructs: [
      { code: "redirect('/x')", status: '307 (303 in a server action)', proved: 'measured' },
      { code: "permanentRedirect('/x')", status: '308 (303 in a server action)', proved: 'measured' },
      { code: "NextResponse.redirect(new URL('/x', request.url))", status: '307', proved: 'measured' },
      { code: "NextResponse.redirect(new URL('/x', request.url), 303)", status: 'as written', proved: 'measured' },
      { code: "res.redirect('/x') in pages/api", status: '307', proved: 'measured' },
      { code: "res.redirect(303, '/x') in pages/api", status: 'as written', proved: 'measured' },
      { code: "res.status(303).redirect('/x') in pages/api", status: '307: the 303 is not used', proved: 'measured' },
      { code: "return { redirect: { destination: '/x', permanent: false } }", status: '307 (`permanent: true`: 308)', proved: 'measured' },
      { code: "redirects: async () => [{ source: '/a', destination: '/b', permanent: true }]", status: '308 (`permanent: false`: 307)', proved: 'measured' },
    ],
    sendable: [301, 302, 303, 307, 308],
    methods: ['Methods come from the exports of `route.ts`, from `\'use server\'` (always POST), from the routers of next-connect and from conditions on `request.method`.'],
    notes: [
      'In a helper that a server action may call, the status of `redirect()` is unknown.',
      '`redirect()` in a POST route handler sends 303 where the body is a form, 307 where it is JSON: it takes no status.',
    ],
    measuredWith: [{ server: 'next', version: 'Next.js 16.4.5' }],
    example: {
      file: 'app/api/items/route.ts',
      text: [
        "import { NextResponse } from 'next/server';",
        '',
        'export async function POST(request: Request) {',
        '  await save(await request.formData());',
        "  return NextResponse.redirect(new URL('/items', request.url), 302);",
        '}',
        '',
      ].join('\n'),
    },
  },
  triggers: [NAMES_REDIRECT, NAMES_LOCATION, "'use server'", '"use server"'],
  applies: file => file.imports('next') || PAGES_API.test(file.path) || CONFIG_FILE.test(file.path) || file.text.has(/NextApi(?:Response|Handler)/)
    || (APP_FOLDER.test(file.path) && (ROUTE_FILE.test(file.path) || APP_PAGE.test(file.path))) || isServerModule(file) || file.text.includes('getServerSideProps') || file.text.includes('getStaticProps'),
  redirects: file => [
    ...importedCalls(file, ['next/navigation'], Object.keys(NAVIGATION)).flatMap(({ call, name }) => navigation(file, call, name)),
    ...file.callsOf('redirect').flatMap(call => [...nextResponse(file, call), ...pagesApi(file, call)]),
    ...(isPagesApi(file) ? headerRedirects(file, node => isPagesResponse(file, node)) : []),
    ...pageProps(file),
    ...(CONFIG_FILE.test(file.path) ? configured(file) : []),
  ],
  isRoute: path => APP_FOLDER.test(path) && (APP_PAGE.test(path) || ROUTE_FILE.test(path)),
  endpoints: page,
  bindings: file => [
    ...(ROUTE_FILE.test(file.path) ? methodExports(file, fileRoute(file.path, APP_FOLDER, ROUTE_FILE)).map(at => ({ ...at, router: null })) : []),
    ...serverActions(file),
    ...connected(file),
  ],
};

/** Methods of the routers of next-connect: https://github.com/hoangvvo/next-connect#methodpattern-fns */
const ROUTER_METHODS: Readonly<Record<string, MethodSet>> = {
  get: GET_AND_HEAD, head: methods('HEAD'), post: POST, put: methods('PUT'), patch: methods('PATCH'), delete: methods('DELETE'), all: ANY,
};

/** `nc().post(handler)` and `createRouter().get('/x', handler)` of next-connect. */
function connected(file: JsFile): BindingAt[] {
  if (!file.imports('next-connect')) return [];
  return file.callsOf(...Object.keys(ROUTER_METHODS)).flatMap((call): BindingAt[] => {
    const name = calleeName(call) ?? '';
    const set = ROUTER_METHODS[name];
    return set && isConnect(file, receiverOf(call)) ? [{ handlers: argumentsOf(call), methods: set, path: null, node: call.childForFieldName('function')?.childForFieldName('property') ?? call, says: `bound here: ${name}(…) of next-connect` }] : [];
  });
}

/** A router can be named in its own value, while it is typed. */
const LONGEST_CHAIN = 50;

/** Whether an expression is a router of next-connect, or one with routes: `nc().use(session)`. */
function isConnect(file: JsFile, expression: Node | null): boolean {
  let at = expression && file.follow(expression);
  for (let link = 0; link < LONGEST_CHAIN && at?.type === 'call_expression' && receiverOf(at); link++) at = file.follow(receiverOf(at) as Node);
  return at?.type === 'call_expression' && isImported(file, at.childForFieldName('function'), ['next-connect'], ['default', '*', 'createRouter', 'createEdgeRouter']);
}

/** Pages are there for GET; to what else one answers depends on how it is built. */
function page(file: JsFile): EndpointAt[] {
  const path = pageOf(file.path);
  if (path === null) return [];
  let word: Node = file.root;
  while (word.firstChild) word = word.firstChild;
  return [{ handlers: [], methods: ANY, path, router: null, node: word, says: `the page ${path}` }];
}

function pageOf(path: string): string | null {
  return fileRoute(path, APP_FOLDER, APP_PAGE) ?? (PAGES_API.test(path) || NO_PAGE.test(path) ? null : fileRoute(path, PAGES_FOLDER, ENDING));
}

function navigation(file: JsFile, call: Node, name: string): RedirectAt[] {
  const [url] = argumentsOf(call);
  if (!url || isClientModule(file)) return [];
  const inAction = isServerModule(file) || [...ancestorsOf(call)].some(isServerAction);
  // A helper's redirect is 303 where a server action called it, else 307: the call alone does not tell.
  const code = inAction ? 303 : APP_FOLDER.test(file.path) && ENTRY_FILE.test(file.path) ? NAVIGATION[name] ?? null : null;
  return [{
    node: call, statusNode: null, target: targetOf(file, url), edits: [],
    status: { code, origin: 'default' },
    instead: phrase('{0}() takes no status: return NextResponse.redirect(new URL(…, request.url), 303) to have the target fetched with GET.', name),
  }];
}

/** `NextResponse.redirect(url, 303 | { status, headers })`. */
function nextResponse(file: JsFile, call: Node): RedirectAt[] {
  const receiver = receiverOf(call);
  const [url] = argumentsOf(call);
  if (!url || !isImported(file, receiver, ['next/server', 'next'], ['NextResponse', 'server.NextResponse'])) return [];
  const stated = statusOfArgument(file, argumentsOf(call), { at: 1, missing: 307, property: 'status' });
  return stated ? [{ node: call, ...stated, target: targetOf(file, url) }] : [];
}

function isPagesApi(file: JsFile): boolean {
  return PAGES_API.test(file.path) || file.text.has(/NextApi(?:Response|Handler)/);
}

/** `res.redirect(url)` and `res.redirect(status, url)`; what `res.status()` says is not used. */
function pagesApi(file: JsFile, call: Node): RedirectAt[] {
  if (!isPagesApi(file)) return [];
  const args = argumentsOf(call);
  const [first, second] = args;
  let root = receiverOf(call);
  let written: Node | null = null;
  while (root?.type === 'call_expression') {
    if (calleeName(root) === 'status') written ??= argumentsOf(root)[0] ?? null;
    root = receiverOf(root);
  }
  if (!first || !isPagesResponse(file, root)) return [];
  const code = second && stringValue(first) === null && first.type !== 'template_string' ? statusValue(file, first) : null;
  if (second && code !== null) return [{ node: call, statusNode: first, status: { code, origin: 'explicit' }, target: targetOf(file, second), edits: replaceStatus(file, first) }];
  if (second && first.type !== 'string' && first.type !== 'template_string') {
    return [{ node: call, statusNode: first, status: { code: null, origin: 'explicit' }, target: targetOf(file, second), edits: [] }];
  }
  const stated = written ? statusValue(file, written) : null;
  const status: Status = stated === null ? { code: 307, origin: 'default' } : { code: 307, origin: 'overridden', written: stated };
  const removed = second ? [{ span: { start: first.endIndex, end: second.endIndex }, text: '' }] : [];
  const edits = editsBy(to => [{ span: { start: first.startIndex, end: first.startIndex }, text: `${to}, ` }, ...removed]);
  return [{ node: call, statusNode: written, status, target: targetOf(file, first), edits }];
}

function isPagesResponse(file: JsFile, node: Node | null): boolean {
  if (node?.type !== 'identifier') return false;
  const definition = file.define(node);
  if (definition?.kind !== 'parameter' || definition.key !== null) return false;
  return /^_?(?:res|resp|response)$/i.test(node.text) || /NextApiResponse/.test(definition.type ?? '');
}

/** `return { redirect: { destination, permanent } }` of getServerSideProps and getStaticProps: https://nextjs.org/docs/pages/api-reference/functions/get-server-side-props */
function pageProps(file: JsFile): RedirectAt[] {
  if (!file.text.has(/getServerSideProps|getStaticProps/)) return [];
  return [...nodesAt(file.root, file.text, /(?<![\w$.])redirect(?=\s*:)/g)].flatMap(({ node }) => {
    const pair = node.parent;
    const object = pair?.type === 'pair' ? pair.childForFieldName('value') : null;
    return pair && object?.type === 'object' ? declared(file, pair, object) : [];
  });
}

/** `{ destination, permanent | statusCode }`: one or the other is required. */
function declared(file: JsFile, node: Node, object: Node, more: Partial<RedirectAt> = {}): RedirectAt[] {
  const destination = propertyOf(object, 'destination');
  const statusCode = propertyOf(object, 'statusCode');
  const permanent = memberNamed(object, 'permanent');
  if (!destination) return [];
  const target = targetOf(file, destination);
  if (statusCode) return [{ node, ...explicit(file, statusCode), target, ...more }];
  const value = permanent?.childForFieldName('value');
  const code = value?.type === 'true' ? 308 : value?.type === 'false' ? 307 : null;
  const edits: StatusEdit[] = permanent && code !== null ? editsBy(status => [{ span: spanOf(permanent), text: `statusCode: ${status}` }]) : [];
  return [{ node, statusNode: value ?? null, status: { code, origin: 'explicit' }, target, edits, ...more }];
}

/** Entries of `redirects()`: https://nextjs.org/docs/app/api-reference/config/next-config-js/redirects */
function configured(file: JsFile): RedirectAt[] {
  return [...nodesAt(file.root, file.text, /(?<![\w$.])['"]?destination['"]?(?=\s*:)/g)].flatMap(({ node }) => {
    const object = [...ancestorsOf(node)].find(parent => parent.type === 'object');
    const source = object ? propertyOf(object, 'source') : null;
    if (!object || !source || !(memberNamed(object, 'permanent') || memberNamed(object, 'statusCode'))) return [];
    const path = stringValue(file.follow(source));
    return declared(file, object, object, { by: 'configuration', ...(path === null ? {} : { path }) });
  });
}

function hasDirective(block: Node, directive: string): boolean {
  for (const statement of partsOf(block)) {
    const text = statement.type === 'expression_statement' && statement.firstNamedChild?.type === 'string' ? stringValue(statement.firstNamedChild) : null;
    if (text === null) return false;
    if (text === directive) return true;
  }
  return false;
}

function isServerModule(file: JsFile): boolean {
  return file.text.has(/['"]use server['"]/) && hasDirective(file.root, 'use server');
}

function isClientModule(file: JsFile): boolean {
  return file.text.has(/['"]use client['"]/) && hasDirective(file.root, 'use client');
}

function isServerAction(node: Node): boolean {
  const body = isFunction(node) ? node.childForFieldName('body') : null;
  return body?.type === 'statement_block' && hasDirective(body, 'use server');
}

/** Functions marked `'use server'`, and all exports of a file marked so: called by POST alone. */
function serverActions(file: JsFile): BindingAt[] {
  if (!file.text.has(/['"]use server['"]/)) return [];
  const bind = (handler: Node, node: Node): BindingAt => ({ handlers: [handler], methods: POST, path: null, evidence: 'proven', node, says: "a server action: 'use server'" });
  const exported = isServerModule(file) ? exportsIn(file).map(({ value, node }) => bind(value, node)) : [];
  const inline = [...nodesAt(file.root, file.text, /['"]use server['"]/g)].flatMap(({ node }) => {
    const fn = [...ancestorsOf(node)].find(isFunction);
    return fn && isServerAction(fn) ? [bind(fn, node)] : [];
  });
  return [...exported, ...inline];
}
