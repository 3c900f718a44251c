import type { FileFacts, Redirect, Target } from '../model/facts.ts';
import { eachOrNone, moverBy } from '../model/moved.ts';
import { pathPattern } from '../model/paths.ts';
import { sameData } from '../model/same.ts';
import type { Shift } from '../model/text.ts';
import { type Reads, wideKeys, type WorkspaceIndex } from './index.ts';
import { mayAnswer, type Route, type Routes } from './routes.ts';

/** What an edit changed of what a file says: some of its redirects and bindings, by their places among these. */
export interface Difference {
  readonly redirects: ReadonlySet<number>;
  readonly bindings: readonly number[];
}

/** What a file says beside its redirects and bindings, but for where something stands in it. */
const OTHERS = ['format', 'modules', 'reexports', 'lineages', 'environment', 'suppressions', 'problems'] as const;

/** What of a file's facts is another after an edit, wherever the rest of it stands now; null where that is more than a difference can say. */
export function differenceOf(before: FileFacts, now: FileFacts, by: Shift): Difference | null {
  const mover = moverBy(by);
  const isMoved = before.redirects.length === now.redirects.length && before.bindings.length === now.bindings.length && OTHERS.every(what => sameData(before[what], now[what]))
    && sameData(eachOrNone(before.handlers, one => mover.handler(one)), now.handlers) && sameData(eachOrNone(before.calls, one => mover.call(one)), now.calls)
    && sameData(eachOrNone(before.endpoints, one => mover.endpoint(one)), now.endpoints)
    && sameData(eachOrNone(before.submissions, one => mover.submission(one)), now.submissions);
  if (!isMoved) return null;
  const redirects = changed(before.redirects, now.redirects, one => mover.redirect(one));
  // What a helper redirects with, its callers are judged by.
  if (redirects.length > 0 && now.calls.length > 0) return null;
  return { redirects: new Set(redirects), bindings: changed(before.bindings, now.bindings, one => mover.binding(one)) };
}

function changed<T>(old: readonly T[], fresh: readonly T[], moved: (one: T) => T | null): number[] {
  const places: number[] = [];
  for (let at = 0; at < old.length; at++) if (!sameData(moved(old[at] as T), fresh[at])) places.push(at);
  return places;
}

/** The routes of a workspace at one time. */
export interface RoutesThen {
  readonly routes: Routes | null;
  readonly updates: number;
}

export function routesNow({ joinedRoutes: routes }: WorkspaceIndex): RoutesThen {
  return { routes, updates: routes?.updates ?? 0 };
}

/**
 * Tells which redirects of a file are what they were, but for their places: those that neither are of the difference nor have read anything that is.
 * `touched`: what the index says is touched by the edit. Null where all have to be looked at again.
 */
export function untouchedBy({ redirects, bindings }: Difference, touched: Reads, index: WorkspaceIndex, file: string, then: RoutesThen): ((at: number, redirect: Redirect, reads: Reads) => boolean) | null {
  const { joinedRoutes: routes } = index;
  const facts = index.get(file);
  const edits = (routes?.updates ?? 0) - then.updates;
  if (!facts || routes !== then.routes || edits > 1) return null;
  const changed: Route[] = routes ? [...edits === 1 ? routes.replaced : [], ...bindings.flatMap(at => routes.placesOf(file, at))] : [];
  const names = new Set(touched);
  for (const name of wideKeys(file)) names.delete(name);
  for (const at of bindings) {
    const handler = facts.bindings[at]?.handler;
    if (handler && 'id' in handler) names.add(index.handlerKey(file, handler.id));
  }
  const telling = [...names];
  return (at, redirect, reads) => !redirects.has(at) && !telling.some(name => reads.has(name)) && !mayLeadTo(redirect.target, changed);
}

function mayLeadTo({ kind, text }: Target, routes: readonly Route[]): boolean {
  if (routes.length === 0 || text === null) return false;
  if (kind !== 'path' && kind !== 'pattern') return kind === 'route';
  const pattern = pathPattern(text);
  return pattern !== null && routes.some(route => mayAnswer(route, pattern));
}
