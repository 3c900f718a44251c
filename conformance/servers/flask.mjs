import { pythonFramework } from '../lib/python-framework.mjs';

export default pythonFramework({ name: 'flask', kind: 'wsgi', packages: { flask: 'python3-flask' }, requires: ['flask', 'werkzeug'] });
