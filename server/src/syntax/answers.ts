/** Whoever asked something and keeps what follows from it: none, one or several. */
export type Askers = Answer | Answer[] | Set<Answer> | null;

/** Something that was found out about a text. It is old when something that it was found by may be answered otherwise. */
export class Answer {
  /** Whose answer it is. */
  readonly of: object;
  isOld = true;
  value: unknown = null;
  askers: Askers = null;

  constructor(of: object) {
    this.of = of;
  }
}

/** What keeps the answers about itself, as nodes do: a weak map of so many costs the garbage collector more. */
export interface Keeping {
  readonly answers: Answer[];
}

/** So many askers are told apart without a set, which takes ten times the memory: most nodes have two or three. */
const FEW = 6;
/** Among so many askers those are looked for that are old. */
const MANY = 64;

/** What is being found out, innermost; null where nobody keeps what is found. */
let open: Answer | null = null;

let isNoted = true;

/** Whether it is noted from now on who asks: for a text that is read once and then forgotten, that would be work for nobody. */
export function noteAskers(on: boolean): void {
  isNoted = on;
}

/** The askers of something with the one that asks now. */
export function withAsker(askers: Askers): Askers {
  if (open === null || askers === open) return askers;
  if (askers === null) return open;
  if (!(askers instanceof Set)) {
    const few = askers instanceof Answer ? [askers] : askers;
    if (few.includes(open)) return askers;
    few.push(open);
    return few.length <= FEW ? few : new Set(few);
  }
  if (askers.size >= MANY && (askers.size & (askers.size - 1)) === 0) for (const each of askers) if (each.isOld) askers.delete(each);
  return askers.add(open);
}

/** Something is answered otherwise now: whatever was found by it has to be found again, and what was found by that. */
export function outdate(askers: Askers): void {
  const left = listOf(askers);
  for (let each = left.pop(); each; each = left.pop()) {
    if (each.isOld) continue;
    each.isOld = true;
    each.value = null;
    left.push(...listOf(each.askers));
    each.askers = null;
  }
}

/** Whether somebody still holds to what was found by it. */
export function matters(askers: Askers): boolean {
  return listOf(askers).some(each => !each.isOld);
}

function listOf(askers: Askers): Answer[] {
  if (askers === null) return [];
  return askers instanceof Answer ? [askers] : [...askers];
}

/**
 * What was found out about nodes of trees and about other things that stay, each once. It stays found where an edit leaves alone all that it was found by:
 * what was asked of the tree and its text (`tree.ts`, `asked-text.ts`), and other answers. So whoever finds asks nothing else that can change with the text.
 * An answer names nodes and no offsets: these change with every edit.
 */
export class Answers<T> {
  readonly #known = new WeakMap<object, Answer>();

  about(key: object, find: () => T): T {
    const known = this.#answerOf(key);
    if (known.isOld) {
      const outer = open;
      open = isNoted ? known : null;
      known.isOld = false;
      try {
        known.value = find();
      } catch (error) {
        known.isOld = true;
        throw error;
      } finally {
        open = outer;
      }
    }
    known.askers = withAsker(known.askers);
    return known.value as T;
  }

  /** Nobody asks about something any more that keeps no answers itself. What its answer was found by may stand for long, and need not name it. */
  drop(key: object): void {
    const known = this.#known.get(key);
    if (known) outdate(known);
    this.#known.delete(key);
  }

  #answerOf(key: object): Answer {
    const { answers } = key as Partial<Keeping>;
    let known = answers ? answers.find(each => each.of === this) : this.#known.get(key);
    if (known) return known;
    known = new Answer(this);
    if (answers) answers.push(known);
    else this.#known.set(key, known);
    return known;
  }
}
