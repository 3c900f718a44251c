import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Location } from 'vscode-languageserver-protocol';
import { type Client, withClient } from './client.ts';

const APP = "const app = require('express')();\napp.use('/orders', require('./orders'));\napp.post('/login', (req, res) => {\n  res.redirect(303, '/orders/7');\n});\n";
const ORDERS = "const router = require('express').Router();\nrouter.get('/:id', (req, res) => res.render('order'));\nrouter.get('/', (req, res) => res.render('orders'));\nmodule.exports = router;\n";
const HOSTED = '/old /new 301\n/new /newest 301\n';

function ask(client: Client, method: 'definition' | 'references', uri: string, line: number, character: number): Promise<Location[] | null> {
  return client.connection.sendRequest(`textDocument/${method}`, { textDocument: { uri }, position: { line, character }, context: { includeDeclaration: false } });
}

const shown = (places: Location[] | null) => places?.map(({ uri, range }) => `${uri.slice(uri.lastIndexOf('/') + 1)}:${range.start.line}`);

test('from a redirect to its route in another file, and back', () => withClient({ files: { 'app.js': APP, 'orders.js': ORDERS } }, async client => {
  await client.scanned();
  const app = await client.open('app.js', APP);
  assert.deepEqual(shown(await ask(client, 'definition', app, 3, 8)), ['orders.js:1']);
  assert.equal(await ask(client, 'definition', app, 1, 3), null);
  const orders = await client.open('orders.js', ORDERS);
  assert.deepEqual(shown(await ask(client, 'references', orders, 1, 15)), ['app.js:3']);
  assert.equal(await ask(client, 'references', orders, 2, 15), null);
  await client.change(orders, 2, { text: `\n\n${ORDERS}` });
  assert.deepEqual(shown(await ask(client, 'definition', app, 3, 8)), ['orders.js:3']);
  await client.change(orders, 3, { text: ORDERS.replace('/:id', '/by/:id') });
  assert.equal(await ask(client, 'definition', app, 3, 8), null);
}));

test('from a declared redirect to the one behind it, and back', () => withClient({ files: { _redirects: HOSTED } }, async client => {
  await client.scanned();
  const uri = await client.open('_redirects', HOSTED, { languageId: 'plaintext' });
  assert.deepEqual(shown(await ask(client, 'definition', uri, 0, 2)), ['_redirects:1']);
  assert.deepEqual(shown(await ask(client, 'references', uri, 1, 2)), ['_redirects:0']);
}));
