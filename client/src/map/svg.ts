import type { Picture, PlacedEdge, PlacedNode } from './layout.ts';

/** What is drawn where it is shown (`page`: colours come from the page) or written to a file (`file`: it brings its own, light and dark). */
export interface DrawOptions {
  readonly use: 'page' | 'file';
  /** How the picture is read out. */
  readonly title: string;
  describeNode(placed: PlacedNode): string;
  describeEdge(placed: PlacedEdge): string;
}

/** The colours of a file; names are the classes of `drawing`. */
const COLOURS = `
text{font:12px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;fill:#1f2328}
.back{fill:#ffffff}.box{fill:#f6f8fa;stroke:#8c959f}.line,.arrow{stroke:#6e7781}.line{fill:none}.arrow{fill:#6e7781}.plate{fill:#ffffff}
.outside .box,.back-to .box{stroke-dasharray:4 3}
.error .line,.error .arrow{stroke:#cf222e}.error .arrow{fill:#cf222e}.error text{fill:#cf222e}
.warning .line,.warning .arrow{stroke:#9a6700}.warning .arrow{fill:#9a6700}.warning text{fill:#9a6700}
.loop .line{stroke-dasharray:6 3}
@media(prefers-color-scheme:dark){text{fill:#e6edf3}.back,.plate{fill:#0d1117}.box{fill:#161b22;stroke:#6e7681}.line,.arrow{stroke:#8b949e}.arrow{fill:#8b949e}
.error .line,.error .arrow{stroke:#ff7b72}.error .arrow{fill:#ff7b72}.error text{fill:#ff7b72}
.warning .line,.warning .arrow{stroke:#d29922}.warning .arrow{fill:#d29922}.warning text{fill:#d29922}}`;

/** The picture as SVG. Every text of the workspace is escaped; it carries no script, no style attribute and no link. */
export function drawing({ width, height, nodes, edges }: Picture, options: DrawOptions): string {
  const [w, h] = [Math.max(1, Math.ceil(width)), Math.max(1, Math.ceil(height))];
  const file = options.use === 'file';
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${w} ${h}" width="${w}" height="${h}" role="${file ? 'img' : 'group'}" aria-label="${escaped(options.title)}">`,
    ...file ? [`<title>${escaped(options.title)}</title>`, `<style>${COLOURS}</style>`, `<rect class="back" width="${w}" height="${h}"/>`] : [],
    ...edges.map(edge => edgeOf(edge, options)),
    ...nodes.map(node => nodeOf(node, options)),
    '</svg>',
  ].join('\n');
}

/** Text that stands for itself in XML and HTML, in content and in attributes; what XML cannot hold becomes U+FFFD. */
export function escaped(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that XML 1.0 forbids
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
    .replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
}

function nodeOf(placed: PlacedNode, { use, describeNode }: DrawOptions): string {
  const { node, x, y, width, height, text } = placed;
  const kind = node.kind === 'origin' ? 'outside' : node.kind === 'path' || node.kind === 'handler' ? 'own' : 'back-to';
  const said = escaped(describeNode(placed));
  return `<g class="node ${kind}"${use === 'page' ? handle('node', node.id, said, node.location !== null) : ''}><title>${said}</title>`
    + `<rect class="box" x="${n(x - width / 2)}" y="${n(y - height / 2)}" width="${n(width)}" height="${n(height)}" rx="${node.kind === 'handler' ? 3 : 9}"/>`
    + `<text x="${n(x)}" y="${n(y + 4)}" text-anchor="middle">${escaped(text)}</text></g>`;
}

function edgeOf(placed: PlacedEdge, { use, describeEdge }: DrawOptions): string {
  const { edge, points, x, y, caption } = placed;
  const said = escaped(describeEdge(placed));
  const classes = ['edge', ...edge.severity && edge.severity !== 'hint' ? [edge.severity] : [], ...edge.loops ? ['loop'] : [], ...edge.hops > 0 ? ['chain'] : []];
  const width = [...caption].length * 7.4 + 6;
  return `<g class="${classes.join(' ')}"${use === 'page' ? handle('edge', edge.id, said, true) : ''}><title>${said}</title>`
    + `<path class="line" d="${pathThrough(points)}"/>${arrowAt(points)}`
    + `<rect class="plate" x="${n(x - width / 2)}" y="${n(y - 9)}" width="${n(width)}" height="18" rx="4"/>`
    + `<text x="${n(x)}" y="${n(y + 4)}" text-anchor="middle">${escaped(caption)}</text></g>`;
}

/** What makes a part of the picture something that can be reached by keyboard and pressed. */
function handle(kind: string, id: string, said: string, leads: boolean): string {
  return leads ? ` data-${kind}="${escaped(id)}" tabindex="-1" role="button" aria-label="${said}"` : ` role="img" aria-label="${said}"`;
}

/** Goes through every point, from left to right, where it may carry its caption. */
function pathThrough(points: PlacedEdge['points']): string {
  const [first, ...rest] = points;
  if (!first) return '';
  const curves = rest.map((point, at) => {
    const before = points[at] ?? point;
    const middle = n((before.x + point.x) / 2);
    return `C${middle} ${n(before.y)} ${middle} ${n(point.y)} ${n(point.x)} ${n(point.y)}`;
  });
  return `M${n(first.x)} ${n(first.y)}${curves.join('')}`;
}

function arrowAt(points: PlacedEdge['points']): string {
  const [end, before] = [points.at(-1), points.at(-2)];
  if (!end || !before) return '';
  // The line comes in level, or upright where it leads straight up or down.
  const angle = Math.abs(end.x - before.x) < 1 ? Math.atan2(end.y - before.y, 0) : Math.atan2(0, end.x - before.x);
  const corner = (turn: number) => `${n(end.x - 8 * Math.cos(angle + turn))} ${n(end.y - 8 * Math.sin(angle + turn))}`;
  return `<path class="arrow" d="M${n(end.x)} ${n(end.y)}L${corner(0.4)}L${corner(-0.4)}Z"/>`;
}

function n(value: number): string {
  return String(Math.round(value * 10) / 10);
}
