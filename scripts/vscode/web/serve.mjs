import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, posix } from 'node:path';
import { settings } from '../settings.mjs';

const TYPES = {
  '.css': 'text/css', '.html': 'text/html', '.js': 'text/javascript', '.cjs': 'text/javascript', '.json': 'application/json', '.txt': 'text/plain',
  '.svg': 'image/svg+xml', '.png': 'image/png', '.ttf': 'font/ttf', '.wasm': 'application/wasm',
};
const PAGE = 'out/vs/code/browser/workbench/workbench.html';

/**
 * VS Code for the Web that is being served.
 * @typedef {object} ServedWeb
 * @property {string} address where a browser finds the workbench
 * @property {Map<string, string>} files the virtual file system: texts by path, kept up to date as the workbench writes
 * @property {() => Promise<void>} stop
 */

/**
 * Serves VS Code as vscode.dev does: static files and no Node behind them. Its folder is `memory:/`, a virtual file system
 * that a test-only extension provides; what that reads and writes, at /memory/, is `files`.
 * @param {string} workbench from `installWeb`
 * @param {object} options
 * @param {Record<string, string>} options.extensions folders of unpacked extensions by the name under which they are served
 * @param {Map<string, string>} options.files texts by path
 * @param {Record<string, unknown>} [options.settings] added to those of settings.mjs
 * @returns {Promise<ServedWeb>}
 */
export async function serveWeb(workbench, { extensions, files, settings: more }) {
  const { version } = JSON.parse(readFileSync(join(workbench, '../package.json'), 'utf8'));
  const server = createServer((request, response) => {
    const path = posix.normalize(decodeURIComponent(new URL(`http://localhost/${request.url.replace(/^\/+/, '')}`).pathname)).slice(1);
    if (path === '') return send(response, '.html', readFileSync(join(workbench, PAGE), 'utf8').replaceAll('{{WORKBENCH_WEB_BASE_URL}}', ''));
    if (path === 'product.json') return send(response, '.json', JSON.stringify(product(request.headers.host)));
    if (path.startsWith('memory/')) return memory(path.slice('memory/'.length), request, response);
    const [, name, rest] = /^own\/([^/]+)\/(.+)$/.exec(path) ?? [];
    const file = name ? extensions[name] && join(extensions[name], rest) : join(workbench, path);
    if (!file || !existsSync(file) || !statSync(file).isFile()) return response.writeHead(404).end();
    send(response, extname(file), readFileSync(file));
  });

  function memory(path, request, response) {
    if (path === '') return send(response, '.json', JSON.stringify([...files.keys()]));
    if (request.method !== 'PUT') return files.has(path) ? send(response, '.txt', files.get(path)) : response.writeHead(404).end();
    const chunks = [];
    request.on('data', chunk => chunks.push(chunk));
    request.on('end', () => {
      files.set(path, Buffer.concat(chunks).toString());
      response.writeHead(204).end();
    });
  }

  function product(authority) {
    return {
      productConfiguration: { nameShort: 'Web', nameLong: 'Web', applicationName: 'web', dataFolderName: '.web', version },
      folderUri: { scheme: 'memory', path: '/' },
      additionalBuiltinExtensions: Object.keys(extensions).map(name => ({ scheme: 'http', authority, path: `/own/${name}` })),
      configurationDefaults: { ...settings, ...more },
    };
  }

  await new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${server.address().port}/`,
    files,
    stop: () => new Promise(resolve => {
      server.close(resolve);
      server.closeAllConnections();
    }),
  };
}

function send(response, type, body) {
  response.writeHead(200, { 'Content-Type': TYPES[type] ?? 'application/octet-stream', 'Cache-Control': 'no-store' }).end(body);
}

/**
 * The files below a folder, for `serveWeb`.
 * @param {string} folder
 * @returns {Map<string, string>} texts by path, with `/`
 */
export function textsIn(folder) {
  const names = readdirSync(folder, { recursive: true }).map(name => name.replaceAll('\\', '/')).filter(name => statSync(join(folder, name)).isFile());
  return new Map(names.map(name => [name, readFileSync(join(folder, name), 'utf8')]));
}
