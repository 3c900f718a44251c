import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { Diagnostic, WorkspaceDiagnosticReport } from 'vscode-languageserver-protocol';
import { app, type Client, EVERYTHING, PULLING, PUSHED, withClient } from './client.ts';

const ROUTES = "const express = require('express');\nconst { save } = require('./save');\nconst app = express();\napp.post('/save', save);\n";
const SAVE = "exports.save = (req, res) => {\n  res.redirect('/done');\n};\n";

test('what a pulling client is told of the server', () => withClient({}, async client => {
  const { capabilities, serverInfo } = client.result;
  assert.deepEqual(capabilities.diagnosticProvider, { identifier: 'redirect-lint', interFileDependencies: true, workspaceDiagnostics: true });
  assert.deepEqual(capabilities.textDocumentSync, { openClose: true, change: 2, save: true });
  assert.deepEqual(capabilities.codeActionProvider, { codeActionKinds: ['quickfix', 'source.fixAll.redirectLint'] });
  assert.equal(capabilities.positionEncoding, 'utf-16');
  assert.equal(capabilities.workspace?.workspaceFolders?.supported, true);
  assert.equal(serverInfo?.name, 'redirect-lint');
}));

test('a pulled diagnostic says all that it can', () => withClient({}, async client => {
  const uri = await client.open('app.js', app());
  const [diagnostic, ...others] = await client.diagnostics(uri);
  assert.deepEqual(others, []);
  assert.ok(diagnostic);
  assert.deepEqual(diagnostic.range, { start: { line: 3, character: 2 }, end: { line: 3, character: 23 } });
  assert.equal(diagnostic.source, 'redirect-lint');
  assert.equal(diagnostic.code, 'ambiguous-302');
  assert.equal(diagnostic.severity, 2);
  assert.match(diagnostic.codeDescription?.href ?? '', /\/docs\/rules\/ambiguous-302\.md$/);
  assert.match(String(diagnostic.message), /POST/);
  const [related] = diagnostic.relatedInformation ?? [];
  assert.equal(related?.location.uri, uri);
  assert.equal(related?.location.range.start.line, 2);
  assert.match(related?.message ?? '', /app\.post\('\/login'/);
  assert.deepEqual((diagnostic.data as { rule: string }).rule, 'ambiguous-302');
  assert.deepEqual(client.published, []);
}));

test('what proves the methods and what the target is are told apart', () => withClient({}, async client => {
  const uri = await client.open('app.js', "const session = require('express-session');\nconst app = require('express')();\napp.use(session());\napp.get('/', (req, res) => res.render('home'));\n"
    + "app.delete('/notes/:id', (req, res) => {\n  res.redirect('/');\n});\n");
  const [diagnostic] = await client.diagnostics(uri);
  assert.deepEqual(diagnostic?.relatedInformation?.map(({ location, message }) => [location.range.start.line, message]), [
    [4, "bound here: app.delete('/notes/:id', …)"],
    [3, "leads here: app.get('/', …)"],
  ]);
}));

test('an unchanged result is not sent again, a changed one is', () => withClient({}, async client => {
  const uri = await client.open('app.js', app());
  const first = await client.pull(uri);
  assert.deepEqual(await client.pull(uri, first.resultId), { kind: 'unchanged', resultId: first.resultId });
  await client.change(uri, 2, { range: at(4, 3, 4, 3), text: ' // end' });
  assert.deepEqual(await client.pull(uri, first.resultId), { kind: 'unchanged', resultId: first.resultId });
  await client.change(uri, 3, { range: at(3, 15, 3, 15), text: '303, ' });
  const fixed = await client.pull(uri, first.resultId);
  assert.deepEqual(fixed.kind === 'full' && fixed.items, []);
}));

test('a client that does not pull gets its diagnostics pushed, and taken away', () => withClient({ capabilities: PUSHED }, async client => {
  assert.equal(client.result.capabilities.diagnosticProvider, undefined);
  const uri = await client.open('app.js', app());
  await client.until(() => latest(client, uri)?.length === 1);
  assert.equal(client.published.at(-1)?.version, 1);
  await client.change(uri, 2, { text: app('get') });
  await client.until(() => latest(client, uri)?.length === 0);
  assert.equal(client.published.at(-1)?.version, 2);
  await client.change(uri, 3, { text: app('delete') });
  await client.until(() => latest(client, uri)?.[0]?.severity === 1);
  const count = client.published.length;
  await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  await client.until(() => client.published.length > count);
  assert.deepEqual(latest(client, uri), []);
}));

test('of many fast changes only the last text is reported', () => withClient({ capabilities: PUSHED }, async client => {
  const uri = await client.open('app.js', app());
  for (let version = 2; version < 60; version++) void client.change(uri, version, { text: app(version % 2 ? 'post' : 'get') });
  await client.change(uri, 60, { text: app('put') });
  await client.until(() => client.published.at(-1)?.version === 60);
  assert.equal(latest(client, uri)?.[0]?.severity, 1);
  const versions = client.published.map(({ version }) => version ?? 0);
  assert.deepEqual(versions, [...versions].sort((a, b) => a - b));
}));

test('a hint stays a hint, and settings raise it', () => withClient({ settings: { severityFor: { unbounded: 'warning' } } }, async client => {
  const uri = await client.open('app.js', app('all'));
  assert.deepEqual((await client.diagnostics(uri)).map(({ severity }) => severity), [2]);
  client.settings = {};
  await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  assert.deepEqual((await client.diagnostics(uri)).map(({ severity }) => severity), [4]);
}));

test('the workspace report tells of files that are not open and is held back while nothing changes', () => withClient(
  { files: { 'routes.js': ROUTES, 'save.js': SAVE, 'fine.js': app('get') } },
  async client => {
    const report = await workspace(client, []);
    assert.deepEqual(report.items.map(({ uri }) => uri), [client.uri('save.js')]);
    const [item] = report.items;
    assert.ok(item?.kind === 'full' && item.resultId);
    assert.equal(item.items[0]?.severity, 2);
    assert.equal(item.items[0]?.relatedInformation?.[0]?.location.uri, client.uri('routes.js'));

    const next = workspace(client, [{ uri: item.uri, value: item.resultId }]);
    client.write('save.js', SAVE.replace('redirect(', 'redirect(303, '));
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: client.uri('save.js'), type: 2 }] });
    const [fixed] = (await next).items;
    assert.equal(fixed?.uri, client.uri('save.js'));
    assert.deepEqual(fixed?.kind === 'full' && fixed.items, []);
  },
));

test('a change in one file has the client ask again for the others', () => withClient({ files: { 'routes.js': ROUTES, 'save.js': SAVE } }, async client => {
  await settled(client);
  const save = await client.open('save.js', SAVE);
  const routes = await client.open('routes.js', ROUTES);
  assert.equal((await client.diagnostics(save))[0]?.severity, 2);
  await client.diagnostics(routes);
  const before = refreshes(client);
  await client.change(routes, 2, { text: ROUTES.replace('post', 'delete') });
  await client.until(() => refreshes(client) > before);
  assert.equal((await client.diagnostics(save))[0]?.severity, 1);
}));

test('files come and go on disk', () => withClient({ files: { 'save.js': SAVE } }, async client => {
  await settled(client);
  const save = await client.open('save.js', SAVE);
  assert.equal((await client.diagnostics(save))[0]?.severity, 4);
  client.write('routes.js', ROUTES);
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: client.uri('routes.js'), type: 1 }] });
  await client.until(() => refreshes(client) === 2);
  assert.equal((await client.diagnostics(save))[0]?.severity, 2);
  const before = refreshes(client);
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: client.uri('routes.js'), type: 3 }] });
  await client.until(() => refreshes(client) > before);
  assert.equal((await client.diagnostics(save))[0]?.severity, 4);
}));

test('another branch changes many files at once, and what is open is told anew', () => withClient({ files: { 'routes.js': ROUTES, 'save.js': SAVE, 'old.js': ROUTES.replace('post', 'delete') } }, async client => {
  await settled(client);
  const save = await client.open('save.js', SAVE);
  const severities = async () => (await client.diagnostics(save)).map(({ severity }) => severity);
  assert.deepEqual(await severities(), [1]);
  const before = refreshes(client);
  client.write('routes.js', ROUTES.replace('post', 'get'));
  client.write('api/routes.js', ROUTES.replace('./save', '../save').replace('post', 'get'));
  fs.rmSync(path.join(client.folder, 'old.js'));
  const changes = [['routes.js', 2], ['api/routes.js', 1], ['old.js', 3]].map(([file, type]) => ({ uri: client.uri(file as string), type }));
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
  await client.until(() => refreshes(client) > before);
  assert.deepEqual(await severities(), []);
  client.write('routes.js', ROUTES);
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: client.uri('routes.js'), type: 2 }] });
  await client.until(() => refreshes(client) > before + 1);
  assert.deepEqual(await severities(), [2]);
}));

test('a client that is pushed to hears of an open file when its routes change', () => withClient({ capabilities: PUSHED, files: { 'routes.js': ROUTES, 'save.js': SAVE } }, async client => {
  const save = await client.open('save.js', SAVE);
  const routes = await client.open('routes.js', ROUTES);
  await client.until(() => latest(client, save)?.[0]?.severity === 2);
  await client.change(routes, 2, { text: ROUTES.replace('post', 'delete') });
  await client.until(() => latest(client, save)?.[0]?.severity === 1);
  await client.change(routes, 3, { text: ROUTES.replace('post', 'get') });
  await client.until(() => latest(client, save)?.length === 0);
}));

test('what is open wins over what is on disk, until it is closed', () => withClient({ files: { 'routes.js': ROUTES, 'save.js': SAVE } }, async client => {
  await settled(client);
  const save = await client.open('save.js', SAVE);
  const routes = await client.open('routes.js', ROUTES.replace('post', 'get'));
  await client.diagnostics(routes);
  assert.deepEqual(await client.diagnostics(save), []);
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: routes, type: 2 }] });
  assert.deepEqual(await client.diagnostics(save), []);
  const before = refreshes(client);
  await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: routes } });
  await client.until(() => refreshes(client) > before);
  assert.equal((await client.diagnostics(save))[0]?.severity, 2);
}));

test('a cancelled workspace request ends', () => withClient({}, async client => {
  await workspace(client, []);
  const { CancellationTokenSource } = await import('vscode-jsonrpc/node');
  const source = new CancellationTokenSource();
  const held = client.connection.sendRequest('workspace/diagnostic', { previousResultIds: [] }, source.token);
  source.cancel();
  await assert.rejects(held, { code: -32800 });
}));

test('the scan shows progress and can be cancelled', () => withClient(
  { files: Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`src/file${at}.js`, app()])) },
  async client => {
    const progress = () => client.received.filter(({ method }) => method === '$/progress') as { params: { token: string; value: { kind: string; cancellable?: boolean } } }[];
    await client.until(() => progress().length > 0);
    const [begin] = progress();
    assert.equal(begin?.params.value.kind, 'begin');
    assert.equal(begin?.params.value.cancellable, true);
    await client.connection.sendNotification('window/workDoneProgress/cancel', { token: begin?.params.token });
    await client.scanned();
    await client.until(() => progress().at(-1)?.params.value.kind === 'end');
    assert.equal(client.logs(/stopped$/).length, 1);
  },
));

test('with run: onSave, typing changes nothing until the file is saved', () => withClient({ settings: { run: 'onSave' } }, async client => {
  const uri = await client.open('app.js', app('get'));
  const first = await client.pull(uri);
  assert.deepEqual(first.kind === 'full' && first.items, []);
  await client.change(uri, 2, { text: app('post') });
  assert.equal((await client.pull(uri, first.resultId)).kind, 'unchanged');
  await client.connection.sendNotification('textDocument/didSave', { textDocument: { uri } });
  assert.equal((await client.diagnostics(uri)).length, 1);
}));

test('with run: onSave, a client that is pushed to hears of a save', () => withClient({ capabilities: PUSHED, settings: { run: 'onSave' } }, async client => {
  const uri = await client.open('app.js', app('get'));
  await client.until(() => latest(client, uri) !== undefined);
  await client.change(uri, 2, { text: app('post') });
  assert.equal(await client.connection.sendRequest('redirectLint/fileStatus', { uri }).then(status => (status as { findings: number }).findings), 1);
  assert.deepEqual(latest(client, uri), []);
  await client.connection.sendNotification('textDocument/didSave', { textDocument: { uri } });
  await client.until(() => latest(client, uri)?.length === 1);
}));

test('a client that announces little gets no more than it takes', () => withClient({ capabilities: {} }, async client => {
  const uri = await client.open('app.js', app());
  await client.until(() => latest(client, uri)?.length === 1);
  const [diagnostic] = latest(client, uri) ?? [];
  assert.deepEqual(Object.keys(diagnostic ?? {}).sort(), ['code', 'message', 'range', 'severity', 'source']);
  const [action] = await client.actions(uri, diagnostic?.range ?? at(0, 0, 0, 0));
  assert.deepEqual(Object.keys(action?.edit ?? {}), ['changes']);
  assert.deepEqual(client.received.filter(({ method }) => !/^(window\/logMessage|textDocument\/publishDiagnostics)$/.test(method)), []);
}));

test('a document that nobody opened has an empty report', () => withClient({ capabilities: PULLING }, async client => {
  assert.deepEqual(await client.diagnostics('file:///nowhere/app.js'), []);
  assert.deepEqual(await client.diagnostics('untitled:%'), []);
}));

function at(line: number, character: number, endLine: number, endCharacter: number) {
  return { start: { line, character }, end: { line: endLine, character: endCharacter } };
}

function latest(client: Client, uri: string): Diagnostic[] | undefined {
  return client.published.filter(params => params.uri === uri).at(-1)?.diagnostics;
}

function refreshes(client: Client): number {
  return client.received.filter(({ method }) => method === 'workspace/diagnostic/refresh').length;
}

/** The scan has ended, and the client has been told so. */
async function settled(client: Client): Promise<void> {
  await client.scanned();
  await client.until(() => refreshes(client) === 1);
}

function workspace(client: Client, previousResultIds: { uri: string; value: string }[]): Promise<WorkspaceDiagnosticReport> {
  return client.connection.sendRequest('workspace/diagnostic', { previousResultIds });
}

const SAID_IN = [
  ['de-AT', 'hier gebunden', '302, die Vorgabe, beantwortet hier ein PUT. Browser wiederholen das PUT am Ziel; Go, Python requests und andere senden GET. '
    + '303 senden, damit das Ziel mit GET abgerufen wird; 307, damit dieselbe Anfrage dort wiederholt wird.'],
  ['ja', 'ここで割り当て', '既定の 302 がここで PUT に応答します。 ブラウザーは転送先で PUT を繰り返し、Go や Python requests などは GET を送ります。 '
    + '転送先を GET で取得させるには 303、同じリクエストを転送先で繰り返させるには 307 を送ります。'],
  ['fr', 'bound here', '302, the default, answers a PUT here. Browsers repeat the PUT on the target; Go, Python requests and others send GET. '
    + 'Send 303 to have the target fetched with GET, 307 to have the same request repeated there.'],
] as const;

for (const [locale, place, message] of SAID_IN) {
  test(`what a rule says follows the language of the client: ${locale}`, () => withClient({ capabilities: EVERYTHING, locale }, async client => {
    const [diagnostic] = await client.diagnostics(await client.open('app.js', app('put')));
    assert.equal(diagnostic?.message, message);
    assert.equal(diagnostic?.relatedInformation?.[0]?.message.split(': ')[0], place);
  }));
}

const ADVICE_IN = [
  ['de', 'auth-signin sendet nur 302, bei jeder Methode: '],
  ['ja', 'auth-signin はどのメソッドにも 302 しか送りません。'],
] as const;

for (const [locale, advice] of ADVICE_IN) {
  test(`so does what an adapter advises, and what is to be known of a fix: ${locale}`, () => withClient({ capabilities: EVERYTHING, locale }, async client => {
    const ingress = (annotation: string) => `kind: Ingress\nmetadata:\n  annotations:\n    nginx.ingress.kubernetes.io/${annotation}\n`;
    const [diagnostic] = await client.diagnostics(await client.open('auth.yaml', ingress('auth-signin: https://login.example'), { languageId: 'yaml' }));
    assert.ok(String(diagnostic?.message).includes(advice), String(diagnostic?.message));
    const uri = await client.open('moved.yaml', ingress('temporal-redirect: https://new.example'), { languageId: 'yaml' });
    const [moved] = await client.diagnostics(uri);
    assert.ok(moved);
    const titles = (await client.actions(uri, moved.range)).map(({ title }) => title);
    assert.ok(titles.some(title => title.includes('ingress-nginx 1.12')), titles.join('\n'));
    assert.deepEqual(titles.filter(title => /needs|later/.test(title)), []);
  }));
}

test('a change that the client reports once for each of its patterns is read once', () => withClient({ capabilities: EVERYTHING, files: { 'a.js': app('put') } }, async client => {
  await client.scanned();
  client.write('redirect-lint.config.json', '{}');
  const change = { uri: client.uri('redirect-lint.config.json'), type: 1 };
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: Array.from({ length: 9 }, () => change) });
  await client.scanned(2);
  await client.connection.sendRequest('redirectLint/lintWorkspace', {});
  assert.equal(client.logs(/files read in/).length, 3);
  assert.deepEqual(client.logs(/stopped/), []);
}));
