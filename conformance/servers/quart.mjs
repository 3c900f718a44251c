import { pythonFramework } from '../lib/python-framework.mjs';

export default pythonFramework({ name: 'quart', kind: 'asgi', packages: { quart: 'python3-quart' }, requires: ['quart'] });
