import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import handler from 'serve-handler';
import { parsed } from '../lib/commented-json.mjs';
import { served } from '../lib/listener.mjs';

/** What `npx serve` answers with. @type {import('../lib/server.mjs').Server} */
export default {
  name: 'serve',
  cases: 'serve',
  check: async file => parsed(readFileSync(file, 'utf8')).complaint,
  async start(file, port) {
    const config = /** @type {object} */ (parsed(readFileSync(file, 'utf8')).value);
    return served((request, response) => handler(request, response, { ...config, public: dirname(file) }), port);
  },
};
