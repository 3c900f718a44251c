import fs from 'node:fs';
import path from 'node:path';

/** So much is written at a time, in UTF-16 units. */
const PIECE = 1 << 20;

let drafts = 0;

/**
 * A file that is written line by line beside the one whose place it takes at once, so that nobody reads half of it. For its owner alone.
 * Where it cannot be written, nothing happens and nothing is left. Nothing of it throws. Holds state: what waits to be written.
 */
export class Draft {
  readonly #file: string;
  readonly #temporary: string;
  #piece: string;
  #handle: number | null = null;
  #isLost = false;

  constructor(file: string, header: string) {
    this.#file = file;
    this.#temporary = `${file}.${process.pid}-${++drafts}.tmp`;
    this.#piece = `${header}\n`;
  }

  add(line: string): void {
    this.#piece += `${line}\n`;
    if (this.#piece.length >= PIECE) this.#write();
  }

  /** Puts the file in its place. */
  finish(): void {
    this.#write();
    this.#try(() => {
      if (this.#handle !== null) fs.closeSync(this.#handle);
      if (!this.#isLost) fs.renameSync(this.#temporary, this.#file);
    });
    if (this.#isLost) this.#try(() => fs.rmSync(this.#temporary, { force: true }));
  }

  #write(): void {
    const piece = this.#piece;
    this.#piece = '';
    if (this.#isLost) return;
    this.#try(() => {
      if (this.#handle === null) {
        fs.mkdirSync(path.dirname(this.#file), { recursive: true, mode: 0o700 });
        this.#handle = fs.openSync(this.#temporary, 'w', 0o600);
      }
      fs.writeFileSync(this.#handle, piece);
    });
  }

  #try(work: () => void): void {
    try {
      work();
    } catch {
      this.#isLost = true;
    }
  }
}
