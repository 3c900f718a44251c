// From a keystroke to its diagnostics, and from the start of the server to the first ones, in files of about 4,800 lines; beside oxlint's language
// server, in turns, in the same run. Then the same keystrokes beside no other file and beside 10,000.
// Both are left alone first for as long as somebody looks at a file before typing.
// usage: npm run bench [-- [--keystrokes N] [--rounds N] [--files N] [--pause MILLISECONDS]]
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { Client } from './client.mjs';
import { leastServer } from './least-server.mjs';

const { values } = parseArgs({ options: Object.fromEntries(Object.entries({ keystrokes: '60', rounds: '3', files: '10000', pause: '4000' }).map(([name, value]) => [name, { type: 'string', default: value }])) });
const [keystrokes, rounds, files, pause] = ['keystrokes', 'rounds', 'files', 'pause'].map(name => Number(values[name]));
const ROUTES = 600;

const here = path.dirname(fileURLToPath(import.meta.url));
const LSP = [process.execPath, [path.join(here, '../server/bin/redirect-lint.js'), 'lsp', '--stdio']];
const SERVERS = { 'redirect-lint': LSP, oxlint: [path.join(here, 'node_modules/.bin/oxlint'), ['--lsp']] };

/** Routes of which one in `every` redirects. */
function textOf(every) {
  const routes = Array.from({ length: ROUTES }, (_, i) => `
app.${['get', 'post', 'put', 'delete'][i % 4]}('/items/${i}', requireUser, async (req, res, next) => {
  try {
    // looked up in the shop
    const item = await items.find({ id: req.params.id, shop: ${i} });
    return res.${i % every === 0 ? 'redirect' : 'render'}(\`/items/\${item.id}\`);
  } catch (error) { next(error); }
});`).join('\n');
  return `const express = require('express');\nconst app = express();\n${routes}\n`;
}

/** Where is typed; the file is whole after every keystroke, so that each server has all of its work to do. */
const PLACES = {
  /** In turns in a comment and in an argument, as most keystrokes are. */
  'in a comment and an argument': text => {
    const comment = text.indexOf('// looked', text.length / 2) + '// looked'.length;
    const code = text.indexOf(' });', comment);
    return stroke => stroke % 2 === 0 ? [comment, 'x'] : [code + (stroke + 1) / 2, '1'];
  },
  /** What redirects lead to and routes begin with changes with each of them. */
  'in the path of a route': text => {
    const path = text.indexOf("', requireUser", text.length / 2);
    return stroke => [path + stroke, 'x'];
  },
};

async function strokesIn(client, uri, text, place = 'in a comment and an argument', from = 2) {
  const placeOf = PLACES[place](text);
  const times = [];
  const before = processorOf(client.pid);
  for (let stroke = 0; stroke < keystrokes; stroke++) {
    const [at, typed] = placeOf(stroke);
    const version = stroke + from;
    const came = client.diagnostics(uri, version);
    const began = performance.now();
    client.type(uri, version, at, typed);
    await came;
    times.push(performance.now() - began);
  }
  return { times, processor: (processorOf(client.pid) - before) / keystrokes };
}

/** Milliseconds that a process has had of the processor (proc(5)); other load stretches them less than the wall's. NaN where there is no /proc. */
function processorOf(pid) {
  try {
    const [user, system] = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ').slice(11, 13);
    return (Number(user) + Number(system)) * 10;
  } catch {
    return Number.NaN;
  }
}

/** Resolves when a server has had nothing to do for half a second. */
async function idle({ pid }) {
  for (let before = Number.NEGATIVE_INFINITY, now = processorOf(pid); now - before > 10; now = processorOf(pid)) {
    before = now;
    await new Promise(resolve => setTimeout(resolve, 500));
  }
}

/** A server that has just said its first diagnostics; it finds nothing of an earlier one, unless `cache` is where that left it. */
async function session([command, args], folder, text, cache = newFolder()) {
  const uri = pathToFileURL(path.join(folder, 'routes.js')).href;
  const began = performance.now();
  const client = new Client(command, args, cache);
  await client.initialize(pathToFileURL(folder).href);
  const first = client.diagnostics(uri, 1);
  client.open(uri, 'javascript', text);
  await first;
  return { client, uri, start: performance.now() - began };
}

const folders = [];
process.on('exit', () => {
  for (const folder of folders) fs.rmSync(folder, { recursive: true, force: true });
});

function newFolder() {
  folders.push(fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'redirect-lint-bench-'))));
  return folders.at(-1);
}

function folderWith(text, others) {
  const folder = newFolder();
  fs.writeFileSync(path.join(folder, 'routes.js'), text);
  for (let at = 0; at < others; at++) {
    if (at % 100 === 0) fs.mkdirSync(path.join(folder, `part${at / 100}`));
    fs.writeFileSync(path.join(folder, `part${Math.floor(at / 100)}`, `other${at}.js`), `const app = require('express')();\napp.post('/other/${at}', (req, res) => {\n  res.redirect('/other/${at}');\n});\n`);
  }
  return folder;
}

/**
 * Starts in a folder that an editor had open before, with the same text, so that a server may have kept what it knew; in turns with oxlint's, and with
 * those of a server that has nothing to know.
 */
async function startsAgain(folder, text) {
  const cache = newFolder();
  const before = new Client(...LSP, cache);
  const read = before.logged(/files read in/);
  await before.initialize(pathToFileURL(folder).href);
  await read;
  await before.end();
  const servers = { again: LSP, nothing: await leastServer(newFolder()), oxlint: SERVERS.oxlint };
  const starts = { again: [], nothing: [], oxlint: [] };
  // The first round leaves compiled code behind, and does not count.
  for (let round = 0; round <= rounds; round++) {
    for (const [name, server] of Object.entries(servers)) {
      const { client, start } = await session(server, folder, text, cache);
      if (round > 0) starts[name].push(start);
      await client.end();
    }
  }
  return starts;
}

const share = (times, part) => [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * part))];
const shown = times => `median ${share(times, 0.5).toFixed(1)} ms, 95th percentile ${share(times, 0.95).toFixed(1)} ms`;
const ratio = (a, b, part) => (share(a, part) / share(b, part)).toFixed(2);

async function besideOxlint(every) {
  const text = textOf(every);
  const folder = folderWith(text, 0);
  const results = Object.fromEntries(Object.keys(SERVERS).map(name => [name, { starts: [], places: Object.fromEntries(Object.keys(PLACES).map(place => [place, { strokes: [], processor: [] }])) }]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, server] of Object.entries(SERVERS)) {
      const { client, uri, start } = await session(server, folder, text);
      results[name].starts.push(start);
      await new Promise(resolve => setTimeout(resolve, pause));
      for (const [at, place] of Object.keys(PLACES).entries()) {
        const { times, processor } = await strokesIn(client, uri, client.textOf(uri), place, 2 + at * keystrokes);
        results[name].places[place].strokes.push(...times);
        results[name].places[place].processor.push(processor);
      }
      client.stop();
    }
  }
  const [ours, theirs] = [results['redirect-lint'], results.oxlint];
  console.log(`\n${text.split('\n').length} lines, ${ROUTES} routes, ${Math.ceil(ROUTES / every)} redirects`);
  console.log('  start to first diagnostics');
  const again = await startsAgain(folder, text);
  const starts = [['redirect-lint', ours.starts, theirs.starts], ['again', again.again, again.oxlint], ['nothing', again.nothing, again.oxlint]];
  for (const [name, own, others] of starts) console.log(`    ${name.padEnd(14)} ${share(own, 0.5).toFixed(0)} ms beside ${share(others, 0.5).toFixed(0)} of oxlint, ratio ${ratio(own, others, 0.5)}`);
  for (const place of Object.keys(PLACES)) {
    console.log(`  keystroke ${place}`);
    for (const [name, { places: { [place]: { strokes, processor } } }] of Object.entries(results)) console.log(`    ${name.padEnd(14)} ${shown(strokes)}; of the processor ${share(processor, 0.5).toFixed(1)} ms`);
    const [own, others] = [ours, theirs].map(({ places }) => places[place].strokes);
    console.log(`    ratio          median ${ratio(own, others, 0.5)}, 95th percentile ${ratio(own, others, 0.95)}`);
  }
}

async function besideOthers() {
  const text = textOf(6);
  const clients = [];
  for (const folder of [folderWith(text, 0), folderWith(text, files)]) {
    const { client, uri } = await session(SERVERS['redirect-lint'], folder, text);
    clients.push({ client, uri });
  }
  await new Promise(resolve => setTimeout(resolve, 1000));
  await Promise.all(clients.map(({ client }) => client.request('redirectLint/lintWorkspace')));
  for (const { client } of clients) await idle(client);
  const strokes = [];
  for (const { client, uri } of clients) strokes.push((await strokesIn(client, uri, text)).times);
  for (const { client } of clients) client.stop();
  console.log(`\nthe same file alone             keystroke ${shown(strokes[0])}`);
  console.log(`the same beside ${String(files).padEnd(6)} files   keystroke ${shown(strokes[1])}`);
  console.log(`  ratio: median ${ratio(strokes[1], strokes[0], 0.5)}, 95th percentile ${ratio(strokes[1], strokes[0], 0.95)}`);
}

console.log(`${keystrokes} keystrokes × ${rounds} rounds, Node ${process.version}, ${os.cpus().length} cores, load ${os.loadavg()[0].toFixed(1)}`);
await besideOxlint(6);
await besideOxlint(1);
await besideOthers();
