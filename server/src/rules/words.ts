import type { Site } from '../model/finding.ts';

/** `A`, `A or B`, `A, B or C`. */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}

/** The one of `known` that is written nearly so, null where none or several are: at most a quarter of its letters differ. */
export function nearest(word: string, known: readonly string[]): string | null {
  const near = known.map(each => ({ each, away: distance(word.toLowerCase(), each) })).filter(({ each, away }) => away <= each.length / 4);
  const least = Math.min(...near.map(({ away }) => away));
  const best = near.filter(({ away }) => away === least);
  return best.length === 1 ? best[0]?.each ?? null : null;
}

/** Levenshtein's distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) next.push(Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, (row[j] ?? 0) + (letter === other ? 0 : 1)));
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** The status as the subject of a sentence, with where it comes from where that surprises. */
export function sentBy({ status }: Site): string {
  if (status.origin === 'overridden') return `${status.code} (the ${status.written} written here is not used)`;
  return status.origin === 'default' ? `${status.code}, the default,` : String(status.code);
}
