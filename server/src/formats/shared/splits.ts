import type { Proof } from '../../model/facts.ts';
import { ANY, complement, intersection, KNOWN_METHODS, type MethodSet, NONE, sameMethods, union } from '../../model/methods.ts';
import type { Span } from '../../model/text.ts';

/** Methods for which a condition can hold, and for which it can fail; a method is in both where other things decide. */
export interface Split {
  readonly yes: MethodSet;
  readonly no: MethodSet;
}

/** A condition that says nothing of methods. */
export const UNDECIDED: Split = { yes: ANY, no: ANY };

/** No condition at all. */
export const ALWAYS: Split = { yes: ANY, no: NONE };

/** Methods that conditions are tried with: those of HTTP, WebDAV (RFC 4918), its versioning (RFC 3253) and caches. */
export const NAMED = [
  ...KNOWN_METHODS, 'TRACE', 'CONNECT', 'PROPFIND', 'PROPPATCH', 'MKCOL', 'COPY', 'MOVE', 'LOCK', 'UNLOCK',
  'REPORT', 'SEARCH', 'ACL', 'PURGE', 'BAN',
];
/** Stands for every method that has no name above. */
export const OTHER = 'XYZZY';

/** A condition that is a set of methods and nothing else. */
export function among(set: MethodSet): Split {
  return { yes: set, no: complement(set) };
}

/** A condition on the method that a test decides; null: not known. */
export function tested(test: (method: string) => boolean | null): Split {
  return { yes: where(method => test(method) !== false), no: where(method => test(method) !== true) };
}

function where(holds: (method: string) => boolean): MethodSet {
  if (!holds(OTHER)) return { only: NAMED.filter(holds).sort() };
  return { except: NAMED.filter(method => !holds(method)).sort() };
}

export function both(a: Split, b: Split): Split {
  return { yes: intersection(a.yes, b.yes), no: union(a.no, b.no) };
}

export function either(a: Split, b: Split): Split {
  return { yes: union(a.yes, b.yes), no: intersection(a.no, b.no) };
}

export function negated({ yes, no }: Split): Split {
  return { yes: no, no: yes };
}

/**
 * A test of one text against a regular expression of PCRE's kind; null where it cannot be tried.
 * Only such patterns are tried as are sure to take no time: short, few quantifiers, none on a group.
 */
export function matching(source: string, ignoreCase: boolean): (value: string) => boolean | null {
  const plain = source.replace(/^\(\?i\)/, '');
  const quantifiers = plain.match(/[*+?{]/g)?.length ?? 0;
  if (plain.length > 300 || quantifiers > 4 || /\)[*+{]/.test(plain)) return () => null;
  try {
    const compiled = new RegExp(plain, ignoreCase || plain !== source ? 'i' : '');
    return value => value.length > 40 ? null : compiled.test(value);
  } catch {
    return () => null;
  }
}

/** The requests at one point of a file, with the conditions that limit them, outermost first. */
export interface Stream {
  readonly methods: MethodSet;
  readonly proofs: readonly Proof[];
}

export const EVERYTHING: Stream = { methods: ANY, proofs: [] };

/** The requests that remain of a stream; the proof is added only where it limits them. */
export function limitedTo(stream: Stream, set: MethodSet, span: Span, says: string): Stream {
  const methods = intersection(stream.methods, set);
  return sameMethods(methods, stream.methods) ? stream : { methods, proofs: [...stream.proofs, { span, says }] };
}
