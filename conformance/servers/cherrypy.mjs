import { pythonFramework } from '../lib/python-framework.mjs';

export default pythonFramework({ name: 'cherrypy', kind: 'cheroot', packages: { cherrypy: 'python3-cherrypy3' } });
