import { commands, Disposable, type ExtensionContext, Range, Uri, window } from 'vscode';
import type { BaseLanguageClient, Location } from 'vscode-languageclient';
import { MAP_COMMANDS } from './commands.ts';
import { MapModel } from './model.ts';
import { MapPanel } from './panel.ts';
import { MapTree } from './tree.ts';

/** The redirect map: the list in the Explorer and the picture. Must be called before the client starts. */
export function registerMap(context: ExtensionContext, client: BaseLanguageClient): Disposable {
  const model = new MapModel(client);
  const panel = new MapPanel(context, model, reveal);
  return Disposable.from(
    model, panel,
    window.createTreeView('redirectLint.map', { treeDataProvider: new MapTree(model), showCollapseAll: false }),
    commands.registerCommand(MAP_COMMANDS.open, () => panel.open()),
    commands.registerCommand(MAP_COMMANDS.refresh, () => model.refresh()),
    commands.registerCommand(MAP_COMMANDS.save, () => panel.save()),
    commands.registerCommand(MAP_COMMANDS.reveal, reveal),
  );
}

async function reveal({ uri, range: { start, end } }: Location): Promise<void> {
  const selection = new Range(start.line, start.character, end.line, end.character);
  await window.showTextDocument(Uri.parse(uri), { selection, preview: true });
}
