import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CancellationToken, CancellationTokenSource } from 'vscode-jsonrpc';
import { type Hover, type TextDocumentEdit, WorkDoneProgress, type WorkDoneProgressParams, type WorkspaceEdit } from 'vscode-languageserver-protocol';
import type { WorkspaceSummary } from '../../src/lsp/workspace.ts';
import { app, applied, type Client, EVERYTHING, PULLING, PUSHED, withClient } from './client.ts';

const MANY = Object.fromEntries(Array.from({ length: 400 }, (_, at) => [`f${at}.js`, app()]));
const FILES = { 'a.js': app('put'), 'lib/b.js': app('post'), 'c.js': app('get') };

const lintWorkspace = (client: Client, params: WorkDoneProgressParams = {}) => client.connection.sendRequest<WorkspaceSummary>('redirectLint/lintWorkspace', params);
const fixWorkspace = (client: Client) => client.connection.sendRequest<WorkspaceEdit | null>('redirectLint/fixWorkspace');

test('linting the workspace reads what has changed on disk and counts what is found', () => withClient({ capabilities: EVERYTHING, files: FILES }, async client => {
  await client.scanned();
  client.write('d.js', app('all'));
  assert.deepEqual(await lintWorkspace(client), { error: 1, warning: 1, hint: 1, files: 4, stopped: false });
}));

test('a client that waits for diagnostics is sent those of files that are not open', () => withClient({ capabilities: PUSHED, files: FILES }, async client => {
  await client.scanned();
  assert.equal(client.published.length, 0);
  await lintWorkspace(client);
  const found = client.published.map(({ uri, diagnostics }) => [uri, diagnostics.length]);
  assert.deepEqual(found, [[client.uri('a.js'), 1], [client.uri('c.js'), 0], [client.uri('lib/b.js'), 1]]);
}));

test('linting tells how many files have been read, to who asks for that, and to nobody else', () => withClient({ capabilities: EVERYTHING, locale: 'de', files: MANY }, async client => {
  await client.scanned();
  const shown = client.received.filter(({ method }) => method === 'window/workDoneProgress/create').length;
  const told: (string | undefined)[] = [];
  client.connection.onProgress(WorkDoneProgress.type, 'mine', value => void told.push('message' in value ? value.message : undefined));
  await lintWorkspace(client, { workDoneToken: 'mine' });
  assert.ok(told.length > 0);
  for (const message of told) assert.match(message ?? '', /^\d+ Dateien gelesen$/);
  assert.equal(client.received.filter(({ method }) => method === 'window/workDoneProgress/create').length, shown);
}));

test('linting can be stopped, and says so', () => withClient({ capabilities: EVERYTHING, files: MANY }, async client => {
  await client.scanned();
  const asked = lintWorkspace(client);
  await client.connection.sendNotification('redirectLint/stopLinting');
  assert.equal((await asked).stopped, true);
}));

test('the fixes of the workspace are shown before they are made, with the newest text of what is open', () => withClient({ capabilities: EVERYTHING, files: FILES }, async client => {
  await client.scanned();
  const open = `// open\n${FILES['a.js']}`;
  const uri = await client.open('a.js', open);
  const edit = await fixWorkspace(client);
  const changes = edit?.documentChanges as TextDocumentEdit[];
  assert.deepEqual(changes.map(({ textDocument }) => textDocument), [{ uri, version: 1 }, { uri: client.uri('lib/b.js'), version: null }]);
  assert.match(applied(open, changes[0]?.edits as never), /^\/\/ open\n.*redirect\(303, '\/home'\)/s);
  assert.match(applied(FILES['lib/b.js'], changes[1]?.edits as never), /redirect\(303, '\/home'\)/);
  const annotations = new Set(changes.flatMap(({ edits }) => edits.map(each => 'annotationId' in each && each.annotationId)));
  assert.deepEqual(Object.values(edit?.changeAnnotations ?? {}).map(({ needsConfirmation }) => needsConfirmation), [true]);
  assert.deepEqual([...annotations], Object.keys(edit?.changeAnnotations ?? {}));
}));

test('a client without annotations gets plain edits; where nothing is safe, none', async () => {
  await withClient({ capabilities: { ...PULLING, workspace: { ...PULLING.workspace, workspaceEdit: {} } }, files: FILES }, async client => {
    await client.scanned();
    const edit = await fixWorkspace(client);
    assert.deepEqual(Object.keys(edit ?? {}), ['changes']);
    assert.deepEqual(Object.keys(edit?.changes ?? {}), [client.uri('a.js'), client.uri('lib/b.js')]);
  });
  await withClient({ files: { 'a.js': app('all') } }, async client => {
    await client.scanned();
    assert.equal(await fixWorkspace(client), null);
  });
});

test('a file is explained for a bug report', () => withClient({ files: { 'redirect-lint.config.json': '{}', 'other.js': app() } }, async client => {
  await client.scanned();
  const uri = await client.open('app.js', app('post', '// redirect-lint-disable-next-line ambiguous-301\nconst SECRET = 7;\n'));
  const text = await client.connection.sendRequest<string>('redirectLint/explainFile', { uri });
  assert.match(text, /^# redirect-lint: app\.js\n/);
  assert.match(text, /- version \d+\.\d+\.\d+, language javascript, \d+ characters\n- read as: javascript\n- folder: 2 files that say something, 2 routes\n- configuration file: redirect-lint\.config\.json\n/);
  assert.match(text, /## Redirects \(1\)\n\n- line 6: express, 302 default, by handler, POST \(proven\), target path `\/home`, edits for .*303/);
  assert.match(text, /- ambiguous-302, warning; fixes: 303, 307/);
  assert.match(text, /## Routes \(1\)\n\n- POST \/login →/);
  assert.match(text, /- line 3: disable-next-line ambiguous-301/);
  assert.doesNotMatch(text, /SECRET/);
  assert.equal(await client.connection.sendRequest('redirectLint/explainFile', { uri: client.uri('nowhere.js') }), null);
}));

test('requests that come before the document, or behind its closing, are answered with nothing', () => withClient({ capabilities: EVERYTHING }, async client => {
  const uri = client.uri('app.js');
  const ask = () => Promise.all([
    client.connection.sendRequest('textDocument/hover', { textDocument: { uri }, position: { line: 3, character: 8 } }),
    client.connection.sendRequest('textDocument/inlayHint', { textDocument: { uri }, range: { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } } }),
    client.connection.sendRequest('textDocument/completion', { textDocument: { uri }, position: { line: 0, character: 0 } }),
    client.connection.sendRequest('textDocument/codeAction', { textDocument: { uri }, range: { start: { line: 3, character: 8 }, end: { line: 3, character: 8 } }, context: { diagnostics: [] } }),
    client.connection.sendRequest('redirectLint/fileStatus', { uri }),
  ]);
  assert.deepEqual(await ask(), [null, [], [], [], null]);
  await client.open('app.js', app());
  const [shown] = await ask();
  assert.ok(shown);
  await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  assert.deepEqual(await ask(), [null, [], [], [], null]);
}));

test('a position past the text is taken to its end, and a question about an old text gets an answer for the new one', () => withClient({ capabilities: EVERYTHING }, async client => {
  const uri = await client.open('app.js', app());
  const hover = (line: number, character: number) => client.connection.sendRequest<Hover | null>('textDocument/hover', { textDocument: { uri }, position: { line, character } });
  assert.equal(await hover(99, 99), null);
  // Sent before the change, most likely answered behind it.
  const asked = [hover(3, 8), client.change(uri, 2, { text: `\n${app('put')}` }), hover(4, 8)] as const;
  const [, , now] = await Promise.all(asked);
  assert.match((now?.contents as { value: string } | undefined)?.value ?? '', /answers `PUT` here/);
  assert.equal(now?.range?.start.line, 4);
}));

for (const [method, params] of [
  ['textDocument/hover', { position: { line: 3, character: 8 } }],
  ['textDocument/inlayHint', { range: { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } } }],
  ['textDocument/codeAction', { range: { start: { line: 3, character: 8 }, end: { line: 3, character: 8 } }, context: { diagnostics: [] } }],
  ['textDocument/completion', { position: { line: 0, character: 0 } }],
] as const) {
  test(`${method} can be cancelled, and the server goes on`, () => withClient({ capabilities: EVERYTHING }, async client => {
    const uri = await client.open('app.js', app());
    const source = new CancellationTokenSource();
    const asked = (token: CancellationToken) => client.connection.sendRequest(method, { textDocument: { uri }, ...params }, token);
    const cancelled = asked(source.token).then(() => 'answered', (error: { code: number }) => error.code);
    source.cancel();
    // Answered in time, or RequestCancelled.
    assert.ok(['answered', -32800].includes(await cancelled));
    await asked(new CancellationTokenSource().token);
    assert.equal((await client.diagnostics(uri)).length, 1);
  }));
}

test('a configuration file that cannot be used has a diagnostic, open or not, which goes when it is put right', () => withClient(
  { capabilities: EVERYTHING, files: { 'redirect-lint.config.json': '{\n  "rulez": {}\n}\n' } },
  async client => {
    await client.scanned();
    const file = client.uri('redirect-lint.config.json');
    const { items } = await client.connection.sendRequest<{ items: { uri: string; items: { message: string }[] }[] }>('workspace/diagnostic', { previousResultIds: [] });
    assert.deepEqual(items.map(({ uri }) => uri), [file]);
    const uri = await client.open('redirect-lint.config.json', '{\n  "rulez": {}\n}\n', { languageId: 'jsonc' });
    const [found] = await client.diagnostics(uri);
    assert.match(String(found?.message), /^unknown key "rulez"; known: .*rules.* Nothing in this file holds/);
    assert.deepEqual(found?.range, { start: { line: 1, character: 2 }, end: { line: 1, character: 9 } });
    await client.change(uri, 2, { text: '{ "rules": { "ambiguous-302": "loud" } }' });
    assert.match(String((await client.diagnostics(uri))[0]?.message), /"rules\.ambiguous-302" is "loud"; it can be off, hint, warning, error/);
    await client.change(uri, 3, { text: '{ "rules": ' });
    assert.match(String((await client.diagnostics(uri))[0]?.message), /^not JSON/);
    await client.change(uri, 4, { text: '{ "rules": { "ambiguous-302": "off" }, }' });
    assert.deepEqual(await client.diagnostics(uri), []);
  },
));

test('a client that watches no files has the configuration read when it is saved', () => withClient(
  { capabilities: { ...PUSHED, workspace: { configuration: true, workspaceFolders: true } } },
  async client => {
    await client.scanned();
    const app_ = await client.open('app.js', app());
    await client.until(() => client.published.some(({ uri, diagnostics }) => uri === app_ && diagnostics.length === 1));
    const config = await client.open('redirect-lint.config.json', '{ "rules": { "ambiguous-302": "off" } }', { languageId: 'jsonc' });
    client.write('redirect-lint.config.json', '{ "rules": { "ambiguous-302": "off" } }');
    await client.connection.sendNotification('textDocument/didSave', { textDocument: { uri: config } });
    await client.until(() => client.published.some(({ uri, diagnostics }) => uri === app_ && diagnostics.length === 0));
  },
));

test('a suppression that switches nothing off is shown as unnecessary', () => withClient({ capabilities: EVERYTHING }, async client => {
  const uri = await client.open('app.js', app('get', '// redirect-lint-disable-next-line ambiguous-302\n'));
  assert.deepEqual((await client.diagnostics(uri)).map(({ code, tags }) => [code, tags]), [['unused-suppression', [1]]]);
  const plain = await client.open('b.js', app('post'));
  assert.deepEqual((await client.diagnostics(plain)).map(({ tags }) => tags), [undefined]);
}));
