import { devServer } from '../lib/dev-server.mjs';

/** Astro's development server; the last major that runs on Node 20. */
export default devServer({
  name: 'astro',
  script: 'astro/astro.js',
  args: port => ['dev', '--host', '127.0.0.1', '--port', String(port)],
  routeOf: file => /^src\/pages(\/.*)\.(?:ts|js|astro)$/.exec(file)?.[1] ?? null,
  marker: folder => ({ file: `${folder}/ready.js`, text: "export const GET = () => new Response('ready');\n" }),
  ambient: ['astro/client.d.ts'],
});
