import type { Shift, Span } from '../model/text.ts';
import { type Askers, matters, outdate, withAsker } from './answers.ts';
import { anyOf } from './triggers.ts';

/** So far around an edit an answer is looked for again, in UTF-16 units, and to the ends of the lines there: no pattern of an adapter spans more. */
const REACH = 1000;
/** Blanks that a pattern passes over however many they are. */
const WIDE_GAP = /\s{400}/;

/** A text that is asked more has been asked for names that it held for a moment. No fixture is asked more than 40. */
const MOST_QUESTIONS = 300;

/** A pattern with what it is known to give; `matches` is null where only was asked if there is one. */
interface Question {
  readonly pattern: RegExp;
  readonly has: boolean;
  readonly matches: RegExpExecArray[] | null;
  askers: Askers;
  /** It was asked since the reading began. */
  isAsked: boolean;
}

/** A part of the text that was taken as it is. */
interface Taken {
  start: number;
  end: number;
  readonly askers: Askers;
}

/**
 * The text of a file, for readers that say what they want to know of it instead of taking it as a whole. So it can be told
 * later whether an edit changes any answer.
 */
export class AskedText {
  readonly #text: () => string;
  readonly #questions = new Map<string, Question>();
  #taken: Taken[] = [];

  /** `text` gives the newest text. */
  constructor(text: () => string) {
    this.#text = text;
  }

  includes(words: string): boolean {
    return this.has(new RegExp(anyOf([words])));
  }

  /** Whether a pattern matches. A pattern spans no more than 1,000 characters. */
  has(pattern: RegExp): boolean {
    return this.#ask(`?${pattern.flags}/${pattern.source}`, () => ({ pattern, has: pattern.test(this.#text()), matches: null })).has;
  }

  /** All matches of a global pattern, in the order of the text. A pattern spans no more than 1,000 characters. */
  matchAll(pattern: RegExp): readonly RegExpExecArray[] {
    return this.#ask(`*${pattern.flags}/${pattern.source}`, () => ({ pattern, has: true, matches: [...this.#text().matchAll(pattern)] })).matches ?? [];
  }

  /** The first match of a pattern; null where there is none. A pattern spans no more than 1,000 characters. */
  match(pattern: RegExp): RegExpExecArray | null {
    return this.matchAll(new RegExp(pattern, `${pattern.flags}g`))[0] ?? null;
  }

  /** The matches of a global pattern that begin in a part of the text. Looks for those of the whole text once, however many parts are asked for. */
  matchesIn(pattern: RegExp, { start, end }: Span): RegExpExecArray[] {
    const all = this.matchAll(pattern);
    const within: RegExpExecArray[] = [];
    for (let at = firstFrom(all, start); at < all.length && (all[at] as RegExpExecArray).index < end; at++) within.push(all[at] as RegExpExecArray);
    return within;
  }

  /** A part of the text as it is, as short as can be. */
  slice(start: number, end: number): string {
    this.#taken.push({ start, end, askers: withAsker(null) });
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

  /** A new reading begins, which asks again what it wants to know. */
  beginReading(): void {
    if (this.#questions.size > MOST_QUESTIONS) this.forget();
    for (const [key, question] of this.#questions) {
      if (!question.isAsked && !matters(question.askers)) this.#questions.delete(key);
      question.isAsked = false;
    }
    this.#taken = this.#taken.filter(({ askers }) => matters(askers));
  }

  /** The text is another one, and nothing is known of it. */
  forget(): void {
    for (const { askers } of [...this.#questions.values(), ...this.#taken]) outdate(askers);
    this.#questions.clear();
    this.#taken = [];
  }

  /** Takes note of an edit. Whether all that was asked is answered as before; what is not is forgotten, with all that was found by it. */
  follow(after: string, shift: Shift): boolean {
    const { start, oldEnd, newEnd } = shift;
    const before = this.#text();
    const from = before.lastIndexOf('\n', Math.max(0, start - REACH)) + 1;
    const lineEnd = before.indexOf('\n', oldEnd + REACH);
    const to = lineEnd < 0 ? before.length : lineEnd;
    const old = before.slice(from, to);
    const now = after.slice(from, to + newEnd - oldEnd);
    if (to - from > 8 * REACH || WIDE_GAP.test(old) || WIDE_GAP.test(now)) {
      this.forget();
      return false;
    }
    let stay = true;
    for (const [key, question] of this.#questions) {
      if (staysAnswered(question, after, old, now, start - from, newEnd - oldEnd)) {
        for (const match of question.matches ?? []) if (match.index >= start) match.index += newEnd - oldEnd;
      } else {
        if (question.isAsked || matters(question.askers)) stay = false;
        outdate(question.askers);
        this.#questions.delete(key);
      }
    }
    const touched = this.#taken.filter(part => part.start <= oldEnd && start <= part.end);
    for (const { askers } of touched) outdate(askers);
    if (touched.length > 0) this.#taken = this.#taken.filter(part => !touched.includes(part));
    for (const part of this.#taken) {
      if (part.start <= oldEnd) continue;
      part.start += newEnd - oldEnd;
      part.end += newEnd - oldEnd;
    }
    return stay && touched.length === 0;
  }

  #ask(key: string, find: () => Pick<Question, 'pattern' | 'has' | 'matches'>): Question {
    let question = this.#questions.get(key);
    if (!question) this.#questions.set(key, question = { ...find(), askers: null, isAsked: true });
    question.isAsked = true;
    question.askers = withAsker(question.askers);
    return question;
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

/** Whether a question has the answer that it had, where `old` became `now` by a change at an offset in it, and all around it stays; `after`: the whole text. */
function staysAnswered({ pattern, has, matches }: Question, after: string, old: string, now: string, at: number, delta: number): boolean {
  if (!matches) return pattern.test(old) === pattern.test(now) || pattern.test(after) === has;
  const [left, right] = [[...old.matchAll(pattern)], [...now.matchAll(pattern)]];
  return left.length === right.length && left.every((match, i) => {
    const other = right[i] as RegExpExecArray;
    const isAt = match.index < at && other.index === match.index || match.index >= at && other.index === match.index + delta;
    return isAt && match.length === other.length && match.every((group, j) => group === other[j]);
  });
}
