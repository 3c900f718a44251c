import type { Node, Tree } from 'web-tree-sitter';

/** What adapters may ask of a node. */
type Asked =
  | 'id' | 'type' | 'text' | 'startIndex' | 'endIndex' | 'isNamed' | 'isError' | 'isMissing' | 'hasError' | 'parent' | 'equals' | 'toString'
  | 'children' | 'namedChildren' | 'child' | 'firstChild' | 'lastChild' | 'firstNamedChild' | 'lastNamedChild' | 'childForFieldName' | 'childrenForFieldName'
  | 'nextSibling' | 'previousSibling' | 'nextNamedSibling' | 'previousNamedSibling' | 'descendantForIndex' | 'descendantsOfType';

/** A syntax tree as adapters see it. */
export interface SyntaxTree {
  readonly rootNode: Node;
}

/** Where a text changed, in UTF-16 code units: what stood from `start` to `oldEnd` stands from `start` to `newEnd` now. */
export interface Change {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/**
 * A tree whose nodes remember what they answered, and which keeps its nodes, with all that they remember, where an edit left the text alone.
 * Every question to the parser's own tree crosses over to WebAssembly and back, which costs more than most answers; and frameworks ask the
 * same of the same nodes.
 */
export class KeptTree implements SyntaxTree {
  raw: Tree;
  text: string;
  /** Counts the texts; offsets that a node remembers hold for one of them. */
  epoch = 0;
  #root: KeptNode;
  readonly #kinds: { readonly type: string; readonly isNamed: boolean }[] = [];

  constructor(raw: Tree, text: string) {
    this.raw = raw;
    this.text = text;
    this.#root = new KeptNode(this, null, 0, raw.rootNode);
  }

  get rootNode(): Node {
    return shown(this.#root);
  }

  /** Becomes the tree of the text after a change. `raw` was parsed from the tree before, which must not have been freed yet. */
  follow(raw: Tree, text: string, change: Change): void {
    const before = this.#root;
    this.raw = raw;
    this.text = text;
    this.epoch++;
    this.#root = new KeptNode(this, null, 0, raw.rootNode);
    const open: Changed[] = [{ before, start: before.firstStart, now: this.#root }];
    for (let changed = open.pop(); changed; changed = open.pop()) open.push(...changed.now.takeFrom(changed, change));
  }

  kindOf(id: number): { readonly type: string; readonly isNamed: boolean } {
    return this.#kinds[id] ??= { type: this.raw.language.types[id] ?? 'ERROR', isNamed: this.raw.language.nodeTypeIsNamed(id) };
  }
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

class KeptNode implements Pick<Node, Asked> {
  readonly id = ++made;
  readonly #tree: KeptTree;
  #parent: KeptNode | null;
  /** Position among the parent's children. */
  #at: number;
  /** Belongs to `KeptTree.raw` after `#asked` has seen to it. */
  #raw: Node;
  /** Distance to the start of the parent, which edits elsewhere leave as it is. */
  #behind = 0;
  #start: number;
  #epoch: number;
  #length = -1;
  #kind: { readonly type: string; readonly isNamed: boolean } | null = null;
  #children: KeptNode[] | null = null;
  #named: KeptNode[] | null = null;
  #hasError: boolean | null = null;
  #fields: Map<string, KeptNode | null> | null = null;

  constructor(tree: KeptTree, parent: KeptNode | null, at: number, raw: Node) {
    this.#tree = tree;
    this.#parent = parent;
    this.#at = at;
    this.#raw = raw;
    this.#start = raw.startIndex;
    this.#epoch = tree.epoch;
    if (parent) this.#behind = this.#start - parent.startIndex;
  }

  get parent(): Node | null {
    return shown(this.#parent);
  }

  get type(): string {
    return this.#kindOf().type;
  }

  get isNamed(): boolean {
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
    if (this.#epoch !== this.#tree.epoch) {
      let start = this.#behind;
      let above = this.#parent;
      for (; above && above.#epoch !== this.#tree.epoch; above = above.#parent) start += above.#behind;
      this.#start = start + (above ? above.#start : 0);
      this.#epoch = this.#tree.epoch;
    }
    return this.#start;
  }

  get endIndex(): number {
    const start = this.startIndex;
    if (this.#length < 0) this.#length = this.#asked().endIndex - start;
    return start + this.#length;
  }

  get text(): string {
    return this.#tree.text.slice(this.startIndex, this.endIndex);
  }

  equals(other: Node): boolean {
    return this.id === other.id;
  }

  toString(): string {
    return this.#asked().toString();
  }

  get children(): Node[] {
    return this.#all() as unknown as Node[];
  }

  get namedChildren(): Node[] {
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
    return this.#asked().childrenForFieldName(name).flatMap(raw => shown(this.#own(raw)) ?? []);
  }

  get nextSibling(): Node | null {
    return shown(this.#siblings()[this.#at + 1] ?? null);
  }

  get previousSibling(): Node | null {
    return shown(this.#siblings()[this.#at - 1] ?? null);
  }

  get nextNamedSibling(): Node | null {
    return shown(this.#siblings().find((sibling, at) => at > this.#at && sibling.isNamed) ?? null);
  }

  get previousNamedSibling(): Node | null {
    return shown(this.#siblings().findLast((sibling, at) => at < this.#at && sibling.isNamed) ?? null);
  }

  /** The deepest node within this one that covers a range, as tree-sitter's `ts_node_descendant_for_byte_range` finds it. */
  descendantForIndex(start: number, end = start): Node | null {
    if (start > end) return null;
    let at: KeptNode = this;
    for (let inner = at.#childCovering(start, end); inner; inner = at.#childCovering(start, end)) at = inner;
    return shown(at);
  }

  descendantsOfType(types: string | string[]): Node[] {
    return this.#asked().descendantsOfType(types).flatMap(raw => shown(this.#find(raw)) ?? []);
  }

  /** For `KeptTree.follow` alone: where the node started when it was made. */
  get firstStart(): number {
    return this.#start;
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
      if (!candidate || moved(candidateStart) !== raw.startIndex) return new KeptNode(this.#tree, this, at, raw);
      next++;
      const follower = old[next];
      const isTouched = candidateStart <= change.oldEnd && (!follower || start + follower.#behind >= change.start);
      if (!isTouched && candidate.#isSame(raw)) return candidate.#moveTo(this, at, raw);
      const now = new KeptNode(this.#tree, this, at, raw);
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
    if (!own || own.length === 0 || !this.#kind || this.#tree.kindOf(raw.typeId) !== this.#kind || raw.endIndex - raw.startIndex !== this.#length) return false;
    const { children } = raw;
    return children.length === own.length && children.every((child, at) => child.id === (own[at] as KeptNode).#raw.id);
  }

  #moveTo(parent: KeptNode, at: number, raw: Node): this {
    this.#parent = parent;
    this.#at = at;
    this.#raw = raw;
    this.#start = raw.startIndex;
    this.#epoch = this.#tree.epoch;
    this.#behind = this.#start - parent.startIndex;
    return this;
  }

  #kindOf(): { readonly type: string; readonly isNamed: boolean } {
    return this.#kind ??= this.#tree.kindOf(this.#asked().typeId);
  }

  /** The parser's own node, as one of the newest tree. */
  #asked(): Node {
    const raw = this.#raw;
    if (raw.tree !== this.#tree.raw) {
      raw.tree = this.#tree.raw;
      raw.startIndex = this.startIndex;
    }
    return raw;
  }

  #all(): KeptNode[] {
    return this.#children ??= this.#asked().children.map((raw, at) => new KeptNode(this.#tree, this, at, raw));
  }

  #siblings(): readonly KeptNode[] {
    return this.#parent ? this.#parent.#all() : [];
  }

  #own(raw: Node): KeptNode | null {
    return this.#all().find(child => child.#raw.id === raw.id) ?? null;
  }

  #find(raw: Node): KeptNode | null {
    const { startIndex, endIndex, id } = raw;
    const open: KeptNode[] = [this];
    for (let node = open.pop(); node; node = open.pop()) {
      if (node.#raw.id === id) return node;
      const inner = node.#all();
      for (let at = inner.length - 1; at >= 0; at--) {
        const child = inner[at] as KeptNode;
        if (child.startIndex <= startIndex && child.endIndex >= endIndex) open.push(child);
      }
    }
    return null;
  }

  #childCovering(start: number, end: number): KeptNode | null {
    const all = this.#all();
    let low = 0;
    let high = all.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((all[middle] as KeptNode).endIndex < end) low = middle + 1;
      else high = middle;
    }
    for (let at = low; at < all.length; at++) {
      const child = all[at] as KeptNode;
      const isBefore = child.#length === 0 || child.endIndex === child.startIndex ? child.endIndex < start : child.endIndex <= start;
      if (isBefore) continue;
      return start < child.startIndex ? null : child;
    }
    return null;
  }
}
