import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { Failure } from './failure.ts';
import { changedLines } from './patch.ts';

/**
 * Nothing that a repository's configuration names may run: no hook, no filter, no file system monitor, no fetch of what is missing.
 * Only `rev-parse`, `merge-base` and `cat-file` are used, which read objects and neither the index nor the working tree, so that
 * the filters and external differs that a repository can name (gitattributes(5)) are never asked.
 */
const SAFE = ['--no-pager', '-c', 'core.hooksPath=/dev/null', '-c', 'core.fsmonitor=false', '-c', 'core.alternateRefsCommand=', '-c', 'safe.bareRepository=explicit'];
const SAFE_ENVIRONMENT = { GIT_NO_LAZY_FETCH: '1', GIT_ALLOW_PROTOCOL: '', GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' };

/** Whether a line of a file has changed; lines are 1-based. */
export type HasChanged = (file: string, text: string, line: number) => boolean;

/**
 * Compares with what the files were where this branch left a git revision (for an ancestor: the revision itself).
 * `files` are absolute, as those that the result is asked about. Throws a `Failure` where git or the revision is not there.
 */
export function changesSince(revision: string, folder: string, files: readonly string[]): HasChanged {
  const ask = (...args: readonly string[]) => git(folder, args).toString('utf8').trimEnd();
  const top = fs.realpathSync(ask('rev-parse', '--show-toplevel'));
  const commit = ask('rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`);
  if (!commit) throw new Failure(`--since: there is no revision "${revision}"`);
  const base = ask('merge-base', commit, 'HEAD');
  if (!base) throw new Failure(`--since: no common history with "${revision}" is here; a shallow clone needs more of it (git fetch --unshallow)`);
  const before = textsAt(base, top, files);
  const changed = new Map<string, Set<number> | null>();
  return (file, text, line) => {
    let lines = changed.get(file);
    if (lines === undefined) {
      const old = before.get(file);
      changed.set(file, lines = old === undefined ? null : changedLines(old, text));
    }
    return lines === null || lines.has(line);
  };
}

/** What the files were at a commit; those that were not there, or whose names `cat-file` cannot be given, are left out. */
function textsAt(commit: string, top: string, files: readonly string[]): Map<string, string> {
  const asked = files.filter(file => !/[\r\n]/.test(file));
  const nameIn = (file: string) => path.relative(top, path.join(fs.realpathSync(path.dirname(file)), path.basename(file))).split(path.sep).join('/');
  const output = asked.length === 0 ? Buffer.alloc(0) : git(top, ['cat-file', '--batch'], asked.map(file => `${commit}:${nameIn(file)}\n`).join(''));
  const texts = new Map<string, string>();
  let at = 0;
  for (const file of asked) {
    const end = output.indexOf('\n', at);
    const [, type, size] = /^[0-9a-f]+ (\w+) (\d+)$/.exec(output.toString('utf8', at, end)) ?? [];
    at = end + 1;
    if (type === undefined) continue;
    if (type === 'blob') texts.set(file, output.toString('utf8', at, at + Number(size)));
    at += Number(size) + 1;
  }
  return texts;
}

/** What git prints; nothing where it ends with status 1, as `rev-parse --quiet` and `merge-base` do where there is none. */
function git(cwd: string, args: readonly string[], input = ''): Buffer {
  const { status, stdout, stderr, error } = spawnSync('git', [...SAFE, ...args], { cwd, input, env: { ...process.env, ...SAFE_ENVIRONMENT }, maxBuffer: 2 ** 30, windowsHide: true });
  if (error) throw new Failure(`--since: git cannot be started: ${error.message}`);
  if (status !== 0 && status !== 1) throw new Failure(`--since: git: ${stderr.toString('utf8').replace(/^(?:fatal|error): /, '').split('\n')[0]}`);
  return stdout;
}
