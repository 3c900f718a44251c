import type { Site } from '../model/finding.ts';
import { covers, type Place, type Span } from '../model/text.ts';
import type { WorkspaceIndex } from './index.ts';
import { routeFactsOf } from './routes.ts';
import { sitesOf } from './site.ts';

/** The routes to which the redirects at a place lead, and the declared redirects that answer there; innermost redirect first. */
export function targetsAt(index: WorkspaceIndex, file: string, offset: number): Place[] {
  const around = sitesAround(index, file, offset);
  return distinct(around.slice(0, 1).flatMap(site => [...site.destination?.places ?? [], ...site.onward.hops.slice(0, 1).map(hop => hop.place)]));
}

/** The redirects that lead to the routes stated, or the redirects declared, at a place or else on its line. */
export function redirectsTo(index: WorkspaceIndex, file: string, offset: number, line: Span): Place[] {
  const own = routesAt(index, file, offset, line);
  if (own.length === 0) return [];
  return distinct(index.files.flatMap(from => sitesOf(index, from).flatMap((site): Place[] => {
    const leads = [...site.destination?.places ?? [], ...site.onward.hops.slice(0, 1).map(hop => hop.place)];
    return leads.some(place => place.file === file && own.some(span => same(span, place.span))) ? [{ file: from, span: site.span, message: 'redirects here' }] : [];
  })));
}

/** Spans of the routes and declared redirects of a file that a place is in; the innermost, or all that share it. Of a long route one word is shown. */
function routesAt(index: WorkspaceIndex, file: string, offset: number, line: Span): Span[] {
  const facts = index.get(file);
  if (!facts) return [];
  const at = { start: offset, end: offset };
  const all = [...routeFactsOf(facts).filter(fact => fact.path !== null || fact.name !== undefined).map(fact => fact.proof.span), ...facts.redirects.filter(redirect => redirect.always).map(redirect => redirect.span)];
  const around = all.filter(span => covers(span, at));
  const spans = around.length > 0 ? around : all.filter(span => covers(line, span));
  const shortest = Math.min(...spans.map(span => span.end - span.start));
  return spans.filter(span => span.end - span.start === shortest);
}

function sitesAround(index: WorkspaceIndex, file: string, offset: number): Site[] {
  return sitesOf(index, file).filter(site => covers(site.span, { start: offset, end: offset })).sort((a, b) => (a.span.end - a.span.start) - (b.span.end - b.span.start));
}

function same(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}

function distinct(places: readonly Place[]): Place[] {
  return [...new Map(places.map(place => [`${place.file}:${place.span.start}:${place.span.end}`, place])).values()];
}
