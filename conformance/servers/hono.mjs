import { nodeFramework } from '../lib/node-framework.mjs';

export default nodeFramework({ name: 'hono', cases: 'hono', packages: { hono: 'hono', '@types/node': '@types/node', '@hono/node-server': '@hono/node-server' } });
