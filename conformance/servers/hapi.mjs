import { nodeFramework } from '../lib/node-framework.mjs';

export default nodeFramework({ name: 'hapi', cases: 'hapi', packages: { '@hapi/hapi': '@hapi/hapi' } });
