import { nodeFramework } from '../lib/node-framework.mjs';

/** The same sources against both majors, with the router that both share, and what came with 3. */
export default [
  nodeFramework({ name: 'koa2', cases: 'koa', packages: { koa: 'koa2', '@koa/router': '@koa/router' } }),
  nodeFramework({ name: 'koa3', cases: 'koa', packages: { koa: 'koa3', '@koa/router': '@koa/router' } }),
  nodeFramework({ name: 'koa3', cases: 'koa3', packages: { koa: 'koa3', '@koa/router': '@koa/router' } }),
];
