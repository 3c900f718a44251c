import type { Finding, Fix, Site } from '../model/finding.ts';
import { isAny, namesOf, WRITING_METHODS } from '../model/methods.ts';
import { type Phrase, phrase, type Said, spoken } from '../model/phrase.ts';

/** What a finding says, in these sentences. */
export function says(...sentences: readonly (Phrase | null)[]): Pick<Finding, 'message' | 'sentences'> {
  const said = sentences.filter(sentence => sentence !== null);
  return { message: said.map(sentence => spoken(sentence)).join(' '), sentences: said };
}

/** What a fix of a comment is called. */
export function titled(title: Phrase): Pick<Fix, 'title' | 'phrase'> {
  return { title: spoken(title), phrase: title };
}

/** `A`, `A or B`, `A, B or C`. */
export function listed(names: readonly (string | number)[]): Said {
  return names.length < 2 ? names.join() : phrase('{0} or {1}', names.slice(0, -1).join(', '), names.at(-1) as string | number);
}

/** The requests that reach a site, as the object of a sentence. */
export function requestsTo({ methods }: Site): Said {
  if ('only' in methods) return phrase('a {0}', listed(namesOf(methods).filter(method => WRITING_METHODS.includes(method))));
  return isAny(methods) ? phrase('every method') : phrase('requests other than GET');
}

export const SEND_303 = phrase('Send 303 to have the target fetched with GET.');

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
export function sentBy({ status }: Site): Said {
  const code = String(status.code);
  if (status.origin === 'overridden') return phrase('{0} (the {1} written here is not used)', code, String(status.written));
  return status.origin === 'default' ? phrase('{0}, the default,', code) : code;
}
