import type { Site } from '../model/finding.ts';
import { isAny, type MethodSet, union } from '../model/methods.ts';
import { pathPattern, shownPath } from '../model/paths.ts';
import type { Place } from '../model/text.ts';

/**
 * `path`: a path of this service; `handler`: code whose path is not known; `origin`: another server; `route`: a named route whose path is not known;
 * `back`: the page that the request came from; `request`: the request's own URL, changed; `unknown`: computed.
 */
export const NODE_KINDS = ['path', 'handler', 'origin', 'route', 'back', 'request', 'unknown'] as const;

/** Where redirects start and end. */
export interface GraphNode {
  /** The same in every run over the same files. */
  readonly id: string;
  readonly kind: (typeof NODE_KINDS)[number];
  /** `/orders/{}`, `https://example.com/x`, the name of a route or function, or where it stands. */
  readonly label: string;
  /** What is accepted there; null where that is not known. */
  readonly methods: MethodSet | null;
  /** The routes there, or the function. */
  readonly places: readonly Place[];
}

/** One way that one redirect sends its clients. */
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly site: Site;
  /** How many further redirects follow before a page answers; only declared ones count. */
  readonly hops: number;
  /** Following it, a client comes back to where it was. */
  readonly loops: boolean;
}

export interface RedirectGraph {
  /** In the order of their ids. */
  readonly nodes: readonly GraphNode[];
  /** In the order of the redirects. */
  readonly edges: readonly GraphEdge[];
}

/** Redirects, in the order of files and texts, from where they answer to where they lead. */
export function redirectGraph(sites: readonly Site[]): RedirectGraph {
  const nodes = new Map<string, GraphNode>();
  const node = (made: GraphNode) => {
    const known = nodes.get(made.id);
    nodes.set(made.id, known ? merged(known, made) : made);
    return made.id;
  };
  const edges = sites.flatMap(site => {
    const to = node(targetNode(site));
    return sourceNodes(site).map((source): GraphEdge => {
      const from = node(source);
      return { from, to, site, hops: site.onward.hops.length, loops: site.onward.loops || (from === to && (site.status.code === 307 || site.status.code === 308)) };
    });
  });
  return { nodes: [...nodes.values()].sort((a, b) => a.id < b.id ? -1 : 1), edges };
}

function sourceNodes(site: Site): GraphNode[] {
  const own = site.path === null ? null : pathPattern(site.path);
  const paths = own ? [{ path: shownPath(own), methods: site.methods }] : site.sources.filter(source => source.isWhole);
  if (paths.length > 0) return paths.map(({ path, methods }) => pathNode(path, methods, site.proofs.slice(0, 1)));
  const place: Place = { file: site.file, span: site.span, message: site.path ?? site.names[0] ?? 'redirects here' };
  return [{ id: `handler ${site.file}:${site.span.start}`, kind: 'handler', label: site.path ?? site.sources[0]?.path ?? site.names[0] ?? site.file, methods: site.methods, places: [place] }];
}

function targetNode({ target, destination }: Site): GraphNode {
  const accepted = destination && !isAny(destination.methods) ? destination.methods : null;
  if (destination?.path) return pathNode(destination.path, accepted, destination.places);
  const leaf = (kind: GraphNode['kind'], label: string, key = label): GraphNode => ({ id: `${kind} ${key}`, kind, label, methods: accepted, places: destination?.places ?? [] });
  if (target.kind === 'back') return leaf('back', 'back to where it came from', '');
  if (target.kind === 'request') return leaf('request', 'its own URL, changed', '');
  if (target.kind === 'unknown' || target.text === null) return leaf('unknown', 'computed', '');
  if (target.kind === 'route') return leaf('route', target.name ?? target.text);
  const pattern = pathPattern(target.text);
  return pattern ? pathNode(shownPath(pattern), null, []) : leaf(/^(?:https?:)?\/\//i.test(target.text) ? 'origin' : 'unknown', target.text);
}

function pathNode(path: string, methods: MethodSet | null, places: readonly Place[]): GraphNode {
  return { id: `path ${path}`, kind: 'path', label: path, methods, places };
}

function merged(a: GraphNode, b: GraphNode): GraphNode {
  const places = [...a.places, ...b.places.filter(place => !a.places.some(other => other.file === place.file && other.span.start === place.span.start))];
  return { ...a, methods: a.methods && b.methods ? union(a.methods, b.methods) : a.methods ?? b.methods, places };
}
