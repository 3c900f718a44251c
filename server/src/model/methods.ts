/**
 * A set of HTTP methods, upper case (RFC 9110 §9.1: method names are case-sensitive).
 * Two forms, closed under union, intersection and complement: the methods listed, or all but the methods listed.
 */
export type MethodSet = { readonly only: readonly string[] } | { readonly except: readonly string[] };

/** Nothing limits the methods; distinct from a list of all that are known. */
export const ANY: MethodSet = { except: [] };
/** No request reaches the place: dead code, or contradicting conditions. */
export const NONE: MethodSet = { only: [] };
/** A GET route answers HEAD too in nearly every server (RFC 9110 §9.3.2). */
export const GET_AND_HEAD: MethodSet = { only: ['GET', 'HEAD'] };

/** The methods that RFC 9110 §9.3 and RFC 5789 define for resources, in the order in which they are shown. */
export const KNOWN_METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;
/** Methods that clients repeat on the target of a 301 or 302: Fetch standard §4.4, HTTP-redirect fetch, step 12. */
export const REPEATED_BY_BROWSERS: readonly string[] = ['PUT', 'PATCH', 'DELETE'];
/** Methods whose request a redirect can spoil: those that carry a body or change something. */
export const WRITING_METHODS: readonly string[] = ['POST', ...REPEATED_BY_BROWSERS];

export function methods(...names: string[]): MethodSet {
  return { only: sorted(names.map(name => name.toUpperCase())) };
}

export function allBut(...names: string[]): MethodSet {
  return { except: sorted(names.map(name => name.toUpperCase())) };
}

export function isAny(set: MethodSet): boolean {
  return 'except' in set && set.except.length === 0;
}

export function isNone(set: MethodSet): boolean {
  return 'only' in set && set.only.length === 0;
}

export function has(set: MethodSet, method: string): boolean {
  return 'only' in set ? set.only.includes(method) : !set.except.includes(method);
}

export function complement(set: MethodSet): MethodSet {
  return 'only' in set ? { except: set.only } : { only: set.except };
}

export function intersection(a: MethodSet, b: MethodSet): MethodSet {
  if ('only' in a) return { only: a.only.filter(method => has(b, method)) };
  if ('only' in b) return intersection(b, a);
  return { except: sorted([...a.except, ...b.except]) };
}

export function union(a: MethodSet, b: MethodSet): MethodSet {
  return complement(intersection(complement(a), complement(b)));
}

export function sameMethods(a: MethodSet, b: MethodSet): boolean {
  return 'only' in a === 'only' in b && listed(a).join() === listed(b).join();
}

/**
 * True where the set says of itself that writing requests are in it: it lists one,
 * or it is what remains after GET was taken out. ANY and "all but OPTIONS" say no such thing.
 */
export function provesWriting(set: MethodSet): boolean {
  return 'only' in set ? set.only.some(method => WRITING_METHODS.includes(method)) : set.except.includes('GET');
}

/** The members that RFC 9110 and RFC 5789 know, in the order in which they are shown; `['ANY']` where nothing limits them. */
export function namesOf(set: MethodSet): string[] {
  if (isAny(set)) return ['ANY'];
  const known = KNOWN_METHODS.filter(method => has(set, method)) as string[];
  return 'only' in set ? [...known, ...set.only.filter(method => !known.includes(method))] : known;
}

function listed(set: MethodSet): readonly string[] {
  return sorted('only' in set ? set.only : set.except);
}

function sorted(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}
