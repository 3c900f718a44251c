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
      onopentagend: end => this.#open.push(this.#begin(end + 1)),
      onselfclosingtag: end => { this.#begin(end + 1); },
      onclosetag: (start, end) => this.#close(text.slice(start, end)),
      onattribentity: ignore, oncdata: ignore, oncomment: ignore, ondeclaration: ignore, onend: ignore, onprocessinginstruction: ignore, ontext: ignore,
      ontextentity: ignore,
    };
  }

  #endAttribute(text: string, quote: QuoteType, end: number): void {
    const quoted = quote === QuoteType.Double || quote === QuoteType.Single;
    const inner = this.#value ?? { start: end, end };
    this.#tag?.attributes.push({
      name: text.slice(this.#name.start, this.#name.end), value: decoded(text.slice(inner.start, inner.end)),
      span: { start: this.#name.start, end: quoted ? end + 1 : end }, inner,
    });
  }

  #begin(end: number): Open {
    const { name = '', start = end, attributes = [] } = this.#tag ?? {};
    const element: Open = { name, span: { start, end }, attributes, children: [] };
    (this.#open.at(-1)?.children ?? this.roots).push(element);
    this.#tag = null;
    return element;
  }

  #close(name: string): void {
    const at = this.#open.findLastIndex(element => element.name === name);
    if (at >= 0) this.#open.length = at;
  }
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: '\'' };

function decoded(text: string): string {
  return text.includes('&') ? text.replace(/&(amp|lt|gt|quot|apos);/g, (whole, name: string) => ENTITIES[name] ?? whole) : text;
}
