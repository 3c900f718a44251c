import { overlaps, type TextEdit } from '../model/text.ts';

/**
 * Applies the sets of edits that fit together, in the order given: a set that overlaps one taken before is left out whole,
 * so that a second run can take it. Two sets may share an identical edit (an added import).
 */
export function applyEdits(text: string, sets: readonly (readonly TextEdit[])[]): { text: string; applied: number } {
  const { edits, applied } = fittingEdits(text, sets);
  let result = text;
  for (const { span, text: replacement } of edits) result = result.slice(0, span.start) + replacement + result.slice(span.end);
  return { text: result, applied };
}

/** The edits of the sets that fit together, last in the text first, and how many sets they come from. */
export function fittingEdits(text: string, sets: readonly (readonly TextEdit[])[]): { edits: TextEdit[]; applied: number } {
  const taken: TextEdit[] = [];
  let applied = 0;
  for (const set of sets) {
    const fresh = set.filter(edit => !taken.some(other => same(edit, other)));
    if (set.some(edit => edit.span.start < 0 || edit.span.end > text.length || edit.span.start > edit.span.end)) continue;
    if (fresh.some(edit => taken.some(other => overlaps(edit.span, other.span)))) continue;
    taken.push(...fresh);
    applied++;
  }
  taken.sort((a, b) => b.span.start - a.span.start || b.span.end - a.span.end);
  return { edits: taken, applied };
}

function same(a: TextEdit, b: TextEdit): boolean {
  return a.span.start === b.span.start && a.span.end === b.span.end && a.text === b.text;
}
