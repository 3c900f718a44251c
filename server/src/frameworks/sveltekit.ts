import type { Node } from 'web-tree-sitter';
import { boundExports, exportsIn, METHOD_EXPORTS } from '../languages/javascript/exports.ts';
import { argumentsOf, type JsFile } from '../languages/javascript/file.ts';
import type { JsFramework } from '../languages/javascript/framework.ts';
import type { BindingAt, RedirectAt } from '../languages/shared/framework.ts';
import { handlersIn } from '../languages/javascript/handlers.ts';
import { importedCalls } from '../languages/javascript/imports.ts';
import { keyOf } from '../languages/javascript/objects.ts';
import { fileRoute } from '../languages/javascript/routes.ts';
import { explicit } from '../languages/javascript/status-argument.ts';
import { statusValue, targetOf } from '../languages/javascript/values.ts';
import { allBut, GET_AND_HEAD, methods } from '../model/methods.ts';
import { ancestorsOf, partsOf, sameNode } from '../syntax/nodes.ts';
import { NAMES_REDIRECT } from '../languages/javascript/words.ts';

const ROUTES = /(?:^|\/)src\/routes(?=\/)/;
const PAGE = /\/\+(?:page|layout)(?:\.server)?\.[jt]s$/;
const ENDPOINT = /\/\+server\.[jt]s$/;
const REMOTE = /\.remote\.[jt]s$/;
const POST = methods('POST');

export const sveltekit: JsFramework = {
  name: 'sveltekit',
  docs: {
    title: 'SvelteKit',
    url: 'https://svelte.dev/docs/kit/@sveltejs-kit#redirect',
    recognised: ['`redirect` of `@sveltejs/kit`, and of `sveltekit-flash-message`, where a status is given to it (303 otherwise)'],
    constructs: [
      { code: "redirect(302, '/x')", status: 'as written', proved: 'measured' },
      { code: "throw redirect(303, '/x')", status: 'as written', proved: 'measured' },
    ],
    sendable: [300, 301, 302, 303, 304, 305, 306, 307, 308],
    methods: ['`actions` of `+page.server` answer POST, `load` answers GET; `+server` exports are named after their methods; `handle` of `hooks.server` answers all.'],
    measuredWith: [{ server: 'sveltekit', version: 'SvelteKit 2.70.4' }],
    example: {
      file: 'src/routes/login/+page.server.js',
      text: [
        "import { redirect } from '@sveltejs/kit';",
        '',
        'export const actions = {',
        '  default: async ({ request }) => {',
        '    await signIn(await request.formData());',
        "    redirect(302, '/account');",
        '  },',
        '};',
        '',
      ].join('\n'),
    },
  },
  triggers: [NAMES_REDIRECT, /\bexport\b[^\n]*\bactions\b/],
  applies: file => file.imports('@sveltejs/kit') || (ROUTES.test(file.path) && (PAGE.test(file.path) || ENDPOINT.test(file.path))) || REMOTE.test(file.path),
  redirects: file => {
    const handlers = actionsOf(file).flatMap(handlerOf).filter(node => node !== null);
    const actions = handlers.flatMap(handler => handlersIn(file, handler)).flatMap(({ node }) => node ?? []);
    const flashed = importedCalls(file, ['sveltekit-flash-message/server'], ['redirect']).filter(({ call }) => statusValue(file, argumentsOf(call)[0] ?? null) !== null);
    return [...importedCalls(file, ['@sveltejs/kit'], ['redirect']), ...flashed].flatMap(({ call }) => redirectOf(file, call, actions));
  },
  bindings: file => [...pages(file), ...endpoints(file), ...remote(file)],
};

function redirectOf(file: JsFile, call: Node, actions: readonly Node[]): RedirectAt[] {
  const [status, location] = argumentsOf(call);
  if (!status || !location) return [];
  const target = targetOf(file, location);
  // `/cart?/remove` names another form action: https://svelte.dev/docs/kit/form-actions#named-actions
  const fromForm = !target.text?.includes('?/') && [...ancestorsOf(call)].some(parent => actions.some(action => sameNode(action, parent)));
  return [{ node: call, ...explicit(file, status), target, ...(fromForm ? { fromForm } : {}) }];
}

/** Members of `export const actions = { default: …, login: … }`. */
function actionsOf(file: JsFile): Node[] {
  if (fileRoute(file.path, ROUTES, PAGE) === null) return [];
  return exportsIn(file).filter(({ name }) => name === 'actions').flatMap(({ value }) => {
    const object = file.follow(value);
    return object.type === 'object' ? partsOf(object) : [];
  });
}

function handlerOf(action: Node): Node | null {
  return action.type === 'pair' ? action.childForFieldName('value') : action;
}

/** `export const actions = { default: …, login: … }` and `load`: https://svelte.dev/docs/kit/form-actions */
function pages(file: JsFile): BindingAt[] {
  const route = fileRoute(file.path, ROUTES, PAGE);
  if (route === null) return [];
  const loads = boundExports(file, { load: GET_AND_HEAD }, { path: route, evidence: 'conventional', says: () => 'load answers GET' });
  const actions = actionsOf(file).flatMap((part): BindingAt[] => {
    const handler = handlerOf(part);
    return handler ? [{ handlers: [handler], methods: POST, path: route, router: null, evidence: 'conventional', node: part.childForFieldName('key') ?? part.childForFieldName('name') ?? part, says: `the form action ${keyOf(part) ?? ''} answers POST` }] : [];
  });
  return [...loads.map(at => ({ ...at, router: null })), ...actions];
}

/** https://svelte.dev/docs/kit/routing#server; `fallback` answers what no other export does. */
function endpoints(file: JsFile): BindingAt[] {
  const route = fileRoute(file.path, ROUTES, ENDPOINT);
  if (route === null) return [];
  const named = exportsIn(file).map(({ name }) => name).filter(name => Object.hasOwn(METHOD_EXPORTS, name));
  const table = { ...METHOD_EXPORTS, fallback: allBut(...named) };
  return boundExports(file, table, { path: route, evidence: 'proven', says: name => `exported as ${name} here` }).map(at => ({ ...at, router: null }));
}

/** https://svelte.dev/docs/kit/remote-functions */
function remote(file: JsFile): BindingAt[] {
  if (!REMOTE.test(file.path)) return [];
  return importedCalls(file, ['$app/server'], ['form', 'command']).map(({ call }) => (
    { handlers: argumentsOf(call), methods: POST, path: null, evidence: 'conventional', node: call.childForFieldName('function') ?? call, says: 'a remote form or command answers POST' }
  ));
}
