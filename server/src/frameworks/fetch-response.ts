import { boundExports, METHOD_EXPORTS, methodExports } from '../languages/javascript/exports.ts';
import { argumentsOf, type JsFile, receiverOf } from '../languages/javascript/file.ts';
import type { JsFramework } from '../languages/javascript/framework.ts';
import type { BindingAt, RedirectAt } from '../languages/shared/framework.ts';
import { locationIn, NAMES_LOCATION } from '../languages/javascript/location-header.ts';
import { propertyOf } from '../languages/javascript/objects.ts';
import { membersByMethod } from '../languages/javascript/routes.ts';
import { statusOfArgument, inObject } from '../languages/javascript/status-argument.ts';
import { targetOf } from '../languages/javascript/values.ts';
import { isGlobal } from '../languages/javascript/imports.ts';
import { isRedirectStatus } from '../model/facts.ts';
import { ANY, GET_AND_HEAD, type MethodSet, methods } from '../model/methods.ts';
import { nodesAt, partsOf } from '../syntax/nodes.ts';
import { NAMES_REDIRECT } from '../languages/javascript/words.ts';

/** https://developers.cloudflare.com/pages/functions/api-reference/#onrequests */
const PAGES_FUNCTIONS: Readonly<Record<string, MethodSet>> = {
  onRequestGet: GET_AND_HEAD, onRequestHead: methods('HEAD'), onRequestPost: methods('POST'), onRequestPut: methods('PUT'),
  onRequestPatch: methods('PATCH'), onRequestDelete: methods('DELETE'), onRequestOptions: methods('OPTIONS'), onRequest: ANY,
};
/** Classes with the constructor of `Response` that frameworks hand out under names of their own. */
const RESPONSE_CLASSES = ['Response', 'NextResponse', 'HttpResponse'];
const SERVICE_WORKER = /addEventListener\(\s*['"](?:install|activate)['"]|skipWaiting\(|ServiceWorkerGlobalScope|setupWorker\(|from ['"]msw/;

export const fetchResponse: JsFramework = {
  name: 'fetch',
  docs: {
    title: 'Fetch API: Workers, Pages Functions, Deno, Bun, Netlify and every framework built on `Response`',
    url: 'https://fetch.spec.whatwg.org/#dom-response-redirect',
    recognised: ['`Response.redirect(…)` and `new Response(…)` with a Location, where `Response` is the global one; not in a service worker'],
    constructs: [
      { code: "Response.redirect('https://example.com/x')", status: '302', proved: 'measured' },
      { code: "Response.redirect('https://example.com/x', 303)", status: 'as written', proved: 'measured' },
      { code: "new Response(null, { status: 302, headers: { Location: '/x' } })", status: 'as written', proved: 'measured' },
    ],
    sendable: [301, 302, 303, 307, 308],
    methods: ['Methods come from exports named `GET`, `POST`, …, from `onRequestPost` and its like (Pages Functions), from the keys of `Bun.serve({ routes })`, and from conditions on `request.method`.'],
    measuredWith: [{ server: 'fetch', version: 'the Fetch API of Node.js' }, { server: 'deno', version: 'Deno 2.9.5' }, { server: 'workers', version: 'workerd of Wrangler 4.86' }],
    example: {
      file: 'worker.js',
      text: [
        'export default {',
        '  async fetch(request) {',
        "    if (request.method === 'POST') return Response.redirect(new URL('/account', request.url));",
        "    return new Response('form');",
        '  },',
        '};',
        '',
      ].join('\n'),
    },
  },
  triggers: [NAMES_REDIRECT, NAMES_LOCATION, 'export const POST', 'export async function POST', 'onRequestPost', 'export function POST'],
  applies: file => !file.text.has(SERVICE_WORKER),
  redirects: file => file.text.includes('Response') ? [...shorthands(file), ...constructed(file)] : [],
  bindings: file => [...methodExports(file, null), ...pagesFunctions(file), ...bunRoutes(file)],
};

/** `Response.redirect(url, status)`. */
function shorthands(file: JsFile): RedirectAt[] {
  return file.callsOf('redirect').flatMap(call => {
    if (!isGlobal(file, receiverOf(call), 'Response')) return [];
    const args = argumentsOf(call);
    const stated = args[0] ? statusOfArgument(file, args, { at: 1, missing: 302 }) : null;
    return stated ? [{ node: call, ...stated, target: targetOf(file, args[0] ?? null) }] : [];
  });
}

/** `new Response(body, { status, headers: { Location } })`, and `Response.json(data, { … })`. */
function constructed(file: JsFile): RedirectAt[] {
  if (!file.text.has(/location/i)) return [];
  const made = [...nodesAt(file.root, file.text, new RegExp(`(?=\\w)(?<=\\bnew\\s+)(?:${RESPONSE_CLASSES.join('|')})\\b`, 'g'))]
    .flatMap(({ node }) => node.parent?.type === 'new_expression' ? [node.parent] : []);
  const json = file.callsOf('json').filter(call => RESPONSE_CLASSES.includes(receiverOf(call)?.text ?? ''));
  return [...made, ...json].flatMap(node => {
    const init = argumentsOf(node)[1];
    const options = init ? file.follow(init) : null;
    if (options?.type !== 'object') return [];
    const headers = propertyOf(options, 'headers');
    const location = locationIn(file, headers);
    const stated = inObject(file, options, 'status', null);
    // A computed status beside a Location may be 201 as well as 302.
    if (!location || !stated || !isRedirectStatus(stated.status.code)) return [];
    return [{ node, ...stated, target: targetOf(file, location) }];
  });
}

function pagesFunctions(file: JsFile): BindingAt[] {
  if (!file.text.includes('onRequest')) return [];
  return boundExports(file, PAGES_FUNCTIONS, { path: null, evidence: 'proven', says: name => `exported as ${name} here` })
    .filter(binding => binding.methods !== ANY);
}

/** `Bun.serve({ routes: { '/x': { POST(request) { … } } } })`: https://bun.sh/docs/api/http */
function bunRoutes(file: JsFile): BindingAt[] {
  return file.callsOf('serve').flatMap(call => {
    const options = argumentsOf(call)[0];
    const routes = options ? propertyOf(file.follow(options), 'routes') : null;
    const table = routes ? file.follow(routes) : null;
    return table?.type === 'object' ? partsOf(table).flatMap(pair => {
      const value = pair.childForFieldName('value');
      const path = pair.childForFieldName('key')?.text.replace(/^['"]|['"]$/g, '') ?? null;
      return value?.type === 'object' ? membersByMethod(value, METHOD_EXPORTS, path) : [];
    }) : [];
  });
}
