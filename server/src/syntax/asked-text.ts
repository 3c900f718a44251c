import type { Shift } from '../model/text.ts';

/** So far around an edit an answer is looked for again, in UTF-16 units, and to the ends of the lines there: no pattern of an adapter spans more. */
const REACH = 1000;
/** Blanks that a pattern passes over however many they are. */
const WIDE_GAP = /\s{400}/;

interface Question {
  readonly pattern: RegExp;
  /** Whether only was asked if there is a match at all. */
  readonly isYesOrNo: boolean;
}

/**
 * The text of a file, for readers that say what they want to know of it instead of taking it as a whole. So it can be told
 * later whether an edit changes any answer.
 */
export class AskedText {
  readonly #text: () => string;
  readonly #questions = new Map<string, Question>();
  /** Parts that were taken as they are: pairs of offsets, the second behind the last. */
  #taken: (readonly [number, number])[] = [];

  /** `text` gives the newest text. */
  constructor(text: () => string) {
    this.#text = text;
  }

  includes(words: string): boolean {
    return this.has(new RegExp(words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')));
  }

  /** Whether a pattern matches. A pattern spans no more than 1,000 characters. */
  has(pattern: RegExp): boolean {
    this.#ask(pattern, true);
    return pattern.test(this.#text());
  }

  /** All matches of a global pattern, in the order of the text. A pattern spans no more than 1,000 characters. */
  matchAll(pattern: RegExp): RegExpExecArray[] {
    this.#ask(pattern, false);
    return [...this.#text().matchAll(pattern)];
  }

  /** What stands before an offset in its line, and how lines end before it. */
  lineBefore(offset: number): { readonly indent: string; readonly lineEnd: string } {
    const text = this.#text();
    const start = text.lastIndexOf('\n', offset - 1) + 1;
    this.#taken.push([Math.max(0, start - 2), offset]);
    return { indent: text.slice(start, offset), lineEnd: text[start - 2] === '\r' ? '\r\n' : '\n' };
  }

  /** Nothing has been asked yet. */
  forget(): void {
    this.#questions.clear();
    this.#taken = [];
  }

  /** Whether all that was asked is answered as before by the text after an edit; the places that were taken are then those of that text. */
  answersStay(after: string, shift: Shift): boolean {
    const { start, oldEnd, newEnd } = shift;
    if (this.#taken.some(([from, to]) => from <= oldEnd && start <= to)) return false;
    const before = this.#text();
    const from = before.lastIndexOf('\n', Math.max(0, start - REACH)) + 1;
    const lineEnd = before.indexOf('\n', oldEnd + REACH);
    const to = lineEnd < 0 ? before.length : lineEnd;
    if (to - from > 8 * REACH) return false;
    const old = before.slice(from, to);
    const now = after.slice(from, to + newEnd - oldEnd);
    if (WIDE_GAP.test(old) || WIDE_GAP.test(now)) return false;
    for (const question of this.#questions.values()) if (!isAnsweredAlike(question, old, now, start - from, newEnd - oldEnd)) return false;
    const moved = (offset: number) => offset > oldEnd ? offset + newEnd - oldEnd : offset;
    this.#taken = this.#taken.map(([first, last]) => [moved(first), moved(last)]);
    return true;
  }

  #ask(pattern: RegExp, isYesOrNo: boolean): void {
    const key = `${isYesOrNo ? '?' : '*'}${pattern.flags}/${pattern.source}`;
    if (!this.#questions.has(key)) this.#questions.set(key, { pattern, isYesOrNo });
  }
}

function isAnsweredAlike({ pattern, isYesOrNo }: Question, old: string, now: string, at: number, delta: number): boolean {
  if (isYesOrNo) return pattern.test(old) === pattern.test(now);
  const [left, right] = [[...old.matchAll(pattern)], [...now.matchAll(pattern)]];
  return left.length === right.length && left.every((match, i) => {
    const other = right[i] as RegExpExecArray;
    const isAt = match.index <= at && other.index === match.index || match.index >= at && other.index === match.index + delta;
    return isAt && match.length === other.length && match.every((group, j) => group === other[j]);
  });
}
