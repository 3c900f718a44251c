import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');

for (const entry of ['server/src/lsp/worker.ts', 'client/src/browser.ts']) {
  test(`${entry} runs in a browser: no module of Node is bundled or asked for`, async () => {
    const { metafile } = await build({
      absWorkingDir: root, entryPoints: [entry], bundle: true, write: false, metafile: true, platform: 'browser', format: 'iife', target: 'es2022',
      mainFields: ['module', 'main'], external: ['vscode', 'fs', 'fs/promises', 'module'], logLevel: 'silent',
    });
    const inputs = Object.entries(metafile.inputs);
    assert.ok(inputs.length > 20);
    const outside = inputs.flatMap(([file, { imports }]) => imports.filter(each => each.external).map(each => `${file} → ${each.path}`));
    // web-tree-sitter asks for them only where it finds itself in Node; `vscode` is the editor's.
    const known = /^node_modules\/web-tree-sitter\/web-tree-sitter\.js → (?:fs\/promises|module)$|^client\/src\/.* → vscode$|^node_modules\/vscode-languageclient\/.* → vscode$/;
    assert.deepEqual(outside.filter(each => !known.test(each)), []);
    assert.deepEqual(inputs.map(([file]) => file).filter(file => file.startsWith('server/src/node/')), []);
  });
}
