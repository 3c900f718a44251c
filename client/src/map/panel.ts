import { type Disposable, type ExtensionContext, Uri, ViewColumn, type WebviewPanel, window, workspace } from 'vscode';
import type { Location } from 'vscode-languageclient';
import type { MapEdge, RedirectMap } from '../../../server/src/lsp/redirect-map.ts';
import { type Picture, type PlacedEdge, type PlacedNode, pictureOf } from './layout.ts';
import type { MapModel } from './model.ts';
import { translate as t } from './translate.ts';
import { pageOf } from './page.ts';
import { drawing, type DrawOptions } from './svg.ts';
import { methodWords, onwardWords, statusWords } from './words.ts';

/** So many redirects are drawn; more would be a tangle. Those with findings, loops and chains go first. */
const MOST_DRAWN = 250;

/** The picture of the redirect map in an editor tab of its own. */
export class MapPanel implements Disposable {
  readonly #context: ExtensionContext;
  readonly #model: MapModel;
  readonly #reveal: (location: Location) => Promise<void>;
  #panel: WebviewPanel | undefined;
  /** What the page is made of that is shown. */
  #shown = '';

  constructor(context: ExtensionContext, model: MapModel, reveal: (location: Location) => Promise<void>) {
    this.#context = context;
    this.#model = model;
    this.#reveal = reveal;
    model.onDidChange(() => void this.#show());
  }

  async open(): Promise<void> {
    if (this.#panel) return this.#panel.reveal();
    const code = Uri.joinPath(this.#context.extensionUri, 'client', 'dist');
    this.#panel = window.createWebviewPanel('redirectLint.map', t('Redirect Map'), ViewColumn.Active, { enableScripts: true, localResourceRoots: [code], enableFindWidget: true });
    this.#panel.onDidDispose(() => {
      this.#panel = undefined;
      this.#shown = '';
    });
    this.#panel.onDidChangeViewState(({ webviewPanel }) => {
      if (webviewPanel.visible) void this.#show();
    });
    this.#panel.webview.onDidReceiveMessage((message: unknown) => this.#received(message));
    await this.#show();
  }

  /** Writes the picture where the user says. */
  async save(): Promise<void> {
    const folder = workspace.workspaceFolders?.[0]?.uri;
    const target = await window.showSaveDialog({ filters: { SVG: ['svg'] }, ...folder && { defaultUri: Uri.joinPath(folder, 'redirect-map.svg') } });
    if (!target) return;
    const { picture } = drawn(await this.#model.get());
    await workspace.fs.writeFile(target, new TextEncoder().encode(drawing(picture, { ...OPTIONS, title: t('Redirect Map'), use: 'file' })));
  }

  dispose(): void {
    this.#panel?.dispose();
  }

  async #show(): Promise<void> {
    if (!this.#panel?.visible) return;
    const map = await this.#model.get();
    const panel = this.#panel;
    if (!panel) return;
    const { picture, left } = drawn(map);
    const script = panel.webview.asWebviewUri(Uri.joinPath(this.#context.extensionUri, 'client', 'dist', 'map.js')).toString();
    const svg = map.edges.length > 0 ? drawing(picture, { ...OPTIONS, title: t('Redirect Map'), use: 'page' }) : null;
    const words = {
      title: t('Redirect Map'), save: t('Save as SVG…'), help: t('Arrow keys move, Enter opens the source, + and - zoom.'),
      empty: map.isScanning ? t('The workspace is being read…') : t('No redirects found.'),
      left: left > 0 ? t('{0} further redirects are not drawn; the list in the Explorer has all.', left) : null,
    };
    // What stays as it was is not loaded anew: the user may be reading it.
    const content = JSON.stringify([svg, words]);
    if (content === this.#shown) return;
    this.#shown = content;
    panel.webview.html = pageOf(svg, { nonce: nonce(), script, words });
  }

  // What the page says is looked up, never taken at its word: it can only name parts of the map.
  async #received(message: unknown): Promise<void> {
    if (typeof message !== 'object' || message === null) return;
    if ('save' in message) return this.save();
    if (!('open' in message) || !('kind' in message)) return;
    const { nodes, edges } = await this.#model.get();
    const location = [...message.kind === 'edge' ? edges : nodes].find(({ id }) => id === message.open)?.location;
    if (location) await this.#reveal(location);
  }
}

const OPTIONS: Pick<DrawOptions, 'describeEdge' | 'describeNode'> = {
  describeNode: ({ node }: PlacedNode) => node.methods ? `${node.label} (${methodWords(node.methods, t)})` : node.label,
  describeEdge: ({ edge }: PlacedEdge) => [`${methodWords(edge.methods, t)}: ${statusWords(edge)} → ${edge.target ?? '?'}`, ...onwardWords(edge, t), ...edge.messages].join('\n'),
};

function drawn(map: RedirectMap): { picture: Picture; left: number } {
  const rank = (edge: MapEdge) => (edge.severity === 'error' ? 8 : edge.severity === 'warning' ? 4 : 0) + (edge.loops ? 2 : 0) + (edge.hops > 0 ? 1 : 0);
  const edges = [...map.edges].sort((a, b) => rank(b) - rank(a)).slice(0, MOST_DRAWN);
  const ends = new Set(edges.flatMap(({ from, to }) => [from, to]));
  const caption = (edge: MapEdge) => [`${methodWords(edge.methods, t)} ${statusWords(edge)}`, ...onwardWords(edge, t)].join(' · ');
  return { picture: pictureOf(map.nodes.filter(({ id }) => ends.has(id)), edges, caption), left: map.edges.length - edges.length };
}

function nonce(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('');
}
