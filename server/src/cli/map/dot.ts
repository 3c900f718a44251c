import { harmless } from '../terminal.ts';
import type { MapEdge, MapFormat, MapNode } from './map.ts';
import { COLOURS, edgeLabel, severityOf } from './words.ts';

const SHAPES: Readonly<Record<MapNode['kind'], string>> = {
  path: 'box', handler: 'box', origin: 'ellipse', route: 'box', back: 'plain', request: 'plain', unknown: 'plain',
};

/** The language of Graphviz: https://graphviz.org/doc/info/lang.html */
export const dot: MapFormat = {
  name: 'dot',
  help: 'a graph for Graphviz: redirect-lint map | dot -Tsvg > map.svg',
  print: ({ nodes, edges }) => {
    const names = new Map(nodes.map(({ id }, at) => [id, `n${at}`]));
    return [
      'digraph redirects {', '  rankdir=LR;', '  node [fontname="Helvetica"];', '  edge [fontname="Helvetica", fontsize=10];',
      ...nodes.map(node => `  ${names.get(node.id)} [${attributes(nodeAttributes(node))}];`),
      ...edges.map(edge => `  ${names.get(edge.from)} -> ${names.get(edge.to)} [${attributes(edgeAttributes(edge))}];`),
      '}', '',
    ].join('\n');
  },
};

function nodeAttributes({ kind, label, places: [place] }: MapNode): Record<string, string> {
  return { label, shape: SHAPES[kind], ...kind === 'handler' && { style: 'rounded' }, ...place && { tooltip: `${place.file}:${place.line}` } };
}

function edgeAttributes(edge: MapEdge): Record<string, string> {
  const severity = severityOf(edge);
  return {
    label: edgeLabel(edge), tooltip: [`${edge.file}:${edge.line}`, ...edge.findings.map(({ message }) => message)].join(' '),
    ...severity && { color: COLOURS[severity] }, ...edge.site.evidence === 'unbounded' && { style: 'dashed' },
  };
}

function attributes(named: Readonly<Record<string, string>>): string {
  return Object.entries(named).map(([name, value]) => `${name}=${quoted(value)}`).join(', ');
}

/** A backslash begins an escape in labels and tooltips, and `&` an entity; a quoted string ends at a quote alone. */
function quoted(text: string): string {
  return `"${harmless(text).replaceAll('&', '&amp;').replace(/["\\]/g, '\\$&')}"`;
}
