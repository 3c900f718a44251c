import type { Node, Tree } from 'web-tree-sitter';
import type { Change, Shift } from '../model/text.ts';
import { type Answer, type Askers, type Keeping, outdate, withAsker } from './answers.ts';
import { detached } from './detached.ts';
import { AskedText } from './asked-text.ts';
import { Edges, isTouched } from './edges.ts';
import { release } from './runtime.ts';
import { TOO_INTRICATE, Unreadable } from './unreadable.ts';

/** What adapters may ask of a node. */
type Asked =
  | 'id' | 'type' | 'text' | 'startIndex' | 'endIndex' | 'isNamed' | 'isError' | 'isMissing' | 'hasError' | 'parent' | 'equals' | 'toString'
  | 'children' | 'namedChildren' | 'child' | 'firstChild' | 'lastChild' | 'firstNamedChild' | 'lastNamedChild' | 'childForFieldName' | 'childrenForFieldName'
  | 'nextSibling' | 'previousSibling' | 'nextNamedSibling' | 'previousNamedSibling' | 'descendantForIndex' | 'descendantsOfType';

/** A syntax tree as adapters see it. */
export interface SyntaxTree {
  readonly rootNode: Node;
  /** Its text, for those who do not take it as a whole. */
  readonly asked: AskedText;
}

/** Whether a pattern matches the text of a node: an edit that leaves the answer as it is need not be looked at. */
export function says(node: Node, pattern: RegExp): boolean {
  return (node as unknown as KeptNode).says(pattern);
}

/** Counts the texts that the tree of a node has been of. */
export function epochOf(node: Node): number {
  return (node as unknown as KeptNode).tree.epoch;
}

/** Where everything has moved since an earlier text, edit by edit; null where that is too long ago. */
export function shiftsSince(node: Node, epoch: number): readonly Shift[] | null {
  return (node as unknown as KeptNode).tree.shiftsSince(epoch);
}

/** What a node's text begins with, up to a character: an edit behind that need not be looked at. */
export function headOf(node: Node, until: string): string {
  return (node as unknown as KeptNode).headUntil(until);
}

/** Whether a node's text begins with something: an edit behind that need not be looked at. */
export function startsWith(node: Node, words: string): boolean {
  return (node as unknown as KeptNode).startsWith(words);
}

/** A longer part of a text is not parsed by itself: with the tree before, the parser is faster. In UTF-16 units. */
const LONGEST_PART = 8000;

/** So many edits are remembered: what nobody asked for during more of them is found again sooner than moved. */
const MOST_SHIFTS = 8;

/**
 * So much may be asked of a tree for one reading of its file, and for each character of the text besides; a question for a text counts by its length.
 * The busiest of 5,600 files of real applications and fixtures needs 20 for each character. What repeats one thing thousands of times can make an
 * adapter look at all of them from each of them.
 */
const MOST_ASKED = 2_000_000;
const MOST_ASKED_PER_CHARACTER = 100;
/** So many characters cost as much as one question. */
const TEXT_PER_QUESTION = 64;

/** What an edit did to a tree. */
export interface Followed {
  readonly shift: Shift;
  readonly isAlike: boolean;
}

/** What the parser made: the tree of a whole text, or of a part of it. */
interface Source {
  tree: Tree;
}

/**
 * A tree whose nodes remember what they answered, and which keeps its nodes, with all that they remember, where an edit left the text alone.
 * Every question to the parser's own tree crosses over to WebAssembly and back, which costs more than most answers; and frameworks ask the
 * same of the same nodes.
 */
export class KeptTree implements SyntaxTree {
  readonly #whole: Source;
  /** What `#whole` was parsed from. */
  #wholeText: string;
  readonly #kinds: { readonly type: string; readonly isNamed: boolean }[] = [];
  readonly asked = new AskedText(() => this.text);
  #root: KeptNode;
  text: string;
  /** Counts the texts; offsets that a node remembers hold for one of them. */
  epoch = 0;
  readonly #shifts: Shift[] = [];
  #askedFor = 0;

  constructor(raw: Tree, text: string) {
    this.#whole = { tree: raw };
    this.#wholeText = text;
    this.text = text;
    this.#root = new KeptNode(this, this.#whole, null, 0, raw.rootNode);
  }

  get rootNode(): Node {
    return shown(this.#root);
  }

  /** Counts what is asked from now on as that of a new reading. */
  beginReading(): void {
    this.asked.beginReading();
    this.#askedFor = 0;
  }

  /** Counts a question. Throws Unreadable where a reading has asked for more than any file of people makes it ask for. */
  ask(cost = 1): void {
    this.#askedFor += cost;
    if (this.#askedFor > MOST_ASKED + MOST_ASKED_PER_CHARACTER * this.text.length) throw new Unreadable(TOO_INTRICATE);
  }

  /** The newest tree of a whole text, and that text: what the parser can start from. */
  get whole(): { readonly tree: Tree; readonly text: string } {
    return { tree: this.#whole.tree, text: this.#wholeText };
  }

  /**
   * Becomes the tree of the text after a change by parsing the statements around it alone, where the file has no syntax error before and
   * after, and where the statements on both sides stay what they were: then those beyond them are, too. Otherwise null, and nothing changed.
   * `shift`: where everything is now that the edit left alone. `isAlike`: that is all that was ever asked of the nodes and, since the last reading
   * began, of the text; else what was found by the rest is old.
   */
  patch(text: string, change: Change, parse: (part: string) => Tree): Followed | null {
    this.#askedFor = 0;
    const around = this.#root.around(change);
    if (around.end - around.start > LONGEST_PART || this.#root.hasError) return null;
    const delta = change.newEnd - change.oldEnd;
    const part: Source = { tree: parse(text.slice(around.start, around.end + delta)) };
    const put = this.#root.put(around, change, text, part);
    if (!put) {
      release(part.tree);
      return null;
    }
    const stays = this.asked.follow(text, put.shift) && put.isAlike;
    this.text = text;
    this.epoch++;
    this.#shifts.push(put.shift);
    if (this.#shifts.length > MOST_SHIFTS) this.#shifts.shift();
    for (const source of put.left) if (source !== this.#whole) release(source.tree);
    return { shift: put.shift, isAlike: stays };
  }

  /** Becomes the tree of another text. `raw` was parsed from `whole`, which is freed here. */
  follow(raw: Tree, text: string, change: Change): void {
    const before = this.#root;
    before.outdate();
    this.asked.forget();
    const start = before.startIndex;
    const old = this.#whole.tree;
    const parts = before.sources();
    this.#whole.tree = raw;
    this.#wholeText = text;
    this.text = text;
    this.epoch++;
    this.#shifts.length = 0;
    this.#root = new KeptNode(this, this.#whole, null, 0, raw.rootNode);
    const open: Changed[] = [{ before, start, now: this.#root }];
    for (let changed = open.pop(); changed; changed = open.pop()) open.push(...changed.now.takeFrom(changed, change));
    release(old);
    for (const part of parts) if (part !== this.#whole) release(part.tree);
  }

  shiftsSince(epoch: number): readonly Shift[] | null {
    const edits = this.epoch - epoch;
    return edits > this.#shifts.length ? null : this.#shifts.slice(this.#shifts.length - edits);
  }

  /** Frees the WebAssembly memory; nothing may be asked any more. */
  free(): void {
    for (const source of new Set([this.#whole, ...this.#root.sources()])) release(source.tree);
  }

  kindOf(id: number): { readonly type: string; readonly isNamed: boolean } {
    const { language } = this.#whole.tree;
    return this.#kinds[id] ??= { type: language.types[id] ?? 'ERROR', isNamed: language.nodeTypeIsNamed(id) };
  }
}

/** The statements on both sides of a change, null at the start and the end of the text, and the text from the one to the other. */
interface Around {
  readonly before: KeptNode | null;
  readonly behind: KeptNode | null;
  readonly start: number;
  readonly end: number;
}

/** A node that stays, and the parser's own one that it is of from now on. */
interface Kept {
  readonly node: KeptNode;
  readonly raw: Node;
}

/** A node of the tree before with where it started, and what stands in its place now. */
interface Changed {
  readonly before: KeptNode;
  readonly start: number;
  readonly now: KeptNode;
}

let made = 0;

function shown(node: KeptNode): Node;
function shown(node: KeptNode | null): Node | null;
function shown(node: KeptNode | null): Node | null {
  return node as unknown as Node | null;
}

class KeptNode implements Pick<Node, Asked>, Keeping {
  readonly id = ++made;
  readonly tree: KeptTree;
  #parent: KeptNode | null;
  /** Position among the parent's children. */
  #at: number;
  #source: Source;
  /** The parser's own node. Its offsets are those of a text of long ago, of which only the distances count. */
  #raw: Node;
  /** Distance to the start of the parent, or of the text: edits elsewhere leave it as it is. */
  #behind: number;
  #start = 0;
  #epoch = -1;
  #length = -1;
  #kind: { readonly type: string; readonly isNamed: boolean } | null = null;
  #children: KeptNode[] | null = null;
  #named: KeptNode[] | null = null;
  #hasError: boolean | null = null;
  /** The parser's own node has other children than this one. */
  #isPatched = false;
  #fields: Map<string, KeptNode | null> | null = null;
  /** Fields of which all nodes were asked for. */
  #lists: Set<string> | null = null;
  /** How much of its text was taken, from its start. */
  #taken = 0;
  /** What was asked of its text without taking it. */
  #patterns: Map<string, RegExp> | null = null;
  /** It was asked for nodes anywhere below it. */
  #isSearched = false;
  #askers: Askers = null;
  #answers: Answer[] | null = null;

  constructor(tree: KeptTree, source: Source, parent: KeptNode | null, at: number, raw: Node) {
    this.tree = tree;
    this.#source = source;
    this.#parent = parent;
    this.#at = at;
    this.#raw = raw;
    this.#behind = raw.startIndex - (parent ? parent.#raw.startIndex : 0);
  }

  /** For `Answers` alone. */
  get answers(): Answer[] {
    return this.#answers ??= [];
  }

  get parent(): Node | null {
    this.tree.ask();
    return shown(this.#parent);
  }

  get type(): string {
    this.#note();
    return this.#kindOf().type;
  }

  get isNamed(): boolean {
    this.#askers = withAsker(this.#askers);
    return this.#kindOf().isNamed;
  }

  get isError(): boolean {
    return this.#asked().isError;
  }

  get isMissing(): boolean {
    return this.#asked().isMissing;
  }

  get hasError(): boolean {
    return this.#hasError ??= this.#asked().hasError;
  }

  get startIndex(): number {
    if (this.#epoch !== this.tree.epoch) {
      let start = this.#behind;
      let above = this.#parent;
      for (; above && above.#epoch !== this.tree.epoch; above = above.#parent) start += above.#behind;
      this.#start = start + (above ? above.#start : 0);
      this.#epoch = this.tree.epoch;
    }
    return this.#start;
  }

  get endIndex(): number {
    const start = this.startIndex;
    if (this.#length < 0) this.#length = this.#asked().endIndex - this.#raw.startIndex;
    return start + this.#length;
  }

  get text(): string {
    this.#taken = Number.POSITIVE_INFINITY;
    return detached(this.#text());
  }

  /** Its text up to the first of a character, or all of it. */
  headUntil(end: string): string {
    const text = this.#text();
    const at = text.indexOf(end);
    this.#taken = Math.max(this.#taken, at < 0 ? Number.POSITIVE_INFINITY : at + 1);
    return detached(at < 0 ? text : text.slice(0, at));
  }

  startsWith(words: string): boolean {
    const text = this.#text();
    this.#taken = Math.max(this.#taken, words.length > text.length ? Number.POSITIVE_INFINITY : words.length);
    return text.startsWith(words);
  }

  says(pattern: RegExp): boolean {
    (this.#patterns ??= new Map()).set(`${pattern.flags}/${pattern.source}`, pattern);
    return pattern.test(this.#text());
  }

  equals(other: Node): boolean {
    return this.id === other.id;
  }

  toString(): string {
    this.#note();
    this.#isSearched = true;
    return this.#asked().toString();
  }

  get children(): Node[] {
    return this.#all() as unknown as Node[];
  }

  get namedChildren(): Node[] {
    this.#askers = withAsker(this.#askers);
    return (this.#named ??= this.#all().filter(child => child.isNamed)) as unknown as Node[];
  }

  child(at: number): Node | null {
    return shown(this.#all()[at] ?? null);
  }

  get firstChild(): Node | null {
    return this.child(0);
  }

  get lastChild(): Node | null {
    return shown(this.#all().at(-1) ?? null);
  }

  get firstNamedChild(): Node | null {
    return this.namedChildren[0] ?? null;
  }

  get lastNamedChild(): Node | null {
    return this.namedChildren.at(-1) ?? null;
  }

  childForFieldName(name: string): Node | null {
    this.#note();
    this.#fields ??= new Map();
    let child = this.#fields.get(name);
    if (child === undefined) {
      const raw = this.#asked().childForFieldName(name);
      child = raw && this.#own(raw);
      this.#fields.set(name, child);
    }
    return shown(child);
  }

  childrenForFieldName(name: string): Node[] {
    this.#note();
    (this.#lists ??= new Set()).add(name);
    return this.#asked().childrenForFieldName(name).flatMap(raw => shown(this.#own(raw)) ?? []);
  }

  get nextSibling(): Node | null {
    return shown(this.#siblings()[this.#at + 1] ?? null);
  }

  get previousSibling(): Node | null {
    return shown(this.#siblings()[this.#at - 1] ?? null);
  }

  get nextNamedSibling(): Node | null {
    const all = this.#siblings();
    let at = this.#at + 1;
    while (at < all.length && !all[at]?.isNamed) at++;
    return shown(all[at] ?? null);
  }

  get previousNamedSibling(): Node | null {
    const all = this.#siblings();
    let at = this.#at - 1;
    while (at >= 0 && !all[at]?.isNamed) at--;
    return shown(all[at] ?? null);
  }

  /** The deepest node within this one that covers a range, as tree-sitter's `ts_node_descendant_for_byte_range` finds it. */
  descendantForIndex(start: number, end = start): Node | null {
    if (start > end) return null;
    let at: KeptNode = this;
    for (let inner = at.#childCovering(start, end); inner; inner = at.#childCovering(start, end)) at = inner;
    return shown(at);
  }

  descendantsOfType(types: string | string[]): Node[] {
    this.#note();
    this.#isSearched = true;
    if (this.#isPatched) return this.#all().flatMap(child => child.descendantsOfType(types));
    return this.#asked().descendantsOfType(types).flatMap(raw => shown(this.#find(raw)) ?? []);
  }

  /** For `KeptTree` alone: all that the parser made of which a child is. */
  sources(): Set<Source> {
    return new Set((this.#children ?? []).map(child => child.#source));
  }

  /** For `KeptTree.patch` alone: the nearest children on both sides of a change that it does not touch. */
  around({ start, oldEnd }: Change): Around {
    const all = this.#all();
    let at = firstOf(all, child => child.startIndex > oldEnd);
    const behind = all.slice(at).find(child => !child.#isExtra()) ?? null;
    at = firstOf(all, child => child.endIndex >= start);
    const before = all.slice(0, at).findLast(child => !child.#isExtra()) ?? null;
    return { before, behind, start: before?.startIndex ?? 0, end: behind?.endIndex ?? this.tree.text.length };
  }

  /**
   * For `KeptTree.patch` alone: has what was parsed of a part in the place of what stood between the two; null, and nothing changed, where the part is
   * something else than the two with something between them. `left`: the sources of which nothing is left. `shift`: where everything is now that stays.
   * `isAlike`: no node is new, because nothing that was asked of those that stood there is answered otherwise by what stands there now. Else what was
   * found by the answers that are others is old.
   */
  put({ before, behind, start }: Around, change: Change, text: string, part: Source): { readonly left: Source[]; readonly shift: Shift; readonly isAlike: boolean } | null {
    const { rootNode } = part.tree;
    const raws = rootNode.children;
    const [first, last] = [before && raws[0], behind && raws.at(-1)];
    const delta = change.newEnd - change.oldEnd;
    if (rootNode.hasError || raws.length < (before ? 1 : 0) + (behind ? 1 : 0)) return null;
    if (before ? first?.startIndex !== 0 || !before.#isLike(first) : rootNode.startIndex !== this.startIndex) return null;
    if (behind && (!last || start + last.startIndex !== behind.startIndex + delta || !behind.#isLike(last))) return null;
    // Which child has a name, only the parser's own root would know.
    if (raws.some((_, at) => rootNode.fieldNameForChild(at) !== null)) return null;
    const length = behind ? this.endIndex - this.startIndex + delta : start + rootNode.endIndex - this.startIndex;
    const base = start - this.startIndex;
    const old = this.#all();
    const sources = this.sources();
    const between = raws.slice(before ? 1 : 0, behind ? -1 : raws.length);
    const from = before ? before.#at + 1 : 0;
    const to = behind ? behind.#at : old.length;
    const stood = old.slice(from, to);
    const met = new Meeting(change, text, start);
    if (!this.#isAnsweredAlike(this.startIndex, this.startIndex + length, text, change)) met.unlike.push(this);
    if (stood.length === between.length) met.pairOff(this, stood, between);
    const rest = old.slice(to);
    for (const node of rest) node.#behind += delta;
    this.#length = length;
    this.#isPatched = true;
    for (const node of met.unlike) node.#forget();
    for (const node of met.scattered) node.#scatter();
    for (const { node, raw } of met.kept) node.#becomes(raw, part);
    for (const { parent, node, raw } of met.others) parent.#replace(node, new KeptNode(this.tree, part, parent, node.#at, raw));
    if (stood.length === between.length) {
      for (const [at, raw] of between.entries()) (this.#all()[from + at] as KeptNode).#behind = base + raw.startIndex;
    } else {
      const made = between.map(raw => {
        const node = new KeptNode(this.tree, part, this, 0, raw);
        node.#behind = base + raw.startIndex;
        return node;
      });
      for (const node of stood) node.outdate();
      this.#forget();
      this.#children = [...old.slice(0, from), ...made, ...rest];
      this.#children.forEach((child, at) => { child.#at = at; });
    }
    const left = this.sources();
    const isAlike = stood.length === between.length && met.unlike.length === 0 && met.others.length === 0;
    return { left: [...sources, part].filter(source => !left.has(source)), shift: met.edges.shift, isAlike };
  }

  /**
   * For `Meeting` alone: compares the node with the parser's other one, which begins at `start` of the text. False where that cannot take its place.
   * The other one is not asked what this one never was.
   */
  meet(raw: Node, start: number, met: Meeting): boolean {
    const end = start + raw.endIndex - raw.startIndex;
    if (this.tree.kindOf(raw.typeId) !== this.#kindOf() || !met.edges.fit(this.startIndex, start, this.endIndex, end)) return false;
    met.kept.push({ node: this, raw });
    const own = this.#children;
    const children = own ? raw.children : [];
    const isPaired = own?.length === children.length;
    if (!this.#isAnsweredAlike(start, end, met.text, met.edges.change) || own && !(isPaired && this.#hasFieldsOf(raw, own, children))) met.unlike.push(this);
    if (own && isPaired) met.pairOff(this, own, children);
    else if (own) met.scattered.push(this);
    return true;
  }

  /** Whether all fields that were asked for are the same of the children in the parser's other node. */
  #hasFieldsOf(raw: Node, own: readonly KeptNode[], children: readonly Node[]): boolean {
    const placeIn = (all: readonly Node[], node: Node | null) => node ? all.findIndex(({ id }) => id === node.id) : -1;
    for (const [name, child] of this.#fields ?? []) if (placeIn(children, raw.childForFieldName(name)) !== (child ? child.#at : -1)) return false;
    for (const name of this.#lists ?? []) {
      const before = this.#asked().childrenForFieldName(name).map(each => placeIn(own.map(node => node.#raw), each));
      const now = raw.childrenForFieldName(name).map(each => placeIn(children, each));
      if (before.length !== now.length || before.some((at, i) => at !== now[i])) return false;
    }
    return true;
  }

  /** Whether what was asked of its text is answered alike where it is `text` from `start` to `end`. */
  #isAnsweredAlike(start: number, end: number, text: string, change: Change): boolean {
    if (!isTouched(change, this.startIndex, this.endIndex, start, end)) return true;
    if (this.#isSearched || change.start - this.startIndex < this.#taken) return false;
    if (!this.#patterns) return true;
    const [before, now] = [this.#text(), text.slice(start, end)];
    return [...this.#patterns.values()].every(pattern => pattern.test(before) === pattern.test(now));
  }

  #becomes(raw: Node, source: Source): void {
    this.#raw = raw;
    this.#source = source;
    this.#length = raw.endIndex - raw.startIndex;
    if (this.#parent) this.#behind = raw.startIndex - this.#parent.#raw.startIndex;
  }

  /** Something that was asked is answered otherwise now: nothing counts as asked any more, and what was found by it is old. */
  #forget(): void {
    outdate(this.#askers);
    this.#askers = null;
    this.#named = null;
    this.#fields = null;
    this.#lists = null;
    this.#taken = 0;
    this.#patterns = null;
    this.#isSearched = false;
  }

  /** Has other children, which are asked for when somebody wants them. */
  #scatter(): void {
    for (const child of this.#children ?? []) child.outdate();
    this.#children = null;
  }

  #replace(child: KeptNode, by: KeptNode): void {
    child.outdate();
    this.#forget();
    (this.#children as KeptNode[])[child.#at] = by;
  }

  /** What was found by the node and those below it is old. */
  outdate(): void {
    const below: KeptNode[] = [this];
    for (let node = below.pop(); node; node = below.pop()) {
      outdate(node.#askers);
      node.#askers = null;
      if (node.#children) below.push(...node.#children);
    }
  }

  /** For `KeptTree.follow` alone: takes over the children that are the same as before, and gives those that are not, but whose children may be. */
  takeFrom({ before, start }: Changed, change: Change): Changed[] {
    const old = before.#children;
    if (!old) return [];
    const moved = (offset: number) => offset >= change.oldEnd ? offset + change.newEnd - change.oldEnd : offset;
    const changed: Changed[] = [];
    let next = 0;
    this.#children = this.#asked().children.map((raw, at) => {
      while (next < old.length && moved(start + (old[next] as KeptNode).#behind) < raw.startIndex) next++;
      const candidate = old[next];
      const candidateStart = candidate ? start + candidate.#behind : 0;
      if (!candidate || moved(candidateStart) !== raw.startIndex) return new KeptNode(this.tree, this.#source, this, at, raw);
      next++;
      const follower = old[next];
      const isTouched = candidateStart <= change.oldEnd && (!follower || start + follower.#behind >= change.start);
      if (!isTouched && candidate.#source === this.#source && candidate.#isSame(raw)) return candidate.#moveTo(this, at, raw);
      const now = new KeptNode(this.tree, this.#source, this, at, raw);
      changed.push({ before: candidate, start: candidateStart, now });
      return now;
    });
    return changed;
  }

  /**
   * Whether a node of the new tree is this one of the tree before. A node's `id` is the place in memory where its parent holds it. Neither
   * tree has been freed, so the same place means the same node; and one whose children stand where they stood is the same but for its own place.
   */
  #isSame(raw: Node): boolean {
    if (this.#raw.id === raw.id) return true;
    const own = this.#children;
    if (!own || own.length === 0 || this.tree.kindOf(raw.typeId) !== this.#kindOf()) return false;
    if (this.#length >= 0 && raw.endIndex - raw.startIndex !== this.#length) return false;
    const { children } = raw;
    return children.length === own.length && children.every((child, at) => child.id === (own[at] as KeptNode).#raw.id);
  }

  #moveTo(parent: KeptNode, at: number, raw: Node): this {
    this.#parent = parent;
    this.#at = at;
    this.#raw = raw;
    this.#behind = raw.startIndex - parent.#raw.startIndex;
    this.#epoch = -1;
    return this;
  }

  /** Counts a question, and takes note of who asks. */
  #note(): void {
    this.tree.ask();
    this.#askers = withAsker(this.#askers);
  }

  #isLike(raw: Node): boolean {
    return this.tree.kindOf(raw.typeId) === this.#kindOf() && raw.endIndex - raw.startIndex === this.endIndex - this.startIndex;
  }

  #isExtra(): boolean {
    return this.#asked().isExtra;
  }

  #text(): string {
    const { startIndex, endIndex } = this;
    this.#askers = withAsker(this.#askers);
    this.tree.ask(1 + (endIndex - startIndex) / TEXT_PER_QUESTION);
    return this.tree.text.slice(startIndex, endIndex);
  }

  #kindOf(): { readonly type: string; readonly isNamed: boolean } {
    return this.#kind ??= this.tree.kindOf(this.#asked().typeId);
  }

  /** The parser's own node, which may have come to another tree since. */
  #asked(): Node {
    this.#raw.tree = this.#source.tree;
    return this.#raw;
  }

  #all(): KeptNode[] {
    this.#note();
    return this.#children ??= this.#asked().children.map((raw, at) => new KeptNode(this.tree, this.#source, this, at, raw));
  }

  #siblings(): readonly KeptNode[] {
    return this.#parent ? this.#parent.#all() : [];
  }

  #own(raw: Node): KeptNode | null {
    return this.#all().find(child => child.#raw.id === raw.id) ?? null;
  }

  #find(raw: Node): KeptNode | null {
    const { id } = raw;
    const startIndex = raw.startIndex - this.#raw.startIndex + this.startIndex;
    const endIndex = startIndex + raw.endIndex - raw.startIndex;
    const open: KeptNode[] = [this];
    for (let node = open.pop(); node; node = open.pop()) {
      if (node.#raw.id === id) return node;
      const inner = node.#all();
      for (let at = firstOf(inner, child => child.endIndex >= endIndex); at < inner.length; at++) {
        const child = inner[at] as KeptNode;
        if (child.startIndex > startIndex) break;
        open.push(child);
      }
    }
    return null;
  }

  #childCovering(start: number, end: number): KeptNode | null {
    const all = this.#all();
    for (let at = firstOf(all, child => child.endIndex >= end); at < all.length; at++) {
      this.tree.ask();
      const child = all[at] as KeptNode;
      const isBefore = child.#length === 0 || child.endIndex === child.startIndex ? child.endIndex < start : child.endIndex <= start;
      if (isBefore) continue;
      return start < child.startIndex ? null : child;
    }
    return null;
  }
}

/** Nodes and the parser's other ones in their place, of an edited part of a text. `start`: where in the text the part begins that the other ones are of. */
class Meeting {
  readonly edges: Edges;
  readonly text: string;
  readonly #start: number;
  /** Nodes that stay, those above first. */
  readonly kept: Kept[] = [];
  /** Of those, the ones that something was asked of which is answered otherwise now. */
  readonly unlike: KeptNode[] = [];
  /** Of those, the ones that have other children now. */
  readonly scattered: KeptNode[] = [];
  /** Nodes that something else stands in the place of. */
  readonly others: { readonly parent: KeptNode; readonly node: KeptNode; readonly raw: Node }[] = [];

  constructor(change: Change, text: string, start: number) {
    this.edges = new Edges(change);
    this.text = text;
    this.#start = start;
  }

  pairOff(parent: KeptNode, nodes: readonly KeptNode[], raws: readonly Node[]): void {
    for (const [at, node] of nodes.entries()) {
      const raw = raws[at] as Node;
      if (!node.meet(raw, this.#start + raw.startIndex, this)) this.others.push({ parent, node, raw });
    }
  }
}

/** The index of the first for which a condition holds that holds for all behind it, too; the length where it holds for none. */
function firstOf<T>(all: readonly T[], holds: (item: T) => boolean): number {
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(all[middle] as T)) high = middle;
    else low = middle + 1;
  }
  return low;
}
