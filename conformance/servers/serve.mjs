import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname } from 'node:path';
import handler from 'serve-handler';
import { parsed } from '../lib/commented-json.mjs';

/** What `npx serve` answers with. @type {import('../lib/server.mjs').Server} */
export default {
  name: 'serve',
  cases: 'serve',
  check: async file => parsed(readFileSync(file, 'utf8')).complaint,
  async start(file, port) {
    const config = /** @type {object} */ (parsed(readFileSync(file, 'utf8')).value);
    const server = createServer((request, response) => handler(request, response, { ...config, public: dirname(file) }));
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return {
      stop: async () => {
        server.close();
        server.closeAllConnections();
        await once(server, 'close');
      },
    };
  },
};
