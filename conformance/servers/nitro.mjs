import { devServer } from '../lib/dev-server.mjs';

/** Nitro's development server, by whose rules Nuxt answers too. */
export default devServer({
  name: 'nitro',
  script: 'nitropack/dist/cli/index.mjs',
  args: port => ['dev', '--host', '127.0.0.1', '--port', String(port)],
  routeOf: () => null,
  marker: folder => ({ file: `${folder}/ready.js`, text: '' }),
});
