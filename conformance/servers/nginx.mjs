import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../lib/wire.mjs';
import { complaint, hasCommand, serve } from '../lib/process.mjs';

/**
 * The configuration around a case, so that nginx writes nowhere else and runs with and without root.
 * @param {string} folder
 */
const wrapper = folder => `
${process.getuid?.() === 0 ? 'user root;' : ''}
worker_processes 1;
pid ${folder}/nginx.pid;
error_log stderr error;
events { worker_connections 64; }
http {
  access_log off;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  include ${folder}/case.conf;
}
`;

/**
 * Lays a case out in a folder of its own, `listen 8080` turned into the port.
 * @param {string} file
 * @param {number} port
 */
function layOut(file, port) {
  const folder = mkdtempSync(join(tmpdir(), 'nginx-'));
  mkdirSync(join(folder, 'html'));
  writeFileSync(join(folder, 'html', 'index.html'), 'index\n');
  writeFileSync(join(folder, 'case.conf'), readFileSync(file, 'utf8').replace(/\blisten 8080\b/g, `listen 127.0.0.1:${port}`));
  writeFileSync(join(folder, 'nginx.conf'), wrapper(folder));
  return { args: ['-p', folder, '-c', join(folder, 'nginx.conf')], remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** @type {import('../lib/server.mjs').Server} */
export default {
  name: 'nginx',
  cases: 'nginx',
  needs: [{ debian: 'nginx', present: () => hasCommand('nginx') }],
  async check(file) {
    const { args, remove } = layOut(file, await freePort());
    try {
      return await complaint('nginx', [...args, '-t', '-q']);
    } finally {
      remove();
    }
  },
  async start(file, port) {
    const { args, remove } = layOut(file, port);
    try {
      const { stop } = await serve('nginx', [...args, '-g', 'daemon off;'], { port });
      return { stop: () => stop().finally(remove) };
    } catch (error) {
      remove();
      throw error;
    }
  },
};
