// A language server that knows nothing: what is left of a start when everything that a linter does is taken away, on the same library and with
// compiled code kept between two starts, as redirect-lint keeps it.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const SERVER = `
import { createConnection } from 'vscode-languageserver/node';
const connection = createConnection(process.stdin, process.stdout);
connection.onInitialize(() => ({ capabilities: { textDocumentSync: 2 } }));
connection.onDidOpenTextDocument(({ textDocument: { uri, version } }) => connection.sendDiagnostics({ uri, version, diagnostics: [] }));
connection.listen();`;

/** Builds the server into a folder, and says how it is started. */
export async function leastServer(folder) {
  fs.writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }');
  await build({
    stdin: { contents: SERVER, resolveDir: ROOT }, outfile: path.join(folder, 'server.js'), bundle: true, minify: true, platform: 'node', format: 'esm', logLevel: 'warning',
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
  });
  fs.writeFileSync(path.join(folder, 'start.js'), `import module from 'node:module';\nmodule.enableCompileCache?.(${JSON.stringify(path.join(folder, 'compiled'))});\nawait import('./server.js');\n`);
  return [process.execPath, [path.join(folder, 'start.js')]];
}
