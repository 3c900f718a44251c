import { Edit, Language, Parser, type Tree } from 'web-tree-sitter';
import { type Change, KeptTree, type SyntaxTree } from './tree.ts';

/** Grammars that ship with the product, by the name of their WebAssembly file. */
export type GrammarName =
  | 'javascript' | 'typescript' | 'tsx' | 'python' | 'ruby' | 'php' | 'go' | 'java' | 'c-sharp' | 'rust'
  | 'kotlin' | 'elixir' | 'yaml' | 'toml' | 'hcl';

/** Where the WebAssembly comes from: the file system in Node, the extension's URL in a browser. */
export interface GrammarSource {
  /** The tree-sitter runtime. */
  runtime(): Promise<Uint8Array>;
  grammar(name: GrammarName): Promise<Uint8Array>;
}

/**
 * Room for the C stack of the parser, in bytes. Emscripten gives 64 KiB and does not check it: a chain of some 2,000 calls (`.a().a()…`)
 * runs out of it and overwrites the runtime's own data, after which no parse in this process works. With this much, JavaScript's
 * own stack runs out first, which is an exception that one can recover from.
 */
const STACK_SIZE = 4 << 20;

let source: GrammarSource | null = null;
let runtime: Promise<void> | null = null;
let stack: { readonly pointer: WebAssembly.Global<'i32'>; readonly top: number } | null = null;
const parsers = new Map<GrammarName, Promise<Parser>>();

/** Must be called once, before the first `loadGrammar`. */
export function useGrammars(from: GrammarSource): void {
  source = from;
}

/** Loads what every grammar needs, so that the first one does not wait for it. Rejects where it cannot be read. */
export async function loadRuntime(): Promise<void> {
  const from = source;
  if (!from) throw new Error('no grammar source: call useGrammars first');
  runtime ??= from.runtime().then(startRuntime);
  await runtime;
}

/** Loads a grammar where that has not happened yet. Rejects where its WebAssembly cannot be read. */
export async function loadGrammar(name: GrammarName): Promise<Parser> {
  await loadRuntime();
  const from = source as GrammarSource;
  let parser = parsers.get(name);
  if (!parser) {
    parser = from.grammar(name).then(async bytes => new Parser().setLanguage(await Language.load(bytes)));
    parsers.set(name, parser);
  }
  return parser;
}

async function startRuntime(binary: Uint8Array): Promise<void> {
  let pointer: WebAssembly.Global<'i32'> | undefined;
  let malloc: ((bytes: number) => number) | undefined;
  // https://emscripten.org/docs/api_reference/module.html#Module.instantiateWasm
  const instantiateWasm = (imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void) => {
    void WebAssembly.instantiate(binary as BufferSource, imports).then(({ instance, module }) => {
      pointer = imports.env?.__stack_pointer as WebAssembly.Global<'i32'>;
      malloc = instance.exports.malloc as (bytes: number) => number;
      done(instance, module);
    });
    return {};
  };
  await Parser.init({ instantiateWasm });
  if (!pointer || !malloc) throw new Error('the runtime of tree-sitter has another shape than expected');
  const bottom = malloc(STACK_SIZE);
  if (bottom === 0) throw new Error('no memory for the parser');
  stack = { pointer, top: bottom + STACK_SIZE & ~15 };
  pointer.value = stack.top;
}

/**
 * What a parse that broke off was working on. It is kept for good: web-tree-sitter frees what JavaScript no longer refers to, and to free
 * something half-changed is an error in the runtime, which ends the process, as it comes from no call that could catch it.
 */
const abandoned: (Parser | Tree)[] = [];

/** A parse that broke off leaves the stack where it was and the parser in the middle of its work. */
function recover(grammar: GrammarName, parser: Parser, old: Tree | null): void {
  if (stack) stack.pointer.value = stack.top;
  parsers.delete(grammar);
  abandoned.push(parser, ...old ? [old] : []);
}

/**
 * Remembers the last tree of a document, so that a keystroke re-parses only what it touched.
 * The edit is found by comparing texts from both ends; that is cheaper than any parse and needs no bookkeeping by callers.
 */
export class TreeMemory {
  #grammar: GrammarName | null = null;
  #tree: KeptTree | null = null;

  /**
   * Offsets in the tree are UTF-16 code units of `text`. The tree belongs to this memory: it is valid until the next call.
   * Rejects with a RangeError where the text nests deeper than the stack allows.
   */
  async parse(grammar: GrammarName, text: string): Promise<SyntaxTree> {
    const parser = await loadGrammar(grammar);
    const known = this.#grammar === grammar ? this.#tree : null;
    if (known?.text === text) return known;
    if (known) {
      const change = changeBetween(known.text, text);
      if (known.patch(text, change, part => this.#parse(parser, grammar, part, null))) return known;
      const { tree, text: before } = known.whole;
      tree.edit(editOf(before, text, changeBetween(before, text)));
      known.follow(this.#parse(parser, grammar, text, tree), text, change);
      return known;
    }
    this.forget();
    this.#grammar = grammar;
    this.#tree = new KeptTree(this.#parse(parser, grammar, text, null), text);
    return this.#tree;
  }

  #parse(parser: Parser, grammar: GrammarName, text: string, old: Tree | null): Tree {
    try {
      const tree = parser.parse(text, old);
      if (tree) return tree;
    } catch (error) {
      recover(grammar, parser, old);
      // What is left of the tree before may be half changed, so it is neither used nor freed.
      this.#tree = null;
      throw error;
    }
    throw new Error(`no tree for ${grammar}`);
  }

  /** Frees the WebAssembly memory; the memory may be used again. */
  forget(): void {
    this.#tree?.free();
    this.#tree = null;
  }
}

function changeBetween(before: string, after: string): Change {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let tail = 0;
  while (tail < most - start && before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)) tail++;
  return { start, oldEnd: before.length - tail, newEnd: after.length - tail };
}

function editOf(before: string, after: string, { start, oldEnd, newEnd }: Change): Edit {
  const point = (text: string, offset: number) => {
    let row = 0;
    let lineStart = 0;
    for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
      row++;
      lineStart = at + 1;
    }
    return { row, column: offset - lineStart };
  };
  return new Edit({
    startIndex: start, oldEndIndex: oldEnd, newEndIndex: newEnd,
    startPosition: point(before, start), oldEndPosition: point(before, oldEnd), newEndPosition: point(after, newEnd),
  });
}
