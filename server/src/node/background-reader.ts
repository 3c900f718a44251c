import { type FileTask, readAndState, type Stated } from './read-facts.ts';
import { ReaderThread } from './reader-thread.ts';

/** From so many files on, another thread is worth its start. */
const MANY = 100;
/** So many files wait for the other thread: enough that it never does. */
const AHEAD = 32;
/** So long, in ms, the other thread waits for more. */
const IDLE = 3000;

/**
 * Reads files for a thread that has others to serve: where they are many, in another one, whose memory is given back when it ends.
 * Holds state: that thread, until `rest` or until nothing has been asked for a while.
 */
export class BackgroundReader {
  readonly #entry: URL;
  #thread: ReaderThread | null = null;
  #files = 0;
  #idle: NodeJS.Timeout | undefined;

  /** `entry`: the module that the other thread runs, which calls `serveReaders`. */
  constructor(entry: URL) {
    this.#entry = entry;
  }

  /** How many files are worth asking for at a time. */
  get atOnce(): number {
    return this.#thread && Number.isFinite(this.#thread.waiting) ? AHEAD : 1;
  }

  /** What a file says as it stands on disk. Never rejects. */
  async state(task: FileTask): Promise<Stated> {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.#restIfIdle(), IDLE).unref();
    if (++this.#files === MANY) this.#start();
    const here = () => readAndState(task);
    if (!this.#thread) return here();
    return this.#thread.read([task]).then(([stated]) => stated as Stated, here);
  }

  /** Ends the other thread. */
  rest(): void {
    clearTimeout(this.#idle);
    void this.#thread?.stop();
    this.#thread = null;
    this.#files = 0;
  }

  #restIfIdle(): void {
    const { waiting } = this.#thread ?? { waiting: 0 };
    if (waiting === 0 || !Number.isFinite(waiting)) this.rest();
    else this.#idle?.refresh();
  }

  /** Starts none where the process may not have threads (Node's permission model). */
  #start(): void {
    try {
      this.#thread = new ReaderThread(this.#entry);
    } catch { /* this one reads, then */ }
  }
}
