// Runs case apps of Node frameworks in a process of its own. Takes the orders of host.mjs: `start` imports a file whose default export is a
// request listener or an http.Server (or a promise of one) and serves it on the port.
import http from 'node:http';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

/** @type {Map<number, http.Server>} */
const servers = new Map();
const answer = process.stdout.write.bind(process.stdout);
// What the frameworks log is no answer.
process.stdout.write = process.stderr.write.bind(process.stderr);

createInterface({ input: process.stdin }).on('close', () => process.exit()).on('line', async line => {
  const [id, order, ...more] = line.split('\t');
  try {
    if (order === 'start') await serve(more[0] ?? '', Number(more[1]));
    else await end(Number(more[0]));
    answer(`${id}\n`);
  } catch (error) {
    const problem = error instanceof Error ? error.stack ?? error.message : String(error);
    answer(`${id}\t${problem.replaceAll('\t', ' ').replaceAll('\n', '\\n')}\n`);
  }
});

/**
 * @param {string} file
 * @param {number} port
 */
async function serve(file, port) {
  const exported = await (await import(pathToFileURL(file).href)).default;
  if (typeof exported !== 'function' && !(exported instanceof http.Server)) throw new Error(`${file} exports no request listener`);
  const server = typeof exported === 'function' ? http.createServer(exported) : exported;
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(undefined));
  });
  servers.set(port, server);
}

/** @param {number} port */
function end(port) {
  const server = servers.get(port);
  servers.delete(port);
  server?.closeAllConnections();
  return new Promise(resolve => server ? server.close(resolve) : resolve(undefined));
}
