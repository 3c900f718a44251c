import { type Event, EventEmitter, ThemeColor, ThemeIcon, type TreeDataProvider, TreeItem, TreeItemCollapsibleState, Uri } from 'vscode';
import type { MapEdge, MapNode } from '../../../server/src/lsp/redirect-map.ts';
import type { MapModel } from './model.ts';
import { translate as t } from './translate.ts';
import { methodWords, onwardWords, statusWords } from './words.ts';

/** One redirect of the list, with the ends that it has in the map. */
export interface Row {
  readonly edge: MapEdge;
  readonly from: MapNode;
  readonly to: MapNode;
}

/** The redirects of the workspace as a list, by where they answer. */
export class MapTree implements TreeDataProvider<Row> {
  readonly #model: MapModel;
  readonly #changed = new EventEmitter<void>();

  constructor(model: MapModel) {
    this.#model = model;
    model.onDidChange(() => this.#changed.fire());
  }

  get onDidChangeTreeData(): Event<void> {
    return this.#changed.event;
  }

  async getChildren(row?: Row): Promise<Row[]> {
    if (row) return [];
    const { nodes, edges } = await this.#model.get();
    const byId = new Map(nodes.map(node => [node.id, node]));
    const rows = edges.flatMap(edge => {
      const [from, to] = [byId.get(edge.from), byId.get(edge.to)];
      return from && to ? [{ edge, from, to }] : [];
    });
    return rows.sort((a, b) => a.from.label.localeCompare(b.from.label) || (a.edge.status ?? 0) - (b.edge.status ?? 0));
  }

  getTreeItem({ edge, from, to }: Row): TreeItem {
    // Labels are the workspace's own words: a plain string shows them as they stand.
    const item = new TreeItem(from.label, TreeItemCollapsibleState.None);
    const arrow = `${methodWords(edge.methods, t)} · ${statusWords(edge)} → ${to.label}`;
    item.id = edge.id;
    item.description = [arrow, ...onwardWords(edge, t)].join(' · ');
    item.tooltip = [`${from.label}: ${arrow}`, edge.adapter, ...onwardWords(edge, t), ...edge.messages].join('\n');
    item.iconPath = iconOf(edge);
    item.accessibilityInformation = { label: [from.label, arrow, ...onwardWords(edge, t), ...edge.messages].join(', ') };
    item.command = { command: 'redirectLint.revealRedirect', title: '', arguments: [{ uri: Uri.parse(edge.location.uri).toString(), range: edge.location.range }] };
    return item;
  }
}

function iconOf({ severity, loops, hops }: MapEdge): ThemeIcon {
  if (severity === 'error') return new ThemeIcon('error', new ThemeColor('list.errorForeground'));
  if (severity === 'warning') return new ThemeIcon('warning', new ThemeColor('list.warningForeground'));
  if (loops) return new ThemeIcon('sync');
  return new ThemeIcon(hops > 0 ? 'git-compare' : 'arrow-right');
}
