import { onPath, run } from './processes.mjs';

/**
 * Installs packages where this runs as root on Debian or a system like it; elsewhere it does nothing.
 * @param {readonly string[]} packages
 */
export async function installDebian(packages) {
  if (process.getuid?.() !== 0 || !onPath('apt-get')) return;
  console.log(`Installing ${packages.join(', ')} (apt-get) …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update'], { env, quiet: true });
  await run('apt-get', ['install', '-y', '--no-install-recommends', ...packages], { env, quiet: true });
}
