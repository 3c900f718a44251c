import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CodeAction, Command, TextDocumentEdit } from 'vscode-languageserver-protocol';
import { app, applied, type Client, EVERYTHING, PULLING, withClient } from './client.ts';

const AT = { start: { line: 3, character: 5 }, end: { line: 3, character: 5 } };
const TWO = app('post', "app.put('/a', (req, res) => res.redirect('/b'));\n");

async function offered(client: Client, uri: string, range = AT): Promise<CodeAction[]> {
  const diagnostics = await client.diagnostics(uri);
  return client.actions(uri, range, { diagnostics, only: ['quickfix'] });
}

async function chosen(client: Client, actions: readonly CodeAction[], title: RegExp): Promise<TextDocumentEdit[]> {
  const action = actions.find(each => title.test(each.title)) ?? assert.fail(`${title} is not among ${actions.map(each => each.title).join(', ')}`);
  assert.equal(action.edit, undefined, 'the edit comes when it is asked for');
  const resolved = await client.connection.sendRequest<CodeAction>('codeAction/resolve', action);
  return (resolved.edit?.documentChanges ?? []) as TextDocumentEdit[];
}

test('beside the fixes: all of the rule, disable for line, file and project, the page', () => withClient({ capabilities: EVERYTHING }, async client => {
  await client.scanned();
  const uri = await client.open('app.js', TWO);
  const actions = await offered(client, uri, { start: { line: 4, character: 5 }, end: { line: 4, character: 5 } });
  assert.deepEqual(actions.map(({ title }) => title), [
    'Use 303 See Other: the client GETs the target', 'Use 307 Temporary Redirect: the client repeats the same request there',
    'Fix all ambiguous-302 in this file that are safe to fix (2)', 'Disable ambiguous-302 for this line', 'Disable ambiguous-302 for this file',
    'Disable ambiguous-302 in redirect-lint.config.json', 'Show the page of ambiguous-302',
  ]);
  const [all] = await chosen(client, actions, /^Fix all/);
  assert.equal(applied(TWO, all?.edits as never).split('redirect(303').length - 1, 2);
}));

for (const [name, expected] of [
  ['fixAllOfRule', /^Fix all/], ['disableForLine', /for this line$/], ['disableForFile', /for this file$/], ['disableInConfig', /config\.json$/], ['openRulePage', /^Show the page/],
] as const) {
  test(`codeActions.${name} can be switched off`, () => withClient({ capabilities: EVERYTHING, settings: { codeActions: { [name]: false } } }, async client => {
    await client.scanned();
    const uri = await client.open('app.js', TWO);
    const titles = (await offered(client, uri, { start: { line: 4, character: 5 }, end: { line: 4, character: 5 } })).map(({ title }) => title);
    assert.equal(titles.length, 6);
    assert.deepEqual(titles.filter(title => expected.test(title)), []);
  }));
}

test('a comment above the line, in its indentation, and one at the top of the file', () => withClient({ capabilities: EVERYTHING }, async client => {
  const text = `#!/usr/bin/env node\n${app()}`;
  const uri = await client.open('app.js', text);
  const actions = await offered(client, uri, { start: { line: 4, character: 5 }, end: { line: 4, character: 5 } });
  const [line] = await chosen(client, actions, /for this line/);
  assert.match(applied(text, line?.edits as never), /\n {2}\/\/ redirect-lint-disable-next-line ambiguous-302\n {2}res\.redirect/);
  const [file] = await chosen(client, actions, /for this file/);
  const disabled = applied(text, file?.edits as never);
  assert.match(disabled, /^#!.*\n\/\/ redirect-lint-disable ambiguous-302\nconst/);
  await client.change(uri, 2, { text: disabled });
  assert.deepEqual(await client.diagnostics(uri), []);
}));

test('the configuration file keeps its comments, open or not; where there is none, one is made', async () => {
  await withClient({ capabilities: EVERYTHING, files: { 'redirect-lint.config.json': '{\n  // ours\n  "ignore": ["x"]\n}\n' } }, async client => {
    await client.scanned();
    const uri = await client.open('app.js', app());
    const [edit] = await chosen(client, await offered(client, uri), /config\.json$/);
    assert.equal(edit?.textDocument.uri, client.uri('redirect-lint.config.json'));
    const made = applied('{\n  // ours\n  "ignore": ["x"]\n}\n', edit.edits as never);
    assert.match(made, /\/\/ ours/);
    assert.deepEqual(JSON.parse(made.replace(/\/\/.*/, '')), { ignore: ['x'], rules: { 'ambiguous-302': 'off' } });
    await client.open('redirect-lint.config.json', '{}', { languageId: 'jsonc' });
    const [other] = await chosen(client, await offered(client, uri), /config\.json$/);
    assert.deepEqual(JSON.parse(applied('{}', other?.edits as never)), { rules: { 'ambiguous-302': 'off' } });
  });
  await withClient({ capabilities: EVERYTHING }, async client => {
    await client.scanned();
    const uri = await client.open('app.js', app());
    const [create, fill] = await chosen(client, await offered(client, uri), /config\.json$/);
    assert.deepEqual(create, { kind: 'create', uri: client.uri('redirect-lint.config.json'), options: { ignoreIfExists: true } });
    assert.deepEqual(JSON.parse(applied('', fill?.edits as never)), { rules: { 'ambiguous-302': 'off' } });
  });
});

test('a file that holds no comments is offered the configuration alone', () => withClient({ capabilities: EVERYTHING }, async client => {
  await client.scanned();
  const uri = await client.open('vercel.json', '{\n  "redirects": [\n    { "source": "/a", "destination": "/b", "statusCode": 302 }\n  ]\n}\n', { languageId: 'json' });
  const titles = (await offered(client, uri, { start: { line: 2, character: 8 }, end: { line: 2, character: 8 } })).map(({ title }) => title);
  assert.ok(titles.some(title => title.endsWith('redirect-lint.config.json')), titles.join('\n'));
  assert.deepEqual(titles.filter(title => /this (?:line|file)$/.test(title)), []);
}));

test('an action that no longer fits its document is refused', () => withClient({ capabilities: EVERYTHING }, async client => {
  const uri = await client.open('app.js', app());
  const actions = await offered(client, uri);
  await client.change(uri, 2, { text: app('get') });
  await assert.rejects(client.connection.sendRequest('codeAction/resolve', actions[0]), { code: -32801 });
}));

test('the page of a rule is shown by the client, outside the editor', () => withClient({ capabilities: EVERYTHING }, async client => {
  const uri = await client.open('app.js', app());
  const command = (await offered(client, uri)).find(({ title }) => /^Show the page/.test(title))?.command as Command;
  assert.ok(client.result.capabilities.executeCommandProvider?.commands.includes(command.command));
  await client.connection.sendRequest('workspace/executeCommand', { command: command.command, arguments: command.arguments });
  const shown = client.received.filter(({ method }) => method === 'window/showDocument').map(({ params }) => params as { uri: string; external: boolean });
  assert.deepEqual(shown.map(({ external }) => external), [true]);
  assert.match(shown[0]?.uri ?? '', /\/docs\/rules\/ambiguous-302\.md$/);
  await client.connection.sendRequest('workspace/executeCommand', { command: command.command, arguments: ['../../evil'] });
  assert.equal(client.received.filter(({ method }) => method === 'window/showDocument').length, 1);
}));

test('a client that announces little gets edits at once, and no command that it cannot carry out', () => withClient({ capabilities: PULLING }, async client => {
  await client.scanned();
  const uri = await client.open('app.js', app());
  const actions = await offered(client, uri);
  assert.ok(actions.length >= 4);
  for (const { edit, title } of actions) assert.ok(edit, title);
  assert.deepEqual(actions.filter(({ command, title }) => command || /config\.json/.test(title)), []);
}));
