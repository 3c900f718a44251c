// npm test: installs what it needs, builds, packages and runs every test; the last line counts them.
//
// usage: node scripts/test.mjs [server|client|editors|vscode …] [--update-screenshot]
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDependencies } from './dependencies.mjs';
import { ensureEditors } from './editors.mjs';
import { run } from './processes.mjs';
import { ensureChromium } from './vscode/browser.mjs';
import { installVSCode } from './vscode/install.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const stages = [
  { name: 'server', title: 'Analysis, grammars, language server and command line', folder: 'server/test', files: /\.test\.ts$/, args: ['--import', 'tsx'] },
  { name: 'client', title: 'The extension', folder: 'client/test/unit', files: /\.test\.ts$/, args: ['--import', 'tsx'] },
  { name: 'editors', title: 'Other editors', folder: 'client/test/editors', files: /\.test\.ts$/, args: ['--import', 'tsx', '--test-concurrency=1'], prepare: ensureEditors },
  // One after the other: each starts a VS Code and a browser.
  { name: 'vscode', title: 'The real VS Code', folder: 'client/test/vscode', files: /\.test\.mjs$/, args: ['--test-concurrency=1'], prepare: prepareVSCode },
];

const options = process.argv.slice(2);
const asked = options.filter(option => !option.startsWith('--'));
const unknown = options.filter(option => option !== '--update-screenshot' && !stages.some(stage => stage.name === option));
if (unknown.length > 0) {
  console.error(`Unknown: ${unknown.join(' ')}. Usage: node scripts/test.mjs [${stages.map(stage => stage.name).join('|')} …] [--update-screenshot]`);
  process.exit(2);
}

process.chdir(root);
await ensureDependencies(root);
await run(process.execPath, ['scripts/package.mjs']);

const counts = { passed: 0, failed: 0, skipped: 0 };
const broken = [];
const failures = [];
for (const stage of stages) if (asked.length === 0 || asked.includes(stage.name)) await runStage(stage);

const { passed, failed, skipped } = counts;
const ok = failed === 0 && skipped === 0 && broken.length === 0;
// Once more, where the end of a long log is all that is looked at.
for (const failure of failures) console.error(`✖ ${failure}`);
for (const reason of broken) console.error(`✖ ${reason}`);
console.log(`${ok ? 'ok' : 'FAILED'}: ${passed} passed, ${failed} failed, ${skipped} skipped${broken.length ? `, ${broken.length} not run as they should` : ''}`);
process.exitCode = ok ? 0 : 1;

async function runStage({ title, folder, files, args, prepare }) {
  console.log(`\n${title}`);
  const found = existsSync(folder) ? readdirSync(folder, { recursive: true }).filter(name => files.test(name) && !name.startsWith(`fixtures${sep}`)).map(name => join(folder, name)).sort() : [];
  if (found.length === 0) {
    broken.push(`${title}: no test in ${folder}`);
    return;
  }
  try {
    await prepare?.();
  } catch (error) {
    broken.push(`${title}: ${error.message}`);
    return;
  }
  const scratch = mkdtempSync(join(tmpdir(), 'redirect-lint-counts-'));
  const file = join(scratch, 'counts');
  const env = { ...process.env, TEST_COUNTS: file, ...(options.includes('--update-screenshot') ? { UPDATE_SCREENSHOT: '1' } : {}) };
  const code = await nodeTest([...args, '--test', '--test-reporter=./scripts/test/reporter.mjs', '--test-reporter-destination=stdout', ...found], env);
  const stated = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { passed: 0, failed: 0, skipped: 0, failures: [] };
  rmSync(scratch, { recursive: true });
  for (const outcome of Object.keys(counts)) counts[outcome] += stated[outcome];
  failures.push(...stated.failures);
  if (stated.passed === 0) broken.push(`${title}: nothing passed`);
  else if (code !== 0 && stated.failed === 0) broken.push(`${title}: node --test ended with ${code}`);
}

function nodeTest(args, env) {
  return new Promise((done, reject) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'], env });
    child.once('error', reject);
    child.once('close', code => done(code ?? 1));
  });
}

async function prepareVSCode() {
  await ensureChromium();
  await installVSCode();
}
