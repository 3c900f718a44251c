import { nodeFramework } from '../lib/node-framework.mjs';

export default nodeFramework({ name: 'hono', cases: 'hono', packages: { hono: 'hono', '@hono/node-server': '@hono/node-server' } });
