import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
/** The launcher of the command line. */
export const EXECUTABLE = path.join(ROOT, 'server/bin/redirect-lint.js');
const NEWEST = path.join(ROOT, 'server/dist/cli.js');

/** Builds what ships unless that was done after the last change of a source. */
export function build(): void {
  const built = fs.statSync(NEWEST, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const sources = ['server/src', 'client/src', 'l10n'].map(folder => path.join(ROOT, folder)).filter(folder => fs.existsSync(folder))
    .flatMap(folder => fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(name => path.join(folder, name)));
  const changed = [...sources, path.join(ROOT, 'scripts/build.mjs'), path.join(ROOT, 'server/package.json')]
    .some(file => (fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0) > built);
  if (changed) execFileSync(process.execPath, [path.join(ROOT, 'scripts/build.mjs')], { stdio: ['ignore', 'ignore', 'inherit'] });
}
