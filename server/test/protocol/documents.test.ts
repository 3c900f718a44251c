import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClientCapabilities, Range } from 'vscode-languageserver-protocol';
import { app, type Client, PULLING, withClient } from './client.ts';

const UTF8: ClientCapabilities = { ...PULLING, general: { positionEncodings: ['utf-8'] } };
const NGINX = 'server {\n  location /a {\n    limit_except GET POST { deny all; }\n    return 302 /b;\n  }\n}\n';

test('incremental changes give the same as the whole text', () => withClient({}, async client => {
  const uri = await client.open('app.js', '');
  let version = 1;
  let character = 0;
  let line = 0;
  for (const letter of app()) {
    await client.change(uri, ++version, { range: range(line, character, line, character), text: letter });
    if (letter === '\n') [line, character] = [line + 1, 0];
    else character++;
  }
  assert.deepEqual((await client.diagnostics(uri)).map(diagnostic => diagnostic.range), [range(3, 2, 3, 23)]);
  await client.change(uri, ++version, { range: range(2, 4, 2, 8), text: 'delete' }, { range: range(0, 0, 1, 0), text: "const express = require('express');\r\n\r\n" });
  const [diagnostic] = await client.diagnostics(uri);
  assert.deepEqual(diagnostic?.range, range(4, 2, 4, 23));
  assert.equal(diagnostic?.severity, 1);
}));

for (const [name, capabilities, column] of [['UTF-16', PULLING, 8], ['UTF-8', UTF8, 12]] as const) {
  test(`columns count ${name} after emoji, umlauts and tabs`, () => withClient({ capabilities }, async client => {
    assert.equal(client.result.capabilities.positionEncoding, name.toLowerCase());
    const text = app().replace('  res.redirect', '\t/*😀ü*/res.redirect');
    const uri = await client.open('app.js', text);
    const [diagnostic] = await client.diagnostics(uri);
    const start = column - (name === 'UTF-16' ? 0 : 1);
    assert.deepEqual(diagnostic?.range, range(3, start, 3, start + 21));
    const [action] = await client.actions(uri, range(3, start, 3, start));
    const [change] = action?.edit?.documentChanges ?? [];
    assert.deepEqual(change && 'edits' in change && change.edits.map(edit => 'range' in edit && edit.range), [range(3, start + 13, 3, start + 13)]);
    await client.change(uri, 2, { range: range(3, start + 13, 3, start + 13), text: '303, ' });
    assert.deepEqual(await client.diagnostics(uri), []);
  }));
}

test('a document outside every workspace folder is linted alone', () => withClient({}, async client => {
  const uri = await client.open('', app(), { uri: 'file:///elsewhere/app.js' });
  assert.equal((await client.diagnostics(uri)).length, 1);
}));

test('an untitled document is read by its language', () => withClient({}, async client => {
  const script = await client.open('', app(), { uri: 'untitled:Untitled-1' });
  assert.equal((await client.diagnostics(script)).length, 1);
  const typed = await client.open('', app().replace('req,', 'req: Request,'), { uri: 'untitled:Untitled-2', languageId: 'typescript' });
  assert.equal((await client.diagnostics(typed)).length, 1);
  const prose = await client.open('', app(), { uri: 'untitled:Untitled-3', languageId: 'plaintext' });
  assert.deepEqual(await client.diagnostics(prose), []);
}));

for (const languageId of ['nginx', 'NGINX', 'nginx-conf']) {
  test(`language id ${languageId} makes a file nginx configuration, whatever its name`, () => withClient({}, async client => {
    const uri = await client.open('web/[frontend].txt', NGINX, { languageId });
    const [diagnostic] = await client.diagnostics(uri);
    assert.deepEqual(diagnostic?.range.start.line, 3);
    assert.equal(await format(client, uri), 'nginx');
    const other = await client.open('web/frontend.txt', NGINX, { languageId: 'plaintext' });
    assert.equal(await format(client, other), null);
  }));
}

test('the setting formats names the format of files that do not show it', () => withClient({ settings: { formats: { '**/*.tpl': 'nginx' } }, files: { 'b/site.tpl': NGINX } }, async client => {
  const uri = await client.open('a/site.tpl', NGINX, { languageId: 'plaintext' });
  assert.equal(await format(client, uri), 'nginx');
  const report = await client.connection.sendRequest<{ items: { uri: string }[] }>('workspace/diagnostic', { previousResultIds: [] });
  assert.deepEqual(report.items.map(item => item.uri), [client.uri('a/site.tpl'), client.uri('b/site.tpl')]);
}));

test('the status of a file counts its redirects', () => withClient({}, async client => {
  const uri = await client.open('app.js', app('post', "app.get('/x', (req, res) => res.redirect('/y'));\n"));
  await client.scanned();
  assert.deepEqual(await client.connection.sendRequest('redirectLint/fileStatus', { uri }), {
    format: 'javascript', redirects: 2, findings: 1, routes: 2, isScanning: false, problems: [],
  });
  assert.equal(await client.connection.sendRequest('redirectLint/fileStatus', { uri: 'file:///nowhere' }), null);
}));

test('folders that come and go take their documents along', () => withClient({}, async client => {
  const uri = await client.open('', "exports.save = (req, res) => {\n  res.redirect('/done');\n};\n", { uri: 'file:///second/save.js' });
  const routes = "const { save } = require('./save');\nconst app = require('express')();\napp.post('/save', save);\n";
  await client.open('', routes, { uri: 'file:///second/routes.js' });
  assert.equal((await client.diagnostics(uri))[0]?.severity, 4);
  const second = { uri: 'file:///second', name: 'second' };
  await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event: { added: [second], removed: [] } });
  await client.scanned(2);
  assert.equal((await client.diagnostics(uri))[0]?.severity, 2);
  await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event: { added: [], removed: [second] } });
  assert.equal((await client.diagnostics(uri))[0]?.severity, 4);
}));

test('files of the same name in two workspace folders have nothing to do with each other', () => withClient({}, async client => {
  const folders = ['blog', 'shop'].map(name => ({ uri: `file:///${name}`, name }));
  await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event: { added: folders, removed: [] } });
  await client.scanned(3);
  const saves: string[] = [];
  for (const [folder, method] of [['blog', 'delete'], ['shop', 'post']] as const) {
    const routes = `const { save } = require('./save');\nconst app = require('express')();\napp.${method}('/save', save);\n`;
    await client.open('', routes, { uri: `file:///${folder}/routes.js` });
    saves.push(await client.open('', "exports.save = (req, res) => {\n  res.redirect('/done');\n};\n", { uri: `file:///${folder}/save.js` }));
  }
  const severities = async () => Promise.all(saves.map(async uri => (await client.diagnostics(uri))[0]?.severity));
  assert.deepEqual(await severities(), [1, 2]);
  await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: 'file:///blog/routes.js' } });
  assert.deepEqual(await severities(), [4, 2]);
}));

function range(line: number, character: number, endLine: number, endCharacter: number): Range {
  return { start: { line, character }, end: { line: endLine, character: endCharacter } };
}

async function format(client: Client, uri: string): Promise<string | null> {
  return client.connection.sendRequest<{ format: string | null }>('redirectLint/fileStatus', { uri }).then(status => status.format);
}
