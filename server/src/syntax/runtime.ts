import { Parser, type Tree } from 'web-tree-sitter';

/**
 * Room for the C stack of the parser, in bytes. Emscripten gives 64 KiB and does not check it: a chain of some 2,000 calls (`.a().a()…`)
 * runs out of it and overwrites the runtime's own data. With this much, JavaScript's own stack runs out first, which is an exception.
 */
const STACK_SIZE = 4 << 20;

/** The lowest words of the stack. Where one has changed, the stack was too small after all. */
const CANARY_WORDS = 64;
const CANARY = 0x5afe57ac;

/**
 * Memory of the runtime, in pages of 64 KiB: what it starts with by itself, and 512 MiB, of which the longest
 * file that is read takes some 400. Memory of WebAssembly never shrinks, and 20,000 unclosed `<` of Java take all there is.
 */
const PAGES = { initial: 512, maximum: 8192 };

/** What web-tree-sitter's WebAssembly was started with: all that a parse can change. */
interface Runtime {
  readonly memory: WebAssembly.Memory;
  readonly stackPointer: WebAssembly.Global<'i32'>;
  /** Where the dynamic linker notes the functions that grammars export. */
  readonly linked: Readonly<Record<string, WebAssembly.Global<'i32'>>>;
  readonly malloc: (bytes: number) => number;
  /** The memory as it was after the start, up to its last byte that is not 0. */
  readonly image: Uint8Array;
  readonly imageStack: number;
}

/**
 * Where a parser of tree-sitter 0.27 keeps its stacks, one for each way to read the text that it still follows: in bytes, as lib/src/lexer.h, parser.c,
 * stack.c and subtree.h lay it out where addresses have 32 bits.
 */
const LAYOUT = { stack: 1156, headSize: 32, below: 16, subtree: 20, linkCount: 144, symbol: 40 };
/** ts_builtin_sym_error */
const ERROR = 0xffff;
/** More than tree-sitter follows: MAX_VERSION_COUNT and its overflow. */
const MOST_HEADS = 16;
/** So many nodes of a stack are looked at, from its top: errors that pile up are some five nodes apart. */
const MOST_NODES = 5000;

type Owned = Parser | Tree;

let runtime: Runtime | null = null;
let canary = 0;
const owned = new Set<Owned>();
let starts = 0;

/** Counts the fresh starts: a parser or a tree of an earlier one must not be used. */
export function generation(): number {
  return starts;
}

/** Starts web-tree-sitter; once in a process. */
export async function start(binary: Uint8Array): Promise<void> {
  let began: Omit<Runtime, 'image' | 'imageStack'> | undefined;
  // https://emscripten.org/docs/api_reference/module.html#Module.instantiateWasm
  const instantiateWasm = (imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void) => {
    void WebAssembly.instantiate(binary as BufferSource, imports).then(({ instance, module }) => {
      began = {
        memory: imports.env?.memory as WebAssembly.Memory,
        stackPointer: imports.env?.__stack_pointer as WebAssembly.Global<'i32'>,
        linked: imports['GOT.func'] as unknown as Runtime['linked'],
        malloc: instance.exports.malloc as Runtime['malloc'],
      };
      done(instance, module);
    });
    return {};
  };
  // An abort is thrown, too: nothing needs to be printed.
  await Parser.init({ instantiateWasm, wasmMemory: new WebAssembly.Memory(PAGES), printErr: () => {} });
  if (!began?.memory || !began.stackPointer || !began.linked || !began.malloc) throw new Error('the runtime of tree-sitter has another shape than expected');
  runtime = { ...began, image: imageOf(began.memory), imageStack: began.stackPointer.value };
  makeStack(runtime);
}

/**
 * Puts the runtime back to where it was when it had started. A trap or an exhausted stack leaves C code in the middle of its work: what
 * it allocates with, and every tree and parser, may be half-changed. web-tree-sitter knows one instance a process, but its memory is all that such a
 * break can spoil. What was parsed before is gone; grammars must be loaded anew.
 */
export function startAfresh(): void {
  if (!runtime) return;
  const bytes = new Uint8Array(runtime.memory.buffer);
  bytes.set(runtime.image);
  bytes.fill(0, runtime.image.length);
  runtime.stackPointer.value = runtime.imageStack;
  makeStack(runtime);
  starts++;
  for (const one of owned) disown(one);
  owned.clear();
}

/** Has `one` forgotten at the next fresh start, so that the garbage collector frees nothing of the runtime that comes after. */
export function own<T extends Owned>(one: T): T {
  owned.add(one);
  return one;
}

/** Frees what `own` was told of. */
export function release(one: Owned): void {
  if (owned.delete(one)) one.delete();
}

/** A grammar that is instantiated again exports new functions; the linker keeps the first ones of a name, unless there are none. */
export function unlink(module: WebAssembly.Module): void {
  if (!runtime || starts === 0) return;
  for (const { name, kind } of WebAssembly.Module.exports(module)) {
    const global = kind === 'function' ? runtime.linked[name] : undefined;
    if (global) global.value = 0;
  }
}

/** Whether the C stack grew beyond its room since the last fresh start. */
export function stackOverran(): boolean {
  return runtime !== null && new Int32Array(runtime.memory.buffer, canary, CANARY_WORDS).some(word => word !== CANARY);
}

/** Whether more than so many syntax errors lie on a stack of a parser that is at work, because what would take them into a node of the tree never came. */
export function hasErrorsPiledUp(parser: Parser, most: number): boolean {
  if (!runtime) return false;
  const words = new Uint32Array(runtime.memory.buffer);
  const halves = new Uint16Array(runtime.memory.buffer);
  const word = (address: number) => words[address >> 2] ?? 0;
  const half = (address: number) => halves[address >> 1] ?? 0;
  const stack = word((parser as unknown as { 0: number })[0] + LAYOUT.stack);
  const [heads, count] = [word(stack), Math.min(word(stack + 4), MOST_HEADS)];
  for (let head = 0; head < count; head++) {
    let [errors, seen] = [0, 0];
    for (let node = word(heads + head * LAYOUT.headSize); node && half(node + LAYOUT.linkCount) > 0 && seen++ < MOST_NODES; node = word(node + LAYOUT.below)) {
      const subtree = word(node + LAYOUT.subtree);
      // A small one stands in the place of its address, which is even.
      if (subtree && !(subtree & 1) && half(subtree + LAYOUT.symbol) === ERROR && ++errors > most) return true;
    }
  }
  return false;
}

/** Whether this is how WebAssembly breaks off, so that its memory may be spoilt: a trap, an abort, or the end of JavaScript's stack. */
export function isBreak(error: unknown): boolean {
  return error instanceof RangeError || error instanceof WebAssembly.RuntimeError;
}

function makeStack({ malloc, memory, stackPointer }: Runtime): void {
  canary = malloc(STACK_SIZE);
  if (canary === 0) throw new Error('no memory for the parser');
  new Int32Array(memory.buffer, canary, CANARY_WORDS).fill(CANARY);
  stackPointer.value = canary + STACK_SIZE & ~15;
}

function imageOf(memory: WebAssembly.Memory): Uint8Array {
  const words = new Int32Array(memory.buffer);
  let end = words.length;
  while (end > 0 && words[end - 1] === 0) end--;
  return new Uint8Array(memory.buffer).slice(0, end * Int32Array.BYTES_PER_ELEMENT);
}

/** web-tree-sitter frees an address where JavaScript no longer refers to its object: this one has none left, and deleting it ends that. */
function disown(one: Owned): void {
  const addresses = one as unknown as { 0: number; 1?: number };
  addresses[0] = 0;
  if (addresses[1] !== undefined) addresses[1] = 0;
  one.delete();
}
