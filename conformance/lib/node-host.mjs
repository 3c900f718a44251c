// Runs case apps of Node frameworks in a process of its own: `load` imports a file whose default export is a request listener
// or an http.Server (or a promise of one) and serves it on the port; `unload` ends it.
import http from 'node:http';
import { pathToFileURL } from 'node:url';

/** @type {Map<number, http.Server>} */
const servers = new Map();

process.on('message', async message => {
  const { id, load, unload, port } = /** @type {{ id: number, load?: string, unload?: boolean, port: number }} */ (message);
  try {
    if (load) await serve(load, port);
    else if (unload) await end(port);
    process.send?.({ id });
  } catch (error) {
    process.send?.({ id, error: error instanceof Error ? error.stack : String(error) });
  }
});
process.on('disconnect', () => process.exit());

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
