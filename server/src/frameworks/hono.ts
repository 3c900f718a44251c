import type { Node } from 'web-tree-sitter';
import { argumentsOf, calleeName, isFunction, type JsFile, receiverOf, stringValue, unwrap } from '../languages/javascript/file.ts';
import type { JsFramework } from '../languages/javascript/framework.ts';
import type { BindingAt, RedirectAt } from '../languages/shared/framework.ts';
import { importedAs } from '../languages/javascript/imports.ts';
import { headerRedirects, locationIn, NAMES_LOCATION } from '../languages/javascript/location-header.ts';
import { methodsOf, propertyOf } from '../languages/javascript/objects.ts';
import { methodFirst } from '../languages/javascript/routes.ts';
import { explicit, statusOfArgument } from '../languages/javascript/status-argument.ts';
import { statusValue, targetOf } from '../languages/javascript/values.ts';
import { isRedirectStatus } from '../model/facts.ts';
import { ANY, GET_AND_HEAD, type MethodSet, methods } from '../model/methods.ts';
import { ancestorsOf, partsOf } from '../syntax/nodes.ts';
import { NAMES_REDIRECT } from '../languages/javascript/words.ts';

/** Makers of a response that take `(body, status, headers)`: https://hono.dev/docs/api/context */
const BODY_CALLS = ['body', 'newResponse', 'text', 'html', 'json'];
const CHAINED: Readonly<Record<string, MethodSet>> = {
  get: GET_AND_HEAD, post: methods('POST'), put: methods('PUT'), patch: methods('PATCH'), delete: methods('DELETE'), all: ANY,
};

export const hono: JsFramework = {
  name: 'hono',
  docs: {
    title: 'Hono',
    url: 'https://hono.dev/docs/api/context#redirect',
    recognised: ['`c.redirect(…)` on a handler’s first parameter, where `hono` or `@hono/…` is imported'],
    constructs: [
      { code: "c.redirect('/x')", status: '302', proved: 'measured' },
      { code: "c.redirect('/x', 303)", status: 'as written', proved: 'measured' },
      { code: "c.status(303); return c.redirect('/x')", status: '302: the 303 is not used', proved: 'measured' },
      { code: "c.body(null, 302, { Location: '/x' })", status: 'as written', proved: 'measured' },
      { code: "c.header('Location', '/x'); return c.body(null, 302)", status: 'as written', proved: 'measured' },
    ],
    sendable: [301, 302, 303, 307, 308],
    methods: ['Methods come from `app.METHOD(path, …)`, also behind another where the path is left out, `app.on(method, path, …)`, `createRoute({ method })` with `app.openapi`, and from conditions on `c.req.method`.'],
    measuredWith: [{ server: 'hono', version: 'Hono 4.13.19' }],
    example: {
      file: 'app.ts',
      text: [
        "import { Hono } from 'hono';",
        '',
        'const app = new Hono();',
        "app.post('/login', c => c.redirect('/account'));",
        '',
      ].join('\n'),
    },
  },
  triggers: [NAMES_REDIRECT, /['"/]hono\b/, NAMES_LOCATION],
  applies: file => file.imports('hono', 'honox') || [...file.modules].some(module => module.startsWith('@hono/') || module.startsWith('jsr:@hono/') || /\bhono(?:@|\/|$)/.test(module)),
  redirects: file => [
    ...file.callsOf('redirect').flatMap(call => redirectOf(file, call)),
    ...file.callsOf(...BODY_CALLS).flatMap(call => bodyWithLocation(file, call)),
    ...headerRedirects(file, node => isContext(file, node)),
  ],
  bindings: file => [
    ...methodFirst(file, 'on'),
    ...file.callsOf('openapi').flatMap(call => openapi(file, call)),
    ...file.callsOf(...Object.keys(CHAINED)).flatMap(chained),
  ],
};

/** `app.get('/x', …).post(handler)`: a path that is left out is the one before. https://hono.dev/docs/api/routing#chained-route */
function chained(call: Node): BindingAt[] {
  const name = calleeName(call) ?? '';
  const receiver = receiverOf(call);
  const args = argumentsOf(call);
  const set = CHAINED[name];
  if (!set || receiver?.type !== 'call_expression' || !args[0] || !args.every(isHandler)) return [];
  const before = argumentsOf(receiver)[0] ?? null;
  return [{ handlers: args, methods: set, path: stringValue(before), evidence: 'proven', node: call.childForFieldName('function')?.childForFieldName('property') ?? call, says: `bound here: .${name}(…)` }];
}

function isHandler(argument: Node): boolean {
  return isFunction(unwrap(argument)) || argument.type === 'identifier' || argument.type === 'call_expression';
}

function redirectOf(file: JsFile, call: Node): RedirectAt[] {
  const args = argumentsOf(call);
  const [url, second] = args;
  if (!url || !isContext(file, receiverOf(call))) return [];
  const reversed = second ? statusValue(file, url) : null;
  if (second && reversed !== null) {
    return [{ node: call, statusNode: url, status: { code: 200, origin: 'overridden', written: reversed }, target: targetOf(file, second), edits: [] }];
  }
  const stated = statusOfArgument(file, args, { at: 1, missing: 302 });
  return stated ? [{ node: call, ...stated, target: targetOf(file, url) }] : [];
}

function bodyWithLocation(file: JsFile, call: Node): RedirectAt[] {
  const [, status, headers] = argumentsOf(call);
  const location = (headers ? locationIn(file, headers) : null) ?? locationSetBefore(file, call);
  if (!status || !location || !isContext(file, receiverOf(call))) return [];
  const stated = explicit(file, status);
  return isRedirectStatus(stated.status.code) ? [{ node: call, ...stated, target: targetOf(file, location) }] : [];
}

/** `c.header('Location', url)` as a statement of the same block, before `return c.body(null, 302)`. */
function locationSetBefore(file: JsFile, call: Node): Node | null {
  const statement = [...ancestorsOf(call)].find(parent => /_statement$/.test(parent.type));
  const before = statement?.parent ? partsOf(statement.parent).filter(part => part.endIndex <= statement.startIndex).reverse() : [];
  for (const each of before) {
    const set = each.type === 'expression_statement' ? each.firstNamedChild : null;
    const [name, value] = set?.type === 'call_expression' && calleeName(set) === 'header' && isContext(file, receiverOf(set)) ? argumentsOf(set) : [];
    if (value && stringValue(name ?? null)?.toLowerCase() === 'location') return value;
  }
  return null;
}

/** Validators call back with what they have read, and the context: https://hono.dev/docs/guides/validation, https://github.com/honojs/middleware/tree/main/packages/zod-validator#hook */
const VALIDATORS = /^(?:hono\/validator|@hono\/[\w-]+-validator|hono-openapi(?:\/.*)?)$/;

/** A handler's first parameter, the second of what a validator calls back, one typed `Context`, or `c` as it travels in the options of a helper. */
function isContext(file: JsFile, node: Node | null): boolean {
  if (node?.type !== 'identifier') return false;
  const definition = file.define(node);
  if (definition?.kind === 'variable') return definition.key === 'c' && definition.value?.type === 'identifier' && file.define(definition.value)?.kind === 'parameter';
  if (definition?.kind !== 'parameter') return false;
  if (definition.key !== null) return definition.key === 'c';
  return definition.index === (isForValidator(file, definition.of) ? 1 : 0) || /\bContext\b/.test(definition.type ?? '');
}

function isForValidator(file: JsFile, fn: Node): boolean {
  const call = fn.parent?.type === 'arguments' ? fn.parent.parent : null;
  const callee = call?.type === 'call_expression' ? call.childForFieldName('function') : null;
  return callee !== null && VALIDATORS.test(importedAs(file, callee)?.module ?? '');
}

/** `app.openapi(createRoute({ method: 'post', path }), handler)` of @hono/zod-openapi. */
function openapi(file: JsFile, call: Node): BindingAt[] {
  const [route, ...handlers] = argumentsOf(call);
  const made = route ? file.follow(route) : null;
  const options = made?.type === 'call_expression' ? file.follow(argumentsOf(made)[0] ?? made) : null;
  const method = propertyOf(options, 'method');
  const set = methodsOf(file, method);
  if (!method || !set || handlers.length === 0) return [];
  return [{ handlers, methods: set, path: stringValue(propertyOf(options, 'path')), evidence: 'proven', node: method, says: `bound here: method: ${method.text}` }];
}
