// Builds, tests and makes what a release consists of, in release/: the extension, the npm package and the notes.
//
// usage: npm run release -- vVERSION [--untested]     the tag; --untested leaves the tests to whoever ran them before
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './processes.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const target = join(root, 'release');
const [tag] = process.argv.slice(2).filter(argument => !argument.startsWith('--'));
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

if (tag !== `v${version}`) fail(`the tag is ${tag ?? 'missing'}, and package.json says ${version}: npm version, then npm run generate`);
const notes = notesOf(readFileSync(join(root, 'CHANGELOG.md'), 'utf8'), version) ?? fail(`CHANGELOG.md has no heading "## ${version}"`);

await script('generate.ts', '--check');
if (!process.argv.includes('--untested')) await script('test.mjs');
await script('package.mjs');
await script('pack.mjs');

rmSync(target, { recursive: true, force: true });
mkdirSync(target);
copyFileSync(join(root, 'redirect-lint.vsix'), join(target, `redirect-lint-${version}.vsix`));
copyFileSync(join(root, `redirect-lint-${version}.tgz`), join(target, `redirect-lint-${version}.tgz`));
writeFileSync(join(target, 'NOTES.md'), notes);
console.log(`release/ holds redirect-lint ${version}`);

/** What the changelog says of a version, null where it does not name it. */
function notesOf(changelog, wanted) {
  const sections = changelog.split(/^## /m).slice(1);
  const section = sections.find(each => each.split(/\s/, 1)[0] === wanted);
  return section === undefined ? null : `${section.slice(section.indexOf('\n') + 1).trim()}\n`;
}

function script(name, ...args) {
  return run(process.execPath, [...name.endsWith('.ts') ? ['--import', 'tsx'] : [], join(root, 'scripts', name), ...args], { cwd: root });
}

function fail(message) {
  console.error(`release: ${message}`);
  process.exit(1);
}
