import type { Site } from '../model/finding.ts';

/** `A`, `A or B`, `A, B or C`. */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}

/** The status as the subject of a sentence, with where it comes from where that surprises. */
export function sentBy({ status }: Site): string {
  if (status.origin === 'overridden') return `${status.code} (the ${status.written} written here is not used)`;
  return status.origin === 'default' ? `${status.code}, the default,` : String(status.code);
}
