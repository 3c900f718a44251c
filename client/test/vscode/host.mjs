import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');
export const VSIX = join(ROOT, 'redirect-lint.vsix');
/** Screenshots and logs of tests that failed. */
export const FAILURES = join(ROOT, '.cache/vscode/failures');

/**
 * A folder with a copy of examples/, without the configuration that parts them from the repository, and room for a profile.
 * @returns {{ examples: string, profile: string, remove: () => void }}
 */
export function workplace() {
  if (!existsSync(VSIX)) throw new Error('redirect-lint.vsix is missing: npm run build && npm run package');
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'redirect-lint-')));
  const examples = join(folder, 'examples');
  cpSync(join(ROOT, 'examples'), examples, { recursive: true, filter: path => !/node_modules|redirect-lint\.config\.json$/.test(path) });
  return { examples, profile: join(folder, 'profile'), remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }) };
}

/**
 * Keeps the logs of a failure and shows their end.
 * @param {string} name
 * @param {string} logs
 */
export function keepLogs(name, logs) {
  mkdirSync(FAILURES, { recursive: true });
  const file = join(FAILURES, `${name}.log`);
  writeFileSync(file, logs);
  console.error(`${file} ends:\n${logs.slice(-4000)}`);
}

/**
 * Waits until `look` finds something.
 * @template T
 * @param {string} what
 * @param {() => T | Promise<T>} look
 * @param {number} [patience] in ms
 * @returns {Promise<T>}
 */
export async function until(what, look, patience = 120_000) {
  const end = Date.now() + patience;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) throw new Error(`not seen within ${patience / 1000} s: ${what}`);
    await new Promise(wake => setTimeout(wake, 200));
  }
}

/**
 * Ids of the processes whose command line holds all of these.
 * @param {string[]} parts
 * @returns {number[]}
 */
export function processesWith(...parts) {
  return commandLines().filter(({ line }) => parts.every(part => line.includes(part))).map(({ pid }) => pid);
}

function commandLines() {
  // Not every Linux has ps; proc(5).
  if (existsSync('/proc/self/cmdline')) return readdirSync('/proc').filter(name => /^\d+$/.test(name)).map(name => ({ pid: Number(name), line: commandLineOf(name) }));
  return execFileSync('ps', ['-A', '-o', 'pid=,args='], { encoding: 'utf8' }).split('\n').map(line => ({ pid: Number.parseInt(line, 10), line }));
}

function commandLineOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    // It has ended.
    return '';
  }
}
