import fs from 'node:fs';
import path from 'node:path';
import type { How, Statement } from '../demand.ts';
import { facts, type FileFacts } from '../model/facts.ts';
import { Draft } from './draft.ts';
import { digestOf, readBytes } from './text-file.ts';

/**
 * What is kept of one reading: under which options; the state of the file, which is a digest of its content where it said something, and else what
 * the file system says of it (size in bytes, times of change of the content and of the file's entry in ms, inode); what it imports; its facts.
 */
type Entry = readonly [options: string, state: string, imports: string, facts: FileFacts | null];

type Content = string | Uint8Array;

/** In ms: FAT counts time in two seconds. */
const RACY = 3000;
/** What has not been written for so long, in ms, belongs to a project that is gone or at rest. */
const OLD = 60 * 24 * 3600_000;
/** How much is kept of one project, in UTF-16 units: 10,000 files that all say something come to some 30 million. */
const MOST = 64 << 20;

/**
 * What the files of one project said when they were last read, kept in a file of the user's cache folder. A file that said something is known again by
 * its content; one that said nothing, which is most, by its size and times. Whatever is wrong with the cache, files are read as if there were none.
 * Holds state: what was kept, and what is new.
 */
export class FactsCache {
  readonly #file: string;
  readonly #root: string;
  readonly #header: string;
  /** Entries as they stand in the file; null before it was read. */
  #kept: ReadonlyMap<string, string> | null = null;
  /** What is new since the last `save`: in memory, it would be as much as the index. */
  #draft: Draft | null = null;
  readonly #fresh = new Set<string>();
  /** Of the draft, in UTF-16 units. */
  #length = 0;
  readonly #used = new Set<string>();
  /** States of files that were asked for and not known, from before they were read. */
  readonly #states = new Map<string, string>();

  /** `folder` need not exist; `root` is the project's; `build` names the program, for another one may state other facts. */
  constructor(folder: string, root: string, build: string) {
    this.#file = path.join(folder, `${path.basename(root).replace(/[^\w.-]/g, '_').slice(0, 60)}-${digestOf(root).slice(0, 16)}.facts`);
    this.#root = root;
    this.#header = JSON.stringify(['redirect-lint facts', build, process.version, root]);
  }

  /** What a file says, where that is known of it as it stands; `bytes`: its content, where it says something. Never throws. */
  ofFile(name: string, how: How): (Statement & { readonly bytes: Buffer | null }) | null {
    const key = keyOf(name, how);
    // Joined as it is: a path that is made simpler first takes longer than to ask for the file.
    const file = `${this.#root}/${name}`;
    const entry = this.#entry(key, how);
    if (entry?.[3]) {
      const read = readBytes(file);
      return 'bytes' in read && digestOf(read.bytes) === entry[1] ? { ...this.#use(key, entry), bytes: read.bytes } : null;
    }
    const state = stateOf(file);
    if (state !== null && state === entry?.[1]) return { ...this.#use(key, entry), bytes: null };
    if (state !== null) this.#states.set(key, state);
    return null;
  }

  /** What a text says that the file may hold; null where that is not known. Never throws. */
  ofText(name: string, text: string, how: How): Statement | null {
    const key = keyOf(name, how);
    const entry = this.#entry(key, how);
    return entry?.[3] && digestOf(text) === entry[1] ? this.#use(key, entry) : null;
  }

  /** Takes note of what a content, or the one that has this digest, said, after `ofFile` did not know it. Never throws. */
  note(name: string, content: Content | { readonly digest: string }, how: How, { facts, imports }: Statement): void {
    const key = keyOf(name, how);
    const says = facts.format !== null;
    const state = says ? isContent(content) ? digestOf(content) : content.digest : this.#states.get(key);
    this.#states.delete(key);
    if (!state || (!says && facts.problems.length > 0)) return;
    const entry: Entry = [optionsText(how), state, imports, says ? facts : null];
    this.#add(key, JSON.stringify(entry));
    this.#fresh.add(key);
  }

  /** Writes what is new; `isWhole`: the whole project was read, so that what was not asked for is gone. Never throws. */
  save(isWhole: boolean): void {
    // Two that write at the same time: each adds to what it finds.
    if (this.#fresh.size === 0 && (!isWhole || this.#used.size === this.#kept?.size)) return;
    for (const [key, line] of linesIn(this.#file, this.#header)) {
      if (!this.#fresh.has(key) && (!isWhole || this.#used.has(key))) this.#add(key, line);
    }
    (this.#draft ?? new Draft(this.#file, this.#header)).finish();
    removeOld(path.dirname(this.#file));
    this.#draft = null;
    this.#fresh.clear();
    this.#length = 0;
  }

  /** Frees the memory of what was kept; nothing of it is known any more. */
  release(): void {
    this.#kept = new Map();
    this.#used.clear();
    this.#states.clear();
  }

  #add(key: string, line: string): void {
    this.#length += key.length + line.length;
    this.#draft ??= new Draft(this.#file, this.#header);
    if (this.#length <= MOST) this.#draft.add(`${key}\t${line}`);
  }

  #entry(key: string, how: How): Entry | null {
    this.#kept ??= linesIn(this.#file, this.#header);
    const entry = parsed(this.#kept.get(key));
    return entry?.[0] === optionsText(how) ? entry : null;
  }

  #use(key: string, [, , imports, said]: Entry): Statement {
    this.#used.add(key);
    return { facts: said ?? facts({}), imports };
  }
}

function isContent(content: Content | { readonly digest: string }): content is Content {
  return typeof content === 'string' || content instanceof Uint8Array;
}

function keyOf(name: string, { extent }: How): string {
  return `${JSON.stringify(name)} ${extent}`;
}

function optionsText({ options }: How): string {
  return Object.keys(options).length === 0 ? '' : JSON.stringify(options);
}

/** Null where the file is none, or where it changed so shortly before that it could change once more without its times telling. */
function stateOf(file: string): string | null {
  const stats = statOf(file);
  if (!stats?.isFile()) return null;
  const { size, mtimeMs, ctimeMs, ino } = stats;
  return Date.now() - Math.max(mtimeMs, ctimeMs) < RACY ? null : [size, mtimeMs, ctimeMs, ino].join(' ');
}

function statOf(file: string): fs.Stats | null {
  try {
    return fs.statSync(file);
  } catch {
    return null;
  }
}

/** Only the lines that are asked for are parsed: a server begins with one of many thousands. */
function linesIn(file: string, header: string): Map<string, string> {
  const lines = new Map<string, string>();
  const text = textOf(file);
  if (!text.startsWith(`${header}\n`)) return lines;
  let start = header.length + 1;
  // What stands behind the last line break was not written to its end.
  for (let end = text.indexOf('\n', start); end >= 0; start = end + 1, end = text.indexOf('\n', start)) {
    const tab = text.indexOf('\t', start);
    if (tab > start && tab < end) lines.set(text.slice(start, tab), text.slice(tab + 1, end));
  }
  return lines;
}

function textOf(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function parsed(line: string | undefined): Entry | null {
  try {
    const entry: unknown = line === undefined ? null : JSON.parse(line);
    return Array.isArray(entry) && entry.length === 4 ? entry as unknown as Entry : null;
  } catch {
    return null;
  }
}

function removeOld(folder: string): void {
  try {
    for (const name of fs.readdirSync(folder)) {
      const file = path.join(folder, name);
      if (/\.(?:facts|tmp)$/.test(name) && Date.now() - (statOf(file)?.mtimeMs ?? Date.now()) > OLD) fs.rmSync(file, { force: true });
    }
  } catch { /* what is not removed now is at the next time */ }
}
