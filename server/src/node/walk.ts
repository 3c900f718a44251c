import fs from 'node:fs';
import path from 'node:path';
import type { IgnoreChain } from '../files/ignored.ts';
import { isIgnored, withIgnoreFile } from './ignored.ts';
import { reasonOf } from './reason.ts';
import { isMinifiedName, isSkippedFolder } from '../files/skipped.ts';

/** A file that could not be read, and why, as a clause. */
export interface Unreadable {
  /** Absolute. */
  readonly file: string;
  readonly message: string;
}

export interface WalkOptions {
  /** `.gitignore` files from here down to the walked folder hold too. */
  readonly root: string;
  /** Decides, by its absolute path, whether a file or folder is wanted at all. */
  wanted(file: string, isFolder: boolean): boolean;
  unreadable(problem: Unreadable): void;
}

/** A file that a walk came by. */
export interface Walked {
  /** Absolute. */
  readonly file: string;
  readonly isLink: boolean;
}

/**
 * The regular files below a folder, in the order of their names.
 * Links to folders are not followed, so that a loop cannot occur; links to files come last, under the link's own path,
 * so that who has seen the file itself can leave them out.
 * FIFOs, sockets and devices are never given.
 */
export function* walk(folder: string, options: WalkOptions): Generator<Walked> {
  const links: Walked[] = [];
  yield* below(folder, chainAbove(folder, options.root), options, links);
  yield* links;
}

function* below(folder: string, above: IgnoreChain, options: WalkOptions, links: Walked[]): Generator<Walked> {
  let entries: fs.Dirent[];
  try {
    entries = fs.readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    options.unreadable({ file: folder, message: reasonOf(error) });
    return;
  }
  entries.sort((a, b) => a.name < b.name ? -1 : 1);
  const names = new Set(entries.map(entry => entry.name));
  const chain = names.has('.gitignore') ? withIgnoreFile(above, folder) : above;
  const inFolder = folder.endsWith(path.sep) ? folder : folder + path.sep;
  for (const entry of entries) {
    const file = inFolder + entry.name;
    if (entry.isDirectory()) {
      if (!isSkippedFolder(entry.name, names) && options.wanted(file, true) && !isIgnored(chain, file, true)) yield* below(file, chain, options, links);
    } else if (entry.isFile() || (entry.isSymbolicLink() && isRegularFile(file))) {
      if (isMinifiedName(entry.name) || !options.wanted(file, false) || isIgnored(chain, file, false)) continue;
      if (entry.isFile()) yield { file, isLink: false };
      else links.push({ file, isLink: true });
    }
  }
}

// A folder that is named although an ignore file covers it is wanted: what ignores it holds no further.
function chainAbove(folder: string, root: string): IgnoreChain {
  let chain: IgnoreChain = withIgnoreFile([], root, path.join(root, '.git', 'info', 'exclude'));
  const parts = path.relative(root, folder).split(path.sep).filter(Boolean);
  if (parts[0] === '..') return [];
  let at = root;
  for (const part of parts) {
    chain = withIgnoreFile(chain, at);
    at = path.join(at, part);
    if (isIgnored(chain, at, true)) chain = [];
  }
  return chain;
}

function isRegularFile(file: string): boolean {
  try {
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}
