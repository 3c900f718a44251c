import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { complaint, hasCommand, serve } from '../lib/process.mjs';
import { freePort } from '../lib/wire.mjs';

const MODULES = ['mpm_event', 'authz_core', 'alias', 'rewrite', 'dir', 'mime'];

/**
 * The configuration around a case, so that Apache writes nowhere else and runs with and without root.
 * @param {string} folder
 * @param {number} port
 * @param {boolean} perDirectory the case is a .htaccess
 */
const wrapper = (folder, port, perDirectory) => `
ServerRoot ${folder}
ServerName localhost
Listen 127.0.0.1:${port}
PidFile ${folder}/apache.pid
ErrorLog ${folder}/error.log
LogLevel error
${process.getuid?.() === 0 ? 'User www-data\nGroup www-data' : ''}
${MODULES.map(name => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`).join('\n')}
TypesConfig /etc/mime.types
DocumentRoot ${folder}/html
<Directory ${folder}/html>
  AllowOverride All
  Require all granted
</Directory>
${perDirectory ? '' : `Include ${folder}/case.conf`}
`;

/**
 * Lays a case out in a folder of its own: a .htaccess in the document root, anything else as a part of the server's configuration.
 * @param {string} file
 * @param {number} port
 */
function layOut(file, port) {
  const folder = mkdtempSync(join(tmpdir(), 'apache-'));
  const perDirectory = basename(file) === '.htaccess';
  mkdirSync(join(folder, 'html'));
  writeFileSync(join(folder, 'html', 'index.html'), 'index\n');
  writeFileSync(perDirectory ? join(folder, 'html', '.htaccess') : join(folder, 'case.conf'), readFileSync(file));
  writeFileSync(join(folder, 'apache.conf'), wrapper(folder, port, perDirectory));
  return { args: ['-d', folder, '-f', join(folder, 'apache.conf')], folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** @type {import('../lib/server.mjs').Server} */
export default {
  name: 'apache',
  cases: 'apache',
  needs: [{ debian: 'apache2', present: () => hasCommand('apache2') }],
  async check(file) {
    const { args, folder, remove } = layOut(file, await freePort());
    try {
      // The check does not read .htaccess files; inside a <Directory> the same directives are allowed.
      if (basename(file) === '.htaccess') {
        const main = join(folder, 'apache.conf');
        writeFileSync(main, `${readFileSync(main, 'utf8')}\n<Directory ${folder}/html>\nInclude ${folder}/html/.htaccess\n</Directory>\n`);
      }
      return await complaint('apache2', [...args, '-t']);
    } finally {
      remove();
    }
  },
  async start(file, port) {
    const { args, folder, remove } = layOut(file, port);
    try {
      // Workers run as another user where this runs as root, and must pass the folders above.
      for (const above of [folder, tmpdir()]) chmodSync(above, 0o755);
      const { stop } = await serve('apache2', [...args, '-D', 'FOREGROUND'], { port });
      return { stop: () => stop().finally(remove) };
    } catch (error) {
      remove();
      throw error;
    }
  },
};
