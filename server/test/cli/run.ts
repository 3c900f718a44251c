import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { EXECUTABLE } from '../built.ts';

export interface Ran {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** A folder of its own for one test, gone afterwards. */
export function folder(t: TestContext, files: Readonly<Record<string, string | Buffer>> = {}): string {
  const home = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'redirect-lint-')));
  t.after(() => {
    fs.rmSync(home, { recursive: true, force: true });
  });
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(home, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, content);
  }
  return home;
}

/** Runs the real command line, without a terminal. */
export function run(cwd: string, args: readonly string[], { input = '', env = {} }: { input?: string | Buffer; env?: Record<string, string> } = {}): Ran {
  const { NO_COLOR: _no, FORCE_COLOR: _force, ...inherited } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [EXECUTABLE, ...args], { cwd, input, env: { ...inherited, ...env }, timeout: 60_000, maxBuffer: 1e8 });
  return { status, out: stdout.toString('utf8'), err: stderr.toString('utf8') };
}

interface Report {
  version: number;
  files: number;
  results: {
    file: string; line: number; column: number; endLine: number; endColumn: number; ruleId: string; severity: string; message: string;
    status: number | null; statusOrigin: string; methods: string[]; evidence: string; adapter: string; path?: string | null; target?: string | null;
    fixes: { status: number; preferred: boolean; safe: boolean; edits: { startOffset: number; endOffset: number; newText: string }[] }[];
  }[];
  errors: { file: string; message: string }[];
  fixed?: { file: string; fixes: number; output?: string }[];
}

/** The JSON that a run prints. */
export function json(cwd: string, args: readonly string[], options: Parameters<typeof run>[2] = {}): Report & { status: number | null } {
  const ran = run(cwd, ['--format', 'json', ...args], options);
  return { ...JSON.parse(ran.out) as Report, status: ran.status };
}

/** An Express route that is warned about at line 3. */
export const LOGIN = `const app = require('express')();
app.post('/login', (req, res) => {
  res.redirect('/account');
});
`;
/** One that is an error at line 3. */
export const REMOVE = `const app = require('express')();
app.delete('/items/:id', (req, res) => {
  res.redirect(302, '/items');
});
`;
/** One that is fine. */
export const SHOW = `const app = require('express')();
app.get('/old', (req, res) => {
  res.redirect('/new');
});
`;
/** One whose methods nobody limits. */
export const HINT = `const app = require('express')();
app.use((req, res) => {
  res.redirect('/new');
});
`;
