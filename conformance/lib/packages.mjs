import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Installs a folder's npm packages unless they are those of its lock file.
 * @param {string} folder
 * @throws {Error} where npm fails
 */
export function installPackages(folder) {
  const lock = join(folder, 'package-lock.json');
  const stamp = join(folder, 'node_modules', '.installed-lock.json');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === readFileSync(lock, 'utf8')) return;
  // Under `npm run` the root's own npm settings would hold here too.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_config_(?:legacy_peer_deps|ignore_scripts)$/i.test(name)));
  const { status } = spawnSync('npm', ['ci', '--workspaces=false', '--no-audit', '--no-fund'], { cwd: folder, env, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error(`npm ci failed in ${folder}`);
  writeFileSync(stamp, readFileSync(lock));
}
