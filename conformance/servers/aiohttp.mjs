import { pythonFramework } from '../lib/python-framework.mjs';

export default pythonFramework({ name: 'aiohttp', kind: 'aiohttp', packages: { aiohttp: 'python3-aiohttp' } });
