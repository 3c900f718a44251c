import v8 from 'node:v8';

/** The newest V8 of which it is known that it has the flag (Node 26): it would complain on standard error of one that it does not know. */
const NEWEST = 14;

/**
 * Keeps V8's space for young objects at the size it has, in all threads of the process. What a run over many files makes dies young, and V8 would take
 * up to 134 MB for it (Node 24) without being much faster (docs/performance.md). The flag is read whenever V8 thinks of more (`SemiSpaceNewSpace::Grow`), so it
 * takes effect after the start, which `--max-semi-space-size` does not (measured with Node 20, 22, 24 and 26). Up to Node 22, to begin a
 * thread sets it to 2 again (`Heap::ConfigureHeap`): each thread has to say it.
 */
export function keepHeapSmall(): void {
  if (Number.parseInt(process.versions.v8, 10) <= NEWEST) v8.setFlagsFromString('--semi-space-growth-factor=1');
}
