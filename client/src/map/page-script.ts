/** What the page of the picture does: arrows go from one part to the next, Enter and a click lead to the source. Runs in the webview. */
declare function acquireVsCodeApi(): { postMessage(message: unknown): void };

const editor = acquireVsCodeApi();
const parts = [...document.querySelectorAll<SVGGElement>('[data-node],[data-edge]')];

/** One stop for the Tab key; arrows move within the picture, as in a toolbar. */
function focusOn(part: SVGGElement | undefined): void {
  if (!part) return;
  for (const each of parts) each.setAttribute('tabindex', each === part ? '0' : '-1');
  part.focus();
  part.scrollIntoView({ block: 'nearest', inline: 'nearest' });
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

parts[0]?.setAttribute('tabindex', '0');
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
document.getElementById('save')?.addEventListener('click', () => editor.postMessage({ save: true }));
