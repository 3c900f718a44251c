import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { DocumentMemory } from '../document-memory.ts';
import { type Encoding, Positions } from './positions.ts';

/** A document that is open in the editor. Its text is the truth; what is on disk does not count. */
export class OpenDocument {
  readonly uri: string;
  readonly languageId: string;
  /** Keeps the syntax tree and what was read off it between keystrokes. */
  readonly memory = new DocumentMemory();
  readonly #encoding: Encoding;
  #text: string;
  #version: number;
  #positions: Positions | null = null;
  #revision = 0;
  #savedRevision = 0;

  constructor(item: { uri: string; languageId: string; version: number; text: string }, encoding: Encoding) {
    this.uri = item.uri;
    this.languageId = item.languageId;
    this.#version = item.version;
    this.#text = item.text;
    this.#encoding = encoding;
  }

  get text(): string {
    return this.#text;
  }

  /** The client's number, for edits that must not meet another text. */
  get version(): number {
    return this.#version;
  }

  /** Counts the texts that this document has had; unlike the client's version it cannot repeat. */
  get revision(): number {
    return this.#revision;
  }

  get isSaved(): boolean {
    return this.#revision === this.#savedRevision;
  }

  get positions(): Positions {
    this.#positions ??= new Positions(this.#text, this.#encoding);
    return this.#positions;
  }

  change(changes: readonly TextDocumentContentChangeEvent[], version: number): void {
    for (const change of changes) {
      if ('range' in change) {
        const span = this.positions.span(change.range);
        this.#text = this.#text.slice(0, span.start) + change.text + this.#text.slice(span.end);
      } else {
        this.#text = change.text;
      }
      this.#positions = null;
    }
    this.#version = version;
    this.#revision++;
  }

  saved(): void {
    this.#savedRevision = this.#revision;
  }
}
