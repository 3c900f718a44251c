import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { InlayHint, MarkupContent } from 'vscode-languageserver-protocol';
import { app, type Client, EVERYTHING, PULLING, withClient } from './client.ts';

const WHOLE = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
const MIXED = app('post', "app.get('/a', (req, res) => res.redirect('/b'));\napp.post('/c', (req, res) => res.redirect(303, '/d'));\napp.post('/e', (req, res) => res.status(303).redirect('/f'));\n");

function hints(client: Client, uri: string, range = WHOLE): Promise<InlayHint[]> {
  return client.connection.sendRequest('textDocument/inlayHint', { textDocument: { uri }, range });
}

const shown = (all: readonly InlayHint[]) => all.map(({ position, label }) => `${position.line}:${position.character} ${label}`);

for (const [inlayHints, expected] of [
  ['off', []], ['on', ['2:46 ⟶ 302', '4:59 ⟶ 302', '6:23 ⟶ 302']], ['ambiguous', ['4:59 ⟶ 302', '6:23 ⟶ 302']], [undefined, ['4:59 ⟶ 302', '6:23 ⟶ 302']],
] as const) {
  test(`statuses that are not written, inlayHints: ${inlayHints}`, () => withClient({ capabilities: EVERYTHING, settings: { inlayHints } }, async client => {
    const uri = await client.open('app.js', MIXED);
    assert.deepEqual(shown(await hints(client, uri)), expected);
    const middle = { start: { line: 4, character: 0 }, end: { line: 5, character: 0 } };
    assert.deepEqual(shown(await hints(client, uri, middle)), expected.filter(hint => hint.startsWith('4:')));
  }));
}

test('the tooltip comes when it is asked for, or at once', async () => {
  await withClient({ capabilities: EVERYTHING }, async client => {
    const uri = await client.open('app.js', app());
    const [hint] = await hints(client, uri);
    assert.ok(hint && hint.tooltip === undefined);
    const resolved = await client.connection.sendRequest<InlayHint>('inlayHint/resolve', hint);
    assert.match((resolved.tooltip as MarkupContent).value, /302 Found/);
  });
  await withClient({ capabilities: PULLING }, async client => {
    assert.equal(client.result.capabilities.inlayHintProvider instanceof Object, true);
    const uri = await client.open('app.js', app());
    const [hint] = await hints(client, uri);
    assert.equal((hint?.tooltip as MarkupContent | undefined)?.kind, 'plaintext');
  });
});

test('a change of settings asks the client to ask again', () => withClient({ capabilities: EVERYTHING, settings: { inlayHints: 'off' } }, async client => {
  const uri = await client.open('app.js', app());
  await client.scanned();
  assert.deepEqual(await hints(client, uri), []);
  const asked = () => client.received.filter(({ method }) => method === 'workspace/inlayHint/refresh').length;
  const before = asked();
  client.settings = { inlayHints: 'on' };
  await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  await client.until(() => asked() > before);
  assert.equal((await hints(client, uri)).length, 1);
}));

test('a document that is not open has none', () => withClient({ capabilities: EVERYTHING }, async client => {
  assert.deepEqual(await hints(client, client.uri('nowhere.js')), []);
}));
