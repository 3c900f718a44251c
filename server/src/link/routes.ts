import type { Binding, Endpoint, FileFacts, HandlerRef } from '../model/facts.ts';
import { bySpecificity, coversPath, joined, type PathPattern, routePattern } from '../model/paths.ts';
import { distinctData } from '../model/same.ts';

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

/** Who answers a route, by the names that it can have. */
function refsOf(fact: RouteFact): readonly HandlerRef[] {
  return 'handler' in fact ? [fact.handler] : fact.handlers ?? [];
}

/** What a file says of routes but not where it says it, as a text to compare; '' where it says nothing. */
export function routingOf(facts: FileFacts | null | undefined): string {
  if (!facts) return '';
  let said = routing.get(facts);
  if (said === undefined) routing.set(facts, said = routingIn(facts));
  return said;
}

const routing = new WeakMap<FileFacts, string>();

function routingIn(facts: FileFacts): string {
  const routes = routeFactsOf(facts);
  if (routes.length === 0 && facts.reexports.length === 0 && !facts.handlers.some(handler => handler.router)) return '';
  const order = new Map(facts.handlers.map((handler, at) => [handler.id, at]));
  const shown = (ref: HandlerRef | undefined) => ref && ('id' in ref ? order.get(ref.id) : ref);
  return JSON.stringify([
    facts.modules, facts.reexports, facts.handlers.map(({ exports, router, convention }) => [exports, router, convention?.methods]),
    routes.map(fact => [fact.path, fact.methods, fact.name, fact.router?.map(shown) ?? fact.router, refsOf(fact).map(shown)]),
  ]);
}

/** What the joining of routes needs to know of the workspace. */
export interface RouteSource {
  readonly files: readonly string[];
  get(file: string): FileFacts | undefined;
  handlersNamed(ref: HandlerRef, from: string): readonly { file: string; id: string }[];
}

/** The routes of a workspace, with the prefixes of the routers that they are bound on. */
export class Routes {
  readonly all: readonly Route[];
  readonly #byName = new Map<string, Route[]>();
  readonly #byStart = new Map<string, Route[]>();
  readonly #floating = new Map<string, Route[]>();
  readonly #byFact = new Map<string, Route[]>();
  /** Answers of `covering`: many redirects lead to the same few paths. */
  readonly #covering = new Map<string, readonly Route[]>();

  constructor(source: RouteSource) {
    const mounts = new Mounts(source);
    this.all = source.files.flatMap(file => {
      const facts = source.get(file) as FileFacts;
      return routeFactsOf(facts).flatMap((fact, at) => mounts.isMount(file, fact) ? [] : placed(mounts, file, fact, at));
    });
    for (const route of this.all) {
      add(this.#byFact, `${route.file}\n${route.at}`, route);
      if (route.name !== null) add(this.#byName, route.name, route);
      if (route.pattern && !route.isFloating) add(this.#byStart, startOf(route.pattern), route);
      else if (route.pattern) add(this.#floating, endOf(route.pattern), route);
    }
  }

  named(name: string): readonly Route[] {
    return this.#byName.get(name) ?? [];
  }

  /** The places of one stated route: several where its router is mounted several times. */
  placesOf(file: string, at: number): readonly Route[] {
    return this.#byFact.get(`${file}\n${at}`) ?? [];
  }

  /** Routes that answer every path of a pattern, the one that a router prefers first. */
  covering(pattern: PathPattern): readonly Route[] {
    const asked = JSON.stringify(pattern.segments);
    let routes = this.#covering.get(asked);
    if (!routes) {
      routes = this.#startingAs(pattern).filter(route => coversPath(route.pattern as PathPattern, pattern))
        .sort((a, b) => bySpecificity(a.pattern as PathPattern, b.pattern as PathPattern));
      this.#covering.set(asked, routes);
    }
    return routes;
  }

  /** Routes all of whose paths are the pattern's. */
  below(pattern: PathPattern): readonly Route[] {
    const literal = pattern.segments[0]?.kind === 'text';
    const near = literal ? this.#byStart.get(startOf(pattern)) ?? [] : this.all.filter(route => !route.isFloating);
    return near.filter(route => route.pattern !== null && coversPath(pattern, route.pattern));
  }

  /** Routes of which only the end is known, and which can answer the pattern, by their places. */
  floating(pattern: PathPattern): readonly Route[] {
    const end = endOf(pattern);
    const near = [...this.#floating.get(end) ?? [], ...end === ANY_PART ? [] : this.#floating.get(ANY_PART) ?? []];
    return near.filter(({ pattern: own }) => {
      const { segments, slash } = own as PathPattern;
      return coversPath({ segments, slash }, { segments: pattern.segments.slice(Math.max(0, pattern.segments.length - segments.length)), slash });
    }).sort((a, b) => a.file === b.file ? a.at - b.at : a.file < b.file ? -1 : 1);
  }

  #startingAs(pattern: PathPattern): readonly Route[] {
    const start = startOf(pattern);
    return [...this.#byStart.get(start) ?? [], ...start === ANY_PART ? [] : this.#byStart.get(ANY_PART) ?? []];
  }
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

function placed(mounts: Mounts, file: string, fact: RouteFact, at: number): Route[] {
  if (fact.path === null && fact.name === undefined) return [];
  const stated = fact.path === null ? null : routePattern(fact.path);
  // A router that no file shows may answer anything below its path.
  const own: PathPattern | null = stated && 'mounts' in fact ? { ...stated, segments: [...stated.segments, { kind: 'rest' }] } : stated;
  const route = { file, at };
  if (fact.router === null) return [{ ...route, pattern: own, isFloating: false, name: fact.name ?? null }];
  const router = mounts.routerNamed(file, fact.router);
  const prefixes = router ? mounts.prefixesOf(router.file, router.id, 0) : [];
  if (prefixes.length === 0) {
    const names = router ? mounts.ownNames(router.file, router.id) : '';
    return [{ ...route, pattern: own, isFloating: true, name: fact.name === undefined ? null : names + fact.name }];
  }
  return prefixes.map(({ path, names }) => ({
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

function add<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
