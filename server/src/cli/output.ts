import type { Writable } from 'node:stream';

const GONE = ['EPIPE', 'ERR_STREAM_DESTROYED'];

/** Writes all of a text, however slow the reader; a reader that has gone away is not an error. */
export function write(stream: Writable, text: string | Buffer): Promise<void> {
  if (text.length === 0) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const done = (error?: Error | null) => {
      if (error && !GONE.includes((error as NodeJS.ErrnoException).code ?? '')) reject(error);
      else resolve();
    };
    stream.write(text, done);
  });
}

/** Keeps Node from ending the process by the error event of a stream: `write` reports what failed. */
export function leaveErrorsToWriters(...streams: readonly Writable[]): void {
  for (const stream of streams) stream.on('error', () => {});
}
