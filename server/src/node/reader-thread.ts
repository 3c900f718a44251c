import { parentPort, type MessagePort, Worker } from 'node:worker_threads';
import { useGrammars } from '../syntax/parser.ts';
import { grammarsIn, SHIPPED_GRAMMARS } from './grammars.ts';
import { type FileTask, readAndState, type Stated, stated, type Task } from './read-facts.ts';

/**
 * V8's stack in the main thread is 984 KiB. A file that nests too deeply for one thread has to be so for all;
 * besides, the parser relies on JavaScript's stack being the first to run out. Node keeps 192 KiB of a worker's for itself.
 */
const STACK_MIB = (984 + 192) / 1024;

/** Enough for the trees of a file; without a limit, V8 takes 48 MiB for what lives shortly. */
const YOUNG_MIB = 16;

/** Eight times what a thread was seen to hold on to. With a limit in sight, V8 collects earlier, which saves 40 MB; a thread that needs more ends, and its files are read by the first. */
const OLD_MIB = 128;

/** A text that was read already, or a file. */
type AnyTask = Task | FileTask;

/** Answers what a `ReaderThread` asks; the whole work of the thread that it started. */
export function serveReaders(): void {
  useGrammars(grammarsIn(SHIPPED_GRAMMARS));
  const port = parentPort as MessagePort;
  let last = Promise.resolve();
  port.on('message', (tasks: readonly AnyTask[]) => {
    last = last.then(async () => port.postMessage(await statedHere(tasks)));
  });
}

/** Never rejects. */
export async function statedHere(tasks: readonly AnyTask[]): Promise<Stated[]> {
  const all: Stated[] = [];
  for (const task of tasks) all.push(await ('asked' in task ? readAndState(task) : stated(task)));
  return all;
}

/** Another thread that states what texts or files say, and answers in the order in which it is asked. Throws where the process may not have threads. */
export class ReaderThread {
  readonly #worker: Worker;
  #waiting: { resolve(stated: readonly Stated[]): void; reject(error: unknown): void }[] = [];
  #failed: unknown = null;

  constructor(entry: URL) {
    this.#worker = new Worker(entry, { resourceLimits: { stackSizeMb: STACK_MIB, maxYoungGenerationSizeMb: YOUNG_MIB, maxOldGenerationSizeMb: OLD_MIB } });
    this.#worker.on('message', (stated: readonly Stated[]) => this.#waiting.shift()?.resolve(stated));
    this.#worker.on('error', error => this.#fail(error));
    this.#worker.on('exit', () => this.#fail(new Error('the thread has ended')));
  }

  /** How much was asked for and has not been answered; infinite where nothing will be. */
  get waiting(): number {
    return this.#failed === null ? this.#waiting.length : Number.POSITIVE_INFINITY;
  }

  /** Rejects where the thread breaks down. */
  read(tasks: readonly AnyTask[]): Promise<readonly Stated[]> {
    return new Promise((resolve, reject) => {
      if (this.#failed !== null) return reject(this.#failed);
      this.#waiting.push({ resolve, reject });
      this.#worker.postMessage(tasks);
    });
  }

  async stop(): Promise<void> {
    await this.#worker.terminate();
  }

  #fail(error: unknown): void {
    this.#failed ??= error;
    for (const { reject } of this.#waiting) reject(error);
    this.#waiting = [];
  }
}
