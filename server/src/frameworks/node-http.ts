import type { Node } from 'web-tree-sitter';
import type { JsFile } from '../languages/javascript/file.ts';
import type { JsFramework } from '../languages/javascript/framework.ts';
import { headerRedirects, NAMES_LOCATION } from '../languages/javascript/location-header.ts';

export const nodeHttp: JsFramework = {
  name: 'node:http',
  docs: {
    title: 'node:http',
    url: 'https://nodejs.org/api/http.html',
    recognised: ['`writeHead`, `statusCode` and `setHeader` on a parameter named `res` or `response`, or typed `ServerResponse`'],
    constructs: [
      { code: "res.writeHead(302, { Location: '/x' })", status: 'as written', proved: 'measured' },
      { code: "res.statusCode = 302; res.setHeader('Location', '/x')", status: 'as written', proved: 'measured' },
    ],
    sendable: [301, 302, 303, 307, 308],
    methods: ['Methods come from conditions on `req.method` alone: a server without any answers every method.'],
    measuredWith: [{ server: 'node', version: 'the Node.js that runs it' }],
    example: {
      file: 'server.js',
      text: [
        "const http = require('node:http');",
        '',
        'http.createServer((req, res) => {',
        "  if (req.method === 'POST') {",
        "    res.writeHead(302, { Location: '/account' });",
        '    res.end();',
        '  }',
        '});',
        '',
      ].join('\n'),
    },
  },
  triggers: [NAMES_LOCATION],
  applies: file => file.text.includes('writeHead') || file.text.includes('statusCode'),
  redirects: file => headerRedirects(file, node => isResponse(file, node)),
  bindings: () => [],
};

function isResponse(file: JsFile, node: Node | null): boolean {
  if (node?.type === 'member_expression') return node.childForFieldName('property')?.text === 'res';
  if (node?.type !== 'identifier') return false;
  const definition = file.define(node);
  if (definition?.kind !== 'parameter') return false;
  return /^_?(?:res|resp|response)$/i.test(node.text) || /\b(?:ServerResponse|Http2ServerResponse)\b/.test(definition.type ?? '');
}
