import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Host } from './host.mjs';

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
  const host = new Host(PYTHON, [HOST, kind, ...Object.keys(installed), ...preload], { PYTHONDONTWRITEBYTECODE: '1', PYTHONWARNINGS: 'ignore' });
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
    start: (file, port) => host.serve(file, port),
    close: () => host.close(),
  };
}

/** @param {string} code */
function python(code) {
  return spawnSync(PYTHON, ['-c', code], { encoding: 'utf8' });
}
