import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { factsOf, mayRead } from '../analyse.ts';
import { WorkspaceIndex } from '../link/index.ts';
import type { FileFacts } from '../model/facts.ts';
import { ignoredBy, type PlacedConfig, readOptionsFor } from './config.ts';
import { relativeTo } from './ignored.ts';
import { isMinifiedText } from '../files/skipped.ts';
import { isOutside, readText } from './text-file.ts';
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
  /** Text that stands for the content of a file, be that on disk or not. */
  readonly instead?: { readonly file: string; readonly text: string; readonly bytes: Buffer };
}

/**
 * Reads what is named, and the rest of the project for its links. Files that cannot be read are listed;
 * nothing in a file can make it reject.
 */
export async function readProject({ named, cwd, config, root: given, onRead, instead }: ProjectOptions): Promise<Project> {
  const { root, whole } = given === undefined ? projectRoot(named, cwd) : { root: given, whole: false };
  const optionsFor = readOptionsFor(config);
  const ignored = ignoredBy(config);
  const index = new WorkspaceIndex();
  const sources = new Map<string, Source>();
  const unreadable: Unreadable[] = [];
  const texts = new Map<string, string>();
  const seen = new Set<string>();
  let files = 0;

  const state = async (source: Source): Promise<FileFacts> => {
    const facts = await factsOf({ path: source.path, text: source.text }, optionsFor(source.file));
    if (facts.format === null) index.delete(source.path);
    else index.set(source.path, facts);
    return facts;
  };
  const take = async (file: string, { asked, byName }: { asked: boolean; byName: boolean }) => {
    const real = realPath(file);
    if (seen.has(real)) return;
    seen.add(real);
    onRead?.(seen.size);
    if (asked) files++;
    const problem = (message: string) => {
      if (asked) unreadable.push({ file, message });
    };
    const onDisk = !instead || real !== realPath(instead.file);
    const read = onDisk ? readText(file) : instead;
    if ('problem' in read) return problem(read.problem);
    const source: Source = { file, path: relativeTo(root, file), text: read.text, bytes: read.bytes, onDisk };
    if (!byName && isMinifiedText(file, source.text)) return;
    if (source.text.length === 0) return;
    try {
      const facts = await state(source);
      facts.problems.forEach(problem);
      if (asked && facts.format !== null) sources.set(source.path, source);
    } catch (error) {
      problem(`could not be analysed: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  const walkOptions = (asked: boolean) => ({
    root,
    wanted: (file: string, isFolder: boolean) => !ignored(file, isFolder) && (isFolder || mayRead(relativeTo(root, file), optionsFor(file))),
    unreadable: (problem: Unreadable) => {
      if (asked) unreadable.push(problem);
    },
  });

  for (const name of named) {
    if (isFolder(name)) for (const file of walk(name, walkOptions(true))) await take(file, { asked: true, byName: false });
    else if (!ignored(name, false)) await take(name, { asked: true, byName: true });
  }
  if (whole) for (const file of walk(root, walkOptions(false))) await take(file, { asked: false, byName: false });

  return {
    root, index, sources, files, unreadable,
    reread: async source => {
      await state(source);
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

/**
 * The folder whose files are linked with each other: the nearest one above all that is named which holds `.git`,
 * else the current folder if all lies in it, else the deepest folder that holds all.
 * `whole` is false where that would be a home folder or a whole disk that nobody named: then only what is named is read.
 */
export function projectRoot(named: readonly string[], cwd: string): { root: string; whole: boolean } {
  const common = commonFolder(named);
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

function realPath(file: string): string {
  try {
    return fs.realpathSync.native(file);
  } catch {
    return file;
  }
}
