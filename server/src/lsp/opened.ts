import { formats, languages } from '../adapters.ts';
import { type Extent, mayRead, type ReadOptions } from '../analyse.ts';
import { factsOnDemand, type How, type Statement, statementOf } from '../demand.ts';
import { facts, type FileFacts } from '../model/facts.ts';
import type { OpenDocument } from './documents.ts';
import type { Folder, Report } from './folder.ts';
import { DEFAULT_SETTINGS, readOptions, type Settings } from './settings.ts';

/** The ending that files of a language have, where one adapter reads several languages. */
const ENDINGS: Readonly<Record<string, string>> = {
  javascript: '.js', javascriptreact: '.jsx', typescript: '.ts', typescriptreact: '.tsx', vue: '.vue', astro: '.astro',
};

/** An open document with its place among the files that it is linked with. */
export class Opened {
  readonly document: OpenDocument;
  readonly folder: Folder;
  readonly path: string;
  /** The report that the editor shows; only of interest where that is not always the newest. */
  shown: Report | null = null;
  /** Under which the newest facts were stated. */
  settings: Settings = DEFAULT_SETTINGS;
  isClosed = false;
  /** How the newest text has been read, as far as it has; null before the first. */
  #read: 'recalled' | { readonly how: How; readonly text: string; readonly statement: Statement }[] | null = null;
  #analysed = -1;

  constructor(document: OpenDocument, folder: Folder, path: string) {
    this.document = document;
    this.folder = folder;
    this.path = pathFor(path, document.languageId, folder.files.options(path));
  }

  /** Whether the index holds what the newest text says. */
  get isAnalysed(): boolean {
    return this.#analysed === this.document.revision;
  }

  analysed(revision: number): void {
    this.#analysed = revision;
  }

  /** Settings or surroundings changed: the text is read again. */
  outdate(): void {
    this.#analysed = -1;
  }

  /** Whether what the text says was known from an earlier time, so that it has not been read. */
  get isRecalled(): boolean {
    return this.#read === 'recalled';
  }

  /** What the text says under these settings. Rejects only where an adapter fails or its grammar cannot be loaded. */
  async facts(settings: Settings): Promise<FileFacts> {
    if (!settings.enable || this.folder.files.ignores(this.path, true)) return facts({});
    const { text, languageId, memory } = this.document;
    const { kept, options } = this.folder.files;
    const how = (extent: Extent): How => ({ extent, options: readOptions(settings, options(this.path), formatFor(this.path, languageId)) });
    // Only when it is opened can a document be as it was left.
    const recalled = this.#read === null ? kept?.ofText(this.path, text, how('first')) : null;
    this.#read = recalled ? 'recalled' : [];
    return factsOnDemand(this.folder.demand, this.path, async extent => {
      if (recalled && extent === 'first') return recalled;
      const read = { how: how(extent), text, statement: await statementOf({ path: this.path, text }, how(extent).options, extent, memory) };
      if (this.#read !== 'recalled') this.#read?.push(read);
      return read.statement;
    });
  }

  /** Has a later start of the server know what the text says, where it has been read and is what is on disk. */
  keep(): void {
    const { text, isSaved } = this.document;
    if (!isSaved || this.#read === 'recalled') return;
    for (const read of this.#read ?? []) if (read.text === text) this.folder.files.kept?.note(this.path, text, read.how, read.statement);
  }
}

/** What an untitled document, or a script without an ending, is read as follows from the language that the editor gave it. */
function pathFor(path: string, languageId: string, options: ReadOptions): string {
  if (mayRead(path, options)) return path;
  const language = languages.find(({ languageIds }) => languageIds.includes(languageId));
  return language ? `${path}${ENDINGS[languageId] ?? language.extensions[0] ?? ''}` : path;
}

/** A format that the editor names is taken at its word, whatever the path says. */
function formatFor(path: string, languageId: string): Record<string, string> {
  const format = formats.find(({ languageIds }) => languageIds.includes(languageId));
  return format ? { [path.replace(/[^\w/.-]/g, '\\$&')]: format.name } : {};
}
