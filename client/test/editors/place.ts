import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build } from '../../../server/test/built.ts';
import { ROOT } from './guide.ts';

/** What the editor said, in the lines that it wrote with `say`. */
export type Said = Record<string, unknown>;

/** A project with the npm package installed for it, as `npm install --global` does it. */
export interface Place {
  readonly project: string;
  /** For files of the editor itself. */
  readonly home: string;
  /** The environment in which the command is found. */
  readonly env: NodeJS.ProcessEnv;
  readonly remove: () => void;
}

/** Packs the npm package, unpacks it and links its command, then writes the project's files. */
export function place(files: Readonly<Record<string, string>>): Place {
  build();
  const root = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'redirect-lint-editor-'));
  const [project, home, bin] = ['project', 'home', 'bin'].map(name => {
    fs.mkdirSync(path.join(root, name));
    return path.join(root, name);
  }) as [string, string, string];
  const packed = execFileSync('npm', ['pack', '--silent', '--pack-destination', root], { cwd: path.join(ROOT, 'server'), encoding: 'utf8' }).trim();
  execFileSync('tar', ['-xzf', path.join(root, packed), '-C', root]);
  const { bin: commands } = JSON.parse(fs.readFileSync(path.join(root, 'package/package.json'), 'utf8'));
  for (const [name, file] of Object.entries<string>(commands)) {
    fs.chmodSync(path.join(root, 'package', file), 0o755);
    fs.symlinkSync(path.join(root, 'package', file), path.join(bin, name));
  }
  fs.mkdirSync(path.join(project, '.git'));
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(project, name)), { recursive: true });
    fs.writeFileSync(path.join(project, name), text);
  }
  const env = {
    ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH}`, HOME: home,
    XDG_CONFIG_HOME: path.join(home, 'config'), XDG_DATA_HOME: path.join(home, 'data'), XDG_STATE_HOME: path.join(home, 'state'), XDG_CACHE_HOME: path.join(home, 'cache'),
  };
  return { project, home, env, remove: () => fs.rmSync(root, { recursive: true, force: true, maxRetries: 5 }) };
}

/** Runs an editor to its end; resolves with what it printed on both streams, rejects where it fails. */
export function runEditor({ project, env }: Place, command: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: project, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', chunk => {
        said += chunk;
      });
    }
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0) resolve(said);
      else reject(new Error(`${command} ended with ${signal ?? code}:\n${said}`));
    });
  });
}
