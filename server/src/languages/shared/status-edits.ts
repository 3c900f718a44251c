import type { StatusEdit, Variant } from '../../model/facts.ts';
import type { TextEdit } from '../../model/text.ts';

/** Statuses that an edit may write; the rules choose among them. */
export const WRITABLE = [303, 307, 308] as const;

/** One edit per writable status, made by a function of it; null where the platform cannot say that status. */
export function editsBy(make: (status: number) => readonly TextEdit[] | null, onlyStatus = true, when?: Variant): StatusEdit[] {
  return WRITABLE.flatMap(status => {
    const edits = make(status);
    return edits ? [{ status, onlyStatus, edits, ...(when ? { when } : {}) }] : [];
  });
}
