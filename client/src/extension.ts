import { type ExtensionContext, Uri } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { ID, NAME, start } from './start.ts';

let client: BaseLanguageClient | undefined;

export function activate(context: ExtensionContext): void {
  const module = Uri.joinPath(context.extensionUri, 'server', 'dist', 'server.js').fsPath;
  // Without a runtime of its own the server runs on the editor's, so that no Node needs to be installed.
  client = start(context, options => new LanguageClient(ID, NAME, { module, transport: TransportKind.stdio }, options));
}

export async function deactivate(): Promise<void> {
  // One that is still being started cannot be stopped.
  if (client?.needsStop()) await client.start().catch(() => {});
  await client?.dispose();
  client = undefined;
}
