import { QuoteType, Tokenizer } from 'htmlparser2';
import type { Span } from '../model/text.ts';

export interface XmlAttribute {
  readonly name: string;
  readonly value: string;
  /** From the name to behind the closing quote. */
  readonly span: Span;
  /** Within the quotes. */
  readonly inner: Span;
}

export interface XmlElement {
  /** As written, with its prefix. */
  readonly name: string;
  /** Its start tag, from `<` to behind `>`. */
  readonly span: Span;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlElement[];
}

interface Open extends XmlElement {
  readonly attributes: XmlAttribute[];
  readonly children: Open[];
}

/**
 * Reads the elements of an XML text; comments, text and processing instructions are left out. Never throws: a closing tag closes the
 * nearest element of its name, one without an element is passed over, and what is open at the end ends there.
 */
export function xmlElements(text: string): readonly XmlElement[] {
  const reader = new Reader();
  new Tokenizer({ xmlMode: true, decodeEntities: false }, reader.callbacks(text)).write(text);
  return reader.roots;
}

/** Holds the elements that are open while the tokenizer goes through the text. */
class Reader {
  readonly roots: Open[] = [];
  readonly #open: Open[] = [];
  /** How many elements of each name are open, so that a stray closing tag costs nothing. */
  readonly #names = new Map<string, number>();
  #tag: { readonly name: string; readonly start: number; readonly attributes: XmlAttribute[] } | null = null;
  #name: Span = { start: 0, end: 0 };
  #value: Span | null = null;

  callbacks(text: string): ConstructorParameters<typeof Tokenizer>[1] {
    const ignore = () => undefined;
    return {
      onopentagname: (start, end) => { this.#tag = { name: text.slice(start, end), start: start - 1, attributes: [] }; },
      onattribname: (start, end) => {
        this.#name = { start, end };
        this.#value = null;
      },
      onattribdata: (start, end) => { this.#value = { start: this.#value?.start ?? start, end }; },
      onattribend: (quote, end) => this.#endAttribute(text, quote, end),
      onopentagend: end => this.#enter(this.#begin(end + 1)),
      onselfclosingtag: end => { this.#begin(end + 1); },
      onclosetag: (start, end) => this.#close(text.slice(start, end)),
      onattribentity: ignore, oncdata: ignore, oncomment: ignore, ondeclaration: ignore, onend: ignore, onprocessinginstruction: ignore, ontext: ignore,
      ontextentity: ignore,
    };
  }

  #endAttribute(text: string, quote: QuoteType, end: number): void {
    const last = quote === QuoteType.Double || quote === QuoteType.Single ? end - 1 : end;
    const inner = this.#value ?? { start: last, end: last };
    this.#tag?.attributes.push({
      name: text.slice(this.#name.start, this.#name.end), value: decoded(text.slice(inner.start, inner.end)),
      span: { start: this.#name.start, end }, inner,
    });
  }

  #begin(end: number): Open {
    const { name = '', start = end, attributes = [] } = this.#tag ?? {};
    const element: Open = { name, span: { start, end }, attributes, children: [] };
    (this.#open.at(-1)?.children ?? this.roots).push(element);
    this.#tag = null;
    return element;
  }

  #enter(element: Open): void {
    this.#open.push(element);
    this.#names.set(element.name, (this.#names.get(element.name) ?? 0) + 1);
  }

  #close(name: string): void {
    if (!this.#names.get(name)) return;
    let element: Open | undefined;
    do {
      element = this.#open.pop();
      if (element) this.#names.set(element.name, (this.#names.get(element.name) ?? 1) - 1);
    } while (element && element.name !== name);
  }
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: '\'' };

function decoded(text: string): string {
  return text.includes('&') ? text.replace(/&(amp|lt|gt|quot|apos);/g, (whole, name: string) => ENTITIES[name] ?? whole) : text;
}
