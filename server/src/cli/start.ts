/** What the launcher needs before it loads the program. */
export { keepCompiledCode } from '../node/compiled-code.ts';
export { keepHeapSmall } from '../node/small-heap.ts';
