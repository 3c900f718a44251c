import { Edit, Language, type Node, Parser, type Tree } from 'web-tree-sitter';
import { generation, hasErrorsPiledUp, isBreak, own, release, stackOverran, start, startAfresh, unlink } from './runtime.ts';
import type { Change } from '../model/text.ts';
import { type Followed, KeptTree, type SyntaxTree } from './tree.ts';
import { TOO_DEEP, TOO_INTRICATE, Unreadable } from './unreadable.ts';

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

/** How much of a text the parser takes at once, in UTF-16 units. */
const CHUNK = 1024;
/**
 * So often a parse may take a text, and these chunks besides. Each of 8,000 files of real applications was taken at most three times, or in fewer than
 * 30 chunks; a scanner that looks for the end of what never ends, from each place anew, takes a text as often as it has places. That of Python looks
 * from each comment for the end of all that follow: 500 lines that somebody commented out are taken in 6,000 chunks, and in 0.2 s.
 */
const MOST_READINGS = 16;
const CHUNKS_BESIDES = 8000;

/**
 * So often a parse may report its progress, and for each character of the text besides: it does so every 100 steps. Of 4,300 files of real applications, the densest
 * takes 34 reports for 1,000 characters; `<!--` in Java takes 10,000.
 */
const MOST_REPORTS = 2000;
const REPORTS_PER_CHARACTER = 0.3;

/**
 * So many syntax errors may lie on the parser's stack. At each further step it can look at all of them, so that 4,000 times `->` in JavaScript took 43 s within few steps.
 * Of 400 real files with errors, and 3,000 made from the longest ones by one bracket, quote or word too many, the worst has 53.
 */
const MOST_PILED_UP = 500;

/**
 * So many milliseconds a parse may take, and for each character of the text besides: five to ten times what any file of people takes on a busy machine. No text is known
 * that comes so far: this is for those that nobody has thought of.
 */
const LONGEST_PARSE = 5000;
const PARSE_PER_CHARACTER = 0.05;

/**
 * Levels of a tree. The deepest of 5,000 files of real applications had 82. What walks a tree recurses on the way down, and tree-sitter looks for a
 * parent from the root: without an end, a chain of calls as long as the file exhausts the stack and takes the square of its length.
 */
const DEEPEST = 1000;

/**
 * Levels of indentation of a YAML text. The scanner of tree-sitter-yaml writes two bytes beyond the 1,024 for its state where there are 254 of them,
 * over the parser's own pointer: parses of other files go wrong later, and nothing tells.
 */
const DEEPEST_YAML = 100;

let source: GrammarSource | null = null;
let runtime: Promise<void> | null = null;
const modules = new Map<GrammarName, Promise<WebAssembly.Module>>();
/** The parsers of this `generation` of the runtime. */
const parsers = new Map<GrammarName, Parser>();
let parsersOf = 0;

/** Must be called once, before the first `loadGrammar`. */
export function useGrammars(from: GrammarSource): void {
  source = from;
}

/** Loads a grammar, and what every grammar needs, where that has not happened yet. Rejects where their WebAssembly cannot be read. */
export async function loadGrammar(name: GrammarName): Promise<Parser> {
  const from = source;
  if (!from) throw new Error('no grammar source: call useGrammars first');
  runtime ??= from.runtime().then(start);
  let compiling = modules.get(name);
  if (!compiling) modules.set(name, compiling = from.grammar(name).then(bytes => WebAssembly.compile(bytes as BufferSource)));
  const [module] = await Promise.all([compiling, runtime]);
  if (parsersOf !== generation()) parsers.clear();
  parsersOf = generation();
  let parser = parsers.get(name);
  if (!parser) {
    unlink(module);
    parser = own(new Parser().setLanguage(Language.loadSync(module)));
    parsers.set(name, parser);
  }
  return parser;
}

/** Hands a text to the parser, chunk by chunk, until it has taken more work than any text of people takes. */
class Reading {
  #text: string;
  #chunksLeft: number;
  #reportsLeft: number;
  readonly #until: number;
  readonly #parser: Parser;
  #isLate = false;
  #isBroken = false;

  constructor(parser: Parser, text: string) {
    this.#parser = parser;
    this.#text = text;
    this.#chunksLeft = CHUNKS_BESIDES + MOST_READINGS * Math.ceil(text.length / CHUNK);
    this.#reportsLeft = MOST_REPORTS + REPORTS_PER_CHARACTER * text.length;
    this.#until = performance.now() + LONGEST_PARSE + PARSE_PER_CHARACTER * text.length;
  }

  get isTooMuch(): boolean {
    return this.#chunksLeft < 0 || this.#reportsLeft < 0 || this.#isBroken || this.#isLate;
  }

  /** What the parser reports its progress to; whether it is to stop. */
  readonly stops = (): boolean => {
    this.#reportsLeft--;
    this.#isBroken ||= hasErrorsPiledUp(this.#parser, MOST_PILED_UP);
    this.#isLate ||= performance.now() > this.#until;
    return this.isTooMuch;
  };

  readonly textFrom = (offset: number): string => this.#chunksLeft-- > 0 ? this.#text.slice(offset, offset + CHUNK) : '';

  /** Lets go of the text: a tree keeps `textFrom` for as long as it is followed, through many texts. */
  end(): void {
    this.#text = '';
  }
}

/**
 * Remembers the last tree of a document, so that a keystroke re-parses only what it touched.
 * The edit is found by comparing texts from both ends; that is cheaper than any parse and needs no bookkeeping by callers.
 */
export class TreeMemory {
  #grammar: GrammarName | null = null;
  #tree: KeptTree | null = null;
  /** The `generation` of the runtime that the tree is of. */
  #treeOf = 0;

  /**
   * Offsets in the tree are UTF-16 code units of `text`. The tree belongs to this memory: it is valid until the next call.
   * Rejects with Unreadable, and with an error that `isBreak` where the parser itself ran out of stack; the runtime has then
   * started afresh, and no tree of before is valid.
   */
  async parse(grammar: GrammarName, text: string): Promise<SyntaxTree> {
    const { tree } = await this.#followed(grammar, text);
    tree.beginReading();
    return tree;
  }

  /**
   * Follows the text on, where `before` is the one that was parsed last. Gives what the edit did; unless it left alone all that was asked of the tree,
   * and where that is not known (null), whoever asked has to parse and ask again. Rejects as `parse` does.
   */
  async renew(before: string, text: string): Promise<Followed | null> {
    return this.#grammar && this.#tree?.text === before ? (await this.#followed(this.#grammar, text)).edit : null;
  }

  async #followed(grammar: GrammarName, text: string): Promise<{ readonly tree: KeptTree; readonly edit: Followed | null }> {
    const parser = await loadGrammar(grammar);
    try {
      return this.#follow(parser, grammar, text);
    } catch (error) {
      if (isBreak(error)) startAfresh();
      this.forget();
      throw error;
    }
  }

  #follow(parser: Parser, grammar: GrammarName, text: string): { readonly tree: KeptTree; readonly edit: Followed | null } {
    const known = this.#grammar === grammar && this.#treeOf === generation() ? this.#tree : null;
    if (known?.text === text) return { tree: known, edit: null };
    if (known) {
      const change = changeBetween(known.text, text);
      const patched = known.patch(text, change, part => parsed(parser, grammar, part, null));
      if (patched) return { tree: known, edit: patched };
      const { tree, text: before } = known.whole;
      tree.edit(editOf(before, text, changeBetween(before, text)));
      known.follow(parsed(parser, grammar, text, tree), text, change);
      return { tree: known, edit: null };
    }
    this.forget();
    this.#tree = new KeptTree(parsed(parser, grammar, text, null), text);
    this.#treeOf = generation();
    this.#grammar = grammar;
    return { tree: this.#tree, edit: null };
  }

  /** Frees the WebAssembly memory; the memory may be used again. */
  forget(): void {
    this.#tree?.free();
    this.#tree = null;
  }
}

function parsed(parser: Parser, grammar: GrammarName, text: string, old: Tree | null): Tree {
  if (grammar === 'yaml' && indentsDeeperThan(DEEPEST_YAML, text)) throw new Unreadable(TOO_DEEP);
  const reading = new Reading(parser, text);
  const tree = parser.parse(reading.textFrom, old, { progressCallback: reading.stops });
  reading.end();
  if (stackOverran()) throw new RangeError('the stack of the parser overran');
  if (tree) own(tree);
  else parser.reset();
  const why = reading.isTooMuch ? TOO_INTRICATE : tree && isDeeperThan(DEEPEST, tree.rootNode) ? TOO_DEEP : null;
  if (tree && why) release(tree);
  if (why) throw new Unreadable(why);
  if (!tree) throw new Error(`no tree for ${grammar}`);
  return tree;
}

/** A level begins at each `-` and `?` that a line begins with, and at what follows them, where it stands further right than the level around it. */
function indentsDeeperThan(levels: number, text: string): boolean {
  const columns: number[] = [];
  for (const [lead] of text.matchAll(/^(?:[ \t\uFEFF]|[-?](?=[ \t]))*(?=[^ \t\r\n#])/gm)) {
    const begins = [...lead.matchAll(/[-?]/g)].map(({ index }) => index);
    for (const column of [...begins, lead.length]) {
      while ((columns.at(-1) ?? -1) >= column) columns.pop();
      columns.push(column);
    }
    if (columns.length > levels) return true;
  }
  return false;
}

/** Looks only where enough descendants are left: of most files, at the root. */
function isDeeperThan(levels: number, root: Node): boolean {
  const open = [{ node: root, level: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, level } = next;
    if (level > levels) return true;
    if (level + node.descendantCount <= levels) continue;
    for (const child of node.children) open.push({ node: child, level: level + 1 });
  }
  return false;
}

/** In UTF-16 units. */
const PIECE = 4096;

function changeBetween(before: string, after: string): Change {
  const most = Math.min(before.length, after.length);
  let start = 0;
  // Pieces are compared much faster than characters.
  while (start + PIECE <= most && before.slice(start, start + PIECE) === after.slice(start, start + PIECE)) start += PIECE;
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let tail = 0;
  const endsAlike = (from: number, to: number) => before.slice(before.length - to, before.length - from) === after.slice(after.length - to, after.length - from);
  while (tail + PIECE <= most - start && endsAlike(tail, tail + PIECE)) tail += PIECE;
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
