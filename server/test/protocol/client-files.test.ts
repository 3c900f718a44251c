import assert from 'node:assert/strict';
import { test } from 'node:test';
import { app, Client, PULLING } from './client.ts';

const FOLDER = 'memfs:/shop';
const ROUTES = "const { login } = require('./login');\nconst app = require('express')();\napp.post('/login', login);\n";
const LOGIN = "exports.login = (req, res) => {\n  res.redirect('/home');\n};\n";

/** A client whose folder is a virtual one: the server reads it through requests, where the client says that it answers them. */
async function withVirtual(files: Record<string, string>, work: (client: Client, asked: string[]) => Promise<void>, answers = true): Promise<void> {
  const client = new Client({});
  const asked: string[] = [];
  const pathOf = (uri: string) => decodeURIComponent(uri.slice(FOLDER.length)).replace(/^\//, '');
  client.connection.onRequest('redirectLint/readFolder', ({ uri }: { uri: string }) => {
    const prefix = pathOf(uri) === '' ? '' : `${pathOf(uri)}/`;
    asked.push(prefix);
    const rest = Object.keys(files).filter(file => file.startsWith(prefix)).map(file => file.slice(prefix.length).split('/'));
    return [...new Map(rest.map(([name = '', ...below]) => [name, { name, isFolder: below.length > 0 }])).values()];
  });
  client.connection.onRequest('redirectLint/readFile', ({ uri }: { uri: string }) => {
    asked.push(pathOf(uri));
    return files[pathOf(uri)] ?? null;
  });
  try {
    client.result = await client.connection.sendRequest('initialize', {
      processId: process.pid, rootUri: FOLDER, workspaceFolders: [{ uri: FOLDER, name: 'shop' }],
      capabilities: { ...PULLING, ...answers && { experimental: { redirectLint: { files: true } } } },
    });
    await client.connection.sendNotification('initialized', {});
    await client.scanned();
    await work(client, asked);
    assert.equal(await client.stop(), 0);
  } finally {
    if (client.process.exitCode === null) client.process.kill();
  }
}

test('a virtual folder is read through the client: what stands in other files is linked', () => withVirtual({ 'routes.js': ROUTES, 'login.js': LOGIN }, async client => {
  const uri = await client.open('login.js', LOGIN, { uri: `${FOLDER}/login.js` });
  const [finding] = await client.diagnostics(uri);
  assert.equal(finding?.severity, 2);
  assert.equal(finding?.relatedInformation?.[0]?.location.uri, `${FOLDER}/routes.js`);
}));

test('a client that lends no files is asked for none', () => withVirtual({ 'routes.js': ROUTES, 'login.js': LOGIN }, async (client, asked) => {
  const uri = await client.open('login.js', LOGIN, { uri: `${FOLDER}/login.js` });
  assert.equal((await client.diagnostics(uri))[0]?.severity, 4);
  assert.deepEqual(asked, []);
}, false));

test('ignore files, skipped folders and the configuration hold there, too', () => withVirtual({
  '.gitignore': 'generated/\n*.gen.js\n', 'src/.gitignore': '!kept.gen.js\n', 'redirect-lint.config.json': '{ "ignore": ["old/"], "rules": { "ambiguous-302": "error" } }',
  'generated/app.js': app(), 'node_modules/x/app.js': app(), 'old/app.js': app(), 'a.gen.js': app(), 'src/kept.gen.js': app(), 'src/sign in.js': app(), 'readme.md': 'text',
}, async (client, asked) => {
  const { items } = await client.connection.sendRequest<{ items: { uri: string; items: { severity: number }[] }[] }>('workspace/diagnostic', { previousResultIds: [] });
  assert.deepEqual(items.filter(({ items }) => items.length > 0).map(({ uri, items: [first] }) => [uri, first?.severity]), [
    [`${FOLDER}/src/kept.gen.js`, 1], [`${FOLDER}/src/sign%20in.js`, 1],
  ]);
  assert.ok(!asked.some(path => /^(?:generated|node_modules|old)\/|a\.gen\.js|readme/.test(path)), asked.join(' '));
}));
