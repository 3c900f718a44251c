import type { StatusEdit } from '../model/facts.ts';
import type { Fix, Site } from '../model/finding.ts';
import { type Phrase, phrase, spoken } from '../model/phrase.ts';
import { titled } from './words.ts';

/** What a fix means for the client, as a menu entry. */
const TITLES: Readonly<Record<number, Phrase>> = {
  200: phrase('Use 200, a rewrite: the target gets the same request'),
  303: phrase('Use 303 See Other: the client GETs the target'),
  307: phrase('Use 307 Temporary Redirect: the client repeats the same request there'),
  308: phrase('Use 308 Permanent Redirect: the client repeats the same request there'),
};

/** The fixes that an adapter can make among these statuses, the preferred one first. */
export function fixTo(site: Site, statuses: readonly number[]): Fix[] {
  const offered = statuses.flatMap(status => site.edits.filter(edit => edit.status === status).slice(0, 1));
  return offered.map((edit, at) => ({
    status: edit.status,
    ...titled(titleOf(edit)),
    ...edit.note && { note: spoken(edit.note) },
    preferred: at === 0,
    safe: at === 0 && site.evidence !== 'unbounded' && edit.onlyStatus && !edit.note,
    edits: edit.edits,
  }));
}

function titleOf({ status, note }: StatusEdit): Phrase {
  const title = TITLES[status] ?? phrase('Use {0}', status);
  return note ? phrase('{0} ({1})', title, note) : title;
}
