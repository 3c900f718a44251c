import type { Redirect } from '../model/facts.ts';
import { has, intersection, isAny, type MethodSet, WRITING_METHODS } from '../model/methods.ts';
import { type PathPattern, pathPattern } from '../model/paths.ts';
import { acceptedBy, factOf, mayMean } from './destination.ts';
import type { WorkspaceIndex } from './index.ts';
import { distinctPlaces } from './places.ts';
import type { Reach } from './reach.ts';
import type { Route } from './routes.ts';

/** So many routes are shown. */
const MOST_ROUTES = 5;

/**
 * A configured redirect whose path is that of routes of this workspace gets their requests: what they accept reaches it.
 * Only where nothing else decides, only a path that says where it is counts (`/`, `/*` and the like cover every application), only routes that list their methods,
 * and only those of one project: a configuration beside several applications does not say which of them it serves.
 */
export function reachByRoutes(index: WorkspaceIndex, file: string, redirect: Redirect, reach: Reach): Reach {
  if (redirect.by !== 'configuration' || redirect.path === null || !redirect.byPath || reach.evidence !== 'unbounded' || redirect.handlers.length > 0) return reach;
  const own = pathPattern(redirect.path);
  const pattern: PathPattern | null = own && redirect.byPath === 'below' ? { ...own, segments: [...own.segments, { kind: 'rest' }] } : own;
  if (pattern?.segments[0]?.kind !== 'text') return reach;
  const writing = index.routes.below(pattern).filter(route => route.file !== file && mayMean(index, file, route.file)).flatMap(route => {
    const methods = intersection(acceptedBy(index, route), redirect.methods);
    return !isAny(methods) && WRITING_METHODS.some(method => has(methods, method)) ? [{ route, methods }] : [];
  });
  const projects = new Set(writing.map(({ route }) => index.projectOf(route.file)));
  if (writing.length === 0 || projects.size > 1) return reach;
  return { ...reach, methods: together(writing.map(({ methods }) => methods)), evidence: 'proven', proofs: [...reach.proofs, ...placesOf(index, writing.map(({ route }) => route))] };
}

function together(sets: readonly MethodSet[]): MethodSet {
  return { only: WRITING_METHODS.filter(method => sets.some(set => has(set, method))) };
}

function placesOf(index: WorkspaceIndex, routes: readonly Route[]): Reach['proofs'] {
  return distinctPlaces(routes.flatMap(route => {
    const proof = factOf(index, route)?.proof;
    return proof ? [{ file: route.file, span: proof.span, message: proof.says }] : [];
  }), MOST_ROUTES);
}
