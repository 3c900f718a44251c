import { type ExtensionContext, Uri } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { ID, NAME, runClient } from './client.ts';
import type { Running } from './start.ts';

/** The client of a server that is a process of its own. */
export function run(context: ExtensionContext): Running {
  const module = Uri.joinPath(context.extensionUri, 'server', 'dist', 'server.js').fsPath;
  // Without a runtime of its own the server runs on the editor's, so that no Node needs to be installed.
  return runClient(context, options => new LanguageClient(ID, NAME, { module, transport: TransportKind.stdio }, options));
}
