import { type ExtensionContext, window, workspace } from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import { clientCommands } from './commands.ts';
import { crashHandler } from './crashes.ts';
import { documents } from './documents.ts';
import { lendFiles } from './files.ts';
import { startMap } from './map/start.ts';
import type { Running } from './start.ts';
import { showStatus } from './status.ts';

/** Also the section of the settings: the client reads `redirectLint.trace.server` by it. */
export const ID = 'redirectLint';
export const NAME = 'redirect-lint';

/** Starts what is the same wherever the server runs; `make` gives the client that starts it. Nothing waits for the server but what asks it. */
export function runClient(context: ExtensionContext, make: (options: LanguageClientOptions) => BaseLanguageClient): Running {
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
  const map = startMap(context, client);
  context.subscriptions.push(output, lendFiles(client), map.shown, showStatus(client, filters));
  // The client tells the user what went wrong; the restart command stays at hand.
  client.start().catch(error => output.error(error));
  return {
    commands: { ...clientCommands(client, output), ...map.commands },
    async stop() {
      // One that is still being started cannot be stopped.
      if (client.needsStop()) await client.start().catch(() => {});
      await client.dispose();
    },
  };
}
