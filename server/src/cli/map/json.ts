import { namesOf } from '../../model/methods.ts';
import type { MapEdge, MapFormat, MapNode, MapPlace } from './map.ts';

/** One object, as programs read it; fields are added, never renamed. */
export const json: MapFormat = {
  name: 'json',
  help: 'one JSON object with every node and edge, their places and findings',
  showsErrors: true,
  print: ({ files, errors, nodes, edges }) => `${JSON.stringify({ version: 1, files, nodes: nodes.map(nodeFields), edges: edges.map(edgeFields), errors })}\n`,
};

function nodeFields({ id, kind, label, methods, places }: MapNode) {
  return { id, kind, label, methods: methods && namesOf(methods), places: places.map(place => ({ ...range(place), message: place.message })) };
}

function edgeFields(edge: MapEdge) {
  const { from, to, site, hops, loops, findings } = edge;
  return {
    from, to, ...range(edge), status: site.status.code, statusOrigin: site.status.origin, methods: namesOf(site.methods), evidence: site.evidence, adapter: site.adapter,
    target: site.target.text, hops, loops, findings: findings.map(({ rule, severity, message }) => ({ ruleId: rule, severity, message })),
  };
}

function range({ file, line, column, endLine, endColumn }: MapPlace): MapPlace {
  return { file, line, column, endLine, endColumn };
}
