import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from './processes.mjs';

/**
 * Runs `npm ci` where node_modules is missing or does not hold what package-lock.json asks for.
 * @param {string} root folder of the checkout
 */
export async function ensureDependencies(root) {
  if (installed(root)) return;
  console.log('Installing dependencies (npm ci) …');
  await npm(['ci'], { cwd: root });
}

function installed(root) {
  const hidden = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(hidden)) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const present = JSON.parse(readFileSync(hidden, 'utf8')).packages;
  return Object.entries(wanted).every(([path, entry]) =>
    !path.startsWith('node_modules/') || entry.link || entry.optional || present[path]?.version === entry.version);
}
