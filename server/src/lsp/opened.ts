import { formats, languages } from '../adapters.ts';
import { mayRead, type ReadOptions } from '../analyse.ts';
import { factsOnDemand } from '../demand.ts';
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

  /** What the text says under these settings. Rejects only where an adapter fails or its grammar cannot be loaded. */
  async facts(settings: Settings): Promise<FileFacts> {
    if (!settings.enable || this.folder.files.ignores(this.path, true)) return facts({});
    const { text, languageId, memory } = this.document;
    const options = readOptions(settings, this.folder.files.options(this.path), formatFor(this.path, languageId));
    return factsOnDemand(this.folder.demand, { path: this.path, text }, options, memory);
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
