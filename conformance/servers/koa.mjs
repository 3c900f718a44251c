import { nodeFramework } from '../lib/node-framework.mjs';

/** Generators of Koa 1; then the same sources against both later majors, with the router that these share, and what came with 3. */
export default [
  nodeFramework({ name: 'koa1', cases: 'koa1', packages: { koa: 'koa1', 'koa-route': 'koa-route2', 'koa-router': 'koa-router5' } }),
  nodeFramework({ name: 'koa2', cases: 'koa', packages: { koa: 'koa2', '@koa/router': '@koa/router' } }),
  nodeFramework({ name: 'koa3', cases: 'koa', packages: { koa: 'koa3', '@koa/router': '@koa/router' } }),
  nodeFramework({ name: 'koa3', cases: 'koa3', packages: { koa: 'koa3', '@koa/router': '@koa/router' } }),
];
