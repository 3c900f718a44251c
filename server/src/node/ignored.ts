import fs from 'node:fs';
import path from 'node:path';
import { type IgnoreChain, isIgnoredBy, withIgnoreText } from '../files/ignored.ts';

/** The chain one folder further down. Nothing is reported where a `.gitignore` cannot be read. */
export function withIgnoreFile(chain: IgnoreChain, folder: string, file = path.join(folder, '.gitignore')): IgnoreChain {
  try {
    return withIgnoreText(chain, folder, fs.readFileSync(file, 'utf8'));
  } catch {
    return chain;
  }
}

/** Whether the chain ignores a file or folder, both given by absolute paths. */
export function isIgnored(chain: IgnoreChain, file: string, isFolder: boolean): boolean {
  return isIgnoredBy(chain, folder => relativeTo(folder, file), isFolder);
}

/** `file` as seen from `folder`, with `/` between its parts. */
export function relativeTo(folder: string, file: string): string {
  const relative = path.relative(folder, file);
  return path.sep === '/' ? relative : relative.split(path.sep).join('/');
}
