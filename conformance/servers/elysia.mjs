import { nodeFramework } from '../lib/node-framework.mjs';

export default nodeFramework({ name: 'elysia', cases: 'elysia', packages: { elysia: 'elysia', srvx: 'srvx' } });
