import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { complaintOf, Host } from './host.mjs';
import { compiled, isTypeScript, typeErrors } from './typescript.mjs';
import { freePort } from './wire.mjs';

const HOST = fileURLToPath(new URL('node-host.mjs', import.meta.url));
const MODULES = fileURLToPath(new URL('../node_modules/', import.meta.url));

/**
 * A framework from the npm registry whose cases export a request listener. Cases in TypeScript are type-checked, then compiled.
 * @param {object} given
 * @param {string} given.name as given on the command line
 * @param {string} given.cases folder below cases/
 * @param {Record<string, string>} given.packages name in the case's source → name in this folder's manifest, which may be an alias of one version
 * @param {(file: string) => string} [given.listener] the module that exports the listener, written beside the case where the case does not itself
 * @returns {import('./server.mjs').Server}
 */
export function nodeFramework({ name, cases, packages, listener = file => file }) {
  const host = new Host(process.execPath, [HOST], { NODE_ENV: 'test', NO_DEPRECATION: '*' });
  /** @param {string} file */
  const runnable = file => listener(isTypeScript(file) ? compiled(file) : file);
  return {
    name,
    cases,
    prepare(folder) {
      /** @type {Record<string, string>} */
      const dependencies = {};
      for (const [wanted, installed] of Object.entries(packages)) {
        const link = join(folder, 'node_modules', wanted);
        mkdirSync(dirname(link), { recursive: true });
        symlinkSync(join(MODULES, installed), link);
        dependencies[wanted] = `^${JSON.parse(readFileSync(join(MODULES, installed, 'package.json'), 'utf8')).version}`;
      }
      writeFileSync(join(folder, 'package.json'), `${JSON.stringify({ name: 'cases', private: true, dependencies }, null, 2)}\n`);
    },
    async check(file) {
      const wrong = isTypeScript(file) ? typeErrors(file) : null;
      if (wrong) return wrong;
      const port = await freePort();
      return complaintOf(host.serve(runnable(file), port).then(({ stop }) => stop()));
    },
    start: (file, port) => host.serve(runnable(file), port),
    close: () => host.close(),
  };
}
