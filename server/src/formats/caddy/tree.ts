import type { Span } from '../../model/text.ts';
import type { Word } from '../../syntax/directives.ts';
import { linesOf } from '../../syntax/lines.ts';

/** A line of a Caddyfile: a directive, a matcher or a site's addresses, with the block that it opens. */
export interface CaddyLine {
  readonly words: readonly Word[];
  readonly span: Span;
  /** Null where it opens none. */
  readonly block: readonly CaddyLine[] | null;
}

/** Real files nest eight blocks deep. */
const DEEPEST = 60;

/** Lines and blocks of a file; a block that nothing closes ends with the file. */
export function caddyTree(text: string): readonly CaddyLine[] {
  const root: CaddyLine[] = [];
  const open: CaddyLine[][] = [root];
  for (const line of linesOf(text, { comment: 'word', quotes: '"`', quotesInsideWords: false, quotesOverLines: true, escape: 'none' })) {
    if (line.kind === 'tag') continue;
    let words: Word[] = [];
    const add = (block: CaddyLine[] | null) => {
      const [first, last] = [words[0], words.at(-1)];
      if (first && last || block) {
        (open.at(-1) as CaddyLine[]).push({ words, span: { start: first?.span.start ?? line.span.start, end: last?.span.end ?? line.span.start }, block });
      }
      words = [];
    };
    for (const word of line.words) {
      if (word.quote === '' && word.text === '{') {
        const block: CaddyLine[] = [];
        add(block);
        if (open.length < DEEPEST) open.push(block);
      } else if (word.quote === '' && word.text === '}') {
        add(null);
        if (open.length > 1) open.pop();
      } else {
        words.push(word);
      }
    }
    add(null);
  }
  return root;
}
