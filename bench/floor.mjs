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

/** Goes through the files of a folder; `onFile` has the `file`. */
const walking = onFile => `
import fs from 'node:fs';
const open = [process.argv[1]];
for (let at = open.pop(); at; at = open.pop()) for (const entry of fs.readdirSync(at, { withFileTypes: true })) {
  const file = at + '/' + entry.name;
  if (entry.isDirectory()) open.push(file);
  else if (entry.isFile()) { ${onFile} }
}`;
const LOADING = `
import { readFileSync } from 'node:fs';
import { Language, Parser } from 'web-tree-sitter';
const grammar = name => readFileSync(process.argv.at(-1) + '/' + name + '.wasm');
await Parser.init({ wasmBinary: grammar('web-tree-sitter') });
const parserOf = async name => new Parser().setLanguage(await Language.load(grammar('tree-sitter-' + name)));`;
const LIST = walking('');
const READ = walking('fs.readFileSync(file);');
const CALLS = `${LOADING}
const parsers = { js: await parserOf('javascript'), ts: await parserOf('typescript'), tsx: await parserOf('tsx') };
let parsed = 0;
${walking(`
    const text = fs.readFileSync(file, 'latin1');
    const kind = /\\.(?:[cm]?(js|ts)|jsx|(tsx))$/.exec(file);
    if (!kind || !/\\bredirect\\(|['"]Location['"]|\\bwriteHead\\(/.test(text)) continue;
    parsed++;
    parsers[kind[1] ?? kind[2] ?? 'js'].parse(text).delete();`)}
process.stdout.write(String(parsed));`;
const PARSE = `${LOADING}
const route = i => "app.post('/items/" + i + "', requireUser, async (req, res, next) => {\\n  try {\\n    // looked up in the shop\\n    const item = await items.find({ id: req.params.id, shop: " + i + " });\\n    return res.redirect('/items');\\n  } catch (error) { next(error); }\\n});\\n";
(await parserOf('javascript')).parse(Array.from({ length: 600 }, (_, i) => route(i)).join(''));`;

const median = numbers => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];
/** What a program prints, and the median of the times that it takes. */
const timed = (code, ...args) => {
  const runs = Array.from({ length: Number(values.rounds) }, () => {
    const began = performance.now();
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code, ...args], { cwd: here, encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
    return { time: performance.now() - began, stdout };
  });
  return { printed: runs[0]?.stdout, took: `${median(runs.map(({ time }) => time)).toFixed(0)} ms` };
};

console.log(`Node ${process.version}, ${os.cpus()[0]?.model.trim()}, load ${os.loadavg()[0].toFixed(1)}`);
const calls = timed(CALLS, folder, grammars);
for (const [what, took] of [
  ['Node starts and ends', timed('').took],
  ['lists the folders of the corpus', timed(LIST, folder).took],
  ['lists them and reads their files', timed(READ, folder).took],
  [`reads them, parses ${calls.printed} that redirect`, calls.took],
  ['loads the parser, parses 600 routes', timed(PARSE, grammars).took],
]) console.log(`${what.padEnd(40)} ${took}`);
