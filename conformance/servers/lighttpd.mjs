import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { complaint, hasCommand, serve } from '../lib/process.mjs';
import { freePort } from '../lib/wire.mjs';

/**
 * Lays a case out in a folder of its own, behind what every configuration needs.
 * @param {string} file
 * @param {number} port
 */
function layOut(file, port) {
  const folder = mkdtempSync(join(tmpdir(), 'lighttpd-'));
  mkdirSync(join(folder, 'html'));
  writeFileSync(join(folder, 'html', 'index.html'), 'index\n');
  const config = join(folder, 'lighttpd.conf');
  writeFileSync(config, `server.modules = ( "mod_redirect" )
server.document-root = "${folder}/html"
server.bind = "127.0.0.1"
server.port = ${port}
server.upload-dirs = ( "${folder}" )
index-file.names = ( "index.html" )
${readFileSync(file, 'utf8')}`);
  return { config, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** @type {import('../lib/server.mjs').Server} */
export default {
  name: 'lighttpd',
  cases: 'lighttpd',
  needs: [{ debian: 'lighttpd', present: () => hasCommand('lighttpd') }],
  async check(file) {
    const { config, remove } = layOut(file, await freePort());
    try {
      return await complaint('lighttpd', ['-tt', '-f', config]);
    } finally {
      remove();
    }
  },
  async start(file, port) {
    const { config, remove } = layOut(file, port);
    try {
      const { stop } = await serve('lighttpd', ['-D', '-f', config], { port });
      return { stop: () => stop().finally(remove) };
    } catch (error) {
      remove();
      throw error;
    }
  },
};
