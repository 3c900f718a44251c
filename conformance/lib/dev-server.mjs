import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { serve } from './process.mjs';
import { isTypeScript, typeErrors } from './typescript.mjs';
import { asker, freePort } from './wire.mjs';

const MODULES = fileURLToPath(new URL('../node_modules', import.meta.url));
const START_MS = 90_000;
/** What is requested for the first time is compiled first. */
const ROUTE_MS = 30_000;
/** The folder of a fixed copy, which stands beside its case. */
const COPY = /(?:^|\/)fixed-[^/]+(?=\/)/;

/** @typedef {{ port: number, stop: () => Promise<void> }} Dev */

/**
 * A framework whose routes are files: its development server runs once on the whole folder of cases. A fixed copy of a route stands in a
 * folder of its own, so it is a route of its own; of any other file (a configuration, a middleware) the server runs on a copy of the project.
 * @param {object} given
 * @param {string} given.name as given on the command line, and the folder below cases/
 * @param {string} given.script the command's file below node_modules
 * @param {(port: number) => string[]} given.args
 * @param {(file: string) => string | null} given.routeOf the path that a file of the project serves; null: it is no route
 * @param {(folder: string) => { file: string, text: string }} given.marker a route in a folder of routes that answers GET with 200
 * @param {string[]} [given.ambient] files of declarations, below node_modules
 * @param {(ask: import('./wire.mjs').Ask, port: number) => import('./wire.mjs').Ask} [given.asking] how requests differ from plain ones
 * @returns {import('./server.mjs').Server}
 */
export function devServer({ name, script, args, routeOf, marker, ambient = [], asking = ask => ask }) {
  let project = '';
  /** @type {Promise<Dev> | null} */
  let shared = null;
  /** @param {string} folder @returns {Promise<Dev>} */
  const startIn = async folder => {
    const port = await freePort();
    const env = { ...process.env, CI: '1', NODE_ENV: 'development', ASTRO_TELEMETRY_DISABLED: '1', NEXT_TELEMETRY_DISABLED: '1', BROWSER: 'none' };
    const { stop } = await serve(process.execPath, [join(MODULES, script), ...args(port)], { port, cwd: folder, env, patience: START_MS });
    return { port, stop };
  };
  /** @param {number} port */
  const askOf = port => asking(patient(asker(port, { Accept: 'text/html', Origin: `http://127.0.0.1:${port}` }, ROUTE_MS)), port);
  return {
    name,
    cases: name,
    prepare(folder) {
      project = folder;
      symlinkSync(MODULES, join(folder, 'node_modules'));
    },
    check: async file => isTypeScript(file) ? typeErrors(file, ambient.map(each => join(MODULES, each))) : null,
    async start(file) {
      const own = relative(project, file);
      const original = own.replace(COPY, '').replace(/^\//, '');
      const route = routeOf(original);
      if (route === null && own !== original) return startCopy(project, original, file);
      shared ??= startIn(project);
      const { port } = await shared;
      const ask = askOf(port);
      if (route === null || own === original) return { ask, stop: async () => {} };
      const copy = routeOf(own) ?? '';
      accompany(dirname(join(project, original)), dirname(file));
      await appears(ask, project, dirname(own), marker, routeOf);
      return { ask: (method, target) => ask(method, target.startsWith(route) ? `${copy}${target.slice(route.length)}` : target), stop: async () => {} };
    },
    async close() {
      await (await shared)?.stop();
      shared = null;
    },
  };

  /**
   * @param {string} from
   * @param {string} original
   * @param {string} fixed
   */
  async function startCopy(from, original, fixed) {
    const folder = mkdtempSync(join(tmpdir(), 'project-'));
    const remove = () => rmSync(folder, { recursive: true, force: true });
    try {
      cpSync(from, folder, { recursive: true, verbatimSymlinks: true, filter: source => !/\/(?:fixed-[^/]+|\.next|\.astro|\.svelte-kit|\.nitro)$/.test(source) });
      cpSync(fixed, join(folder, original));
      const { port, stop } = await startIn(folder);
      return { ask: askOf(port), stop: () => stop().finally(remove) };
    } catch (error) {
      remove();
      throw error;
    }
  }
}

/**
 * A development server that has just seen a file starts anew, and listens to nobody while it does.
 * @param {import('./wire.mjs').Ask} ask
 * @returns {import('./wire.mjs').Ask}
 */
function patient(ask) {
  return async (method, target) => {
    for (const deadline = Date.now() + ROUTE_MS; ; await pause(100)) {
      try {
        return await ask(method, target);
      } catch (error) {
        if (!String(error).includes('ECONNREFUSED') || Date.now() > deadline) throw error;
      }
    }
  };
}

/**
 * Copies what stands beside a route (its component), without overwriting.
 * @param {string} from
 * @param {string} to
 */
function accompany(from, to) {
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const copy = join(to, entry.name);
    if (entry.isFile() && !existsSync(copy)) cpSync(join(from, entry.name), copy);
  }
}

/**
 * Waits until the server knows what was written into a folder, by a route written there last.
 * @param {import('./wire.mjs').Ask} ask
 * @param {string} project
 * @param {string} folder
 * @param {(folder: string) => { file: string, text: string }} marker
 * @param {(file: string) => string | null} routeOf
 */
async function appears(ask, project, folder, marker, routeOf) {
  const { file, text } = marker(folder);
  const path = routeOf(file) ?? '';
  mkdirSync(dirname(join(project, file)), { recursive: true });
  writeFileSync(join(project, file), text);
  const deadline = Date.now() + ROUTE_MS;
  while ((await ask('GET', path).catch(() => null))?.status !== 200) {
    if (Date.now() > deadline) throw new Error(`the development server does not serve ${path} after ${ROUTE_MS} ms`);
    await pause(100);
  }
}
