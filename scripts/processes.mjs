import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * Runs a program to its end. With `quiet` its output is kept back and shown only when it fails.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, quiet?: boolean, allow?: readonly number[] }} [options]
 *   `allow`: exit statuses that are no failure, 0 where not given
 * @returns {Promise<number>} its exit status
 */
export function run(command, args, { cwd, env, quiet = false, allow = [0] } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: env ?? process.env, stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'] });
    const output = [];
    child.stdout?.on('data', chunk => output.push(chunk));
    child.stderr?.on('data', chunk => output.push(chunk));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code !== null && allow.includes(code)) return resolve(code);
      const said = Buffer.concat(output).toString().trim();
      reject(new Error(`${[command, ...args].join(' ')}: ${signal ? `ended by ${signal}` : `exit status ${code}`}${said ? `\n${said}` : ''}`));
    });
  });
}

/**
 * Runs npm. Under `npm run` the same npm is used, without a shell, so that Windows needs no `npm.cmd`.
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, quiet?: boolean, node?: string }} [options]
 *   `node`: the Node that runs npm and what npm starts
 */
export function npm(args, { node = process.execPath, env = process.env, ...options } = {}) {
  const cli = process.env.npm_execpath;
  // Set by an outer `npm run`, and then taken for the inner npm's own folder and configuration.
  const inner = Object.fromEntries(Object.entries(env).filter(([name]) => !/^npm_(?!config_)|^npm_config_((local|global)_prefix|ignore_scripts|legacy_peer_deps)$|^INIT_CWD$/i.test(name)));
  const all = ['--no-fund', '--no-audit', '--no-update-notifier', ...args];
  return cli && /\.c?js$/.test(cli) && existsSync(cli)
    ? run(node, [cli, ...all], { ...options, env: inner })
    : run('npm', all, { ...options, env: inner });
}

/**
 * Where a program stands on PATH.
 * @param {string} name
 * @returns {string | null}
 */
export function onPath(name) {
  const names = process.platform === 'win32' ? [`${name}.cmd`, `${name}.exe`] : [name];
  for (const folder of (process.env.PATH ?? '').split(delimiter).filter(Boolean)) {
    for (const candidate of names) if (existsSync(join(folder, candidate))) return join(folder, candidate);
  }
  return null;
}
