import type { ReadOptions } from '../analyse.ts';
import type { How, Statement } from '../demand.ts';
import type { LintSettings } from '../lint.ts';
import type { GrammarSource } from '../syntax/parser.ts';

/** What the language server needs of the machine it runs on: the file system in Node, less of it in a browser. */
export interface Host {
  readonly grammars: GrammarSource;
  /** The files of a workspace folder; null where this machine cannot reach them (another scheme), but the client may. */
  open(folderUri: string): Promise<ProjectFiles | null>;
}

/** The files of one workspace folder as they stand on disk, with the project's configuration file read. Paths are relative, with `/`. */
export interface ProjectFiles {
  /** What is wrong with the configuration file, in one line; null where all is well. */
  readonly problem: string | null;
  /** Where the project's configuration file stands; null where there is none. */
  readonly configUri: string | null;
  /** Its text; null where it cannot be read. */
  readConfig(): Promise<string | null>;
  options(path: string): ReadOptions;
  /** From the project's configuration file; the editor's settings go before them. */
  judged(path: string): LintSettings;
  /** Whether a file is none of the project's sources; for one that is open in the editor, ignore files of version control do not count. */
  ignores(path: string, isOpen: boolean): boolean;
  /** Files that may say something; `more`: formats that the editor's settings name. */
  walk(more: ReadOptions): AsyncIterable<string> | Iterable<string>;
  /** What a file says; null where it cannot be read, or was not written by hand. Rejects where the analysis itself fails. */
  state(path: string, how: How): Promise<Statement | null>;
  /** How many files can be asked for at a time without keeping the editor waiting. */
  readonly atOnce: number;
  /** Gives back what it took to ask for many files. */
  rest(): void;
  /** Its text; null where it cannot be read, or was not written by hand. */
  read(path: string): Promise<string | null>;
  /** What the files said when an earlier server, or the command line, read them; null where that is not kept. */
  readonly kept: KeptFacts | null;
}

/** What files said, kept from one process to the next. Nothing of it throws. */
export interface KeptFacts {
  /** Null where nothing is known of this text. */
  ofText(path: string, text: string, how: How): Statement | null;
  /** Takes note of what a text said. */
  note(path: string, text: string, how: How, statement: Statement): void;
  /** Writes what is new; `isWhole`: all files of the folder were asked for. */
  save(isWhole: boolean): void;
}

/** A folder without files on disk. */
export const NO_FILES: ProjectFiles = {
  problem: null, configUri: null, readConfig: async () => null, options: () => ({}), judged: () => ({}), ignores: () => false, walk: () => [], state: async () => null, atOnce: 1, rest: () => {},
  read: async () => null, kept: null,
};
