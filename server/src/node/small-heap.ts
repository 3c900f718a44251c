import v8 from 'node:v8';

/** The newest V8 of which it is known that it has the flags (Node 26): it would complain on standard error of one that it does not know. */
const NEWEST = 14;

/**
 * Has V8 take less room for what a run over many files makes, in all threads of the process (docs/performance.md says how much less). What is new dies soon, so that
 * the space for it, up to 134 MB with Node 24, need not be larger than it is; what is old is collected when it has grown by 60 %, not when it has doubled or more.
 * V8 reads both flags whenever it thinks of more room (`SemiSpaceNewSpace::Grow`, `MemoryController::GrowingFactor`), so they take effect after the start, which
 * `--max-semi-space-size` does not (measured with Node 20, 22, 24 and 26). Up to Node 22, to begin a thread undoes the first for all (`Heap::ConfigureHeap`): each
 * has to say it.
 */
export function keepHeapSmall(): void {
  if (Number.parseInt(process.versions.v8, 10) > NEWEST) return;
  v8.setFlagsFromString('--semi-space-growth-factor=1');
  v8.setFlagsFromString('--heap-growing-percent=60');
}
