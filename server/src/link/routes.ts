import type { Binding, Endpoint, FileFacts, Handler, HandlerRef } from '../model/facts.ts';
import { add } from './lists.ts';
import type { Lookup } from './lookup.ts';
import { bySpecificity, coversPath, joined, type PathPattern, routePattern } from '../model/paths.ts';
import { distinctData, sameData } from '../model/same.ts';

/** A route as a file states it. */
export type RouteFact = Binding | Endpoint;

/** A route among those of the workspace. Says where its fact stands and not the fact, whose places move with every edit. */
export interface Route {
  readonly file: string;
  /** Index in `routeFactsOf` that file. */
  readonly at: number;
  /** From the root of the server. Where nothing mounts the router that it is bound on, `floating`: its path there. */
  readonly pattern: PathPattern | null;
  readonly isFloating: boolean;
  readonly name: string | null;
}

/** All that a file says of routes, in one order. */
export function routeFactsOf(facts: FileFacts): readonly RouteFact[] {
  return [...facts.bindings, ...facts.endpoints];
}

/** One of `routeFactsOf` a file. */
export function routeFactAt({ bindings, endpoints }: FileFacts, at: number): RouteFact | undefined {
  return at < bindings.length ? bindings[at] : endpoints[at - bindings.length];
}

/** By which a route is known as its file states it, wherever it is mounted. */
export function routeKey({ file, at }: Pick<Route, 'file' | 'at'>): string {
  return `${file}\n${at}`;
}

/** Whether a file says anything by which routes are joined. */
export function saysOfRoutes(facts: FileFacts | null | undefined): boolean {
  return !!facts && (facts.bindings.length > 0 || facts.endpoints.length > 0 || facts.reexports.length > 0 || facts.handlers.some(handler => handler.router));
}

/**
 * The routes of a file, by their place in `routeFactsOf` it, of which an edit changed the path, the methods or the name, wherever they stand in the text now;
 * null where it changed more of what is said of routes: which there are, who answers them, what they are bound on.
 */
export function changedRoutes({ facts: before, order }: Lookup, { facts: now, order: orderNow }: Lookup): readonly number[] | null {
  const isAlike = before.endpoints.length === now.endpoints.length && before.bindings.length === now.bindings.length && before.handlers.length === now.handlers.length
    && sameData(before.modules, now.modules) && sameData(before.reexports, now.reexports)
    && before.handlers.every((handler, at) => isSameRouter(handler, now.handlers[at] as Handler));
  if (!isAlike) return null;
  const isSame = (a: HandlerRef, b: HandlerRef | undefined) => 'id' in a ? !!b && 'id' in b && order.get(a.id) === orderNow.get(b.id) : sameData(a, b);
  const areSame = (a: readonly HandlerRef[] = [], b: readonly HandlerRef[] = []) => a.length === b.length && a.every((ref, at) => isSame(ref, b[at]));
  const haveSameAnswerers = (a: RouteFact, b: RouteFact) => 'handler' in a ? 'handler' in b && isSame(a.handler, b.handler) : !('handler' in b) && areSame(a.handlers, b.handlers);
  const changed: number[] = [];
  for (let at = 0; at < before.bindings.length + before.endpoints.length; at++) {
    const [fact, other] = [routeFactAt(before, at) as RouteFact, routeFactAt(now, at) as RouteFact];
    if (fact === other) continue;
    if (!haveSameAnswerers(fact, other) || !(fact.router && other.router ? areSame(fact.router, other.router) : fact.router === other.router)) return null;
    if (fact.path !== other.path || fact.name !== other.name || !sameData(fact.methods, other.methods)) changed.push(at);
  }
  return changed;
}

function isSameRouter(a: Handler, b: Handler): boolean {
  return sameData(a.exports, b.exports) && sameData(a.router, b.router) && sameData(a.convention?.methods, b.convention?.methods);
}

/** What the joining of routes needs to know of the workspace. */
export interface RouteSource {
  readonly files: readonly string[];
  get(file: string): FileFacts | undefined;
  handlersNamed(ref: HandlerRef, from: string): readonly { file: string; id: string }[];
}

/** The routes of a workspace, with the prefixes of the routers that they are bound on. */
export class Routes {
  readonly #all: Route[];
  /** Where each route of a file stands, by its place there; null for what mounts a router. */
  readonly #stands = new Map<string, readonly (Stand | null)[]>();
  readonly #byName = new Map<string, Route[]>();
  readonly #byStart = new Map<string, Route[]>();
  readonly #floating = new Map<string, Route[]>();
  readonly #byFact = new Map<string, Route[]>();
  /** Answers of `covering`: many redirects lead to the same few paths, which `pathPattern` gives the same pattern. */
  #covering = new WeakMap<PathPattern, readonly Route[]>();
  /** Counts the edits that were taken over. */
  updates = 0;
  /** What stood in the place of the routes that the last of these changed. */
  replaced: readonly Route[] = [];

  constructor(source: RouteSource) {
    const mounts = new Mounts(source);
    this.#all = source.files.flatMap(file => {
      const facts = routeFactsOf(source.get(file) as FileFacts);
      const stands = facts.map(fact => mounts.isMount(file, fact) ? null : standOf(mounts, file, fact));
      this.#stands.set(file, stands);
      return facts.flatMap((fact, at) => placed(stands[at] ?? null, file, fact, at));
    });
    for (const route of this.#all) {
      for (const [map, keyOf] of this.#keys) {
        const key = keyOf(route);
        if (key !== null) add(map, key, route);
      }
    }
  }

  get all(): readonly Route[] {
    return this.#all;
  }

  /** Takes over what an edit changed of some routes of a file, as `changedRoutes` gives them. False, and nothing is changed, where the routes have to be joined anew. */
  update(file: string, facts: FileFacts, changed: readonly number[]): boolean {
    const stands = this.#stands.get(file) ?? [];
    const pairs: [old: Route, now: Route][] = [];
    for (const at of changed) {
      const fact = routeFactAt(facts, at);
      const old = this.placesOf(file, at);
      const now = fact ? placed(stands[at] ?? null, file, fact, at) : [];
      if (!fact || isBesideMount(facts, stands, fact) || now.length !== old.length) return false;
      pairs.push(...old.map((route, nth): [Route, Route] => [route, now[nth] as Route]));
    }
    for (const [old, now] of pairs) replace(this.#all, old, now);
    for (const [map, keyOf] of this.#keys) {
      for (const [old, now] of pairs) {
        const [key, keyNow] = [keyOf(old), keyOf(now)];
        if (key === keyNow) replace(map.get(key ?? '') ?? [], old, now);
        else for (const each of [key, keyNow]) if (each !== null) map.set(each, this.#all.filter(route => keyOf(route) === each));
      }
    }
    this.#covering = new WeakMap();
    this.updates++;
    this.replaced = pairs.map(([old]) => old);
    return true;
  }

  get #keys(): [map: Map<string, Route[]>, keyOf: (route: Route) => string | null][] {
    return [
      [this.#byFact, routeKey],
      [this.#byName, ({ name }) => name],
      [this.#byStart, ({ pattern, isFloating }) => pattern && !isFloating ? startOf(pattern) : null],
      [this.#floating, ({ pattern, isFloating }) => pattern && isFloating ? endOf(pattern) : null],
    ];
  }

  named(name: string): readonly Route[] {
    return this.#byName.get(name) ?? [];
  }

  /** The places of one stated route: several where its router is mounted several times. */
  placesOf(file: string, at: number): readonly Route[] {
    return this.#byFact.get(routeKey({ file, at })) ?? [];
  }

  /** Routes that answer every path of a pattern, the one that a router prefers first. */
  covering(pattern: PathPattern): readonly Route[] {
    let routes = this.#covering.get(pattern);
    if (!routes) {
      routes = this.#startingAs(pattern).filter(route => coversPath(route.pattern as PathPattern, pattern))
        .sort((a, b) => bySpecificity(a.pattern as PathPattern, b.pattern as PathPattern));
      this.#covering.set(pattern, routes);
    }
    return routes;
  }

  /** Routes all of whose paths are the pattern's. */
  below(pattern: PathPattern): readonly Route[] {
    const literal = pattern.segments[0]?.kind === 'text';
    const near = literal ? this.#byStart.get(startOf(pattern)) ?? [] : this.#all.filter(route => !route.isFloating);
    return near.filter(route => route.pattern !== null && coversPath(pattern, route.pattern));
  }

  /** Routes of which only the end is known, and which can answer the pattern, by their places. */
  floating(pattern: PathPattern): readonly Route[] {
    const end = endOf(pattern);
    const near = [...this.#floating.get(end) ?? [], ...end === ANY_PART ? [] : this.#floating.get(ANY_PART) ?? []];
    return near.filter(route => mayAnswer(route, pattern)).sort((a, b) => a.file === b.file ? a.at - b.at : a.file < b.file ? -1 : 1);
  }

  #startingAs(pattern: PathPattern): readonly Route[] {
    const start = startOf(pattern);
    return [...this.#byStart.get(start) ?? [], ...start === ANY_PART ? [] : this.#byStart.get(ANY_PART) ?? []];
  }
}

/** Whether a route answers every path of a pattern, or can, where only its end is known. */
export function mayAnswer({ pattern: own, isFloating }: Route, pattern: PathPattern): boolean {
  if (!own || !isFloating) return own !== null && coversPath(own, pattern);
  const { segments, slash } = own;
  const end = pattern.segments.slice(Math.max(0, pattern.segments.length - segments.length));
  return coversPath({ segments, slash }, { segments: end, slash });
}

const ANY_PART = '\n*';
const ROOT = '\n/';
/** Routers nested deeper than this are not followed. */
const DEEPEST = 8;
/** A router that stands in more places is taken for one that nothing shows: routers that are mounted on each other stand in as many as one likes. */
const MOST_PREFIXES = 100;

function startOf({ segments: [first] }: PathPattern): string {
  if (!first) return ROOT;
  return first.kind === 'text' ? first.text : ANY_PART;
}

/** By which a route whose last part is a text is told from most: a path that it answers ends with that. */
function endOf({ segments }: PathPattern): string {
  const last = segments.at(-1);
  return last?.kind === 'text' ? last.text : ANY_PART;
}

/** Where the routes of a router stand, and what their names begin with where that is not known; `WHOLE` for those whose paths are whole. */
interface Stand {
  readonly prefixes: readonly Prefix[];
  readonly names: string;
}

const WHOLE: Stand = { prefixes: [], names: '' };

function standOf(mounts: Mounts, file: string, fact: RouteFact): Stand {
  if (fact.router === null) return WHOLE;
  const router = mounts.routerNamed(file, fact.router);
  return router ? { prefixes: mounts.prefixesOf(router.file, router.id, 0), names: mounts.ownNames(router.file, router.id) } : { prefixes: [], names: '' };
}

/** Whether a route is stated by what mounts a router, too: that may be the reason for what it is. */
function isBesideMount(facts: FileFacts, stands: readonly (Stand | null)[], { proof }: RouteFact): boolean {
  return stands.some((stand, at) => stand === null && routeFactAt(facts, at)?.proof.span.start === proof.span.start);
}

function placed(stand: Stand | null, file: string, fact: RouteFact, at: number): Route[] {
  if (!stand || fact.path === null && fact.name === undefined) return [];
  const stated = fact.path === null ? null : routePattern(fact.path);
  // A router that no file shows may answer anything below its path.
  const own: PathPattern | null = stated && 'mounts' in fact ? { ...stated, segments: [...stated.segments, { kind: 'rest' }] } : stated;
  const route = { file, at };
  if (stand === WHOLE) return [{ ...route, pattern: own, isFloating: false, name: fact.name ?? null }];
  if (stand.prefixes.length === 0) return [{ ...route, pattern: own, isFloating: true, name: fact.name === undefined ? null : stand.names + fact.name }];
  return stand.prefixes.map(({ path, names }) => ({
    ...route, pattern: path && own && joined(path, own), isFloating: false, name: fact.name === undefined ? null : names + fact.name,
  }));
}

/** What stands before the routes of a router: a path (null where it is computed) and what its routes' names begin with. */
interface Prefix {
  readonly path: PathPattern | null;
  readonly names: string;
}

const NOTHING: PathPattern = { segments: [], slash: false };

/** Which routers are mounted on which. */
class Mounts {
  readonly #source: RouteSource;
  /** By the router that is mounted: the bindings that mount it. */
  readonly #mounts = new Map<string, { file: string; fact: RouteFact }[]>();
  /** Places that mount a router which is known, by any of the names that it can have. */
  readonly #mounting = new Set<string>();
  readonly #prefixes = new Map<string, readonly Prefix[]>();

  constructor(source: RouteSource) {
    this.#source = source;
    for (const file of source.files) {
      for (const fact of routeFactsOf(source.get(file) as FileFacts)) {
        if (!('handler' in fact)) continue;
        for (const router of this.#routersNamed(file, fact.handler)) {
          this.#mounting.add(placeOf(file, fact));
          add(this.#mounts, `${router.file}\n${router.id}`, { file, fact });
        }
      }
    }
  }

  isMount(file: string, fact: RouteFact): boolean {
    return this.#mounting.has(placeOf(file, fact));
  }

  /** Every place where a router stands; none where nothing says it. */
  prefixesOf(file: string, id: string, depth: number): readonly Prefix[] {
    const asked = `${file}\n${id}\n${depth}`;
    let prefixes = this.#prefixes.get(asked);
    if (!prefixes) {
      const distinct = distinctData(this.#prefixesIn(file, id, depth));
      this.#prefixes.set(asked, prefixes = distinct.length > MOST_PREFIXES ? [] : distinct);
    }
    return prefixes;
  }

  #prefixesIn(file: string, id: string, depth: number): readonly Prefix[] {
    const router = this.#routerOf(file, id);
    if (!router || depth > DEEPEST) return [];
    const own: Prefix = { path: router.path === null ? null : patternOf(router.path), names: router.names ?? '' };
    const mounts = this.#mounts.get(`${file}\n${id}`) ?? [];
    if (mounts.length === 0) return router.isRoot ? [own] : [];
    return mounts.flatMap(({ file: at, fact }) => {
      // Where what it is mounted on is not known, neither is what stands before it.
      const router = this.routerNamed(at, fact.router ?? undefined);
      const outer = router ? this.prefixesOf(router.file, router.id, depth + 1) : fact.router === null ? [{ path: NOTHING, names: '' }] : [];
      const path = fact.path === null ? null : patternOf(fact.path);
      return outer.map(before => ({ path: before.path && path && own.path && joined(joined(before.path, path), own.path), names: before.names + (fact.name ?? '') + own.names }));
    });
  }

  ownNames(file: string, id: string): string {
    return this.#routerOf(file, id)?.names ?? '';
  }

  /** The first of these names that is a router's. */
  routerNamed(file: string, refs: readonly HandlerRef[] | undefined): { file: string; id: string } | null {
    for (const ref of refs ?? []) {
      const [found] = this.#routersNamed(file, ref);
      if (found) return found;
    }
    return null;
  }

  #routerOf(file: string, id: string) {
    return this.#source.get(file)?.handlers.find(handler => handler.id === id)?.router;
  }

  #routersNamed(file: string, ref: HandlerRef): readonly { file: string; id: string }[] {
    const named = 'id' in ref ? [{ file, id: ref.id }] : this.#source.handlersNamed(ref, file);
    return named.filter(place => this.#routerOf(place.file, place.id));
  }
}

function placeOf(file: string, { path, proof }: RouteFact): string {
  return `${file}\n${proof.span.start}\n${path}`;
}

function patternOf(path: string): PathPattern | null {
  return path === '' ? NOTHING : routePattern(path);
}

function replace<T>(list: T[], old: T, now: T): void {
  const at = list.indexOf(old);
  if (at >= 0) list[at] = now;
}
