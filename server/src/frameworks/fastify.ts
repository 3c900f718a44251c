import type { Node } from 'web-tree-sitter';
import { argumentBefore, receiverEnd, rootOf } from '../languages/javascript/chains.ts';
import { argumentsOf, calleeName, type JsFile, receiverOf, stringValue } from '../languages/javascript/file.ts';
import type { JsFramework } from '../languages/javascript/framework.ts';
import type { RedirectAt } from '../languages/shared/framework.ts';
import { headerRedirects, statusSetBefore, NAMES_LOCATION } from '../languages/javascript/location-header.ts';
import { routeObjects } from '../languages/javascript/routes.ts';
import { explicit } from '../languages/javascript/status-argument.ts';
import { editsBy, statusText, statusValue, targetOf } from '../languages/javascript/values.ts';
import { NAMES_REDIRECT } from '../languages/javascript/words.ts';

const STATUS_CALLS = ['code', 'status'];

export const fastify: JsFramework = {
  name: 'fastify',
  docs: {
    title: 'Fastify',
    url: 'https://fastify.dev/docs/latest/Reference/Reply/#redirecturl--code',
    recognised: ['`reply.redirect(…)` on a parameter named `reply` or `rep`, typed `FastifyReply`, or the second of a route’s handler where Fastify is imported'],
    constructs: [
      { code: "reply.redirect('/x')", status: '302', proved: 'measured' },
      { code: "reply.redirect('/x', 303)", status: 'as written', proved: 'measured' },
      { code: "reply.redirect(303, '/x')", status: 'as written in 4; 5 answers 500', proved: 'measured' },
      { code: "reply.code(303).redirect('/x')", status: 'as written', proved: 'measured' },
      { code: "reply.code(303).header('location', '/x').send()", status: 'as written', proved: 'measured' },
    ],
    sendable: [301, 302, 303, 307, 308],
    notes: ['A status that was set before is sent: `reply.code(201)` makes `redirect()` send 201. The fix `reply.code(303).redirect(…)` is right in 4 and 5.'],
    measuredWith: [{ server: 'fastify4', version: 'Fastify 4.29.1' }, { server: 'fastify5', version: 'Fastify 5.12.8' }],
    methods: ['Routes are found by `app.METHOD(path, handler)`, `app.all`, `app.route({ method, url, handler })`, with the hooks that they name, and by conditions on `request.method`.'],
    example: {
      file: 'app.ts',
      text: [
        "import Fastify from 'fastify';",
        '',
        'const app = Fastify();',
        "app.post('/login', async (request, reply) => reply.redirect('/account'));",
        '',
      ].join('\n'),
    },
  },
  triggers: [NAMES_REDIRECT, NAMES_LOCATION, 'fastify'],
  applies: file => !file.imports('hapi', '@hapi/hapi', 'express', 'koa'),
  redirects: file => [
    ...file.callsOf('redirect').flatMap(call => redirectOf(file, call)),
    ...headerRedirects(file, node => isReply(file, node)),
  ],
  bindings: file => routeObjects(file, 'url').map(({ binding }) => binding),
};

function redirectOf(file: JsFile, call: Node): RedirectAt[] {
  const args = argumentsOf(call);
  const [first, second] = args;
  const chained = argumentBefore(call, STATUS_CALLS);
  if (!first || !isReply(file, rootOf(call)) || args.some(argument => argument.type === 'spread_element')) return [];

  const leading = second && stringValue(first) === null ? statusValue(file, first) : null;
  if (second && leading !== null) {
    // `.code()` before the URL alone is right in 4 and 5.
    const end = receiverEnd(call);
    return [{
      node: call, statusNode: first, target: targetOf(file, second),
      edits: editsBy(status => [
        { span: { start: end, end }, text: `.code(${statusText(file, first, status)})` },
        { span: { start: first.startIndex, end: second.startIndex }, text: '' },
      ]),
      // Fastify 5 takes the number for the URL and answers 500 (FST_ERR_BAD_STATUS_CODE).
      status: { code: leading, origin: 'explicit', variants: [{ when: { of: 'fastify', is: '>=5' }, code: 500 }] },
    }];
  }
  const target = targetOf(file, first);
  if (second) return [{ node: call, ...explicit(file, second), target }];
  const stated = chained ?? statusSetBefore(call, node => isReply(file, node))?.value;
  if (stated) return [{ node: call, ...explicit(file, stated), target }];
  const end = receiverEnd(call);
  return [{
    node: call, statusNode: null, status: { code: 302, origin: 'default' }, target,
    edits: editsBy(status => [{ span: { start: end, end }, text: `.code(${status})` }]),
  }];
}

function isReply(file: JsFile, node: Node | null): boolean {
  if (node?.type !== 'identifier') return false;
  const definition = file.define(node);
  if (definition?.kind !== 'parameter' || definition.key !== null) return false;
  if (definition.type !== null && /\bFastifyReply\b/.test(definition.type)) return true;
  if (/^rep(?:ly)?$/.test(node.text)) return definition.index > 0;
  const call = definition.of.parent?.type === 'arguments' ? definition.of.parent.parent : null;
  return definition.index === 1 && file.imports('fastify') && call?.type === 'call_expression' && receiverOf(call) !== null
    && /^(?:get|post|put|patch|delete|all|head|options)$/.test(calleeName(call) ?? '');
}
