import assert from 'node:assert/strict';
import { test } from 'node:test';
import { factsOf } from '../../src/analyse.ts';
import { DocumentMemory, editOf } from '../../src/document-memory.ts';
import '../check.ts';

const APP = `const express = require('express');
const app = express();
app.get('/', (req, res) => res.render('home'));
app.post('/orders/:id', async (req, res) => {
  // kept for the shop
  const order = await orders.save(req.params.id, { limit: 10 });
  log.info('saved', order);
  res.redirect('/orders');
});
app.listen(3000);
`;

/** Whether a text is read again after one in which `from`, which stands in it once, is `to`. */
async function isReadAgain(from: string, to: string): Promise<boolean> {
  assert.equal(APP.split(from).length, 2, `${from} stands there once`);
  const memory = new DocumentMemory();
  await factsOf({ path: 'app.js', text: APP }, {}, memory);
  const edited = { path: 'app.js', text: APP.replace(from, to) };
  const facts = await factsOf(edited, {}, memory);
  assert.deepEqual(facts, await factsOf(edited));
  memory.forget();
  return editOf(facts)?.isMoved !== true;
}

for (const [from, to] of [
  ['kept for the shop', 'kept for the shops'],
  ['kept for the shop', 'kept'],
  ['limit: 10', 'limit: 100'],
  ['limit: 10', 'limit:\n    10'],
  ["'saved'", "'saved', now()"],
] as const) test(`${JSON.stringify(from)} → ${JSON.stringify(to)} moves facts`, async () => assert.equal(await isReadAgain(from, to), false));

for (const [from, to] of [
  ["'/orders/:id'", "'/orders/:order'"],
  ["res.redirect('/orders')", "res.redirect('/orders/all')"],
  ["res.redirect('/orders')", "res.redirect(303, '/orders')"],
  ['app.post', 'app.put'],
  ['const order = await orders', 'const order = orders'],
  ['log.info', 'console.info'],
  ['kept for the shop', 'NextApiResponse'],
  ['kept for the shop', 'redirect-lint-disable ambiguous-302'],
  ['kept for the shop', 'kept*/ for the shop\n  res.redirect("/")'],
] as const) test(`${JSON.stringify(from)} → ${JSON.stringify(to)} is read`, async () => assert.equal(await isReadAgain(from, to), true));
