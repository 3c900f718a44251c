import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
/** The launcher of the command line. */
export const EXECUTABLE = path.join(ROOT, 'server/bin/redirect-lint.js');
const NEWEST = path.join(ROOT, 'server/dist/cli.js');

// What is kept of the files of tests is not for the user whose machine this is.
const cache = fs.mkdtempSync(path.join(os.tmpdir(), 'redirect-lint-cache-'));
process.env.XDG_CACHE_HOME = cache;
process.on('exit', () => fs.rmSync(cache, { recursive: true, force: true }));

/** Builds what ships unless that was done after the last change of a source. */
export function build(): void {
  const built = fs.statSync(NEWEST, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const sources = ['server/src', 'client/src', 'l10n'].map(folder => path.join(ROOT, folder)).filter(folder => fs.existsSync(folder))
    .flatMap(folder => fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(name => path.join(folder, name)));
  const changed = [...sources, path.join(ROOT, 'scripts/build.mjs'), path.join(ROOT, 'server/package.json')]
    .some(file => (fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0) > built);
  if (changed) execFileSync(process.execPath, [path.join(ROOT, 'scripts/build.mjs')], { stdio: ['ignore', 'ignore', 'inherit'] });
}

/** A copy of what is built that parses no code: what it still says of code was kept by one that does. */
export function withoutGrammars(t: TestContext): string {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'redirect-lint-installed-'));
  t.after(() => fs.rmSync(home, { recursive: true, force: true }));
  const server = path.join(ROOT, 'server');
  const bundles = fs.readdirSync(path.join(server, 'dist')).filter(name => name.endsWith('.js')).map(name => `dist/${name}`);
  for (const name of ['bin', 'package.json', ...bundles]) fs.cpSync(path.join(server, name), path.join(home, name), { recursive: true });
  return home;
}
