import type { FileFacts, Redirect } from '../model/facts.ts';
import { isLiteral, type PathPattern, pathPattern, routePattern, shownPath } from '../model/paths.ts';

/** A redirect that every request for one literal path gets. */
export interface Declared {
  readonly file: string;
  /** Index in the redirects of that file. */
  readonly at: number;
}

/** What a file declares but not where, as a text to compare; '' where it declares nothing. */
export function declaringOf(facts: FileFacts | null | undefined): string {
  const declared = (facts?.redirects ?? []).flatMap((redirect, at) => redirect.always ? [[at, redirect.path, redirect.status, redirect.target]] : []);
  return declared.length === 0 ? '' : JSON.stringify(declared);
}

/** The declared redirects of a workspace by the path that they answer. */
export class DeclaredRedirects {
  readonly #byPath = new Map<string, Declared[]>();

  constructor(files: readonly string[], get: (file: string) => FileFacts | undefined) {
    for (const file of files) {
      get(file)?.redirects.forEach((redirect, at) => {
        const path = declaredPath(redirect);
        if (path !== null) this.#byPath.set(path, [...this.#byPath.get(path) ?? [], { file, at }]);
      });
    }
  }

  at(path: string): readonly Declared[] {
    return this.#byPath.get(path) ?? [];
  }
}

/** The one path that a redirect answers whatever else holds, a slash at its end included; null where there is no such path. */
export function declaredPath({ always, path }: Redirect): string | null {
  const pattern = always && path !== null ? routePattern(path) : null;
  return pattern && literalPath(pattern);
}

/** The one path to which a target leads on this server; null where it is computed or elsewhere. */
export function targetPath({ kind, text }: { readonly kind: string; readonly text: string | null }): string | null {
  const pattern = kind === 'path' && text !== null ? pathPattern(text) : null;
  return pattern && literalPath(pattern);
}

function literalPath(pattern: PathPattern): string | null {
  return isLiteral(pattern) ? shownPath(pattern) : null;
}
