import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * Keeps what the workbench shows as a PNG of at most 128 colours, which is a third of what the browser writes and looks the same:
 * the pictures travel in the extension's package.
 * @param {import('../../../scripts/vscode/install.mjs').Installation} installation
 * @param {import('./workbench.mjs').Workbench} workbench
 * @param {string} file
 */
export async function keepPicture({ modules }, workbench, file) {
  const sharp = createRequire(join(modules, 'package.json'))('sharp');
  mkdirSync(dirname(file), { recursive: true });
  await sharp(await workbench.screenshot()).png({ palette: true, colours: 128, dither: 0, effort: 10, compressionLevel: 9 }).toFile(file);
}
