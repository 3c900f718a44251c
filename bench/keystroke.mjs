// From a keystroke to its diagnostics, and from the start of the server to the first ones, in a file of about 4,200 lines;
// beside oxlint's language server, in turns, in the same run.
// usage: npm run bench [-- keystrokes]
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Client } from './client.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const keystrokes = Number(process.argv[2] ?? 60);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'redirect-lint-bench-'));
const file = path.join(folder, 'routes.js');
const uri = pathToFileURL(file).href;

const routes = Array.from({ length: 600 }, (_, i) => `
app.${['get', 'post', 'put', 'delete'][i % 4]}('/items/${i}', requireUser, async (req, res, next) => {
  try {
    // looked up in the shop
    const item = await items.find({ id: req.params.id, shop: ${i} });
    return res.redirect(\`/items/\${item.id}\`);
  } catch (error) { next(error); }
});`).join('\n');
const text = `const express = require('express');\nconst app = express();\n${routes}\n`;
fs.writeFileSync(file, text);
const lines = text.split('\n').length;
// Within a comment, so that the file is whole after every keystroke and each server has all of its work to do.
const typedAt = text.split('\n').findIndex((line, at) => at > lines / 2 && line.includes('// looked up'));

const SERVERS = {
  'redirect-lint': [process.execPath, [path.join(here, '../server/bin/redirect-lint.js'), 'lsp', '--stdio']],
  oxlint: [path.join(here, 'node_modules/.bin/oxlint'), ['--lsp']],
};

async function open([command, args]) {
  const began = performance.now();
  const client = new Client(command, args);
  await client.initialize(pathToFileURL(folder).href);
  const first = client.diagnostics(uri, 1);
  client.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'javascript', version: 1, text } });
  await first;
  return { client, start: performance.now() - began };
}

async function type(client, version) {
  const position = { line: typedAt, character: '    // looked'.length };
  const came = client.diagnostics(uri, version);
  const began = performance.now();
  client.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ range: { start: position, end: position }, text: 'x' }] });
  await came;
  return performance.now() - began;
}

const at = (values, share) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];
const results = Object.fromEntries(Object.keys(SERVERS).map(name => [name, { starts: [], strokes: [] }]));

for (let round = 0; round < 3; round++) {
  for (const [name, server] of Object.entries(SERVERS)) {
    const { client, start } = await open(server);
    results[name].starts.push(start);
    for (let version = 2; version < 2 + keystrokes; version++) {
      const took = await type(client, version);
      if (version > 6) results[name].strokes.push(took);
    }
    client.stop();
  }
}
fs.rmSync(folder, { recursive: true });

console.log(`${lines} lines, ${keystrokes} keystrokes × 3 rounds, Node ${process.version}, ${os.cpus().length} cores`);
for (const [name, { starts, strokes }] of Object.entries(results)) {
  console.log(`${name.padEnd(14)} start to first diagnostics ${at(starts, 0.5).toFixed(0)} ms   keystroke median ${at(strokes, 0.5).toFixed(1)} ms, 95th percentile ${at(strokes, 0.95).toFixed(1)} ms`);
}
const ratio = (what, share) => (at(results['redirect-lint'][what], share) / at(results.oxlint[what], share)).toFixed(2);
console.log(`ratio to oxlint: start ${ratio('starts', 0.5)}, keystroke median ${ratio('strokes', 0.5)}, 95th percentile ${ratio('strokes', 0.95)}`);
