import { nodeFramework } from '../lib/node-framework.mjs';

/** What Nitro and Nuxt answer requests with; the majors have other functions, and so other sources. */
export default [
  nodeFramework({ name: 'h3-1', cases: 'h3-1', packages: { h3: 'h3-1' } }),
  nodeFramework({ name: 'h3-2', cases: 'h3-2', packages: { h3: 'h3-2' } }),
];
