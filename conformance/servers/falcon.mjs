import { pythonFramework } from '../lib/python-framework.mjs';

export default pythonFramework({ name: 'falcon', kind: 'wsgi', packages: { falcon: 'python3-falcon' } });
