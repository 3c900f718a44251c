import { nodeFramework } from '../lib/node-framework.mjs';

/** The same sources against both majors, which disagree about the order of arguments. */
export default [
  nodeFramework({ name: 'fastify4', cases: 'fastify', packages: { fastify: 'fastify4', '@types/node': '@types/node' } }),
  nodeFramework({ name: 'fastify5', cases: 'fastify', packages: { fastify: 'fastify5', '@types/node': '@types/node' } }),
];
