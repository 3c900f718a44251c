import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import module from 'superstatic';
import { parsed } from '../lib/commented-json.mjs';
import { served } from '../lib/listener.mjs';

// A CommonJS module that says it were an ES one.
const { default: superstatic } = module;

/** The server of Firebase's own emulator. @type {import('../lib/server.mjs').Server} */
export default {
  name: 'firebase',
  cases: 'firebase',
  check: async file => parsed(readFileSync(file, 'utf8')).complaint,
  async start(file, port) {
    const { hosting } = /** @type {{ hosting: { redirects: object[] } }} */ (parsed(readFileSync(file, 'utf8')).value);
    const answer = superstatic({ cwd: dirname(file), config: hosting });
    return served((request, response) => answer(request, response, () => { response.writeHead(404).end(); }), port);
  },
};
