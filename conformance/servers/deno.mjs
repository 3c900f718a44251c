import { createRequire } from 'node:module';
import { complaint, serve } from '../lib/process.mjs';

const require = createRequire(import.meta.url);
const FLAGS = ['--quiet', '--no-remote', '--no-config'];

/** The program itself: the package's command starts it as a child that outlives a signal. */
function deno() {
  return /** @type {string} */ (require('deno/install_api.cjs').runInstall());
}

/**
 * Deno's own server; its type check is the check.
 * @type {import('../lib/server.mjs').Server}
 */
export default {
  name: 'deno',
  cases: 'deno',
  check: file => complaint(deno(), ['check', ...FLAGS, file]),
  start: (file, port) => serve(deno(), ['serve', ...FLAGS, '--host', '127.0.0.1', '--port', String(port), file], { port }),
};
