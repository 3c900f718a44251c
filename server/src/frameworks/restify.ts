import type { Node } from 'web-tree-sitter';
import { argumentsOf, type JsFile, receiverOf } from '../languages/javascript/file.ts';
import type { JsFramework } from '../languages/javascript/framework.ts';
import type { RedirectAt } from '../languages/shared/framework.ts';
import { memberNamed, propertyOf } from '../languages/javascript/objects.ts';
import { targetOf } from '../languages/javascript/values.ts';
import { NAMES_REDIRECT } from '../languages/javascript/words.ts';
import { phrase } from '../model/phrase.ts';

export const restify: JsFramework = {
  name: 'restify',
  docs: {
    title: 'Restify',
    url: 'http://restify.com/docs/response-api/#redirect',
    recognised: ['`res.redirect({ pathname, … }, next)` where Restify is imported; the other forms as in Express'],
    constructs: [
      { code: "res.redirect('/x', next)", status: '302', proved: 'measured' },
      { code: "res.redirect(303, '/x', next)", status: 'as written', proved: 'measured' },
      { code: "res.redirect({ pathname: '/x', permanent: true }, next)", status: '301 (else 302)', proved: 'measured' },
    ],
    sendable: [301, 302, 303, 307, 308],
    notes: ['`next` is required.'],
    measuredWith: [{ server: 'restify', version: 'Restify 11.1.0' }],
    methods: ['Routes are found by `server.METHOD(path, …handlers)`; one for GET leaves HEAD alone.'],
    example: {
      file: 'app.js',
      text: [
        "const restify = require('restify');",
        '',
        'const server = restify.createServer();',
        "server.post('/login', (req, res, next) => res.redirect({ pathname: '/account' }, next));",
        '',
      ].join('\n'),
    },
  },
  triggers: [NAMES_REDIRECT],
  applies: file => file.imports('restify'),
  redirects: file => file.callsOf('redirect').flatMap(call => fromOptions(file, call)),
  bindings: () => [],
};

function fromOptions(file: JsFile, call: Node): RedirectAt[] {
  const [first] = argumentsOf(call);
  const options = first ? file.follow(first) : null;
  const receiver = receiverOf(call);
  if (options?.type !== 'object' || receiver?.type !== 'identifier' || file.define(receiver)?.kind !== 'parameter') return [];
  const permanent = memberNamed(options, 'permanent');
  const value = propertyOf(options, 'permanent');
  const code = value === null ? 302 : value.type === 'true' ? 301 : value.type === 'false' ? 302 : null;
  return [{
    node: call, statusNode: permanent, status: { code, origin: permanent ? 'explicit' : 'default' }, target: targetOf(file, propertyOf(options, 'pathname')), edits: [],
    instead: phrase('An options object can send 301 and 302 alone: write res.redirect(303, url, next) to have the target fetched with GET.'),
  }];
}
