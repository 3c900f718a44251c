import semver from 'semver';
import type { Variant } from '../model/facts.ts';
import type { WorkspaceIndex } from './index.ts';

/** Decides variants for one file by the nearest folder, going up, in which some file states the environment. */
export function environmentOf(index: WorkspaceIndex, file: string): (variant: Variant) => boolean {
  const values = new Map<string, string | null>();
  return variant => {
    if (!values.has(variant.of)) values.set(variant.of, nearest(index, file, variant.of));
    const value = values.get(variant.of) ?? null;
    return value !== null && holds(value, variant.is);
  };
}

function nearest(index: WorkspaceIndex, file: string, of: string): string | null {
  const above = index.environment(of).filter(fact => file.startsWith(fact.folder));
  const deepest = Math.max(...above.map(fact => fact.folder.length));
  const values = [...new Set(above.filter(fact => fact.folder.length === deepest).map(fact => fact.value))];
  // A lock file's version says more than the range that a manifest beside it allows.
  const exact = values.filter(value => semver.valid(value) !== null);
  const telling = exact.length > 0 ? exact : values;
  return telling.length === 1 ? telling[0] as string : null;
}

/** A name is compared; a version or range (`^4.17.1`, `>=3,<4`) is compared by the lowest version it allows. */
function holds(value: string, is: string): boolean {
  if (!semver.validRange(is) || /^[a-z]/i.test(is)) return value === is;
  const lowest = semver.validRange(value) ? semver.minVersion(value) : semver.coerce(value);
  return lowest !== null && semver.satisfies(lowest, is);
}
