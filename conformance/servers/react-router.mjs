import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { nodeFramework } from '../lib/node-framework.mjs';

// What a build says, of one route at /case/<the module's name>: https://api.reactrouter.com/v7/interfaces/react-router.ServerBuild.html
const BUILD = `entry: { module: { default: (request, status, headers) => new Response(request.method, { status, headers }) } },
  future: {}, ssr: true, isSpaMode: false, prerender: [], routeDiscovery: { mode: 'initial' }, mode: 'production', publicPath: '/', basename: '/', assetsBuildDirectory: 'build',
  assets: { entry: { imports: [], module: '' }, routes: {}, url: '', version: '' },
  routes: { case: { id: 'case', path: 'case/:name', module: route } }`;

/**
 * Framework mode without its compiler: a build made by hand, answered by the package's own handler.
 * @param {(build: string) => string} serving
 * @returns {(file: string) => string}
 */
function routeModule(serving) {
  return file => {
    const output = file.replace(/\.compiled\.mjs$/, '.served.mjs');
    writeFileSync(output, `import * as route from './${basename(file)}';\n${serving(`{ ${BUILD} }`)}`);
    return output;
  };
}

/** Both serve the route at any name, so that a case says in its probes which branch it means. */
export default [
  nodeFramework({
    name: 'react-router', cases: 'react-router',
    packages: { 'react-router': 'react-router', '@react-router/node': '@react-router/node', '@types/node': '@types/node', '@types/react': '@types/react', react: 'react' },
    listener: routeModule(build => `import { createRequestListener } from '@react-router/node';\nexport default createRequestListener({ mode: 'production', build: ${build} });\n`),
  }),
  nodeFramework({
    name: 'remix', cases: 'remix',
    packages: { '@remix-run/node': '@remix-run/node', '@types/node': '@types/node', srvx: 'srvx' },
    listener: routeModule(build => `import { createRequestHandler } from '@remix-run/node';\nimport { toNodeHandler } from 'srvx/node';
const handle = createRequestHandler(${build}, 'production');\nexport default toNodeHandler(request => handle(request));\n`),
  }),
];
