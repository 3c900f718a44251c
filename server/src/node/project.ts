import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Extent, factsOf, mayRead } from '../analyse.ts';
import { Demand, settle } from '../demand.ts';
import { WorkspaceIndex } from '../link/index.ts';
import { ignoredBy, NO_CONFIG, type PlacedConfig, readOptionsFor } from './config.ts';
import type { FactsCache } from './facts-cache.ts';
import { relativeTo } from './ignored.ts';
import { type Asked, type Stated, stated as statedBy } from './read-facts.ts';
import { Readers, type Threads } from './readers.ts';
import { isOutside, readBytes, readText } from './text-file.ts';
import { type Unreadable, walk } from './walk.ts';

/** One file whose results are asked for and that says something. */
export interface Source {
  /** Absolute. */
  readonly file: string;
  /** Name in the index: relative to the project root, with `/` between its parts. */
  readonly path: string;
  text: string;
  /** What the text was decoded from. */
  readonly bytes: Buffer;
  /** False for text that stands for the file's content. */
  readonly onDisk: boolean;
}

/** All that is known of a project after reading it. */
export interface Project {
  readonly root: string;
  readonly index: WorkspaceIndex;
  /** By their path in the index, in the order in which they were named and walked. */
  readonly sources: Map<string, Source>;
  /** How many files were looked at whose results are asked for. */
  readonly files: number;
  readonly unreadable: readonly Unreadable[];
  /** Some file could not be analysed, through no fault of its own. */
  readonly hasFailed: boolean;
  /** Has the next run know what files said. Never throws. */
  keep(): void;
  /** States again what a source says after its text has changed. */
  reread(source: Source): Promise<void>;
  /** Text of any file of the index, for showing a place in it; null where it cannot be read any more. */
  text(path: string): string | null;
}

export interface ProjectOptions {
  /** Absolute; they exist. */
  readonly named: readonly string[];
  readonly cwd: string;
  readonly config: PlacedConfig;
  /** The folder that paths are relative to, where it is not to be found out; nothing is read then but what is named. */
  readonly root?: string;
  /** Called with the number of files read so far. */
  readonly onRead?: (files: number) => void;
  /** Where several threads may read; absent: this one alone does. */
  readonly threads?: Threads;
  /** Where it is kept what files say, for the folder that paths are relative to; absent: every file is read. */
  readonly cacheFor?: (root: string) => FactsCache | null;
  /** Text that stands for the content of a file, be that on disk or not. */
  readonly instead?: { readonly file: string; readonly text: string; readonly bytes: Buffer };
}

/**
 * Reads what is named, and the rest of the project for its links. Files that cannot be read are listed;
 * nothing in a file can make it reject.
 */
export async function readProject({ named, cwd, config, root: given, onRead, threads, cacheFor, instead }: ProjectOptions): Promise<Project> {
  const { root, whole } = given === undefined ? projectRoot(named, cwd, config) : { root: given, whole: false };
  const optionsFor = readOptionsFor(config);
  const ignored = ignoredBy(config);
  const cache = cacheFor?.(root) ?? null;
  const readers = new Readers({ config, threads: threads ?? null, cache });
  const index = new WorkspaceIndex();
  const sources = new Map<string, Source>();
  const unreadable: Unreadable[] = [];
  const texts = new Map<string, string>();
  const seen = new Set<string>();
  const demand = new Demand();
  /** Files that were looked at, by their name in the index. */
  const looked = new Map<string, Asked>();
  let files = 0;
  let hasFailed = false;
  // What is read for a project that is put together later does not know what its other parts ask for.
  const extent: Extent = given === undefined ? 'first' : 'alone';

  const isFirst = (real: string) => {
    if (seen.has(real)) return false;
    seen.add(real);
    onRead?.(seen.size);
    return true;
  };
  const take = (asked: Asked, { facts, imports, bytes, problems, hasFailed: failed }: Stated) => {
    const { file, path: name, isJudged } = asked;
    hasFailed ||= failed ?? false;
    if (isJudged) unreadable.push(...problems.map(message => ({ file, message })));
    demand.passOver(name, imports);
    if (imports !== '' || facts) looked.set(name, asked);
    if (!facts) return;
    index.set(name, facts);
    if (isJudged) sources.set(name, new FileOnDisk(file, name, bytes));
  };
  const takeInstead = async ({ file, text, bytes }: NonNullable<ProjectOptions['instead']>, how: Extent) => {
    const name = relativeTo(root, file);
    take({ file, path: name, byName: true, isJudged: true, extent: how }, { ...await statedBy({ path: name, text, extent: how, options: optionsFor(file) }), bytes });
    if (sources.has(name)) sources.set(name, { file, path: name, text, bytes, onDisk: false });
  };
  const takeDue = async (paths: readonly string[]) => {
    const due = paths.flatMap(path => looked.get(path) ?? []).map((asked): Asked => ({ ...asked, extent: 'whole' }));
    const isInstead = ({ file }: Asked) => instead !== undefined && file === instead.file;
    await readers.read(due.filter(asked => !isInstead(asked)), take);
    if (instead && due.some(isInstead)) await takeInstead(instead, 'whole');
  };
  const walkOptions = (isJudged: boolean) => ({
    root,
    wanted: (file: string, isFolder: boolean) => !ignored(file, isFolder) && (isFolder || mayRead(relativeTo(root, file), optionsFor(file))),
    unreadable: (problem: Unreadable) => {
      if (isJudged) unreadable.push(problem);
    },
  });
  const realInstead = instead && realPath(instead.file);
  const asked = (file: string, real: string, isJudged: boolean, byName: boolean): Asked[] => {
    if (!isFirst(real)) return [];
    if (isJudged) files++;
    return real === realInstead ? [] : [{ file, path: relativeTo(root, file), byName, isJudged, extent }];
  };
  function* below(folder: string, isJudged: boolean): Generator<Asked> {
    const real = realFolders();
    for (const { file, isLink } of walk(folder, walkOptions(isJudged))) yield* asked(file, isLink ? realPath(file) : real(file), isJudged, false);
  }
  function* all(): Generator<Asked> {
    for (const name of named) {
      if (isFolder(name)) yield* below(name, true);
      else if (!ignored(name, false)) yield* asked(name, realPath(name), true, true);
    }
    if (whole) yield* below(root, false);
  }

  try {
    await readers.read(all(), take);
    if (instead && realInstead !== undefined && seen.has(realInstead)) await takeInstead(instead, extent);
    if (extent === 'first') await settle(demand, index, takeDue);
  } finally {
    await readers.stop();
  }

  return {
    root, index, sources: inOrder(sources, looked.keys()), files, hasFailed,
    // Folders are listed at once, files when they have been read.
    unreadable: unreadable.sort((a, b) => a.file < b.file ? -1 : 1),
    keep: () => cache?.save(whole || named.includes(root)),
    reread: async source => {
      const facts = await factsOf({ path: source.path, text: source.text }, optionsFor(source.file), undefined, looked.get(source.path)?.extent);
      if (facts.format === null) index.delete(source.path);
      else index.set(source.path, facts);
    },
    text: name => {
      const known = sources.get(name)?.text ?? texts.get(name);
      if (known !== undefined) return known;
      const read = readText(path.join(root, name));
      if ('problem' in read) return null;
      texts.set(name, read.text);
      return read.text;
    },
  };
}

function inOrder<T>(map: ReadonlyMap<string, T>, keys: Iterable<string>): Map<string, T> {
  return new Map([...keys].flatMap(key => map.has(key) ? [[key, map.get(key) as T]] : []));
}

/**
 * The folder whose files are linked with each other: that of the configuration where it says so and all that is named lies in it, else the nearest one
 * above all that is named which holds `.git`, else the current folder if all lies in it, else the deepest folder that holds all.
 * `whole` is false where that would be a home folder or a whole disk that nobody named: then only what is named is read.
 */
export function projectRoot(named: readonly string[], cwd: string, { config, folder }: PlacedConfig = NO_CONFIG): { root: string; whole: boolean } {
  const common = commonFolder(named);
  if (config.root && folder !== null && !isOutside(folder, common)) return { root: folder, whole: !named.includes(folder) };
  const known = repositoryOf(common);
  const root = known ?? (isOutside(cwd, common) ? common : cwd);
  const meant = named.includes(root) || !isTooWide(root);
  return meant ? { root, whole: !named.includes(root) } : { root: common, whole: !isTooWide(common) && !named.includes(common) };
}

/** The deepest folder that holds everything named; a folder holds itself. */
export function commonFolder(named: readonly string[]): string {
  const folders = named.map(name => isFolder(name) ? name : path.dirname(name));
  return folders.reduce((common, folder) => {
    let at = common;
    while (isOutside(at, folder)) at = path.dirname(at);
    return at;
  });
}

function repositoryOf(folder: string): string | null {
  for (let at = folder; ; at = path.dirname(at)) {
    if (fs.existsSync(path.join(at, '.git'))) return isTooWide(at) && at !== folder ? null : at;
    if (at === path.dirname(at)) return null;
  }
}

function isTooWide(folder: string): boolean {
  return folder === path.parse(folder).root || folder === os.homedir();
}

function isFolder(file: string): boolean {
  return fs.statSync(file, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** The real paths of files that are no links, for whoever asks folder by folder. */
function realFolders(): (file: string) => string {
  let folder = '';
  let real = '';
  return file => {
    const at = file.lastIndexOf(path.sep);
    const above = file.slice(0, at) || path.sep;
    if (above !== folder) [folder, real] = [above, realPath(above)];
    return real.endsWith(path.sep) ? real + file.slice(at + 1) : real + file.slice(at);
  };
}

/** Holds what was read where something may be found in it; else it is read again where it is shown. */
class FileOnDisk implements Source {
  readonly onDisk = true;
  readonly file: string;
  readonly path: string;
  #bytes: Buffer | null;
  #text: string | null = null;

  constructor(file: string, name: string, bytes: Buffer | null) {
    this.file = file;
    this.path = name;
    this.#bytes = bytes;
  }

  get bytes(): Buffer {
    if (this.#bytes) return this.#bytes;
    const read = readBytes(this.file);
    return this.#bytes = 'problem' in read ? Buffer.alloc(0) : read.bytes;
  }

  get text(): string {
    return this.#text ??= this.bytes.toString('utf8');
  }

  set text(text: string) {
    this.#text = text;
  }
}

function realPath(file: string): string {
  try {
    return fs.realpathSync.native(file);
  } catch {
    return file;
  }
}
