import { nodeFramework } from '../lib/node-framework.mjs';

export default nodeFramework({ name: 'polka', cases: 'polka', packages: { polka: 'polka' } });
