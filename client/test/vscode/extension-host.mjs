import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { run } from '../../../scripts/processes.mjs';
import { launchBrowser } from '../../../scripts/vscode/browser.mjs';
import { serve } from '../../../scripts/vscode/code-server.mjs';
import { CACHE, installVSCode } from '../../../scripts/vscode/install.mjs';
import { settings } from '../../../scripts/vscode/settings.mjs';
import { keepLogs, ROOT, until, VSIX } from './host.mjs';

const SUITE = 'client/test/suite';

/**
 * Runs the suite and gives its results.
 * @param {ReturnType<import('./host.mjs').workplace>} place
 * @returns {Promise<{ name: string, error: string | null }[]>}
 */
export async function runSuite(place) {
  const installation = await installVSCode();
  const file = join(place.profile, 'results.json');
  mkdirSync(place.profile, { recursive: true });
  const extension = await buildSuite(join(place.profile, 'suite'));
  const host = await hostName();
  console.log(`Extension host: ${host}`);
  if (host === 'desktop') await inDesktop(installation, place, extension, file);
  else await inCodeServer(installation, place, extension, file);
  return JSON.parse(readFileSync(file, 'utf8'));
}

async function hostName() {
  const forced = process.env.REDIRECT_LINT_HOST;
  if (forced) return forced;
  const display = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  return display && await downloads() ? 'desktop' : 'code-server';
}

async function downloads() {
  try {
    return (await fetch('https://update.code.visualstudio.com/api/releases/stable', { signal: AbortSignal.timeout(5000) })).ok;
  } catch {
    return false;
  }
}

/** Bundles the suite as a test-only extension; the same bundle holds the entry for test-electron. */
async function buildSuite(folder) {
  mkdirSync(folder, { recursive: true });
  await build({
    absWorkingDir: ROOT, entryPoints: [`${SUITE}/extension.ts`, `${SUITE}/index.ts`], outdir: folder, outExtension: { '.js': '.cjs' },
    bundle: true, platform: 'node', target: 'node20', format: 'cjs', external: ['vscode'], sourcemap: 'inline', logLevel: 'warning',
  });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({
    name: 'redirect-lint-test', publisher: 'redirect-lint', version: '0.0.0', license: 'MIT', repository: 'none', private: true,
    engines: { vscode: '^1.91.0' }, main: './extension.cjs', activationEvents: ['onStartupFinished'],
  }));
  writeFileSync(join(folder, 'README.md'), 'Runs the tests of redirect-lint.\n');
  return folder;
}

async function inCodeServer(installation, place, extension, file) {
  const suite = join(place.profile, 'suite.vsix');
  await run(process.execPath, [join(ROOT, 'node_modules/@vscode/vsce/vsce'), 'package', '--no-dependencies', '--skip-license', '--out', suite], { cwd: extension, quiet: true });
  const server = await serve(installation, { profile: place.profile, folder: place.examples, vsix: [VSIX, suite], env: { REDIRECT_LINT_RESULTS: file } });
  const browser = await launchBrowser(installation);
  try {
    // The extension host starts when a workbench connects.
    await (await browser.newPage()).goto(server.address, { waitUntil: 'domcontentloaded', timeout: 90_000 });
    await until('the results of the suite', () => existsSync(file), 780_000);
  } finally {
    await browser.close();
    await server.stop();
    if (!allPassed(file)) keepLogs('extension-host', await server.logs());
  }
}

function allPassed(file) {
  return existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).every(result => result.error === null);
}

async function inDesktop(installation, place, extension, file) {
  const electron = await import(pathToFileURL(join(installation.modules, '@vscode/test-electron/out/index.js')).href);
  const executable = await electron.downloadAndUnzipVSCode({ version: 'stable', cachePath: join(CACHE, 'desktop') });
  const own = [`--user-data-dir=${join(place.profile, 'data')}`, `--extensions-dir=${join(place.profile, 'extensions')}`];
  mkdirSync(join(place.profile, 'data/User'), { recursive: true });
  writeFileSync(join(place.profile, 'data/User/settings.json'), JSON.stringify(settings));
  const [cli, ...args] = electron.resolveCliArgsFromVSCodeExecutablePath(executable, { reuseMachineInstall: true });
  await run(cli, [...args, ...own, '--install-extension', VSIX, '--force'], { quiet: true });
  // Only index.cjs may run the suite here.
  const manifest = join(extension, 'package.json');
  writeFileSync(manifest, JSON.stringify({ ...JSON.parse(readFileSync(manifest, 'utf8')), activationEvents: [] }));
  await electron.runTests({
    vscodeExecutablePath: executable, reuseMachineInstall: true, extensionDevelopmentPath: extension, extensionTestsPath: join(extension, 'index.cjs'),
    launchArgs: [place.examples, ...own], extensionTestsEnv: { REDIRECT_LINT_RESULTS: file },
  }).catch(error => {
    // The results say which tests failed.
    if (!existsSync(file)) throw error;
  });
}
