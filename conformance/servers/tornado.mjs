import { pythonFramework } from '../lib/python-framework.mjs';

export default pythonFramework({ name: 'tornado', kind: 'tornado', packages: { tornado: 'python3-tornado' } });
