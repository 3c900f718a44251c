import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { complaint, environment, hasCommand, serve } from './process.mjs';

/**
 * A PHP framework from Debian, on PHP's own server, which runs a script of `lib/php/` for each request; that includes the case.
 * @param {object} given
 * @param {string} given.name as given on the command line, the folder below cases/, and the script below lib/php/
 * @param {Record<string, string>} given.packages file that it brings, below /usr/share → Debian package
 * @param {(folder: string) => void} [given.prepare] writes what the product reads beside the case files
 * @returns {import('./server.mjs').Server}
 */
export function phpFramework({ name, packages, prepare }) {
  const script = fileURLToPath(new URL(`php/${name}.php`, import.meta.url));
  return {
    name,
    cases: name,
    needs: [
      { debian: 'php-cli', present: () => hasCommand('php') },
      ...Object.entries(packages).map(([file, debian]) => ({ debian, present: () => existsSync(`/usr/share/${file}`) })),
    ],
    ...(prepare ? { prepare } : {}),
    check: file => complaint('php', ['-l', file]),
    start: (file, port) => serve('php', ['-d', 'display_errors=0', '-d', 'log_errors=0', '-d', 'opcache.enable_cli=1', '-S', `127.0.0.1:${port}`, script], { port, env: { ...environment(), CASE: file } }),
  };
}
