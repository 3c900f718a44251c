import type { Span } from '../../model/text.ts';
import type { TemplateTag, Word } from '../../syntax/directives.ts';
import { linesOf } from '../../syntax/lines.ts';

/** A directive: `Redirect 301 /a /b`. */
export interface ApacheDirective {
  readonly kind: 'directive';
  /** Lower case: names of directives and sections are case-insensitive. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly words: readonly Word[];
  readonly span: Span;
}

/** A section: `<If "…">` to `</If>`, or to the end of the file. */
export interface Section {
  readonly kind: 'section';
  readonly name: string;
  /** The text between the name and `>`, quotes included. */
  readonly argument: string;
  /** Of the opening line. */
  readonly span: Span;
  readonly items: readonly ApacheItem[];
}

export type ApacheItem = ApacheDirective | Section | TemplateTag;

/** Sections and directives of a file; a section that nothing closes ends with the file, an end that nothing began is left out. */
export function apacheTree(text: string): readonly ApacheItem[] {
  const root: ApacheItem[] = [];
  const open: { readonly name: string; readonly items: ApacheItem[] }[] = [{ name: '', items: root }];
  for (const line of linesOf(text, { comment: 'line', quotes: '"\'', quotesInsideWords: false, quotesOverLines: false, escape: 'blank' })) {
    const items = (open.at(-1) as { items: ApacheItem[] }).items;
    const [first, ...words] = line.kind === 'line' ? line.words : [];
    if (line.kind === 'tag' || !first) {
      items.push(line as TemplateTag);
      continue;
    }
    const written = text.slice(line.span.start, line.span.end);
    const section = /^<(\/?)([a-z]\w*)[ \t]*([\s\S]*?)>?$/i.exec(written);
    const name = (section ? section[2] ?? '' : first.text).toLowerCase();
    if (!section) {
      items.push({ kind: 'directive', name, nameSpan: first.span, words, span: line.span });
    } else if (!section[1]) {
      const inside: ApacheItem[] = [];
      items.push({ kind: 'section', name, argument: section[3] ?? '', span: line.span, items: inside });
      if (open.length < DEEPEST) open.push({ name, items: inside });
    } else {
      const at = open.findLastIndex(one => one.name === name);
      if (at > 0) open.length = at;
    }
  }
  return root;
}

/** Real files nest five sections deep. */
const DEEPEST = 60;
