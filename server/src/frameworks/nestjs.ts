import type { Node } from 'web-tree-sitter';
import { NAMES_LOCATION } from '../languages/javascript/location-header.ts';
import { argumentBefore, receiverEnd, rootOf } from '../languages/javascript/chains.ts';
import { type Decorator, decoratedBy, decoratorsOf } from '../languages/javascript/decorators.ts';
import { argumentsOf, isFunction, type JsFile, stringValue } from '../languages/javascript/file.ts';
import type { JsFramework } from '../languages/javascript/framework.ts';
import type { BindingAt, RedirectAt } from '../languages/shared/framework.ts';
import { membersIn } from '../languages/javascript/handlers.ts';
import { importedAs } from '../languages/javascript/imports.ts';
import { memberNamed, propertyOf, returnedBy } from '../languages/javascript/objects.ts';
import { explicit, statusOfArgument } from '../languages/javascript/status-argument.ts';
import { editsBy, replaceStatus, statusValue, targetOf } from '../languages/javascript/values.ts';
import { ANY, GET_AND_HEAD, type MethodSet, methods, union } from '../model/methods.ts';
import { ancestorsOf, enclosing, nodesAt, oneLine } from '../syntax/nodes.ts';
import { NAMES_REDIRECT } from '../languages/javascript/words.ts';

/**
 * Route decorators of NestJS, and of the libraries that use its words (routing-controllers, tsoa), lower case (LoopBack 4) or their own
 * (inversify-express-utils): https://docs.nestjs.com/controllers#resources, https://github.com/inversify/inversify-express-utils#decorators
 */
const VERBS: Readonly<Record<string, MethodSet>> = {
  Get: GET_AND_HEAD, Head: methods('HEAD'), Post: methods('POST'), Put: methods('PUT'), Patch: methods('PATCH'), Delete: methods('DELETE'),
  Options: methods('OPTIONS'), All: ANY, get: GET_AND_HEAD, post: methods('POST'), put: methods('PUT'), patch: methods('PATCH'), del: methods('DELETE'),
  httpGet: GET_AND_HEAD, httpHead: methods('HEAD'), httpPost: methods('POST'), httpPut: methods('PUT'), httpPatch: methods('PATCH'), httpDelete: methods('DELETE'),
};
/**
 * What runs around a route, and the methods of it that see the request: https://docs.nestjs.com/guards, https://docs.nestjs.com/interceptors,
 * https://docs.nestjs.com/exception-filters; `handleRequest` is what guards of `@nestjs/passport` call: https://docs.nestjs.com/recipes/passport#extending-guards
 */
const AROUND: Readonly<Record<string, readonly string[]>> = { UseGuards: ['canActivate', 'handleRequest'], UseInterceptors: ['intercept'], UseFilters: ['catch'] };
const REDIRECTING = ['@nestjs/common', 'routing-controllers'];

export const nestjs: JsFramework = {
  name: 'nestjs',
  docs: {
    title: 'NestJS',
    url: 'https://docs.nestjs.com/controllers#redirection',
    recognised: ['`@Redirect(…)` of `@nestjs/common`', '`@Res() res` as in Express, `@Res() reply: FastifyReply` as in Fastify'],
    constructs: [
      { code: "@Redirect('/x')", status: '302', proved: 'measured' },
      { code: "@Redirect('/x', 303)", status: 'as written', proved: 'measured' },
      { code: "return { url: '/x', statusCode: 307 }", status: 'as written: what is returned wins over `@Redirect`', proved: 'measured' },
      { code: "@HttpCode(303) @Redirect('/x')", status: '302: the 303 is not used', proved: 'measured' },
      { code: "@HttpCode(303) @Header('Location', '/x')", status: 'as written', proved: 'measured' },
      { code: "reply.redirect('/x') under @Post, Fastify adapter", status: '201: no redirect', proved: 'measured' },
    ],
    sendable: [301, 302, 303, 307, 308],
    methods: ['Methods come from `@Get`, `@Post`, … on the class method, also those of routing-controllers, tsoa, LoopBack 4 and inversify-express-utils. A class that `@UseGuards`, `@UseInterceptors` or `@UseFilters` names gets those of the routes that it stands at.'],
    measuredWith: [{ server: 'nestjs', version: 'NestJS 12.5.1 on Express and Fastify' }],
    example: {
      file: 'login.controller.ts',
      text: [
        "import { Controller, Post, Redirect } from '@nestjs/common';",
        '',
        "@Controller('login')",
        'export class LoginController {',
        '  @Post()',
        "  @Redirect('/account')",
        '  signIn() {}',
        '}',
        '',
      ].join('\n'),
    },
  },
  triggers: [NAMES_REDIRECT, '@Post(', '@Put(', '@Patch(', '@Delete(', '@Get(', '@http', NAMES_LOCATION],
  applies: file => file.text.includes('@') && file.text.has(/@(?:\w+\.)?(?:(?:http)?(?:Get|Post|Put|Patch|Delete|Head)|All|Options|Redirect|get|post|put|patch|del)\(/),
  redirects: file => [...decorated(file), ...located(file), ...fastifyReplies(file)],
  bindings: file => {
    const routes = decoratorsNamed(file, Object.keys(VERBS)).flatMap(({ decorator, at }) => bindingOf(file, decorator, at));
    return [...routes, ...decoratorsNamed(file, Object.keys(AROUND)).flatMap(({ decorator, at }) => boundAround(file, decorator, at, routes))];
  },
};

/** Decorators of these names that a package gives, with what they stand at. */
function decoratorsNamed(file: JsFile, names: readonly string[]): { decorator: Decorator; at: Node }[] {
  return [...nodesAt(file.root, file.text, new RegExp(`(?<=@(?:\\w+\\.)?)(?:${names.join('|')})(?=\\s*\\()`, 'g'))].flatMap(({ node }) => {
    const place = enclosing(node, 'decorator');
    const at = place ? decoratedBy(place) : null;
    const decorator = at && place ? decoratorsOf(at).find(each => each.node.parent?.id === place.id) : undefined;
    const from = decorator ? importedAs(file, decorator.callee) : null;
    return decorator && at && from && !from.module.startsWith('.') ? [{ decorator, at }] : [];
  });
}

function bindingOf(file: JsFile, decorator: Decorator, at: Node): BindingAt[] {
  const set = VERBS[decorator.name];
  if (!set || at.type !== 'method_definition') return [];
  const owner = enclosing(at, 'class_declaration', 'class', 'abstract_class_declaration');
  const prefix = owner ? decoratorsOf(owner).find(each => /[Cc]ontroller$|^Route$/.test(each.name))?.args[0] : undefined;
  const parts = [prefix, decorator.args[0]].flatMap(part => part ? [stringValue(file.follow(part))] : []);
  const path = parts.includes(null) ? null : `/${parts.join('/')}`.replace(/\/{2,}/g, '/').replace(/(.)\/$/, '$1');
  return [{ handlers: [at], methods: set, path, evidence: 'proven', node: decorator.node, says: `@${decorator.node.text.split('\n')[0]?.slice(0, 60)} here` }];
}

/** `@UseGuards(SignedIn)` at a route or at a class of routes: what the guard does, it does for each of them. */
function boundAround(file: JsFile, decorator: Decorator, at: Node, routes: readonly BindingAt[]): BindingAt[] {
  const members = AROUND[decorator.name] ?? [];
  const handlers = decorator.args.flatMap(each => members.flatMap(name => membersIn(file, each, name))).map(({ ref }) => ref);
  if (handlers.length === 0) return [];
  const behind = routes.filter(route => route.handlers.some(handler => 'startIndex' in handler && handler.startIndex >= at.startIndex && handler.endIndex <= at.endIndex));
  if (behind.length === 0) return [];
  return [{ handlers, methods: behind.map(route => route.methods).reduce(union), path: null, node: decorator.node, says: `runs around this route: @${oneLine(decorator.node).slice(0, 60)}` }];
}

/** `@Redirect(url, status)`, overridden by a returned `{ url, statusCode }`. */
function decorated(file: JsFile): RedirectAt[] {
  return decoratorsNamed(file, ['Redirect']).flatMap(({ decorator, at }): RedirectAt[] => {
    const from = importedAs(file, decorator.callee);
    if (at.type !== 'method_definition' || !REDIRECTING.includes(from?.module ?? '')) return [];
    const returned = returnedBy(at).filter(value => value.type === 'object' && memberNamed(value, 'url'));
    const own = returned.flatMap((object): RedirectAt[] => {
      const status = propertyOf(object, 'statusCode');
      return status ? [{ node: object, ...explicit(file, status), target: targetOf(file, propertyOf(object, 'url')) }] : [];
    });
    if (returned.length > 0 && own.length === returned.length) return own;
    const [url] = decorator.args;
    const stated = url ? statusOfArgument(file, decorator.args, { at: 1, missing: 302 }) : null;
    const end = decorator.node.endIndex - 1;
    const bare = { statusNode: null, status: { code: 302, origin: 'default' as const }, edits: decorator.node.type === 'call_expression' ? editsBy(status => [{ span: { start: end, end }, text: `'', ${status}` }]) : [] };
    const ignored = decoratorsOf(at).find(each => each.name === 'HttpCode')?.args[0];
    const written = ignored ? statusValue(file, ignored) : null;
    const result = stated ?? bare;
    const status = written !== null && result.status.origin === 'default' ? { code: 302, origin: 'overridden' as const, written } : result.status;
    const target = targetOf(file, url ?? propertyOf(returned[0] ?? null, 'url'));
    return [...own, { node: decorator.node, ...result, status, target, inside: at }];
  });
}

/** `@HttpCode(302) @Header('Location', '/x')`. */
function located(file: JsFile): RedirectAt[] {
  if (!file.text.has(/['"]location['"]/i)) return [];
  return decoratorsNamed(file, ['Header']).flatMap(({ decorator, at }): RedirectAt[] => {
    const [name, value] = decorator.args;
    const code = decoratorsOf(at).find(each => each.name === 'HttpCode')?.args[0];
    const status = code ? statusValue(file, code) : null;
    if (stringValue(name ?? null)?.toLowerCase() !== 'location' || !code || status === null || status < 300 || status > 399) return [];
    return [{ node: decorator.node, statusNode: code, status: { code: status, origin: 'explicit' }, target: targetOf(file, value ?? null), edits: replaceStatus(file, code), inside: at }];
  });
}

/** With the Fastify adapter Nest sets the status of the method first, and Fastify keeps it: 201 for `@Post`, 200 for the others. */
function fastifyReplies(file: JsFile): RedirectAt[] {
  if (!file.text.includes('FastifyReply')) return [];
  return file.callsOf('redirect').flatMap((call): RedirectAt[] => {
    const args = argumentsOf(call);
    const method = [...ancestorsOf(call)].find(parent => isFunction(parent) && parent.type === 'method_definition');
    const verb = method ? decoratorsOf(method).find(each => Object.hasOwn(VERBS, each.name) && importedAs(file, each.callee)?.module === '@nestjs/common') : undefined;
    if (!method || !verb || !args[0] || args.length > 1 || !isTypedReply(file, call) || argumentBefore(call, ['code', 'status'])) return [];
    const written = decoratorsOf(method).find(each => each.name === 'HttpCode')?.args[0];
    const target = targetOf(file, args[0]);
    if (written) return [{ node: call, ...explicit(file, written), target }];
    const end = receiverEnd(call);
    return [{
      node: call, statusNode: null, status: { code: verb.name === 'Post' ? 201 : 200, origin: 'default' }, target,
      edits: editsBy(status => [{ span: { start: end, end }, text: `.code(${status})` }]),
    }];
  });
}

function isTypedReply(file: JsFile, call: Node): boolean {
  const root = rootOf(call);
  const definition = root?.type === 'identifier' ? file.define(root) : null;
  return definition?.kind === 'parameter' && /\bFastifyReply\b/.test(definition.type ?? '');
}
