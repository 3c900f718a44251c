import { pythonFramework } from '../lib/python-framework.mjs';

export default pythonFramework({ name: 'cherrypy', kind: 'wsgi', packages: { cherrypy: 'python3-cherrypy3' } });
