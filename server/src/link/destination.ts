import type { HandlerRef, Target } from '../model/facts.ts';
import type { Destination } from '../model/finding.ts';
import { ANY, isAny, type MethodSet, NONE, union } from '../model/methods.ts';
import { bySpecificity, type PathPattern, pathPattern, samePath, shownPath } from '../model/paths.ts';
import { areOneProject, sharedFolders } from './folders.ts';
import type { WorkspaceIndex } from './index.ts';
import { distinctPlaces } from './places.ts';
import { type Route, type RouteFact, routeFactAt } from './routes.ts';

/** So many routes of one path are shown. */
const MOST_PLACES = 3;

/** Where a target leads, seen from a file; null where no route of the same project is it, or several different ones could be. */
export function destinationOf(index: WorkspaceIndex, file: string, target: Target): Destination | null {
  if (target.text === null) return null;
  if (target.kind === 'route') return destinationNamed(index, file, target.name ?? target.text);
  if (target.kind !== 'path' && target.kind !== 'pattern') return null;
  const pattern = pathPattern(target.text);
  return pattern && destinationAt(index, file, pattern);
}

/** What answers at a path, seen from a file. */
export function destinationAt(index: WorkspaceIndex, file: string, pattern: PathPattern): Destination | null {
  const routes = index.routes.covering(pattern).filter(route => mayMean(index, file, route.file));
  const floating = index.routes.floating(pattern).filter(route => mayMean(index, file, route.file));
  const best = routes[0]?.pattern;
  if (!best) return destinationByEnd(index, file, pattern, floating);
  // What takes all that remains says little of one path below it.
  if (best.segments.some(segment => segment.kind === 'rest')) return null;
  const same = new Set(routes.filter(route => samePath(route.pattern as PathPattern, best)));
  return destination(index, file, [...same], [...routes.filter(route => !same.has(route)), ...floating]);
}

/**
 * Routes of one file whose router nothing mounts, where the path is all of theirs. Something may stand before it all the same,
 * so that this shows where to look and says nothing of what is accepted there. Of `/` every router has one.
 */
function destinationByEnd(index: WorkspaceIndex, file: string, pattern: PathPattern, floating: readonly Route[]): Destination | null {
  const whole = floating.filter(route => route.pattern?.segments.length === pattern.segments.length && isTelling(route.pattern));
  const [best] = whole.map(route => route.pattern as PathPattern).sort(bySpecificity);
  const same = best ? whole.filter(route => samePath(route.pattern as PathPattern, best)) : [];
  return new Set(same.map(route => route.file)).size === 1 ? { ...destination(index, file, same, []), methods: ANY } : null;
}

function isTelling({ segments }: PathPattern): boolean {
  return segments.some(segment => segment.kind === 'text') && !segments.some(segment => segment.kind === 'rest');
}

function destinationNamed(index: WorkspaceIndex, file: string, name: string): Destination | null {
  const routes = index.routes.named(name).filter(route => mayMean(index, file, route.file));
  const [first] = routes;
  if (!first) return null;
  const isOne = first.pattern ? routes.every(route => route.pattern && samePath(route.pattern, first.pattern as PathPattern)) : routes.every(route => route.file === first.file && !route.pattern);
  if (!isOne || first.isFloating || !first.pattern) return isOne ? { ...destination(index, file, routes, []), path: null } : null;
  // Routes of the same path that bear no name are the same place.
  const same = index.routes.covering(first.pattern).filter(route => mayMean(index, file, route.file) && samePath(route.pattern as PathPattern, first.pattern as PathPattern));
  return destination(index, file, same.length > 0 ? same : routes, []);
}

/** `others` may answer there as well, so that what they accept is not known to be refused. */
function destination(index: WorkspaceIndex, from: string, routes: readonly Route[], others: readonly Route[]): Destination {
  const all = [...routes, ...others].map(route => acceptedBy(index, route)).reduce(union, NONE);
  const [first] = routes;
  const nearest = [...routes].sort((a, b) => nearness(b.file, from) - nearness(a.file, from));
  const telling = nearest.flatMap(route => {
    const proof = factOf(index, route)?.proof;
    return proof ? [{ file: route.file, span: proof.span, message: `leads here: ${proof.says.replace(/^bound here: /, '')}` }] : [];
  });
  return { path: first?.pattern ? shownPath(first.pattern) : null, methods: all, places: distinctPlaces(telling, MOST_PLACES) };
}

function nearness(file: string, from: string): number {
  return file === from ? Number.POSITIVE_INFINITY : sharedFolders(file, from);
}

/** The methods that one route accepts: its own, narrowed by what its handler accepts where the route does not limit them. */
export function acceptedBy(index: WorkspaceIndex, route: Route): MethodSet {
  const fact = factOf(index, route);
  if (!fact) return ANY;
  return isAny(fact.methods) && 'handlers' in fact && fact.handlers ? acceptedByHandlers(index, route.file, fact.handlers) : fact.methods;
}

function acceptedByHandlers(index: WorkspaceIndex, file: string, refs: readonly HandlerRef[]): MethodSet {
  const handlers = refs.flatMap(ref => 'id' in ref ? [{ file, id: ref.id }] : index.handlersNamed(ref, file));
  const limits = handlers.flatMap(handler => {
    const bound = index.bindingsOf(handler.file, handler.id).map(({ fact }) => fact).filter(fact => !isAny(fact.methods));
    return bound.length > 0 ? [bound.map(fact => fact.methods).reduce(union, NONE)] : [];
  });
  return limits.length === handlers.length && limits.length > 0 ? limits.reduce(union, NONE) : ANY;
}

/** The fact of a route as it stands now. */
export function factOf(index: WorkspaceIndex, route: Route): RouteFact | undefined {
  const facts = index.get(route.file);
  return facts && routeFactAt(facts, route.at);
}

/** Whether code of one file can mean a route of another: not where the two are projects beside each other. */
export function mayMean(index: WorkspaceIndex, from: string, to: string): boolean {
  return areOneProject(index.projectOf(from), index.projectOf(to));
}
