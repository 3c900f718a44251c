// A whole repository, side by side: redirect-lint, `rg -l` for the words of a redirect, and ast-grep with patterns of redirecting calls,
// all on the same files, in turn. Prints medians, ratios and the most memory that was held. CPU time and memory come from /proc, so Linux only.
//
// usage: npm run bench:repository [-- --copies 2 --rounds 5 --threads N --shipped --corpus FOLDER --cache FOLDER]
//   --copies   how often the corpus of public packages stands side by side: 1 is about 16,000 files
//   --shipped  the packages as they are shipped, with what was built, bundled and compiled
//   --corpus   another folder instead
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { corpusIn, packagesIn } from './corpus.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const { values } = parseArgs({ options: {
  copies: { type: 'string', default: '2' }, rounds: { type: 'string', default: '5' }, threads: { type: 'string', default: String(os.availableParallelism()) },
  shipped: { type: 'boolean', default: false }, corpus: { type: 'string' }, cache: { type: 'string', default: path.join(os.tmpdir(), 'redirect-lint-bench-corpus') },
} });
const { threads } = values;
const rounds = Number(values.rounds);
const folder = values.corpus ? path.resolve(values.corpus) : values.shipped ? packagesIn(path.resolve(values.cache)) : corpusIn(path.resolve(values.cache), Number(values.copies));

/** What an author of ast-grep rules would write to find the calls that redirect. */
const PATTERNS = ['$R.redirect($$$A)', 'redirect($$$A)', "$R.set('Location', $$$A)", "$R.setHeader('Location', $$$A)", '$R.writeHead($S, { Location: $U })', 'Response.redirect($$$A)'];
const RULES = ['JavaScript', 'TypeScript', 'Tsx'].map(language => JSON.stringify({ id: `redirect-${language}`, language, rule: { any: PATTERNS.map(pattern => ({ pattern })) } })).join('\n---\n');
const WORDS = '[Rr]edirect|[Ll]ocation|writeHead';

const require = createRequire(path.join(here, 'package.json'));
const own = { command: process.execPath, args: [path.join(here, '../server/bin/redirect-lint.js'), '--threads', threads, '--format', 'json', folder] };
const newFolder = () => fs.mkdtempSync(path.join(os.tmpdir(), 'redirect-lint-bench-'));
const kept = newFolder();
process.on('exit', () => fs.rmSync(kept, { recursive: true, force: true }));
const tools = [
  // A first run finds nothing of an earlier one, and keeps what it read.
  { ...own, name: 'redirect-lint', cache: newFolder },
  { ...own, name: 'again', cache: () => kept },
  { name: 'rg -l', command: ripgrep(), args: ['-l', '-j', threads, '-e', WORDS, folder] },
  { name: 'ast-grep', command: astGrep(), args: ['scan', '--threads', threads, '--json=stream', '--inline-rules', RULES, folder] },
].filter(({ command }) => command !== null);

function ripgrep() {
  try {
    return require('@vscode/ripgrep').rgPath;
  } catch {
    return onPath('rg');
  }
}

function astGrep() {
  // The package's own command is put there by a script that npm may have been told not to run.
  const scope = path.join(here, 'node_modules/@ast-grep');
  const platform = fs.existsSync(scope) ? fs.readdirSync(scope).find(name => name.startsWith('cli-')) : undefined;
  return platform === undefined ? onPath('ast-grep') : path.join(scope, platform, 'ast-grep');
}

function onPath(name) {
  return spawnSync(name, ['--version']).status === 0 ? name : null;
}

/** Wall and CPU time in seconds, and the most memory in MB, of one run. */
function run({ command, args, cache }) {
  return new Promise((resolve, reject) => {
    const folder = cache?.();
    const began = performance.now();
    const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, ...folder && { XDG_CACHE_HOME: folder } } });
    const seen = { cpu: 0, memory: 0 };
    const look = () => {
      try {
        // proc_pid_stat(5): utime and stime are fields 14 and 15, in hundredths of a second; the name in field 2 may hold blanks.
        const stat = fs.readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1].split(' ');
        seen.cpu = Math.max(seen.cpu, (Number(stat[11]) + Number(stat[12])) / 100);
        seen.memory = Math.max(seen.memory, Number(/VmHWM:\s+(\d+)/.exec(fs.readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024);
      } catch { /* it has ended */ }
    };
    const timer = setInterval(look, 10);
    child.on('error', reject);
    child.on('exit', status => {
      clearInterval(timer);
      if (folder && folder !== kept) fs.rmSync(folder, { recursive: true });
      // 1: something was found, or nothing was.
      if (status !== 0 && status !== 1) reject(new Error(`${command} ended with status ${status}`));
      else resolve({ wall: (performance.now() - began) / 1000, ...seen });
    });
  });
}

const median = numbers => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];
const versionOf = ({ command, args }) => spawnSync(command, command === process.execPath ? [args[0], '--version'] : ['--version'], { encoding: 'utf8' }).stdout.trim().split('\n')[0].replace(/^\D*/, '').split(' ')[0];
const files = fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
// To count them fills the cache of the file system, too.
const bytes = files.reduce((sum, entry) => sum + fs.readFileSync(path.join(entry.parentPath ?? entry.path, entry.name)).length, 0);

console.log(`${files.length} files, ${(bytes / 1e6).toFixed(0)} MB; ${threads} threads, ${os.cpus()[0]?.model.trim()}, load ${os.loadavg()[0].toFixed(1)}, Node ${process.version}`);
const results = new Map(tools.map(tool => [tool.name, []]));
await run(tools.find(tool => tool.name === 'again'));
for (let round = 0; round < rounds; round++) for (const tool of tools) results.get(tool.name).push(await run(tool));

const ratio = (tool, other, key) => (median(results.get(tool).map(each => each[key])) / median(results.get(other).map(each => each[key]))).toFixed(2);
for (const tool of tools) {
  const [wall, cpu, memory] = ['wall', 'cpu', 'memory'].map(key => median(results.get(tool.name).map(each => each[key])));
  const ratios = tool.cache ? [] : ['redirect-lint', 'again'].map(name => `${name} takes ${ratio(name, tool.name, 'wall')} of its time, ${ratio(name, tool.name, 'cpu')} of its CPU time`);
  const name = tool.name === 'again' ? 'again' : `${tool.name} ${versionOf(tool)}`;
  console.log([`${name.padEnd(22)} ${wall.toFixed(2).padStart(7)} s, ${cpu.toFixed(2).padStart(7)} s of CPU, ${memory.toFixed(0).padStart(5)} MB`, ...ratios].join('; '));
}
