import type { Status, StatusEdit } from './facts.ts';
import type { MethodSet } from './methods.ts';
import type { Phrase } from './phrase.ts';
import type { Place, Span, TextEdit } from './text.ts';

export type Severity = 'error' | 'warning' | 'hint';
/** Weakest first, so that an index compares. */
export const SEVERITIES: readonly Severity[] = ['hint', 'warning', 'error'];

/** How well it is known that the methods reach the redirect; see the design of each rule in docs/rules. */
export type Evidence = 'proven' | 'conventional' | 'unbounded';

/** A path under which requests come, in `{}` syntax, with the methods that come there. */
export interface Source {
  readonly path: string;
  /** From the root of the server; false where it is not known what stands before it. */
  readonly isWhole: boolean;
  readonly methods: MethodSet;
}

/** A path of this workspace to which a redirect leads. */
export interface Destination {
  /** In `{}` syntax: `/orders/{}`; null where only the route's name is known. */
  readonly path: string | null;
  /** Methods that are accepted there by all that is known; ANY where that is not known. */
  readonly methods: MethodSet;
  /** The routes. */
  readonly places: readonly Place[];
}

/** A declared redirect that answers where another one leads. */
export interface Hop {
  readonly status: number | null;
  /** As written. */
  readonly path: string;
  readonly target: string;
  readonly place: Place;
}

/** A redirect with what links know of it: the input of every rule. */
export interface Site {
  readonly file: string;
  readonly adapter: string;
  readonly span: Span;
  readonly statusSpan: Span | null;
  /** Variants decided. */
  readonly status: Status;
  readonly target: { readonly kind: string; readonly text: string | null; readonly name?: string };
  readonly path: string | null;
  readonly by: 'handler' | 'configuration' | 'contract';
  /** Whether the handler did something before it; null where that is not known. */
  readonly acted: boolean | null;
  /** It answers the form of a page, and leads to a page. */
  readonly fromForm: boolean;
  /** Methods that reach it by all ways that are known; ANY where none is. */
  readonly methods: MethodSet;
  readonly evidence: Evidence;
  /** The places that prove it. */
  readonly proofs: readonly Place[];
  /** Those that hold here; variants decided. */
  readonly edits: readonly StatusEdit[];
  readonly instead: Phrase | null;
  readonly sendable: readonly number[] | null;
  /** The platform serves files: a path there names a page. */
  readonly pages: boolean;
  /** Headers set beside it that only scripts read. */
  readonly headers: readonly string[];
  /** Paths under which requests come to it, where routes say them. */
  readonly sources: readonly Source[];
  /** Names of the functions it stands in, innermost first, as other files know them. */
  readonly names: readonly string[];
  /** Where its target leads, null where the workspace does not say. */
  readonly destination: Destination | null;
  /** The declared redirects that a client meets when it follows this one, in their order; `loops`: the last leads back. */
  readonly onward: { readonly hops: readonly Hop[]; readonly loops: boolean };
  /** The redirect of another file that answers here, where this is a call of the function that it stands in; null elsewhere. */
  readonly callee: { readonly file: string; readonly span: Span } | null;
}

/** What a finding is about that is no redirect: a comment or an entry that switches findings off. */
export interface SuppressionSite {
  readonly file: string;
  readonly span: Span;
}

/** An edit offered for a finding. */
export interface Fix {
  /** Null where no redirect changes. */
  readonly status: number | null;
  /** What the edit means, as a menu entry. */
  readonly title: string;
  /** The title, for who says it in another language. */
  readonly phrase: Phrase;
  /** What the reader must know before taking it, as a clause in English. */
  readonly note?: string;
  readonly preferred: boolean;
  /** May be applied without a look: evidence is proven or conventional, and nothing but the status changes. */
  readonly safe: boolean;
  readonly edits: readonly TextEdit[];
  /** The file that they change, where that is another one than the finding's. */
  readonly file?: string;
}

/** What a rule says. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  /** In English. */
  readonly message: string;
  /** The sentences of `message`, for who says them in another language. */
  readonly sentences: readonly Phrase[];
  /** What it is about; `redirectOf` tells whether that is a redirect. */
  readonly site: Site | SuppressionSite;
  readonly related: readonly Place[];
  readonly fixes: readonly Fix[];
  /** What is underlined has no effect: editors show it faded. */
  readonly isUnnecessary?: true;
  /** Hints of the same kind in the same file that this one speaks for, in the order of the text; absent where there are none. */
  readonly others?: readonly Finding[];
}

/** The redirect that a finding is about, null where it is about a comment. */
export function redirectOf({ site }: Finding): Site | null {
  return 'status' in site ? site : null;
}
