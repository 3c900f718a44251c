import { once } from 'node:events';
import { createServer } from 'node:http';

/**
 * Serves on loopback, in this process, what a listener answers.
 * @param {import('node:http').RequestListener} answer
 * @param {number} port
 * @returns {Promise<import('./server.mjs').Running>}
 */
export async function served(answer, port) {
  const server = createServer(answer);
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
