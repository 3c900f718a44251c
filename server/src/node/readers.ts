import fs from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { ReadOptions } from '../analyse.ts';
import { type PlacedConfig, readOptionsFor } from './config.ts';
import { facts } from '../model/facts.ts';
import type { FactsCache } from './facts-cache.ts';
import { type Asked, readFacts, recalled, type Stated } from './read-facts.ts';

/** A project of fewer files is read before another thread would have started. */
const FEW = 300;
/** So many files go to a thread at once. */
const BATCH = 24;
/** A thread that has so many batches waiting does not run dry while this one is busy. */
const MOST_AHEAD = 2;

/**
 * V8's stack in the main thread is 984 KiB. A file that nests too deeply for one thread has to be so for all;
 * besides, the parser relies on JavaScript's stack being the first to run out. Node keeps 192 KiB of a worker's for itself.
 */
const STACK_MIB = (984 + 192) / 1024;

/** Enough for the trees of a file; without a limit, V8 takes 48 MiB for what lives shortly. */
const YOUNG_MIB = 16;

/** What a thread is started with. */
export interface ReaderData {
  readonly redirectLintReader: PlacedConfig;
}

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

/** Reads files, in several threads where they are many, and gives what they say in the order in which they are asked for. */
export async function readAll(files: Iterable<Asked>, { config, threads, cache }: Reading, take: (asked: Asked, stated: Stated) => void): Promise<void> {
  const optionsFor = readOptionsFor(config);
  const here = readerHere(optionsFor);
  const isUseful = threads !== null && threads.count > 1 && fs.existsSync(threads.entry);
  let others: readonly Reader[] | null = null;
  const running = () => others ?? [];
  const queue: { batch: readonly Asked[]; stated: readonly Stated[] | null }[] = [];
  const takeFinished = () => {
    for (let [first] = queue; first?.stated; [first] = queue) {
      const { batch, stated } = first;
      for (const [at, asked] of batch.entries()) take(asked, stated[at] as Stated);
      queue.shift();
    }
  };
  const note = ({ path, extent, byName, file }: Asked, { facts: stated, imports, digest, problems }: Stated) => {
    if (!byName) cache?.note(path, { extent, options: optionsFor(file) }, { facts: stated ?? facts({ problems }), imports }, digest);
  };
  const pending = new Set<Promise<void>>();
  let count = 0;
  try {
    for (const batch of inBatches(files)) {
      const known = batch.map(asked => cache && recalled(cache, asked, optionsFor(asked.file)));
      const unknown = batch.filter((_, at) => !known[at]);
      const entry: (typeof queue)[number] = { batch, stated: null };
      queue.push(entry);
      const complete = (read: readonly Stated[]) => {
        for (const [at, asked] of unknown.entries()) note(asked, read[at] as Stated);
        const rest = read.values();
        entry.stated = known.map(each => each ?? rest.next().value as Stated);
      };
      if (isUseful && count >= FEW) others ??= startReaders(threads, config);
      count += unknown.length;
      const free = running().filter(other => other.waiting < MOST_AHEAD).sort((a, b) => a.waiting - b.waiting)[0];
      if (unknown.length === 0) {
        complete([]);
      } else if (free) {
        const done = free.read(unknown).catch(() => here(unknown)).then(read => {
          complete(read);
          pending.delete(done);
        });
        pending.add(done);
      } else {
        complete(await here(unknown));
        // What the others have sent is only received between two turns of the event loop.
        if (running().length > 0) await new Promise(resolve => setImmediate(resolve));
      }
      takeFinished();
    }
    await Promise.all(pending);
    takeFinished();
  } finally {
    await Promise.all(running().map(other => other.stop()));
  }
}

/** None where the process may not have threads (Node's permission model): then this one reads alone. */
function startReaders({ count, entry }: Threads, config: PlacedConfig): Reader[] {
  try {
    return Array.from({ length: count - 1 }, () => new Reader(entry, config));
  } catch {
    return [];
  }
}

/** What a thread needs of the port to the one that started it. */
export interface ReaderPort {
  on(event: 'message', listen: (batch: readonly Asked[]) => void): unknown;
  postMessage(stated: readonly Stated[]): void;
}

/** Answers what `readAll` of another thread asks; the whole work of a thread that was started by it. */
export function serveReaders(port: ReaderPort, { redirectLintReader }: ReaderData): void {
  const here = readerHere(readOptionsFor(redirectLintReader));
  let last = Promise.resolve();
  port.on('message', batch => {
    last = last.then(async () => port.postMessage(await here(batch)));
  });
}

function readerHere(optionsFor: (file: string) => ReadOptions): (batch: readonly Asked[]) => Promise<Stated[]> {
  return async batch => {
    const stated: Stated[] = [];
    for (const asked of batch) stated.push(await readFacts(asked, optionsFor(asked.file)));
    return stated;
  };
}

/** Another thread, which answers batches in their order. */
class Reader {
  readonly #worker: Worker;
  #waiting: { resolve(stated: readonly Stated[]): void; reject(error: unknown): void }[] = [];
  #failed: unknown = null;

  constructor(entry: URL, config: PlacedConfig) {
    const workerData: ReaderData = { redirectLintReader: config };
    this.#worker = new Worker(entry, { workerData, resourceLimits: { stackSizeMb: STACK_MIB, maxYoungGenerationSizeMb: YOUNG_MIB } });
    this.#worker.on('message', (stated: readonly Stated[]) => this.#waiting.shift()?.resolve(stated));
    this.#worker.on('error', error => this.#fail(error));
    this.#worker.on('exit', () => this.#fail(new Error('the thread has ended')));
  }

  get waiting(): number {
    return this.#failed === null ? this.#waiting.length : Number.POSITIVE_INFINITY;
  }

  /** Rejects where the thread breaks down. */
  read(batch: readonly Asked[]): Promise<readonly Stated[]> {
    return new Promise((resolve, reject) => {
      if (this.#failed !== null) return reject(this.#failed);
      this.#waiting.push({ resolve, reject });
      this.#worker.postMessage(batch);
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

function* inBatches<T>(all: Iterable<T>): Generator<T[]> {
  let batch: T[] = [];
  for (const each of all) {
    batch.push(each);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
