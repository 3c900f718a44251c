import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { app, Client, PULLING, withClient } from './client.ts';

const SERVER = fileURLToPath(new URL('../../dist/server.js', import.meta.url));
const frame = (message: object) => {
  const body = JSON.stringify({ jsonrpc: '2.0', ...message });
  return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
};

/** What becomes of a server that is sent this and then left. Resolves when it has ended. */
function endOf(sent: string | Buffer): Promise<{ status: number | null; signal: string | null; out: string }> {
  const child = spawn(process.execPath, [SERVER, '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] });
  let out = '';
  child.stdout.on('data', chunk => {
    out += chunk;
  });
  child.stdin.end(sent);
  return new Promise(resolve => child.once('close', (status, signal) => resolve({ status, signal, out })));
}

const INITIALIZE = frame({ id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } });

for (const [name, sent] of Object.entries({
  'nothing at all': '',
  'half of a message': INITIALIZE.slice(0, -20),
  'bytes that are no message': Buffer.from([0, 255, 13, 10, 13, 10, 7]),
  'a message that is not JSON': 'Content-Length: 5\r\n\r\n{"a":',
  'a request and goes': INITIALIZE,
  'a notification before anything else': frame({ method: 'textDocument/didOpen', params: { textDocument: { uri: 'file:///a.js', languageId: 'javascript', version: 1, text: app() } } }),
})) {
  test(`the server ends with a client that sends ${name}`, async () => {
    const { signal } = await endOf(sent);
    assert.equal(signal, null);
  });
}

test('messages of wrong shape are refused or passed over, the server goes on', () => withClient({}, async client => {
  const uri = client.uri('app.js');
  await Promise.allSettled([client.connection.sendRequest('textDocument/diagnostic', { textDocument: 7 }), client.connection.sendRequest('textDocument/hover', [])]);
  assert.deepEqual(await client.actions('no uri at all', { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }), []);
  await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: [[1]] });
  await client.open('app.js', app());
  assert.equal((await client.diagnostics(uri)).length, 1);
}));

test('versions that go back, repeat or are missing do no harm', () => withClient({}, async client => {
  const uri = await client.open('app.js', app('get'));
  for (const version of [7, 3, 3, -1, null as unknown as number]) await client.change(uri, version, { text: app() });
  assert.equal((await client.diagnostics(uri)).length, 1);
  await client.open('app.js', app('get'));
  assert.deepEqual(await client.diagnostics(uri), [], 'the text of the second opening counts');
}));

test('edits name the version of the text that they were made for', () => withClient({}, async client => {
  const uri = await client.open('app.js', app());
  await client.change(uri, 41, { text: app('delete') });
  const [action] = await client.actions(uri, { start: { line: 3, character: 2 }, end: { line: 3, character: 2 } });
  const [change] = action?.edit?.documentChanges ?? [];
  assert.deepEqual(change && 'textDocument' in change && change.textDocument, { uri, version: 41 });
}));

test('a file that vanishes or becomes something else is forgotten', () => withClient({ files: { 'a.js': app(), 'b.js': app(), 'c.js': app() } }, async client => {
  await client.scanned();
  fs.rmSync(path.join(client.folder, 'a.js'));
  fs.rmSync(path.join(client.folder, 'b.js'));
  execFileSync('mkfifo', [path.join(client.folder, 'b.js')]);
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: client.uri('a.js'), type: 2 }, { uri: client.uri('b.js'), type: 2 }, { uri: client.uri('never.js'), type: 3 }] });
  const { items } = await client.connection.sendRequest<{ items: { uri: string; items: unknown[] }[] }>('workspace/diagnostic', { previousResultIds: [] });
  assert.deepEqual(items.filter(item => item.items.length > 0).map(item => item.uri), [client.uri('c.js')]);
}));

test('a hostile workspace is read to its end', async () => {
  const client = new Client({ files: { 'a.js': app(), 'utf16.js': '', 'huge.js': '' } });
  const at = (name: string) => path.join(client.folder, name);
  fs.writeFileSync(at('utf16.js'), Buffer.from(`\uFEFF${app()}`, 'utf16le'));
  fs.truncateSync(at('huge.js'), 2 ** 31 + 7);
  fs.symlinkSync('.', at('again'));
  fs.symlinkSync('self.js', at('self.js'));
  fs.symlinkSync('/dev/zero', at('zero.js'));
  fs.symlinkSync('/dev/zero', at('.gitignore'));
  execFileSync('mkfifo', [at('pipe.js'), at('redirect-lint.config.json')]);
  fs.writeFileSync(at('line\nfeed.js'), app());
  fs.writeFileSync(Buffer.concat([Buffer.from(at('caf')), Buffer.from([0xe9]), Buffer.from('.js')]), app());
  try {
    await client.initialize(PULLING);
    await client.scanned();
    const { items } = await client.connection.sendRequest<{ items: { uri: string; items: unknown[] }[] }>('workspace/diagnostic', { previousResultIds: [] });
    assert.deepEqual(items.filter(item => item.items.length > 0).map(item => item.uri).sort(), [client.uri('a.js'), client.uri('line\nfeed.js')].sort());
    assert.equal(await client.stop(), 0);
  } finally {
    client.process.kill();
    fs.rmSync(client.folder, { recursive: true, force: true });
  }
});

test('a server that is killed in the middle of a scan leaves nothing that troubles the next', async () => {
  const files = Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`${at}.js`, app()]));
  const first = new Client({ files });
  await first.initialize(PULLING);
  await first.until(() => first.received.some(({ method }) => method === 'window/workDoneProgress/create'));
  const ended = new Promise(resolve => {
    first.process.once('exit', resolve);
  });
  first.process.kill('SIGKILL');
  await ended;
  first.connection.dispose();
  assert.equal(fs.readdirSync(first.folder).length, 300);
  fs.rmSync(first.folder, { recursive: true });
  await withClient({ files }, async client => {
    await client.scanned();
    const { items } = await client.connection.sendRequest<{ items: { items: unknown[] }[] }>('workspace/diagnostic', { previousResultIds: [] });
    assert.equal(items.filter(item => item.items.length === 1).length, 300);
  });
});
