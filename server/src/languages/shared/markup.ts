import { HOLE } from '../../syntax/forms.ts';

/**
 * The markup that code writes in its strings, offset by offset; all other code is made of holes. `tokens`, a global pattern, finds what a string can
 * begin in or look like, comments too: the group `raw` is a string that stands for itself, `text` one with escapes, and what has neither is none.
 */
export function markupInStrings(text: string, tokens: RegExp): string {
  let markup = '';
  let done = 0;
  for (const { 0: whole, index, groups } of text.matchAll(tokens)) {
    const inner = groups?.raw ?? groups?.text;
    if (inner === undefined) continue;
    const start = index + whole.indexOf(inner, groups?.raw === undefined || !whole.startsWith('"""') ? 1 : 3);
    markup += HOLE.repeat(start - done) + (groups?.raw ?? inner.replace(/\\(["'])/g, ' $1'));
    done = start + inner.length;
  }
  return markup + HOLE.repeat(text.length - done);
}

/** What code with a form in a string holds. */
export const FORMS_IN_STRINGS: readonly RegExp[] = [/[mM](?:ethod|ETHOD)\s*=\s*(?:\\?["'])?(?:post|POST|Post)/, /hx-(?:post|put|patch|delete)\s*=/];
