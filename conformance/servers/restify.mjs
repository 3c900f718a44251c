import { nodeFramework } from '../lib/node-framework.mjs';

export default nodeFramework({ name: 'restify', cases: 'restify', packages: { restify: 'restify' } });
