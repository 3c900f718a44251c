import type { Node } from 'web-tree-sitter';
import { boundExports, NOT_READING } from '../languages/javascript/exports.ts';
import { argumentsOf, type JsFile } from '../languages/javascript/file.ts';
import type { JsFramework } from '../languages/javascript/framework.ts';
import type { RedirectAt } from '../languages/shared/framework.ts';
import { exportsOf } from '../languages/javascript/exported-names.ts';
import { importedCalls } from '../languages/javascript/imports.ts';
import { statusOfArgument } from '../languages/javascript/status-argument.ts';
import { editsBy, targetOf } from '../languages/javascript/values.ts';
import type { Status } from '../model/facts.ts';
import { GET_AND_HEAD } from '../model/methods.ts';
import { ancestorsOf } from '../syntax/nodes.ts';
import { NAMES_REDIRECT } from '../languages/javascript/words.ts';

/** Packages whose `redirect` runs on a server; `remix` is the one of the first versions. `react-router-dom` is the browser's router and stays silent. */
const SERVER_PACKAGES = /^(?:remix|@remix-run\/(?:node|cloudflare|deno|server-runtime|architect|netlify|vercel|serve)|@vercel\/remix|@shopify\/remix-oxygen|@netlify\/remix-runtime|react-router)$/;
/** Remix 2 gives the same `redirect` to browsers' code: https://github.com/remix-run/remix/blob/v2/packages/remix-react/index.tsx */
const BROWSERS_PACKAGE = '@remix-run/react';
const HELPERS = ['redirect', 'redirectDocument', 'replace'];
/** remix-toast, which hands its third argument on to `redirect(url, init)`: https://github.com/forge42dev/remix-toast, src/index.ts */
const TOASTS = ['redirect', 'replace'].flatMap(verb => ['Toast', 'Success', 'Error', 'Warning', 'Info'].map(kind => `${verb}With${kind}`));
/** The router made here runs in a browser: its redirects are no HTTP responses. */
const BROWSER_ROUTER = /\bcreate(?:Browser|Hash|Memory)Router\b|\bRouterProvider\b/;
const BROWSER_EXPORTS = ['clientAction', 'clientLoader'];
const SERVER_EXPORTS = ['action', 'loader'];

export const reactRouter: JsFramework = {
  name: 'react-router',
  docs: {
    title: 'React Router 7 (framework mode) and Remix 2',
    url: 'https://reactrouter.com/api/utils/redirect',
    recognised: ['`redirect`, `redirectDocument`, `replace` of `@remix-run/*`, of `remix` (Remix 1), of `@remix-run/react` in an `action` or `loader`, or of `react-router` where the project is in framework mode', '`redirectWithToast`, `redirectWithSuccess` and the like of `remix-toast`'],
    constructs: [
      { code: "redirect('/x')", status: '302', proved: 'measured' },
      { code: "redirect('/x', 303)", status: 'as written', proved: 'measured' },
      { code: "redirect('/x', { status: 303, headers })", status: 'as written', proved: 'measured' },
      { code: "redirect('/x', { headers })", status: '302', proved: 'measured' },
      { code: "redirectWithSuccess('/x', 'Saved')", status: '302', proved: 'documented', source: 'remix-toast src/index.ts: redirect(url, { ...init, headers })' },
      { code: "redirectWithSuccess('/x', 'Saved', { status: 303 })", status: 'as written', proved: 'documented', source: 'https://github.com/forge42dev/remix-toast' },
    ],
    sendable: [301, 302, 303, 307, 308],
    methods: ['`action` answers every method but GET and HEAD, `loader` answers GET and HEAD; `clientAction` and `clientLoader` run in the browser.'],
    notes: ['Framework mode is known by `./+types/…`, `@react-router/*`, a file below `app/routes`, or `@react-router/dev` in package.json. `createBrowserRouter` is client code.'],
    measuredWith: [{ server: 'react-router', version: 'React Router 7.18.5' }, { server: 'remix', version: 'Remix 2.17.5' }],
    example: {
      file: 'app/routes/login.tsx',
      text: [
        "import { redirect } from 'react-router';",
        '',
        'export async function action() {',
        "  return redirect('/account');",
        '}',
        '',
      ].join('\n'),
    },
  },
  triggers: [NAMES_REDIRECT, /(?:react-router|@remix-run\/[\w-]+|['"]remix)['"]/, /\bexport\b[^\n]*\b(?:action|loader)\b/],
  applies: file => !file.text.has(BROWSER_ROUTER) && !file.imports('next', '@sveltejs/kit', 'react-router-dom'),
  redirects: file => [
    ...importedCalls(file, SERVER_PACKAGES, HELPERS).flatMap(({ call, module }) => redirectOf(file, call, module)),
    ...importedCalls(file, [BROWSERS_PACKAGE], HELPERS).flatMap(({ call, module }) => isWithin(file, call, SERVER_EXPORTS) ? redirectOf(file, call, module) : []),
    ...importedCalls(file, ['remix-toast'], TOASTS).flatMap(({ call }) => withToast(file, call)),
  ],
  bindings: file => isRouteModule(file) ? boundExports(file, { action: NOT_READING, loader: GET_AND_HEAD }, {
    path: null, evidence: 'conventional',
    says: name => name === 'action' ? 'action answers every method but GET and HEAD' : 'loader answers GET and HEAD',
  }) : [],
};

function redirectOf(file: JsFile, call: Node, module: string): RedirectAt[] {
  const args = argumentsOf(call);
  if (!args[0] || isBrowserCode(file, call)) return [];
  const stated = statusOfArgument(file, args, { at: 1, missing: 302, property: 'status' });
  if (!stated) return [];
  const status = module === 'react-router' && !isFrameworkMode(file) ? onlyInFrameworkMode(stated.status) : stated.status;
  return [{ node: call, ...stated, status, target: targetOf(file, args[0]) }];
}

/** `redirectWithSuccess('/x', 'Saved', { status: 303 })`: an object alone can give the status. */
function withToast(file: JsFile, call: Node): RedirectAt[] {
  const args = argumentsOf(call);
  const [first, , init] = args;
  const last = args.at(-1);
  const stated = statusOfArgument(file, args, { at: 2, missing: 302, property: 'status' });
  if (!first || !last || !stated || isBrowserCode(file, call)) return [];
  const edits = init || stated.edits.length === 0 ? stated.edits : editsBy(status => [{ span: { start: last.endIndex, end: last.endIndex }, text: `, { status: ${status} }` }]);
  return [{ node: call, ...stated, edits, target: targetOf(file, first) }];
}

/** `react-router` alone can be a browser's router; the project's own manifest decides. */
function onlyInFrameworkMode(status: Status): Status {
  return { ...status, code: null, variants: [{ when: { of: '@react-router/dev', is: '>=7' }, code: status.code }] };
}

function isFrameworkMode(file: JsFile): boolean {
  return file.imports('@react-router') || [...file.modules].some(module => /(?:^|\/)\+types\//.test(module) || module.startsWith('@react-router/'))
    || /(?:^|\/)app\/(?:routes\/|root\.)/.test(file.path) || /\.server\.[jt]sx?$/.test(file.path);
}

function isRouteModule(file: JsFile): boolean {
  return [...file.modules].some(module => /^(?:remix$|@remix-run\/|@react-router\/|react-router$|@vercel\/remix|@shopify\/remix|(?:.*\/)?\+types\/)/.test(module)) || /(?:^|\/)app\/(?:routes\/|root\.)/.test(file.path);
}

function isBrowserCode(file: JsFile, call: Node): boolean {
  return isWithin(file, call, BROWSER_EXPORTS);
}

/** Whether a call stands in a function that the file exports by one of these names. */
function isWithin(file: JsFile, call: Node, names: readonly string[]): boolean {
  return [...ancestorsOf(call)].some(parent => /function/.test(parent.type) && exportsOf(file, parent).some(name => names.includes(name)));
}
