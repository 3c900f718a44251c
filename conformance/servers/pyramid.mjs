import { pythonFramework } from '../lib/python-framework.mjs';

export default pythonFramework({
  name: 'pyramid', kind: 'wsgi', packages: { pyramid: 'python3-pyramid' }, preload: ['pyramid.config', 'pyramid.response', 'pyramid.view'],
});
