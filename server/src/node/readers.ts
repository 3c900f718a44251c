import fs from 'node:fs';
import type { ReadOptions } from '../analyse.ts';
import { type PlacedConfig, readOptionsFor } from './config.ts';
import type { FactsCache } from './facts-cache.ts';
import { type Asked, type Candidate, lookAt, recalled, type Stated, statementFrom, withContent } from './read-facts.ts';
import { ReaderThread, statedHere } from './reader-thread.ts';

/** So many files go to a thread at once, or so many characters; less is read before another thread would have started. */
const BATCH = { files: 24, length: 1_000_000 };
/** Where every other thread has so many batches waiting, this one parses as well. */
const MOST_AHEAD = 16;

export interface Threads {
  /** How many may read at a time, this one among them; at least 1. */
  readonly count: number;
  /** The module that the others run; it calls `serveReaders`. */
  readonly entry: URL;
}

export interface Reading {
  readonly config: PlacedConfig;
  readonly threads: Threads | null;
  /** Null: every file is read. */
  readonly cache: FactsCache | null;
}

interface Queued {
  readonly asked: Asked;
  stated: Stated | null;
}

/**
 * Reads files and gives what they say in the order in which they are asked for. This thread looks which of them an adapter has to read; where those are
 * many, other threads do it, so that the parser and the adapters are compiled in as few as can be.
 * Holds state: the other threads, until `stop`.
 */
export class Readers {
  readonly #reading: Reading;
  readonly #others: ReaderThread[] = [];
  #isStarted = false;

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  async read(files: Iterable<Asked>, take: (asked: Asked, stated: Stated) => void): Promise<void> {
    const { cache } = this.#reading;
    const optionsFor = readOptionsFor(this.#reading.config);
    const queue: Queued[] = [];
    const takeFinished = () => {
      let finished = 0;
      for (let next = queue[0]; next?.stated; next = queue[++finished]) take(next.asked, next.stated);
      queue.splice(0, finished);
    };
    let batch: { readonly candidate: Candidate; readonly queued: Queued }[] = [];
    let length = 0;
    const pending = new Set<Promise<void>>();
    const isFull = () => batch.length >= BATCH.files || length >= BATCH.length;
    const parse = async () => {
      if (isFull() && !this.#isStarted) this.#start();
      const sent = batch;
      batch = [];
      length = 0;
      const tasks = sent.map(({ candidate }) => candidate.task);
      const free = this.#free();
      const done = (free ? free.read(tasks).catch(() => statedHere(tasks)) : statedHere(tasks)).then(all => {
        for (const [at, { candidate, queued }] of sent.entries()) {
          queued.stated = withContent(all[at] as Stated, candidate);
          this.#note({ asked: queued.asked, options: candidate.task.options, content: candidate.bytes }, queued.stated);
        }
        pending.delete(done);
      });
      pending.add(done);
      if (!free) await done;
      // What the others have sent is only received between two turns of the event loop.
      if (this.#others.length > 0) await new Promise(resolve => setImmediate(resolve));
    };
    for (const asked of files) {
      const options = optionsFor(asked.file);
      const queued: Queued = { asked, stated: cache && recalled(cache, asked, options) };
      queue.push(queued);
      if (!queued.stated) {
        const seen = lookAt(asked, options);
        if ('task' in seen) {
          batch.push({ candidate: seen, queued });
          length += seen.task.text.length;
        } else this.#note({ asked, options, content: '' }, queued.stated = seen);
      }
      if (isFull()) await parse();
      takeFinished();
    }
    if (batch.length > 0) await parse();
    await Promise.all(pending);
    takeFinished();
  }

  /** Ends the other threads. */
  async stop(): Promise<void> {
    await Promise.all(this.#others.map(other => other.stop()));
  }

  /** Another thread to parse; null where this one shall. */
  #free(): ReaderThread | null {
    return this.#others.filter(other => other.waiting < MOST_AHEAD).sort((a, b) => a.waiting - b.waiting)[0] ?? null;
  }

  /** Starts none where the process may not have threads (Node's permission model): then this one reads alone. */
  #start(): void {
    const { threads } = this.#reading;
    this.#isStarted = true;
    if (threads === null || !fs.existsSync(threads.entry)) return;
    try {
      for (let count = 1; count < threads.count; count++) this.#others.push(new ReaderThread(threads.entry));
    } catch { /* as many as there can be */ }
  }

  // A file that is named is read even where a tool made it, and says nothing where it is not.
  #note({ asked: { path, extent, byName }, options, content }: { asked: Asked; options: ReadOptions; content: string | Uint8Array }, stated: Stated): void {
    if (!byName) this.#reading.cache?.note(path, content, { extent, options }, statementFrom(stated));
  }
}
