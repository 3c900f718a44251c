import type { ExtensionContext } from 'vscode';
import { start } from './start.ts';

let stop: (() => Promise<void>) | undefined;

/** The extension where there is no Node: vscode.dev, github.dev, a Codespace without a machine. */
export function activate(context: ExtensionContext): void {
  stop = start(context, () => import('./browser-client.ts'));
}

export async function deactivate(): Promise<void> {
  await stop?.();
}
