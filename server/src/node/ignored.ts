import path from 'node:path';
import { type IgnoreChain, isIgnoredBy, withIgnoreText } from '../files/ignored.ts';
import { readText } from './text-file.ts';

/** The chain one folder further down. Nothing is reported where a `.gitignore` cannot be read; patterns that are not tame are left out. */
export function withIgnoreFile(chain: IgnoreChain, folder: string, file = path.join(folder, '.gitignore')): IgnoreChain {
  const read = readText(file);
  return 'problem' in read ? chain : withIgnoreText(chain, folder, read.text);
}

/** Whether the chain ignores a file or folder, both given by absolute paths. */
export function isIgnored(chain: IgnoreChain, file: string, isFolder: boolean): boolean {
  return isIgnoredBy(chain, folder => relativeTo(folder, file), isFolder);
}

/** `file` as seen from `folder`, with `/` between its parts. */
export function relativeTo(folder: string, file: string): string {
  // Nearly always, and so asked for each file of a walk: no need to take both paths apart.
  const inside = file.startsWith(folder) && file[folder.length] === path.sep;
  const relative = inside ? file.slice(folder.length + 1) : path.relative(folder, file);
  return path.sep === '/' ? relative : relative.split(path.sep).join('/');
}
