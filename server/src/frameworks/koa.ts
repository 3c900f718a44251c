import type { Node } from 'web-tree-sitter';
import { argumentsOf, isFunction, type JsFile, receiverOf, stringValue } from '../languages/javascript/file.ts';
import type { JsFramework } from '../languages/javascript/framework.ts';
import type { BindingAt, RedirectAt } from '../languages/shared/framework.ts';
import { newlineOf } from '../languages/shared/text-edits.ts';
import { importedAs } from '../languages/javascript/imports.ts';
import { headerRedirects, statusSetAfter, statusSetBefore, NAMES_LOCATION } from '../languages/javascript/location-header.ts';
import { methodsOf } from '../languages/javascript/objects.ts';
import { explicit, statusOfArgument } from '../languages/javascript/status-argument.ts';
import { editsBy, statusValue, targetOf } from '../languages/javascript/values.ts';
import { isRedirectStatus } from '../model/facts.ts';
import type { TextEdit } from '../model/text.ts';
import { ancestorsOf } from '../syntax/nodes.ts';
import { NAMES_REDIRECT } from '../languages/javascript/words.ts';

const ROUTERS = /^(?:@koa\/router|koa-router|koa-joi-router|koa-better-router)$/;

export const koa: JsFramework = {
  name: 'koa',
  docs: {
    title: 'Koa and @koa/router',
    url: 'https://koajs.com/#response-redirect-url-alt-',
    recognised: ['`ctx.redirect(…)`, `ctx.response.redirect(…)`, `ctx.back(…)` on a parameter named `ctx` (or `context`, where Koa is imported), `this.ctx`, and `this.redirect(…)` of the generators of Koa 1'],
    constructs: [
      { code: "ctx.redirect('/x')", status: '302', proved: 'measured' },
      { code: "ctx.status = 303; ctx.redirect('/x')", status: 'as written, where it is a redirect; else 302', proved: 'measured' },
      { code: "ctx.redirect('/x', 303)", status: '302: the 303 is not used', proved: 'measured' },
      { code: "this.redirect('/x')", status: '302, or what `this.status` says (Koa 1)', proved: 'measured' },
      { code: "router.redirect('/a', '/b')", status: '301', proved: 'measured' },
    ],
    sendable: [301, 302, 303, 307, 308],
    methods: ['Methods come from `router.METHOD(path, …)`, from route objects and from conditions on `ctx.method`.'],
    measuredWith: [{ server: 'koa1', version: 'Koa 1.7.1' }, { server: 'koa2', version: 'Koa 2.16.4' }, { server: 'koa3', version: 'Koa 3.3.0' }],
    example: {
      file: 'app.js',
      text: [
        "const Router = require('@koa/router');",
        '',
        'const router = new Router();',
        "router.post('/login', ctx => {",
        "  ctx.redirect('/account');",
        '});',
        '',
      ].join('\n'),
    },
  },
  triggers: [NAMES_REDIRECT, NAMES_LOCATION, '.back('],
  applies: file => !file.imports('express', 'fastify', 'hono', 'elysia', 'astro', 'h3', 'next', '@adonisjs', '@ioc:Adonis', 'oak', '@oak/oak', 'telegraf') && !file.path.endsWith('.astro'),
  redirects: file => [
    // Egg's name for Koa's own `redirect`, beside which it puts one that knows allowed hosts.
    ...file.callsOf('redirect', 'unsafeRedirect', 'back').flatMap(call => redirectOf(file, call)),
    ...file.callsOf('redirect').flatMap(call => declared(file, call)),
    ...headerRedirects(file, node => isContext(file, node)),
  ],
  bindings: file => file.callsOf('register').flatMap(call => registered(file, call)),
};

function redirectOf(file: JsFile, call: Node): RedirectAt[] {
  const receiver = receiverOf(call);
  const subject = (node: Node | null) => isContext(file, node);
  const [url, second] = argumentsOf(call);
  const isBack = call.childForFieldName('function')?.childForFieldName('property')?.text === 'back';
  if (!receiver || !isContext(file, receiver) || (!url && !isBack)) return [];
  const target = isBack ? { kind: 'back' as const, text: null } : targetOf(file, url ?? null);
  const after = statusSetAfter(call, subject);
  const before = statusSetBefore(call, subject);
  const stated = after ?? before;
  const code = stated ? statusValue(file, stated.value) : null;
  const isRedirect = isRedirectStatus(code);
  // After the call any status stands; before it, the call itself replaces what is no redirect.
  if (stated && (code === null || isRedirect || after)) return [{ node: call, ...explicit(file, stated.value), target }];

  const ignored = !isBack && second ? statusValue(file, second) : null;
  const removed: TextEdit[] = ignored !== null && url && second ? [{ span: { start: url.endIndex, end: second.endIndex }, text: '' }] : [];
  return [{
    node: call, statusNode: ignored === null ? null : second ?? null, target,
    status: ignored === null ? { code: 302, origin: 'default' } : { code: 302, origin: 'overridden', written: ignored },
    edits: editsBy(status => [...statusBefore(file, call, receiver.text.replace(/\.response$/, ''), status), ...removed]),
  }];
}

/** `ctx.status = 303;` as a statement of its own where one can stand before the call, else within the expression. */
function statusBefore(file: JsFile, call: Node, context: string, status: number): TextEdit[] {
  const assignment = `${context}.status = ${status}`;
  const holder = call.parent?.type === 'await_expression' ? call.parent : call;
  const statement = holder.parent;
  const inBlock = statement && /^(?:expression|return)_statement$/.test(statement.type) && statement.parent && /^(?:statement_block|program)$/.test(statement.parent.type);
  if (!inBlock) {
    return [
      { span: { start: call.startIndex, end: call.startIndex }, text: `(${assignment}, ` },
      { span: { start: call.endIndex, end: call.endIndex }, text: ')' },
    ];
  }
  const indent = file.text.lineBefore(statement.startIndex);
  const separator = /^\s*$/.test(indent) ? `;${newlineOf(file.text)}${indent}` : '; ';
  return [{ span: { start: statement.startIndex, end: statement.startIndex }, text: assignment + separator }];
}

/** `router.register(path, ['POST', 'PUT'], ...handlers)`. */
function registered(file: JsFile, call: Node): BindingAt[] {
  const [path, verbs, ...handlers] = argumentsOf(call);
  const set = verbs?.type === 'array' && receiverOf(call) ? methodsOf(file, verbs) : null;
  if (!path || !verbs || !set || handlers.length === 0) return [];
  return [{ handlers, methods: set, path: stringValue(path), evidence: 'proven', node: verbs, says: `bound here: register(${path.text.slice(0, 60)}, ${verbs.text.slice(0, 40)}, …)` }];
}

/** `router.redirect(source, destination, code = 301)`. */
function declared(file: JsFile, call: Node): RedirectAt[] {
  const receiver = receiverOf(call);
  const args = argumentsOf(call);
  const [source, destination] = args;
  const made = receiver ? file.follow(receiver) : null;
  const maker = made?.type === 'new_expression' ? made.childForFieldName('constructor') : made?.type === 'call_expression' ? made.childForFieldName('function') : null;
  const from = maker ? importedAs(file, maker) : null;
  if (!source || !destination || !from || !ROUTERS.test(from.module)) return [];
  const stated = statusOfArgument(file, args, { at: 2, missing: 301 });
  const path = stringValue(source);
  return stated ? [{ node: call, ...stated, target: targetOf(file, destination), by: 'configuration', ...(path === null ? {} : { path }) }] : [];
}

const CONTEXT_TYPE = /\b(?:Koa\.|Router\.)?(?:Parameterized|RouterContext|KoaContext|ExtendableContext|DefaultContext|Context)\w*/;

/** A handler's context, or its `response`. */
export function isContext(file: JsFile, node: Node | null): boolean {
  if (node?.type === 'this') return isOfGenerator(node);
  if (node?.type === 'member_expression') {
    const property = node.childForFieldName('property')?.text;
    const object = node.childForFieldName('object');
    if (property === 'response') return isContext(file, object);
    return property === 'ctx' && object?.type === 'this';
  }
  if (node?.type !== 'identifier') return false;
  const definition = file.define(node);
  if (definition?.kind === 'variable' && definition.key === 'ctx') return definition.value?.type === 'this';
  if (definition?.kind !== 'parameter') return false;
  if (definition.key !== null) return definition.key === 'response' && definition.index === 0 && file.imports('koa', '@koa/router', 'koa-router');
  if (node.text === 'ctx') return true;
  const knows = [...file.modules].some(module => module === 'koa' || ROUTERS.test(module));
  return knows && (node.text === 'context' || (definition.type !== null && CONTEXT_TYPE.test(definition.type)) || definition.index === 0 && node.text === 'c');
}

/** Koa 1 runs generators with the context for their `this`: https://github.com/koajs/koa/blob/v1.x/docs/api/context.md */
function isOfGenerator(self: Node): boolean {
  const owner = [...ancestorsOf(self)].find(parent => isFunction(parent) && parent.type !== 'arrow_function');
  return owner !== undefined && (/^generator_function/.test(owner.type) || owner.children.some(child => child?.type === '*'));
}
