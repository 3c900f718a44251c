// npm start: from a fresh clone to examples/ in a real VS Code, with the packaged extension installed.
//
// usage: node scripts/start.mjs [--browser] [--check]
//   --browser  VS Code in the browser even where the desktop one is installed
//   --check    start VS Code in the browser, ask for its page, end
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDependencies } from './dependencies.mjs';
import { onPath, run } from './processes.mjs';
import { serve } from './vscode/code-server.mjs';
import { CACHE, installVSCode } from './vscode/install.mjs';
import { settings } from './vscode/settings.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const examples = join(root, 'examples');
const vsix = join(root, 'redirect-lint.vsix');
const check = process.argv.includes('--check');

await ensureDependencies(root);
console.log('Building and packaging …');
await run(process.execPath, ['scripts/package.mjs'], { cwd: root });

console.log('\nThe command line says of examples/:\n');
await run(process.execPath, ['server/bin/redirect-lint.js', 'examples'], { cwd: root, allow: [0, 1] });

const desktop = check || process.argv.includes('--browser') ? null : desktopCode();
if (desktop) await openDesktop(desktop);
else await openBrowser();

/** The desktop VS Code's `code`; not that of a terminal inside VS Code Server, which would install into the user's own. */
function desktopCode() {
  const display = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  return display && !process.env.VSCODE_IPC_HOOK_CLI ? onPath('code') : null;
}

async function openDesktop(code) {
  const profile = join(CACHE, 'desktop-profile');
  mkdirSync(join(profile, 'data/User'), { recursive: true });
  writeFileSync(join(profile, 'data/User/settings.json'), JSON.stringify(settings, null, 2));
  const own = ['--user-data-dir', join(profile, 'data'), '--extensions-dir', join(profile, 'extensions')];
  await runCode(code, [...own, '--install-extension', vsix, '--force']);
  await runCode(code, [...own, '--new-window', examples]);
  console.log('examples/ is open in VS Code, with settings and extensions of its own in .cache/vscode/desktop-profile.');
}

// Windows starts `code.cmd` only through its shell, which splits arguments at blanks.
function runCode(code, args) {
  if (process.platform !== 'win32') return run(code, args);
  return new Promise((done, reject) => {
    const child = spawn(`"${code}"`, args.map(arg => `"${arg}"`), { stdio: 'inherit', shell: true });
    child.once('error', reject);
    child.once('close', status => status === 0 ? done(0) : reject(new Error(`code: exit status ${status}`)));
  });
}

async function openBrowser() {
  const server = await serve(await installVSCode(), { profile: join(CACHE, check ? 'check-profile' : 'browser-profile'), folder: examples, vsix: [vsix] });
  if (check) {
    const answer = await fetch(server.address);
    console.log(`${server.address} answers ${answer.status}`);
    await server.stop();
    process.exitCode = answer.status === 200 ? 0 : 1;
    return;
  }
  console.log(`\nVS Code with redirect-lint is at\n\n    ${server.address}\n\nOpen express/app.js there. Ctrl+C ends it.`);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => server.stop());
  const code = await server.ended;
  // Ended by Ctrl+C it has no exit status.
  process.exitCode = code ?? 0;
}
