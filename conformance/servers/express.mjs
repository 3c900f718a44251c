import { nodeFramework } from '../lib/node-framework.mjs';

/** The same sources against both majors. */
export default [
  nodeFramework({ name: 'express4', cases: 'express', packages: { express: 'express4', '@types/node': '@types/node', '@types/express': '@types/express' } }),
  nodeFramework({ name: 'express5', cases: 'express', packages: { express: 'express5', '@types/node': '@types/node', '@types/express': '@types/express' } }),
];
