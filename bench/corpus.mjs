// Real source files for the benchmarks: what public packages ship, from the npm registry, and the project's own examples.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Servers and applications in JavaScript and TypeScript, and libraries without any redirect, in about equal parts. */
const PACKAGES = [
  'ghost@6.65.0', 'nodebb@1.4.0', 'keystone@4.2.1', 'apostrophe@4.32.2', 'oidc-provider@9.13.3', 'sails@1.5.18', 'parse-server@9.10.0',
  'rxjs@7.8.2', 'date-fns@4.4.0', 'core-js@3.51.0',
];
/** The linter leaves out what was installed, built or bundled; so that every tool reads the same, it is not there. */
const NO_SOURCES = new Set(['node_modules', 'dist', 'build', 'built', 'bundles', 'out', 'vendor', 'coverage', 'bower_components']);

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** A folder with the packages as they are shipped, downloaded where it is not there yet. Throws where npm or tar fails. */
export function packagesIn(cache) {
  const folder = path.join(cache, 'packages');
  if (!fs.existsSync(path.join(folder, 'complete'))) download(folder);
  return folder;
}

/** A folder with `copies` of the corpus, made where it is not there yet; the download stays in `cache`. Throws where npm or tar fails. */
export function corpusIn(cache, copies) {
  const one = packagesIn(cache);
  const folder = path.join(cache, `corpus-${copies}`);
  if (!fs.existsSync(path.join(folder, 'complete'))) {
    fs.rmSync(folder, { recursive: true, force: true });
    for (let copy = 1; copy <= copies; copy++) {
      fs.cpSync(one, path.join(folder, String(copy)), { recursive: true, filter: file => isSource(path.relative(one, file)) && !isCompiled(file) });
      fs.cpSync(path.join(root, 'examples'), path.join(folder, String(copy), 'examples'), { recursive: true });
    }
    fs.writeFileSync(path.join(folder, 'complete'), '');
  }
  return folder;
}

function download(folder) {
  fs.rmSync(folder, { recursive: true, force: true });
  for (const name of PACKAGES) {
    const home = path.join(folder, name.replace(/@[^@]*$/, '').replace('/', '+'));
    fs.mkdirSync(home, { recursive: true });
    const packed = execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', home, name], { encoding: 'utf8' }).trim().split('\n').at(-1);
    execFileSync('tar', ['-xzf', packed, '--strip-components=1'], { cwd: home });
    fs.rmSync(path.join(home, packed));
  }
  fs.writeFileSync(path.join(folder, 'complete'), '');
}

/** Longer than any source is, or with a source map behind it. */
function isCompiled(file) {
  if (!/\.[cm]?jsx?$/.test(file) || fs.statSync(file).isDirectory()) return false;
  const text = fs.readFileSync(file, 'utf8');
  return text.length > 1_000_000 || /\n\/\/[#@] sourceMappingURL=[^\n]*\s*$/.test(text);
}

function isSource(relative) {
  const parts = relative.split(path.sep);
  return relative !== 'complete' && !parts.some(part => NO_SOURCES.has(part)) && !/[.-]min\.[cm]?js$|\.bundle\.js$|\.map$/.test(relative);
}
