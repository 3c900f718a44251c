import type { Span } from '../../model/text.ts';
import type { Word } from '../../syntax/directives.ts';

/** One flag of a `RewriteRule`: `R=302`. */
export interface Flag {
  /** Lower case, the short form where there is one. */
  readonly name: string;
  readonly value: string | null;
  readonly nameSpan: Span;
  /** Null where there is no `=`. */
  readonly valueSpan: Span | null;
}

/** Where flags can be added, and those that are there. */
export interface Flags {
  readonly all: readonly Flag[];
  /** Behind the `[`; null where no flags are written. */
  readonly start: number | null;
}

const SHORT: Readonly<Record<string, string>> = {
  redirect: 'r', last: 'l', proxy: 'p', forbidden: 'f', gone: 'g', chain: 'c', skip: 's', passthrough: 'pt', nocase: 'nc', next: 'n',
};

/** Reads the words behind the substitution; `text` is the file's. */
export function flagsOf(words: readonly Word[], text: string): Flags {
  const [first, last] = [words[0], words.at(-1)];
  if (!first || !last) return { all: [], start: null };
  const written = text.slice(first.inner.start, last.inner.end);
  if (!written.startsWith('[')) return { all: [], start: null };
  const start = first.inner.start + 1;
  const body = written.slice(1).replace(/\].*$/, '');
  const all = [...body.matchAll(/[^,]+/g)].flatMap(match => flagOf(match[0], start + match.index) ?? []);
  return { all, start };
}

function flagOf(written: string, offset: number): Flag | null {
  const [, blanks = '', name = '', equals, value = ''] = /^(\s*)([^=\s]+)\s*(=)?\s*([\s\S]*)$/.exec(written.trimEnd()) ?? [];
  if (!name) return null;
  const nameSpan = { start: offset + blanks.length, end: offset + blanks.length + name.length };
  const at = offset + written.lastIndexOf(value);
  const lower = name.toLowerCase();
  return {
    name: SHORT[lower] ?? lower, value: equals ? value : null, nameSpan,
    valueSpan: equals ? { start: at, end: at + value.length } : null,
  };
}
