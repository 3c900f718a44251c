import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const HOST = fileURLToPath(new URL('python-host.py', import.meta.url));
/** Debian's own, whose packages `apt-get` installs; another on the PATH does not see them. */
const PYTHON = '/usr/bin/python3';
/** @type {Record<string, Record<string, string>>} */
const RUNNERS = { wsgi: { cheroot: 'python3-cheroot' }, asgi: { uvicorn: 'python3-uvicorn' } };

/**
 * A framework from Debian whose cases name their application `app`.
 * @param {object} given
 * @param {string} given.name as given on the command line, and the folder below cases/
 * @param {'wsgi' | 'asgi' | 'aiohttp' | 'tornado'} given.kind what runs the application: cheroot, uvicorn or itself
 * @param {Record<string, string>} given.packages module → the Debian package that brings it
 * @param {string[]} [given.preload] modules that the cases import, so that their apps' processes need not
 * @param {string[]} [given.requires] distributions whose versions the cases' requirements.txt names
 * @returns {import('./server.mjs').Server}
 */
export function pythonFramework({ name, kind, packages, preload = [], requires = [] }) {
  const installed = { ...packages, ...RUNNERS[kind] };
  const host = new Host([kind, ...Object.keys(installed), ...preload]);
  return {
    name,
    cases: name,
    needs: Object.entries(installed).map(([module, debian]) => ({
      debian,
      present: () => python(`import importlib.util, sys; sys.exit(importlib.util.find_spec('${module}') is None)`).status === 0,
    })),
    prepare(folder) {
      const lines = requires.map(distribution => {
        const { stdout } = python(`import importlib.metadata; print(importlib.metadata.version('${distribution}'))`);
        return `${distribution}==${stdout.trim()}\n`;
      });
      writeFileSync(join(folder, 'requirements.txt'), lines.join(''));
    },
    // Python has none beside running the file, which `start` does.
    check: async () => null,
    async start(file, port) {
      await host.tell({ file, port });
      return { stop: () => host.tell({ stop: port }) };
    },
    close: () => host.close(),
  };
}

/** @param {string} code */
function python(code) {
  return spawnSync(PYTHON, ['-c', code], { encoding: 'utf8' });
}

/** The process that forks the apps' own, started with the first of them. */
class Host {
  /** @type {import('node:child_process').ChildProcessByStdio<import('node:stream').Writable, import('node:stream').Readable, null> | null} */
  #child = null;
  #sent = 0;
  /** @type {Map<number, { resolve: () => void, reject: (error: Error) => void }>} */
  #waiting = new Map();
  #args;

  /** @param {string[]} args */
  constructor(args) {
    this.#args = args;
  }

  /**
   * @param {{ file?: string, port?: number, stop?: number }} order
   * @returns {Promise<void>}
   */
  tell(order) {
    this.#child ??= this.#start();
    const { stdin } = this.#child;
    const id = ++this.#sent;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      stdin.write(`${JSON.stringify({ id, ...order })}\n`);
    });
  }

  async close() {
    const child = this.#child;
    this.#child = null;
    if (!child || child.exitCode !== null) return;
    child.stdin.end();
    await once(child, 'exit');
  }

  #start() {
    const env = { ...process.env, PYTHONDONTWRITEBYTECODE: '1', PYTHONWARNINGS: 'ignore' };
    const child = spawn(PYTHON, [HOST, ...this.#args], { env, stdio: ['pipe', 'pipe', 'inherit'] });
    createInterface({ input: child.stdout }).on('line', line => {
      const { id, error } = /** @type {{ id: number, error?: string }} */ (JSON.parse(line));
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
