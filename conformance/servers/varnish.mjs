import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { complaint, hasCommand, serve } from '../lib/process.mjs';

/** A folder of its own, so that Varnish writes nowhere else. */
function workFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'varnish-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** @type {import('../lib/server.mjs').Server} */
export default {
  name: 'varnish',
  cases: 'varnish',
  needs: [{ debian: 'varnish', present: () => hasCommand('varnishd') && hasCommand('gcc') }],
  async check(file) {
    const { folder, remove } = workFolder();
    try {
      return await complaint('varnishd', ['-C', '-j', 'none', '-n', folder, '-f', file]);
    } finally {
      remove();
    }
  },
  async start(file, port) {
    const { folder, remove } = workFolder();
    try {
      const { stop } = await serve('varnishd', [
        '-F', '-j', 'none', '-n', folder, '-f', file, '-a', `127.0.0.1:${port}`, '-T', 'none', '-s', 'malloc,16m', '-p', 'thread_pools=1', '-p', 'thread_pool_min=10',
      ], { port });
      return { stop: () => stop().finally(remove) };
    } catch (error) {
      remove();
      throw error;
    }
  },
};
