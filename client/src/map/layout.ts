import { graphlib, layout as place } from '@dagrejs/dagre';
import type { MapEdge, MapNode } from '../../../server/src/lsp/redirect-map.ts';

/** A node with its place; `x` and `y` are its middle, all in pixels from the upper left. */
export interface PlacedNode {
  readonly node: MapNode;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** The label as it fits. */
  readonly text: string;
}

/** A redirect with the points that its line goes through and the middle of its caption. */
export interface PlacedEdge {
  readonly edge: MapEdge;
  readonly points: readonly { readonly x: number; readonly y: number }[];
  readonly x: number;
  readonly y: number;
  readonly caption: string;
}

export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
}

/** Width of a character of the font that the picture is drawn in, an upper bound for Latin text, in pixels. */
const CHARACTER = 7.4;
const HEIGHT = 30;
const LONGEST = 44;
/** Room below a node for a redirect that leads back to it. */
const LOOP = 26;

/** Lays a map out from left to right, in layers along the redirects; the same map gives the same picture. `caption`: the words at a line. */
export function pictureOf(nodes: readonly MapNode[], edges: readonly MapEdge[], caption: (edge: MapEdge) => string): Picture {
  const graph = new graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', nodesep: 18, ranksep: 60, edgesep: 14, marginx: 16, marginy: 16 });
  const texts = new Map(nodes.map(node => [node.id, shortened(node.label)]));
  const drawn = edges.filter(({ from, to }) => texts.has(from) && texts.has(to));
  const loops = new Map<string, MapEdge[]>();
  for (const edge of drawn) if (edge.from === edge.to) loops.set(edge.from, [...loops.get(edge.from) ?? [], edge]);
  // The room is kept on both sides, so that lines still end in the middle of the box.
  for (const { id } of nodes) graph.setNode(id, { width: widthOf(texts.get(id) ?? '') + 22, height: HEIGHT + 2 * LOOP * (loops.get(id)?.length ?? 0) });
  for (const edge of drawn.filter(({ from, to }) => from !== to)) {
    graph.setEdge(edge.from, edge.to, { width: widthOf(caption(edge)) + 8, height: 18, labelpos: 'c' }, edge.id);
  }
  place(graph);
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  return {
    width: Number.isFinite(width) ? width : 0,
    height: Number.isFinite(height) ? height : 0,
    nodes: nodes.map(node => {
      const { x, y, width } = graph.node(node.id) as Box;
      return { node, x, y, width, height: HEIGHT, text: texts.get(node.id) ?? '' };
    }),
    edges: drawn.map(edge => {
      const at = loops.get(edge.from)?.indexOf(edge) ?? -1;
      if (at >= 0) return loopAt(graph.node(edge.from) as Box, at, edge, caption(edge));
      const { points, x, y } = graph.edge(edge.from, edge.to, edge.id) as { points: { x: number; y: number }[]; x: number; y: number };
      const [from, to] = [edge.from, edge.to].map(end => graph.node(end)) as [Box, Box];
      return { edge, points: onward(from, points, to), x, y, caption: caption(edge) };
    }),
  };
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** From the middle of a node's right side to the middle of another one's left side; a line that leads back keeps its ends. */
function onward(from: Box, points: PlacedEdge['points'], to: Box): PlacedEdge['points'] {
  if (from.x + from.width / 2 >= to.x - to.width / 2) return points;
  return [{ x: from.x + from.width / 2, y: from.y }, ...points.slice(1, -1), { x: to.x - to.width / 2, y: to.y }];
}

/** A line from under a node to under the same node, below those drawn before it. */
function loopAt({ x, y, width }: Box, at: number, edge: MapEdge, caption: string): PlacedEdge {
  const [top, bottom, reach] = [y + HEIGHT / 2, y + HEIGHT / 2 + LOOP * (at + 1) - 9, Math.max(12, width / 2 - 8)];
  return { edge, caption, x, y: bottom, points: [{ x: x + reach, y: top }, { x: x + reach, y: bottom }, { x: x - reach, y: bottom }, { x: x - reach, y: top }] };
}

/** Control characters and line ends would not be seen; a long label keeps both its ends. */
function shortened(label: string): string {
  const characters = [...label.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, '·')];
  return characters.length <= LONGEST ? characters.join('') : `${characters.slice(0, 28).join('')}…${characters.slice(-15).join('')}`;
}

// Characters of East Asian width are as wide as two.
function widthOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (/[\u1100-\u{1FFFF}]/u.test(character) ? 2 : 1), 0) * CHARACTER;
}
