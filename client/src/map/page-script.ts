/** What the page of the picture does: arrows go from one part to the next, Enter and a click lead to the source. Runs in the webview. */
declare function acquireVsCodeApi(): { postMessage(message: unknown): void; getState(): Kept | undefined; setState(state: Kept): void };

/** What stays when the picture is drawn anew, because the map changed: the place that is looked at, and the part that the Tab key leads to. */
interface Kept {
  readonly part: string | undefined;
  readonly left: number;
  readonly top: number;
  readonly scale: number;
}

const editor = acquireVsCodeApi();
const room = document.getElementById('picture') as HTMLElement;
const svg = room.querySelector('svg');
const parts = [...document.querySelectorAll<SVGGElement>('[data-node],[data-edge]')];

/** One stop for the Tab key; arrows move within the picture, as in a toolbar. */
function stopAt(part: SVGGElement | undefined): void {
  for (const each of parts) each.setAttribute('tabindex', each === part ? '0' : '-1');
  keep(part);
}

function keep(part = parts.find(each => each.getAttribute('tabindex') === '0')): void {
  editor.setState({ part: part && nameOf(part), left: room.scrollLeft, top: room.scrollTop, scale });
}

function nameOf({ dataset }: SVGGElement): string {
  return dataset.node === undefined ? `edge ${dataset.edge}` : `node ${dataset.node}`;
}

function focusOn(part: SVGGElement | undefined): void {
  if (!part) return;
  stopAt(part);
  part.focus();
  part.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

/** Draws the picture as large as `scale` says. */
function resize(): void {
  const { width = 0, height = 0 } = svg?.viewBox.baseVal ?? {};
  svg?.setAttribute('width', String(width * scale));
  svg?.setAttribute('height', String(height * scale));
}

function zoomTo(next: number): void {
  scale = Math.min(3, Math.max(0.2, next));
  resize();
  keep();
}

/** The nearest part in a direction; what lies aside counts double. */
function nearest(from: SVGGElement, key: string): SVGGElement | undefined {
  const middle = (part: Element) => {
    const { x, y, width, height } = part.querySelector('text')?.getBoundingClientRect() ?? part.getBoundingClientRect();
    return { x: x + width / 2, y: y + height / 2 };
  };
  const start = middle(from);
  const distances = parts.flatMap(part => {
    const { x, y } = middle(part);
    const across = key === 'ArrowLeft' || key === 'ArrowRight';
    const ahead = across ? x - start.x : y - start.y;
    const along = key === 'ArrowRight' || key === 'ArrowDown' ? ahead : -ahead;
    return part === from || along <= 1 ? [] : [{ part, distance: along + 2 * Math.abs(across ? y - start.y : x - start.x) }];
  });
  return distances.sort((a, b) => a.distance - b.distance)[0]?.part;
}

function open(part: SVGGElement): void {
  editor.postMessage({ open: part.dataset.node ?? part.dataset.edge, kind: part.dataset.node === undefined ? 'edge' : 'node' });
}

const kept = editor.getState();
let scale = kept?.scale ?? 1;
resize();
room.scrollTo(kept?.left ?? 0, kept?.top ?? 0);
stopAt(parts.find(part => nameOf(part) === kept?.part) ?? parts[0]);
let waiting = 0;
room.addEventListener('scroll', () => {
  clearTimeout(waiting);
  waiting = window.setTimeout(keep, 100);
});
for (const part of parts) {
  part.addEventListener('click', () => {
    focusOn(part);
    open(part);
  });
  part.addEventListener('keydown', event => {
    if (event.key === 'Enter' || event.key === ' ') open(part);
    else if (event.key === 'Home') focusOn(parts[0]);
    else if (event.key === 'End') focusOn(parts.at(-1));
    else if (event.key.startsWith('Arrow')) focusOn(nearest(part, event.key));
    else return;
    event.preventDefault();
  });
}
document.addEventListener('keydown', ({ key, ctrlKey, metaKey }) => {
  if (ctrlKey || metaKey) return;
  if (key === '+' || key === '=') zoomTo(scale * 1.25);
  else if (key === '-') zoomTo(scale / 1.25);
  else if (key === '0') zoomTo(1);
});
room.addEventListener('wheel', event => {
  if (!event.ctrlKey && !event.metaKey) return;
  event.preventDefault();
  zoomTo(scale * (event.deltaY < 0 ? 1.1 : 1 / 1.1));
}, { passive: false });
document.getElementById('save')?.addEventListener('click', () => editor.postMessage({ save: true }));
