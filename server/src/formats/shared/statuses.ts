import type { StatusEdit } from '../../model/facts.ts';
import type { Span } from '../../model/text.ts';

/** Codes that clients follow to a Location. */
export const FOLLOWED: readonly number[] = [301, 302, 303, 307, 308];
/** Those that a fix can want. */
export const OFFERED: readonly number[] = [303, 307, 308];

/** Writes each code that a fix can want into the place of the one that stands there. */
export function replaced(span: Span, code: number | null, write: (status: number) => string = String): StatusEdit[] {
  return OFFERED.filter(status => status !== code).map(status => ({ status, onlyStatus: true, edits: [{ span, text: write(status) }] }));
}

/** Writes each code that a fix can want to a place where none stands. */
export function inserted(at: number, write: (status: number) => string): StatusEdit[] {
  return replaced({ start: at, end: at }, null, write);
}
