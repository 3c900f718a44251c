import { devServer } from '../lib/dev-server.mjs';

/** Vite's development server, which the kit brings its routes to. */
export default devServer({
  name: 'sveltekit',
  script: 'vite/bin/vite.js',
  args: port => ['dev', '--host', '127.0.0.1', '--port', String(port), '--strictPort'],
  routeOf: file => /^src\/routes(\/.*)\/\+(?:page\.server|server)\.[jt]s$/.exec(file)?.[1] ?? null,
  marker: folder => ({ file: `${folder}/ready/+server.js`, text: "export const GET = () => new Response('ready');\n" }),
});
