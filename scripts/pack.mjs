// Makes the npm package, redirect-lint-VERSION.tgz: the command, the language server and the library, without a dependency.
//
// usage: node scripts/pack.mjs
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { npm } from './processes.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const stage = join(root, '.cache/npm-package');

for (const script of ['build.mjs', 'types.mjs']) execFileSync(process.execPath, [join(root, 'scripts', script)], { cwd: root, stdio: 'inherit' });

rmSync(stage, { recursive: true, force: true });
mkdirSync(stage, { recursive: true });
const manifest = JSON.parse(readFileSync(join(root, 'server/package.json'), 'utf8'));
// All of it is bundled: whoever installs the package installs nothing else.
delete manifest.devDependencies;
writeFileSync(join(stage, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
for (const name of manifest.files) cpSync(join(root, 'server', name), join(stage, name), { recursive: true, filter: file => !/\.(?:map|tmp)$/.test(file) && file !== join(root, 'server/dist/worker.js') });
cpSync(join(root, 'server/README.md'), join(stage, 'README.md'));
cpSync(join(root, 'LICENSE'), join(stage, 'LICENSE'));
await npm(['pack', '--pack-destination', root, '--silent'], { cwd: stage });
console.log(`redirect-lint-${manifest.version}.tgz`);
