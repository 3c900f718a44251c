import { nodeFramework } from '../lib/node-framework.mjs';

/** node:http of the Node that runs this. */
export default nodeFramework({ name: 'node', cases: 'node', packages: {} });
