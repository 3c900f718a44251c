import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { complaint, environment, hasCommand, serve } from '../lib/process.mjs';
import { freePort } from '../lib/wire.mjs';

/**
 * Lays a case out in a folder of its own, `127.0.0.1:8080` turned into the port; a name that ends in `.json` is Caddy's native format.
 * @param {string} file
 * @param {number} port
 */
function layOut(file, port) {
  const folder = mkdtempSync(join(tmpdir(), 'caddy-'));
  const isJson = file.endsWith('.json');
  const config = join(folder, isJson ? 'caddy.json' : 'Caddyfile');
  writeFileSync(config, readFileSync(file, 'utf8').replaceAll('127.0.0.1:8080', `127.0.0.1:${port}`).replace(/^\/\/.*$/gm, ''));
  const args = ['--config', config, ...(isJson ? [] : ['--adapter', 'caddyfile'])];
  return { args, folder, env: { ...environment(), HOME: folder, XDG_CONFIG_HOME: folder, XDG_DATA_HOME: folder }, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** @type {import('../lib/server.mjs').Server} */
export default {
  name: 'caddy',
  cases: 'caddy',
  needs: [{ debian: 'caddy', present: () => hasCommand('caddy') }],
  async check(file) {
    const { args, remove } = layOut(file, await freePort());
    try {
      return await complaint('caddy', ['validate', ...args]);
    } finally {
      remove();
    }
  },
  async start(file, port) {
    const { args, folder, env, remove } = layOut(file, port);
    try {
      const { stop } = await serve('caddy', ['run', ...args], { port, cwd: folder, env });
      return { stop: () => stop().finally(remove) };
    } catch (error) {
      remove();
      throw error;
    }
  },
};
