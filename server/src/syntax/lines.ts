import type { Span } from '../model/text.ts';
import { tagAt, type TemplateTag, type Word } from './directives.ts';

/** One directive of a language in which a line is a directive. */
export interface Line {
  readonly kind: 'line';
  /** At least one. */
  readonly words: readonly Word[];
  /** From the first word to the end of the last one. */
  readonly span: Span;
}

export type LineItem = Line | TemplateTag;

/** What differs between the languages in which a line is a directive; in all of them a `\` at its end continues it. */
export interface LineDialect {
  /** Where `#` begins a comment. A comment at the start of a line is continued by a `\` as well. */
  readonly comment: 'line' | 'word' | 'anywhere';
  /** Characters that quote a word, or a part of one. */
  readonly quotes: string;
  readonly quotesInsideWords: boolean;
  /** Whether quoted text can go on over lines. */
  readonly quotesOverLines: boolean;
  /** What a `\` does outside quotes: takes the next character as it is, keeps a blank within the word (and stays), nothing. */
  readonly escape: 'any' | 'blank' | 'none';
}

/** Reads a file of lines. Never throws and takes time linear in the text. */
export function linesOf(text: string, dialect: LineDialect): readonly LineItem[] {
  return new LineReader(text, dialect).read();
}

/** Reads one text once; holds the place it has come to. */
class LineReader {
  readonly #text: string;
  readonly #dialect: LineDialect;
  readonly #items: LineItem[] = [];
  /** Quotes that nothing in the rest of the text closes. */
  readonly #unclosed = new Set<string>();
  #words: Word[] = [];
  #at: number;

  constructor(text: string, dialect: LineDialect) {
    this.#text = text;
    this.#dialect = dialect;
    this.#at = text.charCodeAt(0) === 0xFEFF ? 1 : 0;
  }

  read(): readonly LineItem[] {
    const text = this.#text;
    while (this.#at < text.length) {
      const char = text[this.#at] as string;
      const next = this.#continuation(this.#at);
      if (next > 0) this.#at = next;
      else if (char === '\n') this.#endLine();
      else if (isBlank(char)) this.#at++;
      else if (char === '#' && (this.#dialect.comment !== 'line' || this.#words.length === 0)) this.#skipComment();
      else if (!this.#skipTag()) this.#readWord();
    }
    this.#endLine();
    return this.#items;
  }

  #endLine(): void {
    const words = this.#words;
    this.#words = [];
    this.#at++;
    const [first, last] = [words[0], words.at(-1)];
    if (first && last) this.#items.push({ kind: 'line', words, span: { start: first.span.start, end: last.span.end } });
  }

  /** Behind a `\` that joins this line and the next; 0 where there is none. */
  #continuation(at: number): number {
    const text = this.#text;
    if (text[at] !== '\\') return 0;
    if (text[at + 1] === '\n') return at + 2;
    return text[at + 1] === '\r' && text[at + 2] === '\n' ? at + 3 : 0;
  }

  #skipComment(): void {
    const continued = this.#words.length === 0 && this.#dialect.comment === 'line';
    let at = this.#at;
    while (at < this.#text.length && this.#text[at] !== '\n') {
      const next = continued ? this.#continuation(at) : 0;
      at = next > 0 ? next : at + 1;
    }
    this.#at = at;
  }

  // A template's tag that begins a line and is followed by a blank stands between directives; any other is (a part of) a word.
  #skipTag(): boolean {
    const text = this.#text;
    const tag = text[this.#at] === '{' || text[this.#at] === '<' ? tagAt(text, this.#at) : null;
    const next = tag ? text[tag.span.end] : undefined;
    if (!tag) return false;
    const apart = next === undefined || next === '\n' || isBlank(next);
    if (this.#words.length > 0 ? tag.prints || !apart : tag.prints && !apart) return false;
    if (this.#words.length === 0) this.#items.push({ kind: 'tag', role: tag.role, span: tag.span });
    this.#at = tag.span.end;
    return true;
  }

  #readWord(): void {
    const quote = this.#text[this.#at] as string;
    if (this.#dialect.quotes.includes(quote) && !this.#dialect.quotesInsideWords) this.#words.push(this.#quoted(quote));
    else this.#words.push(this.#bare());
  }

  #quoted(quote: string): Word {
    const text = this.#text;
    const start = this.#at;
    const { end, value, templated } = this.#insideQuotes(quote, start + 1);
    this.#at = text[end] === quote ? end + 1 : end;
    return { text: value, span: { start, end: this.#at }, inner: { start: start + 1, end }, quote: quote === "'" ? "'" : '"', templated };
  }

  #insideQuotes(quote: string, from: number): { readonly end: number; readonly value: string; readonly templated: boolean } {
    const text = this.#text;
    const overLines = this.#dialect.quotesOverLines && !this.#unclosed.has(quote);
    let value = '';
    let templated = false;
    let at = from;
    while (at < text.length && text[at] !== quote) {
      const char = text[at] as string;
      const joined = this.#continuation(at);
      const tag = char === '{' || char === '<' ? this.#tagWithinLine(at) : 0;
      if (char === '\n' && !overLines) break;
      if (joined > 0) {
        at = joined;
      } else if (tag > 0) {
        templated = true;
        value += text.slice(at, tag);
        at = tag;
      } else if (char === '\\' && quote !== '`' && (text[at + 1] === quote || text[at + 1] === '\\')) {
        value += text[at + 1];
        at += 2;
      } else {
        value += char;
        at++;
      }
    }
    if (at >= text.length && overLines) {
      this.#unclosed.add(quote);
      return this.#insideQuotes(quote, from);
    }
    return { end: text[at - 1] === '\r' && text[at] === '\n' ? at - 1 : at, value: value.replace(/\r$/, ''), templated };
  }

  #bare(): Word {
    const text = this.#text;
    const { quotes, quotesInsideWords, comment } = this.#dialect;
    const start = this.#at;
    let value = '';
    let templated = false;
    let at = start;
    while (at < text.length) {
      const char = text[at] as string;
      const joined = this.#continuation(at);
      const tag = char === '{' || char === '<' ? this.#tagWithinLine(at) : 0;
      if (char === '\n' || isBlank(char) || joined > 0 || (char === '#' && comment === 'anywhere')) break;
      if (tag > 0) {
        templated = true;
        value += text.slice(at, tag);
        at = tag;
      } else if (quotesInsideWords && quotes.includes(char)) {
        const inside = this.#insideQuotes(char, at + 1);
        value += inside.value;
        templated ||= inside.templated;
        at = text[inside.end] === char ? inside.end + 1 : inside.end;
      } else if (char === '\\' && this.#dialect.escape === 'any' && at + 1 < text.length) {
        value += text[at + 1];
        at += 2;
      } else if (char === '\\' && this.#dialect.escape === 'blank' && isBlank(text[at + 1] ?? '')) {
        value += text.slice(at, at + 2);
        at += 2;
      } else {
        value += char;
        at++;
      }
    }
    this.#at = Math.max(at, start + 1);
    const span = { start, end: this.#at };
    return { text: value, span, inner: span, quote: '', templated };
  }

  /** Behind a tag that begins here and ends on the same line; 0 where none does. */
  #tagWithinLine(at: number): number {
    const end = tagAt(this.#text, at)?.span.end ?? 0;
    return end > 0 && !this.#text.slice(at, end).includes('\n') ? end : 0;
  }
}

function isBlank(char: string): boolean {
  return char === ' ' || char === '\t' || char === '\r';
}
