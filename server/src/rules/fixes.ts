import type { Fix, Site } from '../model/finding.ts';

/** What a fix means for the client, as a menu entry. */
export const TITLES: Readonly<Record<number, string>> = {
  200: 'Use 200, a rewrite: the target gets the same request',
  303: 'Use 303 See Other: the client GETs the target',
  307: 'Use 307 Temporary Redirect: the client repeats the same request there',
  308: 'Use 308 Permanent Redirect: the client repeats the same request there',
};

/** The fixes that an adapter can make among these statuses, the preferred one first. */
export function fixTo(site: Site, statuses: readonly number[]): Fix[] {
  const offered = statuses.flatMap(status => site.edits.filter(edit => edit.status === status).slice(0, 1));
  return offered.map((edit, at) => ({
    status: edit.status,
    title: `${TITLES[edit.status]}${edit.note ? ` (${edit.note})` : ''}`,
    ...edit.note && { note: edit.note },
    preferred: at === 0,
    safe: at === 0 && site.evidence !== 'unbounded' && edit.onlyStatus && !edit.note,
    edits: edit.edits,
  }));
}
