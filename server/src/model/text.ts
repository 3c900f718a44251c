/** Half-open range of a file's text; offsets are 0-based and count UTF-16 code units, as in LSP and JavaScript strings. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where a text changed, in UTF-16 code units: what stood from `start` to `oldEnd` stands from `start` to `newEnd` now. */
export interface Change {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/**
 * A change that left alone all that matters, which has only moved. Where something is inserted at an offset,
 * what began there may stand behind it or begin with it, and what ended there may end before it or with it.
 */
export interface Shift extends Change {
  readonly beginsWith: boolean;
  readonly endsWith: boolean;
}

/** Replaces the text of `span` by `text`; an insertion has an empty span. */
export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

/** A place in one file of the workspace, with what is to be said of it. */
export interface Place {
  /** Path relative to the workspace folder, with `/` between its parts. */
  readonly file: string;
  readonly span: Span;
  readonly message: string;
}

/** True where `inner` lies within `outer`, edges included. */
export function covers(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** True where the two share at least one character; two insertions at one offset overlap as well. */
export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end || (a.start === b.start && a.end === b.end);
}

/** 0-based line and UTF-16 column of offsets in one text; lines end at LF, CR LF or CR, as in LSP 3.17. */
export class LineIndex {
  readonly #starts: ArrayLike<number>;
  readonly #length: number;

  constructor(text: string) {
    this.#length = text.length;
    this.#starts = text.includes('\r') ? startsIn(text) : startsBehindLineFeeds(text);
  }

  /** Position of an offset; an offset outside the text is taken to its nearer end. */
  position(offset: number): { line: number; column: number } {
    const at = Math.max(0, Math.min(offset, this.#length));
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return { line: low, column: at - (this.#starts[low] ?? 0) };
  }

  /** Offset at which a 0-based line begins; a line past the end gives the text's length. */
  lineStart(line: number): number {
    return this.#starts[line] ?? this.#length;
  }
}

/** Where lines begin that end with CR, LF or both. */
function startsIn(text: string): number[] {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
  }
  return starts;
}

/** Looks twice and keeps no more than it needs: a keystroke asks for it anew. */
function startsBehindLineFeeds(text: string): Uint32Array {
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  const starts = new Uint32Array(lines);
  for (let line = 1; line < lines; line++) starts[line] = text.indexOf('\n', starts[line - 1]) + 1;
  return starts;
}
