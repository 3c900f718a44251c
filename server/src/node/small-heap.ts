import v8 from 'node:v8';

/** The newest V8 of which it is known that it has the flag (Node 26): it would complain on standard error of one that it does not know. */
const NEWEST = 14;

/**
 * Keeps V8's space for young objects at the size it has, in all threads of the process. What a run over many files makes dies young, and V8 would take
 * up to 134 MB for it, with Node 24, to be 5 % faster (docs/performance.md). V8 reads the flag whenever it thinks of more (`SemiSpaceNewSpace::Grow`), so it
 * takes effect after the start, which `--max-semi-space-size` does not (measured with Node 20, 22, 24 and 26). Up to Node 22, to begin a thread undoes it
 * for all (`Heap::ConfigureHeap`): each has to say it.
 */
export function keepHeapSmall(): void {
  if (Number.parseInt(process.versions.v8, 10) <= NEWEST) v8.setFlagsFromString('--semi-space-growth-factor=1');
}
