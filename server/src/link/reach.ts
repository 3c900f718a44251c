import type { Redirect } from '../model/facts.ts';
import type { Evidence } from '../model/finding.ts';
import { ANY, intersection, isAny, isNone, type MethodSet, NONE, provesWriting, union } from '../model/methods.ts';
import type { Place } from '../model/text.ts';
import type { WorkspaceIndex } from './index.ts';

/** One way in which requests reach a handler. */
interface Way {
  readonly methods: MethodSet;
  readonly evidence: Exclude<Evidence, 'unbounded'>;
  readonly proofs: readonly Place[];
}

/** Which methods reach a redirect, how well that is known, and what shows it. */
export interface Reach {
  readonly methods: MethodSet;
  readonly evidence: Evidence;
  readonly proofs: readonly Place[];
}

/** A chain of helpers longer than this is not followed; real ones are two or three calls deep. */
const LONGEST_CHAIN = 8;
/** So many proofs are shown; a middleware can have a hundred. */
const MOST_PROOFS = 5;

/** Joins what limits a redirect itself with the ways in which its handlers are reached. */
export function reachOf(index: WorkspaceIndex, file: string, redirect: Pick<Redirect, 'methods' | 'proofs' | 'handlers'>): Reach {
  const guards = redirect.proofs.map(proof => ({ file, span: proof.span, message: proof.says }));
  const ways = waysInto(index, file, redirect.handlers, LONGEST_CHAIN, new Set());
  if (ways.length === 0) return { methods: redirect.methods, evidence: evidenceOf(redirect.methods, 'proven'), proofs: guards };

  const limited = ways
    .map(way => ({ ...way, methods: intersection(way.methods, redirect.methods), proofs: [...guards, ...way.proofs] }))
    .filter(way => !isNone(way.methods));
  const telling = limited.filter(way => provesWriting(way.methods));
  if (telling.length === 0) {
    const methods = limited.reduce((all, way) => union(all, way.methods), NONE);
    return { methods, evidence: isAny(methods) ? 'unbounded' : evidenceOf(methods, limited[0]?.evidence ?? 'proven'), proofs: proofsOf(limited) };
  }
  // A way that lists its methods says more than one that lists none (middleware of the whole application).
  const listing = limited.filter(way => 'only' in way.methods || telling.includes(way));
  return {
    methods: listing.reduce((all, way) => union(all, way.methods), NONE),
    evidence: telling.some(way => way.evidence === 'proven') || provesWriting(redirect.methods) ? 'proven' : 'conventional',
    proofs: proofsOf(telling),
  };
}

/** The ways into the innermost of nested handlers that has any: an inner callback is reached as its outer handler is. */
function waysInto(index: WorkspaceIndex, file: string, handlers: readonly string[], depth: number, seen: ReadonlySet<string>): Way[] {
  for (const id of handlers) {
    const place = `${file}\n${id}`;
    if (seen.has(place)) continue;
    const ways = [...boundWays(index, file, id), ...(depth > 0 ? calledWays(index, file, id, depth - 1, new Set([...seen, place])) : [])];
    if (ways.length > 0) return ways;
    const convention = index.handler(file, id)?.convention;
    if (convention) {
      const span = index.handler(file, id)?.span ?? { start: 0, end: 0 };
      return [{ methods: convention.methods, evidence: 'conventional', proofs: [{ file, span: { start: span.start, end: span.start }, message: convention.says }] }];
    }
  }
  return [];
}

function boundWays(index: WorkspaceIndex, file: string, id: string): Way[] {
  return index.bindingsOf(file, id).map(({ file: at, fact }) => ({
    methods: fact.methods, evidence: fact.evidence, proofs: [{ file: at, span: fact.proof.span, message: fact.proof.says }],
  }));
}

function calledWays(index: WorkspaceIndex, file: string, id: string, depth: number, seen: ReadonlySet<string>): Way[] {
  return index.callsOf(file, id).flatMap(({ file: at, fact }) => {
    const proof = { file: at, span: fact.proof.span, message: fact.proof.says };
    const callers = waysInto(index, at, fact.callers, depth, seen);
    const open: Way[] = [{ methods: ANY, evidence: 'proven', proofs: [] }];
    return (callers.length > 0 ? callers : open)
      .map(way => ({ ...way, methods: intersection(way.methods, fact.methods), proofs: [proof, ...way.proofs] }))
      .filter(way => !isNone(way.methods));
  });
}

function evidenceOf(methods: MethodSet, known: Exclude<Evidence, 'unbounded'>): Evidence {
  return 'only' in methods || provesWriting(methods) ? known : 'unbounded';
}

function proofsOf(ways: readonly Way[]): Place[] {
  const seen = new Set<string>();
  return ways.flatMap(way => way.proofs).filter(place => {
    const name = `${place.file}:${place.span.start}`;
    return !seen.has(name) && seen.add(name);
  }).slice(0, MOST_PROOFS);
}
