import type { Node } from 'web-tree-sitter';
import { type Mover, moverBy } from '../../model/moved.ts';
import { Answers } from '../../syntax/answers.ts';
import { epochOf, shiftsSince } from '../../syntax/tree.ts';

/** Facts that were found out about something, kept as `Answers` keep what has no places, and moved by edits elsewhere. */
export class PlacedAnswers<T> {
  readonly #known = new Answers<{ facts: T; epoch: number }>();
  readonly #move: (facts: T, mover: Mover) => T | null;
  /** By the root of a file: what was asked about when it was read last. */
  readonly #asked = new WeakMap<Node, ReadonlySet<object>>();
  readonly #given = new WeakMap<Node, readonly unknown[]>();

  /** `move` gives null where a place is not known any more. */
  constructor(move: (facts: T, mover: Mover) => T | null) {
    this.#move = move;
  }

  /** `at`: a node of the tree that the places are in. */
  about(key: object, at: Node, find: () => T): T {
    const known = this.#known.about(key, () => ({ facts: find(), epoch: epochOf(at) }));
    if (known.epoch === epochOf(at)) return known.facts;
    known.facts = this.#moved(known.facts, at, known.epoch) ?? find();
    known.epoch = epochOf(at);
    return known.facts;
  }

  /** About a file as a whole: what stands while all that is `given` beside its tree is the same. `root`: of its tree. */
  ofFile(root: Node, given: readonly unknown[], find: () => T): T {
    const before = this.#given.get(root);
    const isSame = before?.length === given.length && given.every((each, at) => each === before[at]);
    if (before && !isSame) this.#known.drop(before);
    if (!isSame) this.#given.set(root, given);
    return this.about(isSame ? before : given, root, find);
  }

  /** Of a file, no more is asked about than this. */
  keepOnly(root: Node, keys: readonly object[]): void {
    const now = new Set(keys);
    for (const key of this.#asked.get(root) ?? []) if (!now.has(key)) this.#known.drop(key);
    this.#asked.set(root, now);
  }

  #moved(facts: T, at: Node, epoch: number): T | null {
    let moved: T | null = facts;
    for (const shift of shiftsSince(at, epoch) ?? [null]) moved = moved && shift && this.#move(moved, moverBy(shift));
    return moved;
  }
}
