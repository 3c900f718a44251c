// What Node and WebAssembly take for the least that a linter on them can do, beside the programs that redirect-lint is measured against: a process that
// only lists and reads the files of a repository, one that besides parses those scripts which hold a redirecting call, and one that only loads the parser and parses
// the file of `npm run bench` once.
//
// usage: npm run bench:floor [-- --rounds 5 --cache FOLDER]
import { spawnSync } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { corpusIn } from './corpus.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const { values } = parseArgs({ options: { rounds: { type: 'string', default: '5' }, cache: { type: 'string', default: path.join(os.tmpdir(), 'redirect-lint-bench-corpus') } } });
const folder = corpusIn(path.resolve(values.cache), 1);
const grammars = path.join(here, '../server/dist/grammars');

const LIST = `
import fs from 'node:fs';
const open = [process.argv[1]];
for (let at = open.pop(); at; at = open.pop()) for (const entry of fs.readdirSync(at, { withFileTypes: true })) {
  if (entry.isDirectory()) open.push(at + '/' + entry.name);
  else if (entry.isFile() && process.argv[2] === 'read') fs.readFileSync(at + '/' + entry.name);
}`;
const PARSE = `
import fs from 'node:fs';
import { Language, Parser } from 'web-tree-sitter';
await Parser.init({ wasmBinary: fs.readFileSync(process.argv[1] + '/web-tree-sitter.wasm') });
const parser = new Parser().setLanguage(await Language.load(fs.readFileSync(process.argv[1] + '/tree-sitter-javascript.wasm')));
const route = i => "app.post('/items/" + i + "', requireUser, async (req, res, next) => {\\n  try {\\n    // looked up in the shop\\n    const item = await items.find({ id: req.params.id, shop: " + i + " });\\n    return res.redirect('/items');\\n  } catch (error) { next(error); }\\n});\\n";
parser.parse(Array.from({ length: 600 }, (_, i) => route(i)).join(''));`;

const CALLS = `
import fs from 'node:fs';
import { Language, Parser } from 'web-tree-sitter';
const [folder, grammars] = process.argv.slice(1);
await Parser.init({ wasmBinary: fs.readFileSync(grammars + '/web-tree-sitter.wasm') });
const load = async name => new Parser().setLanguage(await Language.load(fs.readFileSync(grammars + '/tree-sitter-' + name + '.wasm')));
const parsers = { js: await load('javascript'), ts: await load('typescript'), tsx: await load('tsx') };
const open = [folder];
let parsed = 0;
for (let at = open.pop(); at; at = open.pop()) for (const entry of fs.readdirSync(at, { withFileTypes: true })) {
  if (entry.isDirectory()) open.push(at + '/' + entry.name);
  else if (entry.isFile()) {
    const text = fs.readFileSync(at + '/' + entry.name, 'latin1');
    const kind = /\\.(?:[cm]?(js|ts)|js(x)|(tsx))$/.exec(entry.name);
    if (!kind || !/\\bredirect\\(|['"]Location['"]|\\bwriteHead\\(/.test(text)) continue;
    parsed++;
    parsers[kind[1] ?? kind[3] ?? 'js'].parse(text).delete();
  }
}
process.stdout.write(String(parsed));`;

const median = numbers => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];
const timed = (code, ...args) => {
  const times = Array.from({ length: Number(values.rounds) }, () => {
    const began = performance.now();
    const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code, ...args], { cwd: here, encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
    return performance.now() - began;
  });
  return `${median(times).toFixed(0)} ms`;
};

console.log(`Node ${process.version}, ${os.cpus()[0]?.model.trim()}, load ${os.loadavg()[0].toFixed(1)}`);
console.log(`Node starts and ends                      ${timed('')}`);
console.log(`lists the folders of ${folder.padEnd(20)} ${timed(LIST, folder)}`);
console.log(`lists them and reads their files          ${timed(LIST, folder, 'read')}`);
const scripts = spawnSync(process.execPath, ['--input-type=module', '-e', CALLS, folder, grammars], { cwd: here, encoding: 'utf8' }).stdout;
console.log(`reads them, parses ${scripts} that redirect      ${timed(CALLS, folder, grammars)}`);
console.log(`loads the parser, parses 600 routes       ${timed(PARSE, grammars)}`);
