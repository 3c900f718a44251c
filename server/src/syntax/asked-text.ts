import type { Shift, Span } from '../model/text.ts';

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
  /** Matches in the newest text. */
  readonly #matches = new Map<string, RegExpExecArray[]>();
  /** Parts that were taken as they are. */
  #taken: Span[] = [];

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

  /** The first match of a pattern; null where there is none. A pattern spans no more than 1,000 characters. */
  match(pattern: RegExp): RegExpExecArray | null {
    return this.matchAll(new RegExp(pattern, `${pattern.flags}g`))[0] ?? null;
  }

  /** The matches of a global pattern that begin in a part of the text. Looks for those of the whole text once, however many parts are asked for. */
  matchesIn(pattern: RegExp, { start, end }: Span): RegExpExecArray[] {
    const key = `${pattern.flags}/${pattern.source}`;
    let all = this.#matches.get(key);
    if (!all) this.#matches.set(key, all = this.matchAll(pattern));
    const within: RegExpExecArray[] = [];
    for (let at = firstFrom(all, start); at < all.length && (all[at] as RegExpExecArray).index < end; at++) within.push(all[at] as RegExpExecArray);
    return within;
  }

  /** A part of the text as it is, as short as can be. */
  slice(start: number, end: number): string {
    this.#taken.push({ start, end });
    return this.#text().slice(start, end);
  }

  /** What stands before an offset in its line. */
  lineBefore(offset: number): string {
    return this.slice(this.#text().lastIndexOf('\n', offset - 1) + 1, offset);
  }

  /** What stands behind an offset in its line, without the line's end. */
  lineBehind(offset: number): string {
    const text = this.#text();
    const end = text.indexOf('\n', offset);
    const line = this.slice(offset, end < 0 ? text.length : end);
    return line.endsWith('\r') ? line.slice(0, -1) : line;
  }

  /** Nothing has been asked yet. */
  forget(): void {
    this.#questions.clear();
    this.#matches.clear();
    this.#taken = [];
  }

  /** Whether all that was asked is answered as before by the text after an edit; the places that were taken are then those of that text. */
  answersStay(after: string, shift: Shift): boolean {
    const { start, oldEnd, newEnd } = shift;
    if (this.#taken.some(part => part.start <= oldEnd && start <= part.end)) return false;
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
    this.#taken = this.#taken.map(part => ({ start: moved(part.start), end: moved(part.end) }));
    this.#matches.clear();
    return true;
  }

  #ask(pattern: RegExp, isYesOrNo: boolean): void {
    const key = `${isYesOrNo ? '?' : '*'}${pattern.flags}/${pattern.source}`;
    if (!this.#questions.has(key)) this.#questions.set(key, { pattern, isYesOrNo });
  }
}

/** The index of the first match that begins at an offset or behind it. */
function firstFrom(all: readonly RegExpExecArray[], offset: number): number {
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((all[middle] as RegExpExecArray).index < offset) low = middle + 1;
    else high = middle;
  }
  return low;
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
