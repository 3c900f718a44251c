import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../processes.mjs';
import { settings } from './settings.mjs';

const LISTENING = /HTTP server listening on (http:\/\/127\.0\.0\.1:\d+)/;

/**
 * A VS Code that is being served.
 * @typedef {object} Served
 * @property {string} address where a browser finds the workbench with the folder opened
 * @property {Promise<number | null>} ended resolves with its exit status
 * @property {() => Promise<string>} logs what the server printed and what the extension hosts logged
 * @property {() => Promise<void>} stop ends it and all that it started
 */

/**
 * Serves a folder in VS Code on a free loopback port, with these extensions and none else.
 * @param {import('./install.mjs').Installation} installation
 * @param {object} options
 * @param {string} options.profile folder for settings, extensions and logs
 * @param {string} options.folder what is opened: a folder or a `.code-workspace` file
 * @param {boolean} [options.asksForTrust] whether what is opened has to be trusted before it is
 * @param {readonly string[]} options.vsix packaged extensions to install
 * @param {Record<string, unknown>} [options.settings] added to those of settings.mjs
 * @param {Record<string, string>} [options.env] added to the environment, the extension host's too
 * @returns {Promise<Served>}
 */
export async function serve(installation, options) {
  const data = join(options.profile, 'data');
  const own = ['--config', join(options.profile, 'config.yaml'), '--user-data-dir', data, '--extensions-dir', join(options.profile, 'extensions')];
  await mkdir(join(data, 'User'), { recursive: true });
  await writeFile(join(data, 'User/settings.json'), JSON.stringify({ ...settings, ...options.settings }, null, 2));
  await writeFile(join(options.profile, 'config.yaml'), 'auth: none\n');
  for (const vsix of options.vsix) {
    await run(installation.node, [installation.codeServer, ...own, '--install-extension', vsix, '--force'], { env: environment(options.profile), quiet: true });
  }
  // Not in the profile: the path of a socket is limited to about 100 characters.
  const sockets = await mkdtemp(join(tmpdir(), 'redirect-lint-'));
  const args = [...own, '--auth', 'none', '--bind-addr', '127.0.0.1:0', '--session-socket', join(sockets, 'session.sock'),
    '--disable-telemetry', '--disable-update-check', ...options.asksForTrust ? [] : ['--disable-workspace-trust'], '--disable-getting-started-override', options.folder];
  // A process group of its own, so that the extension hosts end with it.
  const child = spawn(installation.node, [installation.codeServer, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'], detached: true, env: { ...environment(options.profile), XDG_RUNTIME_DIR: sockets, ...options.env },
  });
  let printed = '';
  const ended = new Promise(resolve => child.once('exit', resolve));
  const kill = signal => {
    try {
      process.kill(-child.pid, signal);
    } catch {
      // It has ended by itself.
    }
  };
  process.once('exit', () => kill('SIGKILL'));
  const origin = await new Promise((resolve, reject) => {
    const listen = chunk => {
      printed += chunk;
      const found = LISTENING.exec(printed);
      if (found) resolve(found[1]);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('error', reject);
    child.once('exit', code => reject(new Error(`code-server ended with ${code}:\n${printed}`)));
  });
  return {
    address: `${origin}/?${options.folder.endsWith('.code-workspace') ? 'workspace' : 'folder'}=${encodeURIComponent(options.folder).replaceAll('%2F', '/')}`,
    ended,
    logs: async () => `${printed}\n${await hostLogs(data)}`,
    stop: async () => {
      kill('SIGTERM');
      const late = setTimeout(() => kill('SIGKILL'), 5000);
      await ended;
      clearTimeout(late);
      kill('SIGKILL');
      await rm(sockets, { recursive: true, force: true });
    },
  };
}

function environment(profile) {
  // A terminal of VS Code sets variables that turn an inner code-server into a client of the outer one.
  const kept = Object.entries(process.env).filter(([name]) => !/^(VSCODE|ELECTRON|CODE_SERVER|npm)_|^(PORT|PASSWORD|HASHED_PASSWORD)$/.test(name));
  // Its own logs and heartbeat, which no option moves out of the home folder.
  return { ...Object.fromEntries(kept), XDG_DATA_HOME: join(profile, 'home'), XDG_CACHE_HOME: join(profile, 'home') };
}

async function hostLogs(data) {
  const logs = join(data, 'logs');
  if (!existsSync(logs)) return '';
  const names = (await readdir(logs, { recursive: true })).filter(name => /exthost.*\.log$/.test(name)).sort();
  const texts = await Promise.all(names.map(async name => `--- ${name}\n${await readFile(join(logs, name), 'utf8')}`));
  return texts.join('\n');
}
