import { type ExtensionContext, Uri, workspace } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { ID, NAME, runClient } from './client.ts';
import type { Running } from './start.ts';

/** The client of a server that is a process of its own. */
export function run(context: ExtensionContext): Running {
  const module = Uri.joinPath(context.extensionUri, 'server', 'dist', 'server.js').fsPath;
  // Without a runtime of its own the server runs on the editor's, so that no Node needs to be installed.
  const server = {
    module, transport: TransportKind.stdio,
    // Asked for with each start, as Restart Server makes one.
    get args() {
      return workspace.getConfiguration(ID).get('cache', true) ? [] : ['--no-cache'];
    },
  };
  return runClient(context, options => new LanguageClient(ID, NAME, server, options));
}
