import { type Location, NotificationType, RequestType } from 'vscode-languageserver';
import { type GraphEdge, type GraphNode, redirectGraph } from '../link/graph.ts';
import { type Finding, SEVERITIES, type Severity } from '../model/finding.ts';
import { sitesOf } from '../link/site.ts';
import type { MethodSet } from '../model/methods.ts';
import { spoken } from '../model/phrase.ts';
import type { Place } from '../model/text.ts';
import type { Feature } from './feature.ts';
import type { Folder, Report } from './folder.ts';
import type { Say } from './l10n.ts';
import { reportOf } from './report.ts';
import type { Session } from './session.ts';

/** A set of methods as data: those, or all but those. */
export type MapMethods = { readonly only: readonly string[] } | { readonly except: readonly string[] };

/** Where redirects start or end. Labels come from the workspace's files: they are to be shown as text and nothing else. */
export interface MapNode {
  /** Unique in the map. */
  readonly id: string;
  readonly kind: GraphNode['kind'];
  readonly label: string;
  /** What is accepted there; null where that is not known. */
  readonly methods: MapMethods | null;
  readonly location: Location | null;
}

/** One redirect, from one path or function under which it answers to where it leads. */
export interface MapEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly methods: MapMethods;
  /** Null where it is computed. */
  readonly status: number | null;
  /** The target as written, null where it is computed. */
  readonly target: string | null;
  /** The format or framework that understood it. */
  readonly adapter: string;
  readonly location: Location;
  /** How many further declared redirects a client meets that follows it. */
  readonly hops: number;
  /** Following it, a client comes back to where it was. */
  readonly loops: boolean;
  /** The highest of its findings; null where there is none. */
  readonly severity: Severity | null;
  readonly messages: readonly string[];
}

export interface RedirectMap {
  readonly nodes: readonly MapNode[];
  readonly edges: readonly MapEdge[];
  /** The workspace is still being read: more may be found. */
  readonly isScanning: boolean;
}

/** All redirects of the workspace folders, once these have been read as far as they are. */
export const MapRequest = new RequestType<Record<string, never>, RedirectMap, void>('redirectLint/map');

/** Sent, some time after, when the map may be another one; only to clients that announce `experimental.redirectLint.map`. */
export const MapChanged = new NotificationType<Record<string, never>>('redirectLint/mapChanged');

/** What targets are called that are no path. */
export const TARGETS: readonly string[] = ['back to where it came from', 'its own URL, changed', 'computed'];

/** How long changes are gathered, in ms, before the client is told. */
const WAIT = 300;

export const redirectMap: Feature = {
  start(session) {
    const { connection, traits } = session;
    connection.onRequest(MapRequest, async (_, token) => {
      const parts = await Promise.all(session.folders.map((folder, at) => mapOf(session, folder, at, token)));
      return { nodes: parts.flatMap(part => part.nodes), edges: parts.flatMap(part => part.edges), isScanning: session.scans.isRunning };
    });
    if (!traits.drawsMap) return;
    let isWaiting = false;
    session.changes.event(() => {
      if (isWaiting) return;
      isWaiting = true;
      setTimeout(() => {
        isWaiting = false;
        void connection.sendNotification(MapChanged, {});
      }, WAIT);
    });
  },
};

async function mapOf(session: Session, folder: Folder, at: number, token: { isCancellationRequested: boolean }) {
  const reports = new Map<string, Report>();
  for (const file of folder.index.files) {
    if (token.isCancellationRequested) break;
    if (sitesOf(folder.index, file).length > 0) reports.set(file, await reportOf(session, folder, file));
  }
  const { nodes, edges } = redirectGraph([...reports.values()].flatMap(report => report.sites));
  const id = (own: string) => `${at} ${own}`;
  const made: MapEdge[] = [];
  for (const [number, edge] of edges.entries()) {
    const { site } = edge;
    made.push({ ...edgeOf(edge, reports.get(site.file)?.findings ?? [], session.say), id: id(String(number)), from: id(edge.from), to: id(edge.to), location: await locationOf(session, folder, { ...site, message: '' }) });
  }
  const placed = nodes.map(async ({ places: [place], ...node }): Promise<MapNode> => (
    { ...node, id: id(node.id), label: TARGETS.includes(node.label) ? session.say(node.label) : node.label, location: place ? await locationOf(session, folder, place) : null }
  ));
  return { nodes: await Promise.all(placed), edges: made };
}

function edgeOf({ site, hops, loops }: GraphEdge, findings: readonly Finding[], say: Say) {
  const own = findings.filter(finding => finding.site.span.start === site.span.start && finding.site.span.end === site.span.end);
  const highest = Math.max(-1, ...own.map(finding => SEVERITIES.indexOf(finding.severity)));
  const methods: MethodSet = site.methods;
  return {
    methods, status: site.status.code, target: site.target.text, adapter: site.adapter, hops, loops,
    severity: SEVERITIES[highest] ?? null, messages: own.map(({ sentences }) => sentences.map(sentence => spoken(sentence, say)).join(' ')),
  };
}

async function locationOf(session: Session, folder: Folder, { file, span }: Place): Promise<Location> {
  return { uri: folder.uriOf(file), range: (await session.positionsOf(folder, file)).range(span) };
}
