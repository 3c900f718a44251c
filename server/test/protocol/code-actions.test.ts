import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CodeAction, TextDocumentEdit } from 'vscode-languageserver-protocol';
import { app, applied, EVERYTHING as EVERYTHING_ANNOUNCED, PULLING, withClient } from './client.ts';

const EVERYTHING = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };

test('each status that makes sense is offered, one of them preferred', () => withClient({}, async client => {
  const uri = await client.open('app.js', app());
  const diagnostics = await client.diagnostics(uri);
  const actions = (await client.actions(uri, { start: { line: 3, character: 10 }, end: { line: 3, character: 10 } }, { diagnostics, only: ['quickfix'] }))
    .filter(({ title }) => title.startsWith('Use'));
  assert.deepEqual(actions.map(({ title, kind, isPreferred }) => [title.slice(0, 7), kind, isPreferred ?? false]), [
    ['Use 303', 'quickfix', true], ['Use 307', 'quickfix', false],
  ]);
  for (const action of actions) assert.deepEqual(action.diagnostics, diagnostics);
  const [see, repeat] = actions.map(editOf);
  assert.deepEqual(see?.textDocument, { uri, version: 1 });
  assert.match(applied(app(), see?.edits as never), /res\.redirect\(303, '\/home'\)/);
  assert.match(applied(app(), repeat?.edits as never), /res\.redirect\(307, '\/home'\)/);
}));

test('an edit names the version it was made for and fits that text', () => withClient({}, async client => {
  const uri = await client.open('app.js', app());
  await client.change(uri, 7, { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: '// 😀\n' });
  const [action] = await client.actions(uri, { start: { line: 4, character: 5 }, end: { line: 4, character: 5 } });
  const edit = editOf(action);
  assert.equal(edit.textDocument.version, 7);
  assert.match(applied(`// 😀\n${app()}`, edit.edits as never), /^\/\/ 😀\n.*res\.redirect\(303, '\/home'\)/s);
}));

test('nothing is offered away from a finding, for another kind, or for a fine redirect', () => withClient({}, async client => {
  const uri = await client.open('app.js', app());
  const top = { start: { line: 0, character: 0 }, end: { line: 0, character: 5 } };
  assert.deepEqual(await client.actions(uri, top, { only: ['quickfix'] }), []);
  assert.deepEqual(await client.actions(uri, EVERYTHING, { only: ['refactor'] }), []);
  assert.deepEqual(await client.actions(uri, EVERYTHING, { only: ['source.organizeImports'] }), []);
  const fine = await client.open('fine.js', app('get'));
  assert.deepEqual(await client.actions(fine, EVERYTHING), []);
  assert.deepEqual(await client.actions('file:///nowhere.js', EVERYTHING), []);
}));

test('fix all takes the safe preferred fixes of the whole file, once asked for by any kind above it', () => withClient({}, async client => {
  const handlers = "app.put('/a', (req, res) => res.redirect('/b'));\napp.all('/c', (req, res) => res.redirect('/d'));\napp.get('/e', (req, res) => res.redirect('/f'));\n";
  const text = app('post', handlers);
  const uri = await client.open('app.js', text);
  const top = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  for (const only of ['source.fixAll.redirectLint', 'source.fixAll', 'source']) {
    const actions = await client.actions(uri, top, { only: [only] });
    assert.deepEqual(actions.map(({ kind }) => kind), ['source.fixAll.redirectLint'], only);
    const fixed = applied(text, editOf(actions[0]).edits as never);
    assert.equal(fixed, text.replace("redirect('/b'", "redirect(303, '/b'").replace("redirect('/home'", "redirect(303, '/home'"));
  }
}));

function editOf(action: CodeAction | undefined): TextDocumentEdit {
  const [change] = action?.edit?.documentChanges ?? [];
  assert.ok(change && 'textDocument' in change, 'an edit that names a version');
  return change;
}

test('every hint that was folded into one can be fixed, by itself and with all like it', () => withClient({}, async client => {
  const text = 'server {\n  location /a { return 301 /b; }\n  location /c { return 301 /d; }\n  location /e { return 301 /f; }\n}\n';
  const uri = await client.open('nginx.conf', text);
  assert.deepEqual((await client.diagnostics(uri)).map(({ range, severity }) => [range.start.line, severity]), [[1, 4]]);
  const at = { start: { line: 2, character: 18 }, end: { line: 2, character: 18 } };
  const actions = (await client.actions(uri, at, { only: ['quickfix'] })).filter(({ title }) => title.startsWith('Use'));
  assert.deepEqual(actions.map(({ title }) => title.slice(0, 15)), ['Use 308 Permane', 'Use 303 See Oth', 'Use 308 for all']);
  assert.equal(applied(text, editOf(actions[0]).edits as never), text.replace('301 /d', '308 /d'));
  assert.equal(applied(text, editOf(actions[2]).edits as never), text.replaceAll('301', '308'));
}));

const HELPER = "exports.toOrders = res => {\n  res.redirect('/orders');\n};\n";
const CALLER = "const { toOrders } = require('./answers');\nconst app = require('express')();\napp.post('/orders', (req, res) => toOrders(res));\n";
const AT_CALL = { start: { line: 2, character: 40 }, end: { line: 2, character: 40 } };

for (const [how, capabilities] of [['at once', PULLING], ['when it is chosen', EVERYTHING_ANNOUNCED]] as const) {
  test(`a call of a helper that stands in another file is fixed there, the edit made ${how}`, () => withClient({ capabilities, files: { 'answers.js': HELPER, 'app.js': CALLER } }, async client => {
    await client.scanned();
    const uri = await client.open('app.js', CALLER);
    const diagnostics = await client.diagnostics(uri);
    const fix = async () => {
      const [action] = (await client.actions(uri, AT_CALL, { diagnostics, only: ['quickfix'] })).filter(({ title }) => title.startsWith('Use'));
      assert.deepEqual([action?.title, action?.isPreferred, action?.diagnostics], ['Use 303 See Other: the client GETs the target (in answers.js, for all that call it)', true, diagnostics]);
      return editOf(action?.edit ? action : await client.connection.sendRequest<CodeAction>('codeAction/resolve', action));
    };
    const onDisk = await fix();
    assert.deepEqual(onDisk.textDocument, { uri: client.uri('answers.js'), version: null });
    assert.equal(applied(HELPER, onDisk.edits as never), HELPER.replace('redirect(', 'redirect(303, '));

    const longer = `// open\n${HELPER}`;
    const helper = await client.open('answers.js', HELPER);
    await client.change(helper, 4, { text: longer });
    const inEditor = await fix();
    assert.deepEqual(inEditor.textDocument, { uri: helper, version: 4 });
    assert.equal(applied(longer, inEditor.edits as never), longer.replace('redirect(', 'redirect(303, '));
  }));
}

test('saving a file changes no other one', () => withClient({ files: { 'answers.js': HELPER, 'app.js': CALLER } }, async client => {
  await client.scanned();
  const uri = await client.open('app.js', CALLER);
  assert.deepEqual(await client.actions(uri, EVERYTHING, { only: ['source.fixAll'] }), []);
  const helper = await client.open('answers.js', HELPER);
  const [action] = await client.actions(helper, EVERYTHING, { only: ['source.fixAll'] });
  assert.equal(applied(HELPER, editOf(action).edits as never), HELPER.replace('redirect(', 'redirect(303, '));
}));
