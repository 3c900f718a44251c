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

const ROUTER = 'package web\n\nimport "github.com/go-chi/chi/v5"\n\nfunc Routes(r chi.Router) {\n\tr.Get("/orders", list)\n\tr.Post("/orders", create)\n\tr.Get("/", home)\n}\n';
const CREATE = 'package web\n\nimport "net/http"\n\nfunc create(w http.ResponseWriter, r *http.Request) {\n\thttp.Redirect(w, r, "/orders", http.StatusSeeOther)\n\thttp.Redirect(w, r, "/", http.StatusSeeOther)\n}\n';

test('where nothing says what stands before a router, its routes are shown and no more is concluded', () => withClient({ files: { 'routes.go': ROUTER, 'create.go': CREATE.replace('SeeOther', 'TemporaryRedirect') } }, async client => {
  await client.scanned();
  const uri = await client.open('create.go', CREATE.replace('SeeOther', 'TemporaryRedirect'), { languageId: 'go' });
  assert.deepEqual(shown(await ask(client, 'definition', uri, 5, 8)), ['routes.go:5', 'routes.go:6']);
  assert.equal(await ask(client, 'definition', uri, 6, 8), null, 'every router has a /');
  assert.deepEqual(await client.diagnostics(uri), []);
  const routes = await client.open('routes.go', ROUTER, { languageId: 'go' });
  assert.deepEqual(shown(await ask(client, 'references', routes, 5, 4)), ['create.go:5']);
}));

test('two routers that are equally likely are none', () => withClient({ files: { 'a.go': ROUTER, 'b.go': ROUTER.replace('Routes', 'Others'), 'create.go': CREATE } }, async client => {
  await client.scanned();
  assert.equal(await ask(client, 'definition', await client.open('create.go', CREATE, { languageId: 'go' }), 5, 8), null);
}));

const ACTIONS = `using Microsoft.AspNetCore.Mvc;
public class OrdersController : Controller
{
    [HttpGet] public IActionResult Index() => View();
    [HttpPost] public IActionResult Save() => RedirectToAction("Index");
}
`;

test('an action is found by its name', () => withClient({ files: { 'OrdersController.cs': ACTIONS } }, async client => {
  await client.scanned();
  const uri = await client.open('OrdersController.cs', ACTIONS, { languageId: 'csharp' });
  assert.deepEqual(shown(await ask(client, 'definition', uri, 4, 60)), ['OrdersController.cs:3']);
  assert.deepEqual(shown(await ask(client, 'references', uri, 3, 8)), ['OrdersController.cs:4']);
}));

const LEAVE = "'use server';\nimport { redirect } from 'next/navigation';\n\nexport async function leave() {\n  redirect('/shop/7');\n}\n";
const PAGE = 'export default function Page() {\n  return <main />;\n}\n';

test('a page that is a route by its path is found, and the redirects that lead there', () => withClient({ files: { 'app/(public)/shop/[id]/page.tsx': PAGE, 'app/shop/page.tsx': PAGE, 'app/actions.ts': LEAVE } }, async client => {
  await client.scanned();
  const actions = await client.open('app/actions.ts', LEAVE, { languageId: 'typescript' });
  const found = await ask(client, 'definition', actions, 4, 4);
  assert.deepEqual(found?.map(({ uri }) => uri), [client.uri('app/(public)/shop/[id]/page.tsx')]);
  const page = await client.open('app/(public)/shop/[id]/page.tsx', PAGE, { languageId: 'typescriptreact' });
  assert.deepEqual(shown(await ask(client, 'references', page, 0, 2)), ['actions.ts:4']);
  assert.equal(await ask(client, 'references', page, 1, 12), null, 'the page itself, not all that it holds');
}));
