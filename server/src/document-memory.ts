import type { FileFacts } from './model/facts.ts';
import { movedFacts } from './model/moved.ts';
import type { ReadOptions, SourceFile } from './model/reading.ts';
import type { Shift } from './model/text.ts';
import type { FormatAdapter, LanguageAdapter } from './syntax/adapter.ts';
import { TreeMemory } from './syntax/parser.ts';

/** What a text said, and how it was read. */
interface Reading {
  readonly file: SourceFile;
  readonly reader: FormatAdapter | LanguageAdapter;
  readonly options: ReadOptions;
  readonly facts: FileFacts;
}

/** An edit by which a file came to say what it says: what it said before, and where everything is now that the edit left alone. */
export interface FactsEdit {
  readonly from: FileFacts;
  readonly by: Shift;
  /** The edit left alone all that was asked: only places are new. Else the file was read again. */
  readonly isMoved: boolean;
}

const edits = new WeakMap<FileFacts, FactsEdit>();

/** The edit after which a file says this; undefined where none is known. */
export function editOf(facts: FileFacts): FactsEdit | undefined {
  return edits.get(facts);
}

/**
 * What is kept of a document between two of its texts: its tree, and what was read off it. An edit that changes nothing an adapter asked for,
 * which most edits of code and comments do, costs no reading.
 */
export class DocumentMemory {
  readonly trees = new TreeMemory();
  /** Where the document stands: what is known of its tree may follow from that. */
  #path: string | null = null;
  #last: Reading | null = null;
  /** The edit after which a text is being read. */
  #edit: FactsEdit | null = null;

  /** Takes note of what was read off the newest tree. */
  keep(file: SourceFile, reader: Reading['reader'], options: ReadOptions, facts: FileFacts): void {
    const isWhole = 'extensions' in reader && reader.asksTree === true && facts.suppressions.length === 0 && facts.problems.length === 0;
    this.#last = isWhole ? { file, reader, options, facts } : null;
    if (isWhole && this.#edit) noteEdit(facts, this.#edit);
    this.#edit = null;
  }

  /** What the file says, where it is what its last text said, but for the places; null where it has to be read. Rejects as `TreeMemory.parse` does. */
  async moved(file: SourceFile, reader: Reading['reader'], options: ReadOptions): Promise<FileFacts | null> {
    const last = this.#last;
    this.#last = null;
    this.#edit = null;
    if (file.path !== this.#path) this.trees.forget();
    this.#path = file.path;
    const isAlike = last?.reader === reader && last.file.path === file.path && JSON.stringify(last.options) === JSON.stringify(options);
    if (!isAlike || file.text.startsWith('\uFEFF') || file.text.includes('redirect-lint-')) return null;
    const followed = await this.trees.renew(last.file.text, file.text);
    if (!followed) return null;
    const { shift: by } = followed;
    const facts = followed.isAlike ? movedFacts(last.facts, by) : null;
    if (!facts) {
      this.#edit = { from: last.facts, by, isMoved: false };
      return null;
    }
    noteEdit(facts, { from: last.facts, by, isMoved: true });
    this.#last = { file, reader, options, facts };
    return facts;
  }

  /** Frees the memory of the parser; the object may be used again. */
  forget(): void {
    this.#last = null;
    this.#edit = null;
    this.trees.forget();
  }
}

/** Who asks knows the facts of before; those before them would stay for as long as the document is open. */
function noteEdit(facts: FileFacts, edit: FactsEdit): void {
  edits.delete(edit.from);
  edits.set(facts, edit);
}
