import { nodeFramework } from '../lib/node-framework.mjs';

/** Version 6 with its HTTP server 7, the last that runs on Node 20. */
export default nodeFramework({ name: 'adonisjs', cases: 'adonisjs', packages: { '@adonisjs/core': '@adonisjs/core', '@adonisjs/http-server': '@adonisjs/http-server' } });
