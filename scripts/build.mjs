// Builds what ships: the command line, the language server and the library into server/dist, the extension into client/dist.
//
// usage: node scripts/build.mjs [--dev]     --dev: readable, with source maps
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const dev = process.argv.includes('--dev');

/** The grammars that the adapters load, by their name in `GrammarName`: where their WebAssembly stands in node_modules. */
const GRAMMARS = {
  javascript: '@vscode/tree-sitter-wasm/wasm/tree-sitter-javascript.wasm',
  typescript: '@vscode/tree-sitter-wasm/wasm/tree-sitter-typescript.wasm',
  tsx: '@vscode/tree-sitter-wasm/wasm/tree-sitter-tsx.wasm',
  python: '@vscode/tree-sitter-wasm/wasm/tree-sitter-python.wasm',
  go: '@vscode/tree-sitter-wasm/wasm/tree-sitter-go.wasm',
  ruby: '@vscode/tree-sitter-wasm/wasm/tree-sitter-ruby.wasm',
  php: '@vscode/tree-sitter-wasm/wasm/tree-sitter-php.wasm',
  java: '@vscode/tree-sitter-wasm/wasm/tree-sitter-java.wasm',
  kotlin: '@tree-sitter-grammars/tree-sitter-kotlin/tree-sitter-kotlin.wasm',
  'c-sharp': '@vscode/tree-sitter-wasm/wasm/tree-sitter-c-sharp.wasm',
  rust: '@vscode/tree-sitter-wasm/wasm/tree-sitter-rust.wasm',
  elixir: 'tree-sitter-elixir/tree-sitter-elixir.wasm',
  yaml: '@tree-sitter-grammars/tree-sitter-yaml/tree-sitter-yaml.wasm',
  toml: '@tree-sitter-grammars/tree-sitter-toml/tree-sitter-toml.wasm',
  hcl: '@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-hcl.wasm',
};
const RUNTIME = 'web-tree-sitter/web-tree-sitter.wasm';

/** Changes with all that decides what is stated of a file: what an earlier build kept of one is not believed. */
function factsBuild() {
  const digest = crypto.createHash('sha256');
  const sources = fs.readdirSync(path.join(root, 'server/src'), { recursive: true }).map(name => path.join('server/src', name));
  for (const file of [...sources, 'package-lock.json', 'scripts/build.mjs'].sort()) {
    if (fs.statSync(path.join(root, file)).isFile()) digest.update(`${file.split(path.sep).join('/')}\n`).update(fs.readFileSync(path.join(root, file)));
  }
  return digest.digest('base64url');
}

const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  // jsonc-parser's CommonJS build is UMD, which cannot be bundled.
  mainFields: ['module', 'main'],
  minify: !dev,
  sourcemap: dev ? 'linked' : false,
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
  write: false,
  define: { FACTS_BUILD: JSON.stringify(factsBuild()) },
};

// CommonJS dependencies call `require` for Node's own modules; an ES module has none.
const requireInModules = {
  js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
};

/** Modules that are bundles of their own, loaded when they are needed: where each is imported from in the sources, where it stands beside the importing bundle. */
const apart = modules => ({
  name: 'apart',
  setup({ onResolve }) {
    for (const [file, bundle] of Object.entries(modules)) onResolve({ filter: new RegExp(`^\\./${file}\\.ts$`) }, () => ({ path: `./${bundle}`, external: true }));
  },
});
// The command line loads the language server's bundle instead of holding a copy of it.
const serverApart = apart({ 'language-server': 'language-server.js' });
// The threads of the command line run its own bundle.
const mainApart = apart({ main: 'cli.js' });
// The host of extensions in a browser loads one file of each extension; that of the desktop loads what it is asked for.
const extension = { format: 'cjs', external: ['vscode'], supported: { 'dynamic-import': false }, plugins: [apart({ 'node-client': 'client.cjs', panel: 'map-panel.cjs' })] };

// web-tree-sitter asks for these only where it finds itself in Node.
const inBrowser = { platform: 'browser', target: 'es2022', format: 'iife', external: ['vscode', 'fs', 'fs/promises', 'module'] };

// The protocol's library could also listen on sockets and start processes, which nobody asks of it here.
const withoutNetwork = {
  name: 'without-network',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(?:node:)?(?:net|tls|https?|http2|dns|dgram|child_process|cluster)$/ }, ({ importer }) => importer.includes('node_modules') ? { path: importer, namespace: 'left-out' } : null);
    onLoad({ filter: /./, namespace: 'left-out' }, () => ({ contents: 'module.exports = {};' }));
  },
};

/** Modules of Node by which a bundle can do no more than compute, and read and write files. */
const HARMLESS = new Set(['console', 'crypto', 'fs', 'fs/promises', 'module', 'os', 'path', 'url', 'util', 'v8']);
/** What each may use beside them. */
const MAY_USE = {
  // `--since` asks git; files are read in several threads; the language server is a bundle of its own.
  'server/dist/cli.js': ['child_process', 'worker_threads', './language-server.js'],
  // The files of a workspace are read in another thread.
  'server/dist/language-server.js': ['worker_threads'],
  'server/dist/server.js': ['./language-server.js'],
  'server/dist/facts-worker.js': ['./cli.js'],
  // The protocol's client starts the server; it could talk to one over a socket.
  'client/dist/extension.cjs': ['vscode', './client.cjs'],
  'client/dist/client.cjs': ['child_process', 'net', 'readline', 'vscode', './map-panel.cjs'],
  'client/dist/map-panel.cjs': ['vscode'],
  'client/dist/browser.js': ['vscode'],
};

const bundles = [
  { entry: 'server/src/cli/main.ts', outfile: 'server/dist/cli.js', format: 'esm', banner: requireInModules, plugins: [serverApart, withoutNetwork] },
  { entry: 'server/src/cli/facts-worker.ts', outfile: 'server/dist/facts-worker.js', format: 'esm', plugins: [mainApart] },
  { entry: 'server/src/cli/start.ts', outfile: 'server/dist/start.js', format: 'esm' },
  { entry: 'server/src/cli/server.ts', outfile: 'server/dist/server.js', format: 'esm', plugins: [serverApart] },
  { entry: 'server/src/cli/language-server.ts', outfile: 'server/dist/language-server.js', format: 'esm', banner: requireInModules, plugins: [withoutNetwork] },
  { entry: 'server/src/index.ts', outfile: 'server/dist/index.js', format: 'esm', banner: requireInModules, plugins: [withoutNetwork] },
  { entry: 'client/src/extension.ts', outfile: 'client/dist/extension.cjs', ...extension },
  { entry: 'client/src/node-client.ts', outfile: 'client/dist/client.cjs', ...extension },
  { entry: 'client/src/map/panel.ts', outfile: 'client/dist/map-panel.cjs', ...extension },
  { entry: 'server/src/lsp/worker.ts', outfile: 'server/dist/worker.js', ...inBrowser },
  { entry: 'client/src/map/page-script.ts', outfile: 'client/dist/map.js', ...inBrowser },
  { entry: 'client/src/browser.ts', outfile: 'client/dist/browser.js', ...inBrowser, format: 'cjs' },
];

const packages = { server: new Set(['@vscode/tree-sitter-wasm', 'web-tree-sitter', 'tree-sitter-elixir', ...['yaml', 'toml', 'hcl', 'kotlin'].map(name => `@tree-sitter-grammars/tree-sitter-${name}`)]), client: new Set() };
for (const { entry, ...options } of bundles) {
  const { outputFiles, metafile } = await build({ ...common, entryPoints: [entry], ...options });
  const used = Object.values(metafile.outputs).flatMap(output => output.imports).map(each => each.path.replace(/^node:/, ''));
  const more = used.filter(name => !HARMLESS.has(name) && !(MAY_USE[options.outfile] ?? []).includes(name));
  if (more.length > 0) throw new Error(`${options.outfile} uses ${more.join(', ')}: MAY_USE has to say why, and SECURITY.md`);
  for (const file of outputFiles) replace(file.path, file.contents);
  if (!dev) fs.rmSync(path.join(root, `${options.outfile}.map`), { force: true });
  for (const input of Object.keys(metafile.inputs)) {
    const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1];
    if (name) packages[entry.split('/')[0]].add(name);
  }
}

const folder = path.join(root, 'server/dist/grammars');
const shipped = new Map([['web-tree-sitter.wasm', RUNTIME], ...Object.entries(GRAMMARS).map(([name, file]) => [`tree-sitter-${name}.wasm`, file])]);
for (const [name, file] of shipped) {
  const contents = fs.readFileSync(path.join(root, 'node_modules', file));
  const target = path.join(folder, name);
  if (!fs.existsSync(target) || !fs.readFileSync(target).equals(contents)) replace(target, contents);
}
for (const name of fs.readdirSync(folder)) if (name.endsWith('.wasm') && !shipped.has(name)) fs.rmSync(path.join(folder, name));

for (const [side, names] of Object.entries(packages)) if (names.size > 0) replace(path.join(root, side, 'dist/THIRD-PARTY-NOTICES.txt'), notices(names));

/** Nobody who runs the old build while this one is made may see half a file. */
function replace(file, contents) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  fs.writeFileSync(temporary, contents);
  fs.renameSync(temporary, file);
}

/** The licences that the bundled packages ask to be handed on. */
function notices(names) {
  return [...names].sort().map(name => {
    const home = path.join(root, 'node_modules', name);
    const { version, license } = JSON.parse(fs.readFileSync(path.join(home, 'package.json'), 'utf8'));
    const file = fs.readdirSync(home).find(each => /^licen[cs]e/i.test(each));
    return `${name} ${version} (${license})\n\n${file ? fs.readFileSync(path.join(home, file), 'utf8').trim() : ''}\n`;
  }).join(`\n${'-'.repeat(80)}\n\n`);
}
