import { Edit, Language, Parser, type Tree } from 'web-tree-sitter';

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

let source: GrammarSource | null = null;
let runtime: Promise<void> | null = null;
const parsers = new Map<GrammarName, Promise<Parser>>();

/** Must be called once, before the first `loadGrammar`. */
export function useGrammars(from: GrammarSource): void {
  source = from;
}

/** Loads a grammar where that has not happened yet. Rejects where its WebAssembly cannot be read. */
export async function loadGrammar(name: GrammarName): Promise<Parser> {
  const from = source;
  if (!from) throw new Error('no grammar source: call useGrammars first');
  runtime ??= from.runtime().then(wasmBinary => Parser.init({ wasmBinary }));
  await runtime;
  let parser = parsers.get(name);
  if (!parser) {
    parser = from.grammar(name).then(async bytes => new Parser().setLanguage(await Language.load(bytes)));
    parsers.set(name, parser);
  }
  return parser;
}

/**
 * Remembers the last tree of a document, so that a keystroke re-parses only what it touched.
 * The edit is found by comparing texts from both ends; that is cheaper than any parse and needs no bookkeeping by callers.
 */
export class TreeMemory {
  #grammar: GrammarName | null = null;
  #text = '';
  #tree: Tree | null = null;

  /** Offsets in the tree are UTF-16 code units of `text`. The tree belongs to this memory: it is valid until the next call. */
  async parse(grammar: GrammarName, text: string): Promise<Tree> {
    const parser = await loadGrammar(grammar);
    const old = this.#grammar === grammar ? this.#tree : null;
    if (old && text === this.#text) return old;
    if (old) old.edit(editBetween(this.#text, text));
    const tree = parser.parse(text, old);
    if (!tree) throw new Error(`no tree for ${grammar}`);
    (old ?? this.#tree)?.delete();
    this.#grammar = grammar;
    this.#text = text;
    this.#tree = tree;
    return tree;
  }

  /** Frees the WebAssembly memory; the memory may be used again. */
  forget(): void {
    this.#tree?.delete();
    this.#tree = null;
    this.#text = '';
  }
}

function editBetween(before: string, after: string): Edit {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let tail = 0;
  while (tail < most - start && before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)) tail++;
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
    startIndex: start, oldEndIndex: before.length - tail, newEndIndex: after.length - tail,
    startPosition: point(before, start), oldEndPosition: point(before, before.length - tail), newEndPosition: point(after, after.length - tail),
  });
}
