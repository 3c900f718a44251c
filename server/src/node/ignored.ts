import fs from 'node:fs';
import path from 'node:path';
import ignore from 'ignore';

/** The ignore files that hold at one folder, innermost first, with the folders they stand in. */
export type IgnoreChain = readonly { readonly folder: string; readonly rules: ignore.Ignore }[];

/** The chain one folder further down. Nothing is reported where a `.gitignore` cannot be read. */
export function withIgnoreFile(chain: IgnoreChain, folder: string, file = path.join(folder, '.gitignore')): IgnoreChain {
  try {
    return [{ folder, rules: ignore().add(fs.readFileSync(file, 'utf8')) }, ...chain];
  } catch {
    return chain;
  }
}

/** Whether the chain ignores a file or folder; as in git, the innermost file that says anything decides. */
export function isIgnored(chain: IgnoreChain, file: string, isFolder: boolean): boolean {
  for (const { folder, rules } of chain) {
    const { ignored, unignored } = rules.test(relativeTo(folder, file) + (isFolder ? '/' : ''));
    if (ignored || unignored) return ignored;
  }
  return false;
}

/** `file` as seen from `folder`, with `/` between its parts. */
export function relativeTo(folder: string, file: string): string {
  const relative = path.relative(folder, file);
  return path.sep === '/' ? relative : relative.split(path.sep).join('/');
}
