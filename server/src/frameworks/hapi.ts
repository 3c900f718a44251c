import type { Node } from 'web-tree-sitter';
import { chainBehind, receiverEnd } from '../languages/javascript/chains.ts';
import { argumentsOf, calleeName, type JsFile, receiverOf } from '../languages/javascript/file.ts';
import type { JsFramework } from '../languages/javascript/framework.ts';
import type { RedirectAt } from '../languages/shared/framework.ts';
import { headerRedirects, NAMES_LOCATION } from '../languages/javascript/location-header.ts';
import { routeObjects } from '../languages/javascript/routes.ts';
import { editsBy, statusText, statusValue, targetOf } from '../languages/javascript/values.ts';
import { NAMES_REDIRECT } from '../languages/javascript/words.ts';

/** `{ method: 'POST', path: '/login' }`, in either order. */
const ROUTE_OBJECT = /\bpath\s*:\s*['"`]\/[^{}]{0,300}\bmethod\s*:|\bmethod\s*:[^{}]{0,300}\bpath\s*:\s*['"`]\//;

export const hapi: JsFramework = {
  name: 'hapi',
  docs: {
    title: 'hapi',
    url: 'https://hapi.dev/api/#h.redirect()',
    recognised: ['`h.redirect(…)` on a handler’s second parameter named `h` or typed `ResponseToolkit`; `reply.redirect(…)` where hapi is imported'],
    constructs: [
      { code: "h.redirect('/x')", status: '302', proved: 'measured' },
      { code: "h.redirect('/x').code(303)", status: 'as written', proved: 'measured' },
      { code: "h.redirect('/x').permanent()", status: '301', proved: 'measured' },
      { code: "h.redirect('/x').temporary().rewritable(false)", status: '307', proved: 'measured' },
      { code: "h.redirect('/x').permanent().rewritable(false)", status: '308', proved: 'measured' },
      { code: "h.response().code(303).location('/x')", status: 'as written', proved: 'measured' },
      { code: "h.response().redirect('/x')", status: '302', proved: 'measured' },
    ],
    sendable: [301, 302, 303, 307, 308],
    methods: ['Methods come from route objects `{ method, path, handler }`, wherever they stand. `.code()` counts where nothing behind it sets the status anew.'],
    measuredWith: [{ server: 'hapi', version: 'hapi 21.4.10' }],
    example: {
      file: 'app.js',
      text: [
        "const Hapi = require('@hapi/hapi');",
        '',
        'const server = Hapi.server();',
        "server.route({ method: 'POST', path: '/login', handler: (request, h) => h.redirect('/account') });",
        '',
      ].join('\n'),
    },
  },
  triggers: [NAMES_REDIRECT, NAMES_LOCATION, ROUTE_OBJECT],
  applies: file => !file.imports('fastify', 'express', 'koa'),
  redirects: file => [
    ...file.callsOf('redirect').flatMap(call => redirectOf(file, call)),
    ...headerRedirects(file, node => isToolkit(file, node)),
  ],
  bindings: file => routeObjects(file, 'path').map(({ binding }) => binding),
};

/** What a call behind `h.redirect()` makes of the code before it: hapi 21 lib/response.js, where permanence and rewriting live in the code. */
const SETTERS: Readonly<Record<string, (code: number, flag: boolean) => number>> = {
  permanent: (code, flag) => codeOf(!flag, isRewritable(code)),
  temporary: (code, flag) => codeOf(flag, isRewritable(code)),
  rewritable: (code, flag) => codeOf(code === 302 || code === 307, flag),
};

function codeOf(temporary: boolean, rewritable: boolean): number {
  if (temporary) return rewritable ? 302 : 307;
  return rewritable ? 301 : 308;
}

function isRewritable(code: number): boolean {
  return code === 301 || code === 302;
}

function redirectOf(file: JsFile, call: Node): RedirectAt[] {
  const [url] = argumentsOf(call);
  const receiver = receiverOf(call);
  const made = receiver?.type === 'call_expression' && calleeName(receiver) === 'response' ? receiverOf(receiver) : receiver;
  if (!url || !isToolkit(file, made)) return [];
  const chain = chainBehind(call);
  let code: number | null = 302;
  let written: Node | null = null;
  for (const each of chain) {
    const name = calleeName(each) ?? '';
    const [argument] = argumentsOf(each);
    const flag = argument === undefined || argument.type === 'true' ? true : argument.type === 'false' ? false : null;
    if (name === 'code') {
      written = argument ?? null;
      code = statusValue(file, written);
    } else if (Object.hasOwn(SETTERS, name)) {
      code = code === null || flag === null ? null : SETTERS[name]?.(code, flag) ?? null;
      written = null;
    }
  }
  const target = targetOf(file, url);
  if (code === null) return [{ node: call, statusNode: written, status: { code: null, origin: 'explicit' }, target, edits: [] }];
  const value = written;
  if (value) {
    const edits = editsBy(status => [{ span: { start: value.startIndex, end: value.endIndex }, text: statusText(file, value, status) }]);
    return [{ node: call, statusNode: value, status: { code, origin: 'explicit' }, target, edits }];
  }
  const setting = chain.filter(each => /^(?:permanent|temporary|rewritable|code)$/.test(calleeName(each) ?? ''));
  const end = (chain.at(-1) ?? call).endIndex;
  const edits = editsBy(status => [
    ...setting.map(each => ({ span: { start: receiverEnd(each), end: each.endIndex }, text: '' })),
    { span: { start: end, end }, text: `.code(${status})` },
  ]);
  return [{ node: call, statusNode: setting.at(-1) ? setting.at(-1)?.childForFieldName('function')?.childForFieldName('property') ?? null : null, status: { code, origin: setting.length > 0 ? 'explicit' : 'default' }, target, edits }];
}

function isToolkit(file: JsFile, node: Node | null): boolean {
  if (node?.type !== 'identifier') return false;
  const definition = file.define(node);
  if (definition?.kind !== 'parameter' || definition.key !== null) return false;
  if (definition.type !== null && /\bResponseToolkit\b/.test(definition.type)) return true;
  if (node.text === 'h' || node.text === 'toolkit') return definition.index === 1;
  return node.text === 'reply' && (file.imports('hapi', '@hapi/hapi') || isInRouteObject(definition.of));
}

/** Before hapi 17 the second parameter was `reply`; routes told by their `path` are hapi's, by their `url` Fastify's. */
function isInRouteObject(fn: Node): boolean {
  const pair = fn.type === 'method_definition' ? fn : fn.parent;
  const keys = pair?.parent?.type === 'object' ? pair.parent.namedChildren.map(child => child?.childForFieldName('key')?.text) : [];
  return keys.includes('method') && keys.includes('path');
}
