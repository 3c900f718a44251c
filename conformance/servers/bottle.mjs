import { pythonFramework } from '../lib/python-framework.mjs';

export default pythonFramework({ name: 'bottle', kind: 'wsgi', packages: { bottle: 'python3-bottle' } });
