import { mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeFramework } from '../lib/node-framework.mjs';

const MODULES = fileURLToPath(new URL('../node_modules', import.meta.url));

/**
 * An application of its own with the routes of a case. Only one that listens has bound them, so it does, on any port; what is asked goes to it directly.
 * @param {string} file
 */
function application(file) {
  const folder = mkdtempSync(join(tmpdir(), 'sails-'));
  symlinkSync(MODULES, join(folder, 'node_modules'));
  const listener = join(folder, 'listener.cjs');
  writeFileSync(listener, `
const { constructor: Sails } = require('sails');
const { routes } = require(${JSON.stringify(file)});
const application = new Sails();
const settings = { appPath: __dirname, explicitHost: '127.0.0.1', routes, hooks: { grunt: false, session: false, views: false }, globals: false, log: { level: 'silent' } };
const lifted = port => new Promise((resolve, reject) => application.lift({ ...settings, port }, error => error ? reject(error) : resolve(application.hooks.http.app)));
module.exports = import(${JSON.stringify(new URL('../lib/wire.mjs', import.meta.url).href)}).then(({ freePort }) => freePort()).then(lifted);
`);
  return listener;
}

export default nodeFramework({ name: 'sails', cases: 'sails', packages: { sails: 'sails' }, listener: application });
