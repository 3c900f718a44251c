import type { ExtensionContext } from 'vscode';
import { start } from './start.ts';

let stop: (() => Promise<void>) | undefined;

export function activate(context: ExtensionContext): void {
  stop = start(context, () => import('./node-client.ts'));
}

export async function deactivate(): Promise<void> {
  await stop?.();
}
