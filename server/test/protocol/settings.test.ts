import assert from 'node:assert/strict';
import { test } from 'node:test';
import { app, PULLING, withClient } from './client.ts';

const UNASKED = { ...PULLING, workspace: { ...PULLING.workspace, configuration: false } };

for (const garbage of [null, 0, 'x', [], [[]], { rules: 5, severityFor: [], formats: { '': 3, '[': 'nginx', '**': 'nothing' }, run: {}, enable: 'yes', redirectsFilePlatform: 7 }, { rules: { 'ambiguous-302': 'loud', '': null } }]) {
  test(`settings that make no sense count as not given: ${JSON.stringify(garbage)}`, () => withClient({ settings: garbage }, async client => {
    const uri = await client.open('app.js', app());
    assert.deepEqual((await client.diagnostics(uri)).map(({ severity }) => severity), [2]);
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: garbage });
    assert.deepEqual((await client.diagnostics(uri)).map(({ severity }) => severity), [2]);
  }));
}

test('severities by rule', () => withClient({ settings: { rules: { 'ambiguous-302': 'error' } } }, async client => {
  const uri = await client.open('app.js', app());
  assert.deepEqual((await client.diagnostics(uri)).map(({ severity }) => severity), [1]);
  client.settings = { rules: { 'ambiguous-302': 'off' } };
  await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  assert.deepEqual(await client.diagnostics(uri), []);
}));

test('enable: false switches everything off, and on again', () => withClient({ settings: { enable: false }, files: { 'other.js': app() } }, async client => {
  const uri = await client.open('app.js', app());
  assert.deepEqual(await client.diagnostics(uri), []);
  assert.deepEqual(await client.connection.sendRequest('workspace/diagnostic', { previousResultIds: [] }), { items: [] });
  client.settings = { enable: true };
  await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  await client.scanned(2);
  assert.equal((await client.diagnostics(uri)).length, 1);
  assert.equal((await client.diagnostics(client.uri('other.js'))).length, 1);
}));

test('a client that cannot be asked gives settings at the start and pushes changes', () => withClient(
  { capabilities: UNASKED, initializationOptions: { settings: { redirectLint: { rules: { 'ambiguous-302': 'hint' } } } } },
  async client => {
    const uri = await client.open('app.js', app());
    assert.deepEqual((await client.diagnostics(uri)).map(({ severity }) => severity), [4]);
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: { redirectLint: { rules: {} } } });
    assert.deepEqual((await client.diagnostics(uri)).map(({ severity }) => severity), [2]);
  },
));

test("the project's configuration file holds in the editor, and the editor's settings go before it", () => withClient(
  { files: { 'redirect-lint.config.json': '{ "rules": { "ambiguous-302": "error" }, "ignore": ["old/"] }' } },
  async client => {
    await client.scanned();
    const uri = await client.open('app.js', app());
    const ignored = await client.open('old/app.js', app());
    assert.deepEqual((await client.diagnostics(uri)).map(({ severity }) => severity), [1]);
    assert.deepEqual(await client.diagnostics(ignored), []);
    client.write('redirect-lint.config.json', '{ "rules": { "ambiguous-302": "hint" } }');
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: client.uri('redirect-lint.config.json'), type: 2 }] });
    await client.scanned(2);
    assert.deepEqual((await client.diagnostics(uri)).map(({ severity }) => severity), [4]);
    assert.equal((await client.diagnostics(ignored)).length, 1);
    client.settings = { rules: { 'ambiguous-302': 'warning' } };
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    assert.deepEqual((await client.diagnostics(uri)).map(({ severity }) => severity), [2]);
  },
));

test('a configuration file that makes no sense is logged and left out', () => withClient({ files: { 'redirect-lint.config.json': '{ "rulez": ' } }, async client => {
  await client.scanned();
  assert.equal(client.logs(/redirect-lint\.config\.json/).length, 1);
  const uri = await client.open('app.js', app());
  assert.equal((await client.diagnostics(uri)).length, 1);
}));

for (const [platform, severities] of [['netlify', 0], ['cloudflare-pages', 1]] as const) {
  test(`redirectsFilePlatform: ${platform} decides what a _redirects file sends by default`, () => withClient({ settings: { redirectsFilePlatform: platform } }, async client => {
    await client.scanned();
    const uri = await client.open('_redirects', '/old /new\n', { languageId: 'redirects' });
    const codes = (await client.diagnostics(uri)).map(({ code }) => code);
    assert.deepEqual(codes, [severities === 0 ? 'ambiguous-301' : 'ambiguous-302']);
  }));
}

test('hints on configuration are grouped unless a setting says otherwise, and paths that receive writes can be named', () => withClient(
  { settings: { unboundedHints: 'project', writePaths: null }, files: { 'redirect-lint.config.json': '{ "writePaths": ["/c"] }' } },
  async client => {
    await client.scanned();
    const uri = await client.open('nginx.conf', 'server {\n  location /a { return 301 /x; }\n  location /b { return 301 /y; }\n  location /c { return 301 /z; }\n}\n');
    const told = async () => (await client.diagnostics(uri)).map(({ range, severity }) => [range.start.line, severity]);
    assert.deepEqual(await told(), [[1, 4], [3, 2]]);
    client.settings = { unboundedHints: 'each', writePaths: ['/b'] };
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    assert.deepEqual(await told(), [[1, 4], [2, 2], [3, 4]]);
  },
));
