import type { Redirect } from '../../model/facts.ts';
import { coversPath, isLiteral, type PathPattern, routePattern } from '../../model/paths.ts';

/** A redirect of a list of which the first that fits answers; `isConditional`: more than the path decides whether it fits. */
export interface Listed {
  readonly redirect: Redirect;
  readonly isConditional: boolean;
}

/** The redirects of such a list, marked where every request for their path gets them. */
export function inOrder(list: readonly Listed[]): Redirect[] {
  const before: (PathPattern | null)[] = [];
  return list.map(({ redirect, isConditional }) => {
    const pattern = redirect.path === null ? null : routePattern(redirect.path);
    const isFirst = pattern !== null && before.every(earlier => earlier !== null && !coversPath(earlier, pattern));
    before.push(pattern);
    if (isConditional) return redirect;
    return { ...redirect, byPath: 'whole' as const, ...(isFirst && isLiteral(pattern) ? { always: true as const } : {}) };
  });
}
