import type { WriteStream } from 'node:tty';

/** A run that ends sooner shows nothing. In milliseconds. */
const QUIET_FOR = 400;
const BETWEEN = 100;

/** Tells on a terminal how many files have been read, in one line that goes away; on anything else nothing. */
export class Progress {
  readonly #stream: WriteStream | null;
  readonly #started = Date.now();
  #last = 0;

  /** `stream`: standard error. */
  constructor(stream: WriteStream, env: NodeJS.ProcessEnv) {
    this.#stream = stream.isTTY && env.TERM !== 'dumb' && !env.CI ? stream : null;
  }

  read(files: number): void {
    const now = Date.now();
    if (!this.#stream || now - this.#started < QUIET_FOR || now - this.#last < BETWEEN) return;
    this.#last = now;
    this.#stream.write(`\r\u001b[K${files.toLocaleString('en')} files read …`);
  }

  done(): void {
    if (this.#stream && this.#last > 0) this.#stream.write('\r\u001b[K');
    this.#last = 0;
  }
}
