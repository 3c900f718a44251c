// Many documents, many edits, a big workspace and a branch switch: how long the language server takes, and whether its memory comes back.
// usage: node bench/load.mjs [--files 50000] [--documents 500] [--seconds 60] [--rate 10] [--switched 5000]     after `npm run build`
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { Client } from './client.mjs';

const { values } = parseArgs({ options: Object.fromEntries(Object.entries({ files: '50000', documents: '500', seconds: '60', rate: '10', switched: '5000' }).map(([name, value]) => [name, { type: 'string', default: value }])) });
const [files, documents, seconds, rate, switched] = ['files', 'documents', 'seconds', 'rate', 'switched'].map(name => Number(values[name]));
/** Documents that are opened, edited and closed again must cost no more than this, as a share of the memory before. */
const MARGIN = 0.15;

const here = path.dirname(fileURLToPath(import.meta.url));
const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'redirect-lint-load-')));
const nameOf = at => path.join(folder, `part${at % 100}`, `routes${at}.js`);
const uriOf = at => pathToFileURL(nameOf(at)).href;
const textOf = (at, branch) => `const app = require('express')();
app.post('/items/${at}/${branch}', (req, res) => {
  // saved
  res.redirect('/items/${at}');
});
`.concat(`exports.helper${at} = value => value + ${at};\n`.repeat(20));

for (let at = 0; at < 100; at++) fs.mkdirSync(path.join(folder, `part${at}`));
for (let at = 0; at < files; at++) fs.writeFileSync(nameOf(at), textOf(at, 'main'));

const percentile = (times, share) => [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
const shown = times => `median ${percentile(times, 0.5).toFixed(1)} ms, 95th percentile ${percentile(times, 0.95).toFixed(1)} ms`;
const pause = ms => new Promise(resolve => setTimeout(resolve, ms));
const timed = async work => {
  const began = performance.now();
  await work();
  return performance.now() - began;
};

/** Resident memory of the server when it has nothing to do, in MiB; /proc (proc(5)) knows it. */
async function settled(client) {
  await pause(4000);
  const [kib] = /(?<=VmRSS:\s+)\d+/.exec(fs.readFileSync(`/proc/${client.pid}/status`, 'utf8')) ?? ['0'];
  return Number(kib) / 1024;
}

async function round(client) {
  const opened = await timed(() => Promise.all(Array.from({ length: documents }, (_, at) => {
    const first = client.diagnostics(uriOf(at), 1);
    client.notify('textDocument/didOpen', { textDocument: { uri: uriOf(at), languageId: 'javascript', version: 1, text: textOf(at, 'main') } });
    return first;
  })));
  const strokes = [];
  const pending = [];
  for (let edit = 0; edit < seconds * rate; edit++) {
    const [at, version] = [edit % documents, 2 + Math.floor(edit / documents)];
    const position = { line: 2, character: 5 };
    const came = client.diagnostics(uriOf(at), version);
    pending.push(timed(() => came).then(took => strokes.push(took)));
    client.notify('textDocument/didChange', { textDocument: { uri: uriOf(at), version }, contentChanges: [{ range: { start: position, end: position }, text: 'x' }] });
    await pause(1000 / rate);
  }
  await Promise.all(pending);
  for (let at = 0; at < documents; at++) client.notify('textDocument/didClose', { textDocument: { uri: uriOf(at) } });
  return { opened, strokes };
}

const client = new Client(process.execPath, [path.join(here, '../server/dist/server.js'), '--stdio']);
const scan = await timed(async () => {
  const scanned = client.logged(/files read in/);
  await client.initialize(pathToFileURL(folder).href);
  await scanned;
});
console.log(`${files} files, ${documents} documents, ${rate} edits a second for ${seconds} s, Node ${process.version}, ${os.cpus().length} cores, load ${os.loadavg()[0].toFixed(1)}`);
console.log(`workspace read in ${(scan / 1000).toFixed(1)} s, ${(await settled(client)).toFixed(0)} MiB`);
// The first round warms caches and compiled code up.
await round(client);
const before = await settled(client);
const { opened, strokes } = await round(client);
const after = await settled(client);
console.log(`${documents} documents opened in ${(opened / 1000).toFixed(1)} s; edit to diagnostics ${shown(strokes)}`);
console.log(`memory before ${before.toFixed(0)} MiB, after ${after.toFixed(0)} MiB`);

for (let at = 0; at < switched; at++) fs.writeFileSync(nameOf(at), textOf(at, 'topic'));
const watched = client.diagnostics(uriOf(files - 1), 1);
const took = await timed(async () => {
  client.notify('workspace/didChangeWatchedFiles', { changes: Array.from({ length: switched }, (_, at) => ({ uri: uriOf(at), type: 2 })) });
  client.notify('textDocument/didOpen', { textDocument: { uri: uriOf(files - 1), languageId: 'javascript', version: 1, text: textOf(files - 1, 'topic') } });
  await watched;
});
console.log(`${switched} files changed by a branch switch: a document opened meanwhile has its diagnostics after ${took.toFixed(0)} ms; ${(await settled(client)).toFixed(0)} MiB`);
client.stop();
fs.rmSync(folder, { recursive: true });
if (after > before * (1 + MARGIN)) {
  console.log(`memory did not come back: more than ${MARGIN * 100} % above what it was`);
  process.exitCode = 1;
}
