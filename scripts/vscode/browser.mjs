import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { installDebian } from '../debian.mjs';
import { onPath } from '../processes.mjs';
import { CACHE } from './install.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * Path of a Chromium; Debian's is installed where there is none and this runs as root.
 * @returns {Promise<string>}
 */
export async function ensureChromium() {
  const found = findChromium();
  if (found) return found;
  await installDebian(['chromium']);
  const installed = findChromium();
  if (installed) return installed;
  throw new Error('The real-VS-Code tests need a Chromium: install the package "chromium" (Debian: sudo apt-get install chromium).');
}

function findChromium() {
  const named = process.env.CHROMIUM_PATH;
  if (named) return named;
  return NAMES.map(onPath).find(Boolean) ?? ELSEWHERE.find(path => existsSync(path)) ?? null;
}

/**
 * Opens Chromium without a window.
 * @param {import('./install.mjs').Installation} installation
 */
export async function launchBrowser(installation) {
  const { chromium } = (await import(pathToFileURL(join(installation.modules, 'playwright-core/index.js')).href)).default;
  return chromium.launch({
    executablePath: await ensureChromium(),
    // Chromium writes crash reports and dconf's cache there.
    env: { ...process.env, XDG_CONFIG_HOME: join(CACHE, 'chromium'), XDG_CACHE_HOME: join(CACHE, 'chromium') },
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}
