import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { complaint, hasCommand, serve } from '../lib/process.mjs';
import { freePort } from '../lib/wire.mjs';

/**
 * Lays a case out in a folder of its own, `127.0.0.1:8080` turned into the port.
 * @param {string} file
 * @param {number} port
 */
function layOut(file, port) {
  const folder = mkdtempSync(join(tmpdir(), 'haproxy-'));
  const config = join(folder, 'haproxy.cfg');
  writeFileSync(config, readFileSync(file, 'utf8').replaceAll('127.0.0.1:8080', `127.0.0.1:${port}`));
  return { config, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** @type {import('../lib/server.mjs').Server} */
export default {
  name: 'haproxy',
  cases: 'haproxy',
  needs: [{ debian: 'haproxy', present: () => hasCommand('haproxy') }],
  async check(file) {
    const { config, remove } = layOut(file, await freePort());
    try {
      return await complaint('haproxy', ['-c', '-q', '-f', config]);
    } finally {
      remove();
    }
  },
  async start(file, port) {
    const { config, remove } = layOut(file, port);
    try {
      const { stop } = await serve('haproxy', ['-db', '-f', config], { port });
      return { stop: () => stop().finally(remove) };
    } catch (error) {
      remove();
      throw error;
    }
  },
};
