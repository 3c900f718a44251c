import assert from 'node:assert/strict';
import { test } from 'node:test';
import { app, withClient } from './client.ts';

const TEXTS: Readonly<Record<string, string>> = {
  'empty': '',
  'a byte order mark and CR LF': `\uFEFF${app().replaceAll('\n', '\r\n')}`,
  'half-typed': app().slice(0, -20),
  'binary': `${app()}\0\u0001\uFFFD`,
  'lone surrogates': `// \uD83D ${app()} \uDE00`,
  'ten megabytes': `${app()}${'x = 1;\n'.repeat(1_500_000)}`,
  'deeply nested': `${'('.repeat(20_000)}res.redirect('/')`,
  'one line without end': `${app().replaceAll('\n', ' ')}${' '.repeat(100_000)}`,
};

for (const [name, text] of Object.entries(TEXTS)) {
  test(`a text is survived: ${name}`, () => withClient({}, async client => {
    for (const [file, languageId] of [['app.js', 'javascript'], ['app.tsx', 'typescriptreact'], ['nginx.conf', 'nginx'], ['_redirects', 'redirects']] as const) {
      const uri = await client.open(file, text, { languageId });
      await client.diagnostics(uri);
      await client.actions(uri, { start: { line: 0, character: 0 }, end: { line: 9, character: 9 } });
    }
  }));
}

test('positions outside the text and changes of unknown documents do no harm', () => withClient({}, async client => {
  await client.change('file:///unknown.js', 2, { text: 'x' });
  await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: 'file:///unknown.js' } });
  await client.connection.sendNotification('textDocument/didSave', { textDocument: { uri: 'file:///unknown.js' } });
  const uri = await client.open('app.js', app());
  await client.open('app.js', app());
  const far = { start: { line: 4_000_000, character: 4_000_000 }, end: { line: 4_000_001, character: 0 } };
  await client.change(uri, 2, { range: far, text: '\n' });
  const backwards = { start: { line: 3, character: 9 }, end: { line: 1, character: 0 } };
  await client.change(uri, 3, { range: backwards, text: '' });
  assert.equal((await client.diagnostics(uri)).length, 1);
  assert.deepEqual(await client.actions(uri, far, { only: ['quickfix'] }), []);
}));

test('requests of no known method are refused, the server goes on', () => withClient({}, async client => {
  await assert.rejects(client.connection.sendRequest('textDocument/nothing', {}), { code: -32601 });
  await assert.rejects(client.connection.sendRequest('textDocument/codeAction', {}));
  await client.connection.sendNotification('$/nothing', {});
  const uri = await client.open('app.js', app());
  assert.equal((await client.diagnostics(uri)).length, 1);
}));

test('a document that is closed while it is being read leaves nothing behind', () => withClient({}, async client => {
  const uri = await client.open('app.js', app());
  const pulled = client.pull(uri);
  await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  await pulled;
  assert.deepEqual(await client.diagnostics(uri), []);
  await client.open('app.js', app());
  assert.equal((await client.diagnostics(uri)).length, 1);
}));

test('the command line starts the same server', () => withClient({ viaCommandLine: true }, async client => {
  const uri = await client.open('app.js', app());
  assert.equal((await client.diagnostics(uri)).length, 1);
}));
