import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Host } from './host.mjs';
import { complaint } from './process.mjs';

const HOST = fileURLToPath(new URL('ruby-host.rb', import.meta.url));
/** Debian's own, whose packages `apt-get` installs; another on the PATH does not see them. */
const RUBY = '/usr/bin/ruby';

/**
 * A framework from Debian whose cases call their Rack application `App`, on Puma.
 * @param {object} given
 * @param {string} given.name as given on the command line, and the folder below cases/
 * @param {Record<string, string>} given.packages library → the Debian package that brings it
 * @param {string} [given.load] a script of `lib/ruby/` that is loaded instead of the libraries
 * @param {(folder: string) => void} [given.prepare] writes what the product reads beside the case files
 * @returns {import('./server.mjs').Server}
 */
export function rubyFramework({ name, packages, load, prepare }) {
  const installed = { ...packages, puma: 'puma' };
  const libraries = load ? [fileURLToPath(new URL(`ruby/${load}`, import.meta.url))] : Object.keys(packages);
  const host = new Host(RUBY, [HOST, ...libraries], { RACK_ENV: 'production', RAILS_ENV: 'production' });
  return {
    name,
    cases: name,
    needs: Object.entries(installed).map(([library, debian]) => ({ debian, present: () => spawnSync(RUBY, ['-e', `require '${library}'`]).status === 0 })),
    ...(prepare ? { prepare } : {}),
    check: file => complaint(RUBY, ['-wc', file]),
    start: (file, port) => host.serve(file, port),
    close: () => host.close(),
  };
}
