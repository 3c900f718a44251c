import { harmless } from '../terminal.ts';
import type { MapFormat, MapNode } from './map.ts';
import { COLOURS, edgeLabel, severityOf } from './words.ts';

/** What stands around a label, by which Mermaid draws its outline. */
const OUTLINES: Readonly<Record<MapNode['kind'], readonly [string, string]>> = {
  path: ['[', ']'], handler: ['(', ')'], origin: ['{{', '}}'], route: ['[', ']'], back: ['([', '])'], request: ['([', '])'], unknown: ['([', '])'],
};

/** Flowcharts of Mermaid, which GitHub and GitLab draw in Markdown: https://mermaid.js.org/syntax/flowchart.html */
export const mermaid: MapFormat = {
  name: 'mermaid',
  help: 'a flowchart for Markdown, as GitHub and GitLab draw it',
  print: ({ nodes, edges }) => {
    const names = new Map(nodes.map(({ id }, at) => [id, `n${at}`]));
    const colours = edges.flatMap((edge, at) => {
      const severity = severityOf(edge);
      return severity ? [`  linkStyle ${at} stroke:${COLOURS[severity]}`] : [];
    });
    return [
      'flowchart LR',
      ...nodes.map(({ id, kind, label }) => `  ${names.get(id)}${OUTLINES[kind][0]}${quoted(label)}${OUTLINES[kind][1]}`),
      ...edges.map(edge => `  ${names.get(edge.from)} ${edge.site.evidence === 'unbounded' ? '-.->' : '-->'}|${quoted(edgeLabel(edge))}| ${names.get(edge.to)}`),
      ...colours, '',
    ].join('\n');
  },
};

/** All but what surely stands for itself is written as an entity: quotes, markup, Markdown, and what begins Mermaid's own words. */
function quoted(text: string): string {
  return `"${harmless(text).replace(/[^\p{L}\p{M}\p{N} /.,{}_-]|^[-.]|\.(?= )/gu, character => `#${character.codePointAt(0)};`)}"`;
}
