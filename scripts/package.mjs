// Builds and packs the extension as redirect-lint.vsix; fails where the packer warns of anything.
//
// usage: node scripts/package.mjs
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const require = createRequire(import.meta.url);
const vsce = path.join(path.dirname(require.resolve('@vscode/vsce/package.json')), 'vsce');

run([path.join(root, 'scripts/build.mjs')]);
const said = run([vsce, 'package', '--no-dependencies', '--out', 'redirect-lint.vsix']);
process.stdout.write(said);
if (/warn/i.test(said)) {
  process.stderr.write('package: the packer warns, see above\n');
  process.exit(1);
}

/** What a script prints on either stream; ends the process where it fails. */
function run(args) {
  const { status, stdout, stderr, error } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  if (status !== 0) {
    process.stderr.write(`${stdout}${stderr}${error ?? ''}`);
    process.exit(1);
  }
  return `${stdout}${stderr}`;
}
