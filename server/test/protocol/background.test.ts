import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { app, type Client, withClient } from './client.ts';
import { folder } from '../cli/run.ts';

/** More than are read before another thread is started. */
const MANY = Object.fromEntries(Array.from({ length: 200 }, (_, at) => [`${String(at).padStart(3, '0')}.js`, at % 10 === 0 ? app() : app('get')]));

/** The files of the workspace that a finding is in. */
async function found(client: Client): Promise<string[]> {
  const { items } = await client.connection.sendRequest<{ items: { uri: string; items: unknown[] }[] }>('workspace/diagnostic', { previousResultIds: [] });
  return items.filter(({ items }) => items.length > 0).map(({ uri }) => path.basename(uri)).sort();
}

const EXPECTED = Object.keys(MANY).filter((_, at) => at % 10 === 0);

/** A script that does this in threads that are not the first. */
function hook(t: TestContext, script: string): string {
  return path.join(folder(t, { 'hook.cjs': `if (!require('node:worker_threads').isMainThread) { ${script} }\n` }), 'hook.cjs');
}

/** How many threads have been started so far, beside the first. */
function counting(t: TestContext): { hook: string; started: () => number } {
  const counted = path.join(folder(t, { threads: '' }), 'threads');
  return { hook: hook(t, `require('node:fs').appendFileSync(${JSON.stringify(counted)}, 'x');`), started: () => fs.readFileSync(counted, 'utf8').length };
}

test('many files are read in one other thread', t => {
  const { hook, started } = counting(t);
  return withClient({ files: MANY, hook }, async client => {
    await client.scanned();
    assert.deepEqual(await found(client), EXPECTED);
    assert.equal(started(), 1);
  });
});

test('few files are read in the first thread', t => withClient({ files: { 'a.js': app() }, hook: hook(t, 'process.exit(3);') }, async client => {
  await client.scanned();
  assert.deepEqual(await found(client), ['a.js']);
}));

for (const [how, ending] of Object.entries({ 'before it has begun': 'process.exit(3);', 'after a while': 'setTimeout(() => process.exit(3), 40);', 'by an exception': "setTimeout(() => { throw new Error('out of luck'); }, 40);" })) {
  test(`a thread that ends ${how} leaves nothing unread`, t => withClient({ files: MANY, hook: hook(t, ending) }, async client => {
    await client.scanned();
    assert.deepEqual(await found(client), EXPECTED);
  }));
}

test('a file that goes while another thread reads it does not come back', async t => {
  const read = path.join(folder(t), 'read');
  // Between reading the file and stating what it says, there is time enough to remove it.
  const slow = hook(t, `const fs = require('node:fs');
    const { openSync, closeSync } = fs;
    let reading = null;
    fs.openSync = (file, ...how) => {
      const handle = openSync(file, ...how);
      if (String(file).endsWith('x-gone.js')) reading = handle;
      return handle;
    };
    fs.closeSync = handle => {
      closeSync(handle);
      if (handle !== reading) return;
      reading = null;
      fs.writeFileSync(${JSON.stringify(read)}, '');
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2000);
    };`);
  await withClient({ files: { ...MANY, 'x-gone.js': app() }, hook: slow }, async client => {
    const gone = path.join(client.folder, 'x-gone.js');
    while (!fs.existsSync(read)) await new Promise(resolve => setTimeout(resolve, 10));
    fs.rmSync(gone);
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: client.uri('x-gone.js'), type: 3 }] });
    await client.scanned();
    assert.deepEqual(await found(client), EXPECTED);
  });
});

test('many files that change at once are read in another thread, which ends when nothing more comes', t => {
  const { hook, started } = counting(t);
  return withClient({ files: MANY, hook }, async client => {
    await client.scanned();
    const changes = Object.keys(MANY).map(name => ({ uri: client.uri(name), type: 2 }));
    for (const threads of [2, 3]) {
      await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
      await new Promise(resolve => setTimeout(resolve, 6000));
      assert.equal(started(), threads);
      assert.deepEqual(await found(client), EXPECTED);
    }
  });
});
