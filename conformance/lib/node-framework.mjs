import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
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
  const host = new Host();
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
      try {
        await host.tell({ load: runnable(file), port });
        await host.tell({ unload: true, port });
        return null;
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
    },
    async start(file, port) {
      await host.tell({ load: runnable(file), port });
      return { stop: () => host.tell({ unload: true, port }) };
    },
    close: () => host.close(),
  };
}

/** The process that holds the apps, started with the first of them. */
class Host {
  /** @type {import('node:child_process').ChildProcess | null} */
  #child = null;
  #sent = 0;
  /** @type {Map<number, { resolve: () => void, reject: (error: Error) => void }>} */
  #waiting = new Map();

  /**
   * @param {{ load?: string, unload?: boolean, port: number }} order
   * @returns {Promise<void>}
   */
  tell(order) {
    this.#child ??= this.#start();
    const child = this.#child;
    const id = ++this.#sent;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      child.send({ id, ...order });
    });
  }

  async close() {
    const child = this.#child;
    this.#child = null;
    if (!child || child.exitCode !== null) return;
    child.disconnect();
    await once(child, 'exit');
  }

  #start() {
    const env = { ...process.env, NODE_ENV: 'test', NO_DEPRECATION: '*' };
    const child = fork(HOST, { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    child.on('message', message => {
      const { id, error } = /** @type {{ id: number, error?: string }} */ (message);
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error) waiting?.reject(new Error(error));
      else waiting?.resolve();
    });
    child.once('exit', code => {
      for (const { reject } of this.#waiting.values()) reject(new Error(`the apps' process ended with ${code}`));
      this.#waiting.clear();
      this.#child = null;
    });
    return child;
  }
}
