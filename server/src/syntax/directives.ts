import type { Span } from '../model/text.ts';

/** One word of a directive. */
export interface Word {
  /** Its value: quotes taken off, escapes resolved. */
  readonly text: string;
  /** As written, quotes included. */
  readonly span: Span;
  /** As written, without its quotes. */
  readonly inner: Span;
  readonly quote: '"' | "'" | '';
  /** Holds a tag of a template language, so that its value is not known. */
  readonly templated: boolean;
}

/** `words;` or `words { … }`. */
export interface Directive {
  readonly kind: 'directive';
  readonly words: readonly Word[];
  /** From the first word to the end of the last one. */
  readonly span: Span;
  /** Behind the `;` or `}`; the end of the last word where neither was written. */
  readonly end: number;
  /** False while it is half typed: no `;`, or a block without its `}`. */
  readonly closed: boolean;
  /** Null where it has no block; empty where the block is in another language. */
  readonly block: readonly Item[] | null;
}

/** A tag of a template language that stands between directives: `{% if ssl %}`, `{{ end }}`, `<% else %>`. */
export interface TemplateTag {
  readonly kind: 'tag';
  /** `open` begins alternatives, `else` goes to the next one, `end` ends them; `other` prints or sets something. */
  readonly role: 'open' | 'else' | 'end' | 'other';
  readonly span: Span;
}

export type Item = Directive | TemplateTag;

/** What differs between the directive languages with `{}` and `;`. */
export interface Dialect {
  /** Whether this directive's block is in another language (Lua): it is skipped to its own `}`. */
  readonly foreign: (name: string) => boolean;
  /** Whether `word`, the first on its line, begins a directive although the one begun by `name` lacks its `;`. */
  readonly begins: (name: string, word: string) => boolean;
}

interface OpenBlock {
  readonly items: Item[];
  readonly words: readonly Word[];
  /** Column of the first word of its line; decides which blocks a `}` closes where braces do not add up. */
  readonly indent: number;
}

const OPENS = /^(?:if|for|range|with|block|unless|define|raw|macro|filter|call|case|each|while)(?=[\s(]|$)|\bdo\s*(?:\|[^|]*\|)?$|\{$/;
const CONTINUES = /^(?:else|elif|elsif|elseif|when)(?=[\s(]|$)|^\}\s*els/;
const ENDS = /^(?:end[a-z]*(?=\s|$)|\})/;

/**
 * Reads a file of directives. Never throws, takes time linear in the text, and does not recurse.
 * Where braces do not add up (a half-typed block, alternatives of a template), the indentation decides what a `}` closes.
 */
export function parseDirectives(text: string, dialect: Dialect): readonly Item[] {
  const exact = new DirectiveParser(text, dialect, false);
  const items = exact.parse();
  return exact.balanced ? items : new DirectiveParser(text, dialect, true).parse();
}

/** Reads one text once; holds the place it has come to and the blocks that are open. */
class DirectiveParser {
  balanced = true;
  readonly #text: string;
  readonly #dialect: Dialect;
  readonly #byIndentation: boolean;
  readonly #open: OpenBlock[] = [{ items: [], words: [], indent: -1 }];
  /** How many of the open blocks have each indent. */
  readonly #indents = new Map<number, number>();
  readonly #unclosedQuotes = new Set<string>();
  #at = 0;
  #words: Word[] = [];
  #line = { start: 0, next: -1, indent: 0 };
  /** Indent of the line on which the directive at hand begins. */
  #indent = 0;

  constructor(text: string, dialect: Dialect, byIndentation: boolean) {
    this.#text = text;
    this.#dialect = dialect;
    this.#byIndentation = byIndentation;
  }

  parse(): readonly Item[] {
    const text = this.#text;
    if (text.charCodeAt(0) === 0xFEFF) this.#at = 1;
    while (this.#at < text.length) {
      const char = text[this.#at] as string;
      if (isBlank(char)) this.#at++;
      else if (char === '#') this.#at = this.#lineEnd(this.#at);
      else if (char === '{' || char === '<') this.#bracket();
      else if (char === ';') this.#endDirective(++this.#at);
      else if (char === '}') this.#closeBrace();
      else this.#readWord();
    }
    this.#endDirective(null);
    if (this.#open.length > 1) this.balanced = false;
    while (this.#open.length > 1) this.#closeBlock(null);
    return this.#open[0]?.items ?? [];
  }

  // A template's tag between directives is kept as an item; inside a directive, one that prints nothing is like a blank.
  #bracket(): void {
    const tag = tagAt(this.#text, this.#at);
    if (tag && !this.#beginsWord(tag)) {
      if (this.#words.length === 0) this.#items.push({ kind: 'tag', role: tag.role, span: tag.span });
      this.#at = tag.span.end;
    } else if (!tag && this.#text[this.#at] === '{') {
      this.#openBlock();
    } else {
      this.#readWord();
    }
  }

  // `{{ if .Tls }}` and `{{ template "x" . }}` stand between blanks; `{{ name }}_zone on;` and `{% if tls %}https{% endif %}://…` are words.
  #beginsWord(tag: Tag): boolean {
    const next = this.#text[tag.span.end] ?? '\n';
    if (this.#words.length === 0) return tag.prints && !isBlank(next) && next !== '{' && next !== '<';
    return tag.prints || !(isBlank(next) || next === ';' || next === '{' || next === '}');
  }

  get #items(): Item[] {
    return (this.#open.at(-1) as OpenBlock).items;
  }

  #endDirective(end: number | null): void {
    const words = this.#words;
    this.#words = [];
    const last = words.at(-1);
    if (!words[0] || !last) return;
    this.#items.push({
      kind: 'directive', words, span: { start: words[0].span.start, end: last.span.end },
      end: end ?? last.span.end, closed: end !== null, block: null,
    });
  }

  #openBlock(): void {
    const words = this.#words;
    this.#words = [];
    this.#at++;
    const first = words[0];
    if (first && this.#dialect.foreign(first.text)) {
      const end = luaBlockEnd(this.#text, this.#at);
      this.#at = end ?? this.#text.length;
      this.#items.push(block(words, [], this.#at, end !== null));
      return;
    }
    const indent = first ? this.#indent : this.#lineAt(this.#at - 1).indent;
    this.#open.push({ items: [], words, indent });
    this.#indents.set(indent, (this.#indents.get(indent) ?? 0) + 1);
  }

  #closeBrace(): void {
    this.#endDirective(null);
    const line = this.#lineAt(this.#at);
    const column = this.#at - line.start;
    const atLineStart = column === line.indent;
    this.#at++;
    if (this.#open.length === 1) {
      this.balanced = false;
      return;
    }
    if (this.#byIndentation && atLineStart && this.#indents.get(column)) {
      while ((this.#open.at(-1) as OpenBlock).indent !== column) this.#closeBlock(null);
    }
    this.#closeBlock(this.#at);
  }

  #closeBlock(end: number | null): void {
    const { items, words, indent } = this.#open.pop() as OpenBlock;
    this.#indents.set(indent, (this.#indents.get(indent) ?? 0) - 1);
    this.#items.push(block(words, items, end ?? this.#at, end !== null));
  }

  #readWord(): void {
    const start = this.#at;
    const line = this.#lineAt(start);
    const column = start - line.start;
    const first = column === line.indent;
    const before = this.#words[0];
    const quote = this.#text[start] as string;
    const word = quote === '"' || quote === "'" ? this.#quoted(quote) : this.#bare();
    if (first && before && word.quote === '' && this.#dialect.begins(before.text, word.text)) this.#endDirective(null);
    if (this.#words.length === 0) {
      this.#indent = line.indent;
      if (first && this.#byIndentation) this.#closeDeeper(column);
    }
    this.#words.push(word);
  }

  // What begins in the column of an open block's own first word stands beside it, not in it; without any indentation that says nothing.
  #closeDeeper(column: number): void {
    for (;;) {
      const { indent } = this.#open.at(-1) as OpenBlock;
      if (indent < column || (indent === 0 && column === 0)) return;
      this.#closeBlock(null);
    }
  }

  #quoted(quote: '"' | "'"): Word {
    const text = this.#text;
    const start = this.#at;
    const limit = this.#unclosedQuotes.has(quote) ? this.#lineEnd(start) : text.length;
    let templated = false;
    let at = start + 1;
    while (at < limit && text[at] !== quote) {
      const tag = text[at] === '{' || text[at] === '<' ? tagAt(text, at) : null;
      if (tag && !text.slice(at, tag.span.end).includes('\n')) {
        templated = true;
        at = tag.span.end;
      } else {
        at += text[at] === '\\' ? 2 : 1;
      }
    }
    const closed = at < limit;
    if (!closed && limit === text.length && !this.#unclosedQuotes.has(quote)) {
      this.#unclosedQuotes.add(quote);
      return this.#quoted(quote);
    }
    const end = Math.min(at, limit);
    this.#at = closed ? end + 1 : end;
    const inner = { start: start + 1, end };
    return { text: unescaped(text.slice(inner.start, inner.end)), span: { start, end: this.#at }, inner, quote, templated };
  }

  #bare(): Word {
    const text = this.#text;
    const start = this.#at;
    let templated = false;
    let at = start;
    while (at < text.length) {
      const char = text[at] as string;
      if (isBlank(char) || char === ';') break;
      const tag = char === '{' || char === '<' ? tagAt(text, at) : null;
      if (tag) {
        templated = true;
        at = tag.span.end;
      } else if (char === '{' && text[at - 1] !== '$') {
        break;
      } else if (char === '\\') {
        at += 2;
      } else {
        at++;
      }
    }
    this.#at = Math.max(start + 1, Math.min(at, text.length));
    const span = { start, end: this.#at };
    return { text: unescaped(text.slice(start, this.#at)), span, inner: span, quote: '', templated };
  }

  #lineEnd(at: number): number {
    const end = this.#text.indexOf('\n', at);
    return end < 0 ? this.#text.length : end;
  }

  /** The line of an offset that is not before the one asked for last: its start and the width of its leading blanks. */
  #lineAt(at: number): { readonly start: number; readonly indent: number } {
    const text = this.#text;
    let start = -1;
    if (this.#line.next < 0) start = text.charCodeAt(0) === 0xFEFF ? 1 : 0;
    let next = start < 0 ? this.#line.next : this.#lineEnd(start);
    while (next < at) {
      start = next + 1;
      next = this.#lineEnd(start);
    }
    if (start >= 0) {
      let first = start;
      while (first < next && isBlank(text[first] as string)) first++;
      this.#line = { start, next, indent: first - start };
    }
    return this.#line;
  }
}

function block(words: readonly Word[], items: readonly Item[], end: number, closed: boolean): Directive {
  const span = { start: words[0]?.span.start ?? end, end: words.at(-1)?.span.end ?? end };
  return { kind: 'directive', words, span, end, closed, block: items };
}

function isBlank(char: string): boolean {
  return char === ' ' || char === '\t' || char === '\n' || char === '\r';
}

// Only these escapes are resolved; in `\.` and `\d` the backslash stays (ngx_conf_read_token).
function unescaped(raw: string): string {
  return raw.includes('\\') ? raw.replace(/\\(["'\\]|[tnr])/g, (_, char: string) => ({ t: '\t', n: '\n', r: '\r' })[char] ?? char) : raw;
}

export interface Tag {
  readonly span: Span;
  readonly role: TemplateTag['role'];
  /** It leaves text behind, so it can be (a part of) a word. */
  readonly prints: boolean;
}

const CLOSERS: ReadonlyMap<string, string> = new Map([['{{', '}}'], ['{%', '%}'], ['{#', '#}'], ['<%', '%>']]);

/** A tag of Jinja, Go, Handlebars or ERB that begins at this offset; null where none does or where it is not closed. */
export function tagAt(text: string, at: number): Tag | null {
  const two = text.slice(at, at + 2);
  const closer = CLOSERS.get(two);
  if (!closer) return null;
  const end = closerOf(text, at + 2, two, closer);
  if (end < 0) return null;
  const span = { start: at, end: end + (closer === '}}' && text[end] === '}' ? 1 : 0) };
  const body = text.slice(at + 2, end - 2).replace(/^[-~+{]|[-~+}]$/g, '').trim();
  if (two === '{#' || body.startsWith(two === '<%' ? '#' : '/*')) return { span, role: 'other', prints: false };
  const role = two === '<%' && body.startsWith('=') ? 'other' : roleOf(body);
  return { span, role, prints: role === 'other' && (two === '{{' || body.startsWith('=')) };
}

// A second opener before the closer means that the first one is no tag; so each character is looked at once.
function closerOf(text: string, from: number, opener: string, closer: string): number {
  const oneLine = opener === '{#' && !startsStatement(text, from - 2);
  for (let at = from; at < text.length; at++) {
    if (text[at] === closer[0] && text[at + 1] === closer[1]) return at + 2;
    if (at > from && text[at] === opener[0] && text[at + 1] === opener[1]) return -1;
    if (oneLine && text[at] === '\n') return -1;
  }
  return -1;
}

// `location / {# note` opens a block before a comment; a Jinja comment over several lines stands on lines of its own.
function startsStatement(text: string, at: number): boolean {
  let i = at - 1;
  while (i >= 0 && (text[i] === ' ' || text[i] === '\t')) i--;
  return i < 0 || text[i] === '\n' || text[i] === ';' || text[i] === '}' || text[i] === '\uFEFF';
}

function roleOf(body: string): TemplateTag['role'] {
  const words = body.replace(/^[#/^]\s*/, mark => mark.startsWith('/') ? 'end' : mark.startsWith('^') ? 'else ' : '');
  if (CONTINUES.test(words)) return 'else';
  if (ENDS.test(words)) return 'end';
  return OPENS.test(words) ? 'open' : 'other';
}

/** Behind the `}` that closes a Lua block whose inside begins at `at`; null where none does. */
function luaBlockEnd(text: string, at: number): number | null {
  const token = /--\[(=*)\[|--[^\n]*|\[(=*)\[|"(?:[^"\\\n]|\\[\s\S])*"?|'(?:[^'\\\n]|\\[\s\S])*'?|[{}]/g;
  token.lastIndex = at;
  let depth = 1;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const level = match[1] ?? match[2];
    if (level !== undefined) {
      const end = text.indexOf(`]${level}]`, token.lastIndex);
      if (end < 0) return null;
      token.lastIndex = end + level.length + 2;
    } else if (match[0] === '{') {
      depth++;
    } else if (match[0] === '}' && --depth === 0) {
      return token.lastIndex;
    }
  }
  return null;
}
