import type { Binding, Redirect, Requirement, StatusParameter, Written } from '../model/facts.ts';
import type { Evidence, Source } from '../model/finding.ts';
import { ANY, intersection, isAny, isNone, type MethodSet, NONE, provesWriting, union } from '../model/methods.ts';
import { routePattern, shownPath } from '../model/paths.ts';
import type { Place } from '../model/text.ts';
import type { WorkspaceIndex } from './index.ts';
import { distinctPlaces } from './places.ts';
import type { RouteFact } from './routes.ts';
import { submittedBy } from './submissions.ts';

/** One way in which requests reach a handler. */
interface Way {
  readonly methods: MethodSet;
  readonly evidence: Exclude<Evidence, 'unbounded'>;
  readonly proofs: readonly Place[];
  readonly paths: readonly Omit<Source, 'methods'>[];
  /** The form of a page is sent this way. */
  readonly fromForm?: true;
}

/** Which methods reach a redirect, how well that is known, and what shows it. */
export interface Reach {
  readonly methods: MethodSet;
  readonly evidence: Evidence;
  readonly proofs: readonly Place[];
  /** The paths under which requests come, where routes say them. */
  readonly sources: readonly Source[];
  /** Some of the requests are the forms of pages. */
  readonly fromForm?: boolean;
}

/** A chain of helpers longer than this is not followed; real ones are two or three calls deep. */
const LONGEST_CHAIN = 8;
/** So many proofs are shown; a middleware can have a hundred. */
const MOST_PROOFS = 5;

/** One question, with the ways into the handlers that it has come by, by file and id; null while they are being looked for. */
interface Asked {
  readonly index: WorkspaceIndex;
  readonly required: Required;
  readonly known: Map<string, readonly Way[] | null>;
}

/** What the functions around the redirect have to be called with, and in which file they stand. */
interface Required {
  readonly file: string;
  readonly redirect: Asks;
}

type Asks = Pick<Redirect, 'requires'> & { readonly status?: Redirect['status'] };

/** What limits a redirect itself, with each of the ways in which its handlers are reached; empty where none is known. */
export function reachesOf(index: WorkspaceIndex, file: string, redirect: Pick<Redirect, 'methods' | 'handlers'> & Asks): Reach[] {
  return waysTo(index, file, redirect).flatMap(way => {
    const methods = intersection(way.methods, redirect.methods);
    return isNone(methods) ? [] : [{ methods, evidence: evidenceOf(methods, way.evidence), proofs: way.proofs, sources: way.paths.map(path => ({ ...path, methods })) }];
  });
}

/** Joins what limits a redirect itself with the ways in which its handlers are reached. */
export function reachOf(index: WorkspaceIndex, file: string, redirect: Pick<Redirect, 'methods' | 'proofs' | 'handlers'> & Asks): Reach {
  const reach = reachByWays(index, file, redirect);
  const served = redirect.handlers.flatMap(id => index.endpointsOf(file, id)).flatMap(({ file: at, fact }) => placesOf(index, at, fact, index.get(at)?.endpoints.indexOf(fact) ?? -1));
  return served.length === 0 ? reach : { ...reach, sources: [...reach.sources, ...served.map(place => ({ ...place, methods: reach.methods }))] };
}

function reachByWays(index: WorkspaceIndex, file: string, redirect: Pick<Redirect, 'methods' | 'proofs' | 'handlers'> & Asks): Reach {
  const guards = redirect.proofs.map(proof => ({ file, span: proof.span, message: proof.says }));
  const ways = waysTo(index, file, redirect);
  if (ways.length === 0) return { methods: redirect.methods, evidence: evidenceOf(redirect.methods, 'proven'), proofs: guards, sources: [] };

  const limited = ways
    .map(way => ({ ...way, methods: intersection(way.methods, redirect.methods), proofs: [...guards, ...way.proofs] }))
    .filter(way => !isNone(way.methods));
  const sources = limited.flatMap(({ methods, paths }) => paths.map(path => ({ ...path, methods })));
  const telling = limited.filter(way => provesWriting(way.methods));
  if (telling.length === 0) {
    const methods = limited.reduce((all, way) => union(all, way.methods), NONE);
    return { methods, evidence: isAny(methods) ? 'unbounded' : evidenceOf(methods, limited[0]?.evidence ?? 'proven'), proofs: proofsOf(limited), sources };
  }
  // A way that lists its methods says more than one that lists none (middleware of the whole application).
  const listing = limited.filter(way => 'only' in way.methods || telling.includes(way));
  return {
    methods: listing.reduce((all, way) => union(all, way.methods), NONE),
    evidence: telling.some(way => way.evidence === 'proven') || provesWriting(redirect.methods) ? 'proven' : 'conventional',
    proofs: proofsOf(telling),
    sources,
    fromForm: telling.some(way => way.fromForm),
  };
}

function waysTo(index: WorkspaceIndex, file: string, redirect: Pick<Redirect, 'handlers'> & Asks): readonly Way[] {
  return waysInto({ index, required: { file, redirect }, known: new Map() }, file, redirect.handlers, LONGEST_CHAIN) ?? [];
}

/**
 * The ways into the innermost of nested handlers that has any: an inner callback is reached as its outer handler is.
 * Null where the question leads back to itself, so that the answer adds nothing.
 */
function waysInto(asked: Asked, file: string, handlers: readonly string[], depth: number): readonly Way[] | null {
  let returns = false;
  for (const id of handlers) {
    const ways = waysIntoOne(asked, file, id, depth);
    if (ways && ways.length > 0) return ways;
    returns ||= ways === null;
  }
  return returns ? null : [];
}

function waysIntoOne(asked: Asked, file: string, id: string, depth: number): readonly Way[] | null {
  const { index, known } = asked;
  const place = `${file}\n${id}`;
  const before = known.get(place);
  if (before !== undefined) return before;
  known.set(place, null);
  const ways = [...boundWays(asked, file, id), ...submittedWays(asked, file, id), ...(depth > 0 ? calledWays(asked, file, id, depth - 1) : [])];
  const handler = index.handler(file, id);
  const convention = handler?.convention;
  // What binds it to every method says less than a convention does.
  if (handler && convention && ways.every(way => isAny(way.methods))) {
    const start = handler.span.start;
    const proof = { file, span: { start, end: start }, message: convention.says };
    const open = ways.length > 0 ? ways : [{ proofs: [], paths: [] }];
    ways.splice(0, ways.length, ...open.map((way): Way => ({ methods: convention.methods, evidence: 'conventional', proofs: [proof, ...way.proofs], paths: way.paths })));
  }
  const telling = withoutRepetition(ways);
  known.set(place, telling);
  return telling;
}

/** A filter runs for hundreds of actions: of the ways that say the same, as many are kept as are shown. */
function withoutRepetition(ways: readonly Way[]): readonly Way[] {
  if (ways.length <= MOST_PROOFS) return ways;
  const counts = new Map<string, number>();
  return ways.filter(way => {
    const name = JSON.stringify([way.methods, way.evidence]);
    counts.set(name, (counts.get(name) ?? 0) + 1);
    return (counts.get(name) as number) <= MOST_PROOFS;
  });
}

function boundWays({ index, required }: Asked, file: string, id: string): Way[] {
  return index.bindingsOf(file, id).filter(({ fact }) => mayReach(required, file, id, fact.given)).map(({ file: at, fact }) => ({
    methods: fact.methods, evidence: fact.evidence, proofs: [{ file: at, span: fact.proof.span, message: fact.proof.says }], paths: pathsOf(index, at, fact),
  }));
}

function pathsOf(index: WorkspaceIndex, file: string, binding: Binding): Way['paths'] {
  return placesOf(index, file, binding, index.get(file)?.bindings.indexOf(binding) ?? -1);
}

/** Forms that are sent to a handler which takes any method: by its routes, or by its name where it is a script. */
function submittedWays({ index }: Asked, file: string, id: string): Way[] {
  const bound = index.bindingsOf(file, id).map(({ file: at, fact }) => ({ at, fact, among: index.get(at)?.bindings.indexOf(fact) ?? -1 }));
  // A path that any method may take says nothing of a handler that limits them itself.
  const limits = bound.some(({ fact }) => !isAny(fact.methods));
  const served = limits ? [] : index.endpointsOf(file, id).map(({ file: at, fact }) => ({ at, fact, among: (index.get(at)?.bindings.length ?? 0) + (index.get(at)?.endpoints.indexOf(fact) ?? -1) }));
  const routes = [...bound, ...served].filter(({ fact }) => isAny(fact.methods));
  const isScript = index.handler(file, id)?.isScript;
  const ways = routes.map(({ at, fact, among }) => ({ sent: index.submissions.toRoute(at, among), proofs: [{ file: at, span: fact.proof.span, message: fact.proof.says }] }));
  return [...ways, { sent: isScript ? index.submissions.toScript(file) : [], proofs: [] }].filter(({ sent }) => sent.length > 0).map(({ sent, proofs }): Way => {
    const { methods, places } = submittedBy(each => index.get(each), sent);
    return { methods, evidence: 'proven', proofs: [...places, ...proofs], paths: [], fromForm: true };
  });
}

/** The paths at which one route of a file answers; `at`: its place among the facts of its kind. */
function placesOf(index: WorkspaceIndex, file: string, route: RouteFact, at: number): Way['paths'] {
  if (route.path === null) return [];
  const among = 'handler' in route ? at : (index.get(file)?.bindings.length ?? 0) + at;
  const places = route.router ? index.routes.placesOf(file, among) : [{ pattern: routePattern(route.path), isFloating: route.router === undefined }];
  return places.flatMap(({ pattern, isFloating }) => pattern ? [{ path: shownPath(pattern), isWhole: !isFloating }] : []);
}

function calledWays(asked: Asked, file: string, id: string, depth: number): Way[] {
  const { index, required } = asked;
  return index.callsOf(file, id).filter(({ fact }) => mayReach(required, file, id, fact.given)).flatMap(({ file: at, fact }) => {
    const proof = { file: at, span: fact.proof.span, message: fact.proof.says };
    const callers = waysInto(asked, at, fact.callers, depth);
    if (callers === null || (callers.length === 0 && fact.relayed)) return [];
    const open: Way[] = [{ methods: ANY, evidence: 'proven', proofs: [], paths: [] }];
    return (callers.length > 0 ? callers : open)
      .map(way => ({ ...way, methods: intersection(way.methods, fact.methods), proofs: [proof, ...way.proofs] }))
      .filter(way => !isNone(way.methods));
  });
}

function mayReach({ file: own, redirect }: Required, file: string, id: string, given: readonly Written[] | undefined): boolean {
  if (file !== own || !isReachedWith(redirect.requires ?? [], id, given)) return file !== own;
  const { from, code = null } = redirect.status ?? {};
  // Who gives a status has that sent, and is judged where it does.
  return from?.handler === id ? code === null || argumentFor(given, from) === undefined : !given?.some(each => each.status);
}

/** What a call gives for a parameter; undefined where it leaves that out, or where it is not known what it gives. */
export function argumentFor(given: readonly Written[] | undefined, { parameter, name }: Pick<StatusParameter, 'parameter' | 'name'>): Written | undefined {
  const placed = given?.[parameter];
  return placed && placed.name === undefined ? placed : given?.find(each => each.name === name);
}

/** Whether a call of a handler with what is given can lead to a redirect that requires this. */
export function isReachedWith(requires: readonly Requirement[], id: string, given: readonly Written[] | undefined): boolean {
  return !given || requires.every(each => each.handler !== id || mayHold(each, givenFor(given, each) ?? each.otherwise));
}

function givenFor(given: readonly Written[], { parameter, name }: Requirement): Written | undefined {
  return name === undefined ? given[parameter] : argumentFor(given, { parameter, name });
}

function mayHold({ equals, not }: Requirement, { is }: Written): boolean {
  if (is === undefined) return true;
  return (equals === undefined ? Boolean(is) : is === equals) !== (not ?? false);
}

function evidenceOf(methods: MethodSet, known: Exclude<Evidence, 'unbounded'>): Evidence {
  return 'only' in methods || provesWriting(methods) ? known : 'unbounded';
}

function proofsOf(ways: readonly Way[]): Place[] {
  return distinctPlaces(ways.flatMap(way => way.proofs), MOST_PROOFS);
}
