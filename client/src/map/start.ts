import { commands, Disposable, type ExtensionContext, Range, Uri, window } from 'vscode';
import type { BaseLanguageClient, Location } from 'vscode-languageclient';
import { MapModel } from './model.ts';
import type { MapPanel } from './panel.ts';
import { translate } from './translate.ts';
import { MapTree } from './tree.ts';

/** The redirect map: the list in the Explorer, and the picture, whose code is loaded when it is asked for. Must be called before the client starts. */
export function startMap(context: ExtensionContext, client: BaseLanguageClient) {
  const model = new MapModel(client);
  let made: Promise<MapPanel> | undefined;
  const panel = () => made ??= import('./panel.ts').then(code => new code.MapPanel(context, model, reveal));
  const view = window.createTreeView('redirectLint.map', { treeDataProvider: new MapTree(model), showCollapseAll: false });
  // What the view says where it is empty: that there is nothing, or that it is too early to tell.
  const explain = async () => {
    if (!view.visible) return;
    const { isScanning } = await model.get();
    view.message = isScanning ? translate('The workspace is being read…') : '';
    await commands.executeCommand('setContext', 'redirectLint.mapIsRead', !isScanning);
  };
  void explain();
  return {
    shown: Disposable.from(
      model, view, model.onDidChange(explain), view.onDidChangeVisibility(explain),
      new Disposable(() => void made?.then(shown => shown.dispose())),
    ),
    commands: {
      openMap: async () => (await panel()).open(),
      refreshMap: () => model.refresh(),
      saveMap: async () => (await panel()).save(),
      revealRedirect: reveal,
    },
  };
}

async function reveal({ uri, range: { start, end } }: Location): Promise<void> {
  const selection = new Range(start.line, start.character, end.line, end.character);
  await window.showTextDocument(Uri.parse(uri), { selection, preview: true });
}
