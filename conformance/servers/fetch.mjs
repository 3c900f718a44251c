import { nodeFramework } from '../lib/node-framework.mjs';

/** Handlers from Request to Response, on the Fetch API of the Node that runs this. */
export default nodeFramework({ name: 'fetch', cases: 'fetch', packages: { srvx: 'srvx' } });
