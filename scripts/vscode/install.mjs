import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { npm, onPath } from '../processes.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const manifests = ['package.json', 'package-lock.json'];

/** Where everything that this project fetches or writes for a real VS Code stands. */
export const CACHE = join(here, '../../.cache/vscode');

/**
 * A VS Code from the npm registry (code-server) with the Node that it needs, and the tools that drive it.
 * @typedef {object} Installation
 * @property {string} node path of the Node 24 that runs code-server
 * @property {string} codeServer path of code-server's entry script
 * @property {string} modules the node_modules folder
 * @property {string} version version of code-server
 */

/**
 * Fetches what scripts/vscode/package.json names into `.cache/vscode/`, once for each lock file and each state of this file: about a minute and 1 GB.
 * An interrupted run leaves only a folder of its own, which the next one removes.
 * @returns {Promise<Installation>}
 */
export async function installVSCode() {
  const folder = join(CACHE, await key());
  if (!existsSync(folder)) await make(folder);
  const modules = join(folder, 'node_modules');
  const { version } = JSON.parse(await readFile(join(modules, 'code-server/package.json'), 'utf8'));
  return { node: nodeFor(modules), codeServer: join(modules, 'code-server/out/node/entry.js'), modules, version };
}

async function key() {
  const hash = createHash('sha256');
  for (const name of [...manifests, 'install.mjs']) hash.update(await readFile(join(here, name)));
  return `${process.platform}-${process.arch}-${hash.digest('hex').slice(0, 12)}`;
}

async function make(folder) {
  requireTools();
  const started = Date.now();
  console.log('Fetching VS Code from the npm registry (code-server), once: a minute or two …');
  await removeLeftovers();
  const draft = `${folder}.draft-${process.pid}`;
  await mkdir(draft, { recursive: true });
  for (const name of manifests) await copyFile(join(here, name), join(draft, name));
  // code-server's own install script compiles argon2 and kerberos, which a server without password does not use.
  await npm(['ci', '--ignore-scripts'], { cwd: draft, quiet: true });
  const modules = join(draft, 'node_modules');
  const node = nodeFor(modules);
  const env = {
    ...process.env,
    PATH: `${dirname(node)}${delimiter}${process.env.PATH}`,
    // The package of Node carries its headers: nothing is downloaded to compile against it.
    npm_config_nodedir: dirname(dirname(node)),
    JOBS: 'max',
  };
  const workbench = join(modules, 'code-server/lib/vscode');
  await npm(['install', '--omit=dev', '--ignore-scripts', '--no-save'], { cwd: workbench, env, node, quiet: true });
  // The extension host does not start without these two; the workbench needs nothing else that is compiled.
  await npm(['rebuild', '--ignore-scripts=false', '@vscode/spdlog', '@vscode/native-watchdog'], { cwd: workbench, env, node, quiet: true });
  // TypeScript, without which the workbench greets with an error message.
  await npm(['install', '--omit=dev', '--ignore-scripts', '--no-save'], { cwd: join(workbench, 'extensions'), env, node, quiet: true });
  await publish(draft, folder);
  console.log(`VS Code is in ${folder} (${Math.round((Date.now() - started) / 1000)} s).`);
}

async function publish(draft, folder) {
  try {
    await rename(draft, folder);
  } catch (error) {
    // Another run made the same one in the meantime.
    if (!existsSync(folder)) throw error;
    await rm(draft, { recursive: true, force: true });
  }
}

async function removeLeftovers() {
  if (!existsSync(CACHE)) return;
  for (const name of await readdir(CACHE)) {
    const pid = Number(/\.draft-(\d+)$/.exec(name)?.[1]);
    if (pid && !isRunning(pid)) await rm(join(CACHE, name), { recursive: true, force: true });
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function nodeFor(modules) {
  const packaged = join(modules, `node-${process.platform}-${process.arch}/bin/node`);
  if (existsSync(packaged)) return packaged;
  if (process.versions.node.startsWith('24.')) return process.execPath;
  throw new Error(`code-server needs Node 24 on ${process.platform}-${process.arch}: run this with Node 24, or put the desktop VS Code's "code" on PATH.`);
}

function requireTools() {
  if (process.platform === 'win32') throw new Error('VS Code in the browser (code-server) does not run on Windows: put the desktop VS Code\'s "code" on PATH.');
  const missing = ['python3', 'make', 'c++'].filter(tool => !onPath(tool));
  if (missing.length) throw new Error(`VS Code in the browser needs ${missing.join(', ')} to compile two small modules (Debian: apt-get install python3 make g++).`);
}
