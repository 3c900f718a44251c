import { nodeFramework } from '../lib/node-framework.mjs';

/** The same sources against both majors. */
export default [
  nodeFramework({ name: 'express4', cases: 'express', packages: { express: 'express4' } }),
  nodeFramework({ name: 'express5', cases: 'express', packages: { express: 'express5' } }),
];
