import { type ExtensionContext, window, workspace } from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import { registerCommands } from './commands.ts';
import { crashHandler } from './crashes.ts';
import { documents } from './documents.ts';
import { lendFiles } from './files.ts';
import { registerMap } from './map/register.ts';
import { showStatus } from './status.ts';

/** Also the section of the settings: the client reads `redirectLint.trace.server` by it. */
export const ID = 'redirectLint';
export const NAME = 'redirect-lint';

/** Starts what is the same wherever the server runs; `make` gives the client that starts it. The editor does not wait for the server: whoever asks it does. */
export function start(context: ExtensionContext, make: (options: LanguageClientOptions) => BaseLanguageClient): BaseLanguageClient {
  const output = window.createOutputChannel(NAME, { log: true });
  const filters = documents(workspace.workspaceFolders?.map(folder => folder.uri.scheme));
  const client = make({
    documentSelector: filters,
    outputChannel: output,
    diagnosticPullOptions: { onChange: true, onSave: true },
    errorHandler: crashHandler(),
    // The editor knows the configuration file by the schema of the manifest.
    initializationOptions: { configSchema: true },
    markdown: { isTrusted: false, supportHtml: false },
  });
  context.subscriptions.push(output, lendFiles(client), registerMap(context, client), showStatus(client, filters), ...registerCommands(client, output));
  // The client tells the user what went wrong; the restart command stays at hand.
  client.start().catch(error => output.error(error));
  return client;
}
