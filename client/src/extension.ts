import { type ExtensionContext, Uri, window } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { registerCommands } from './commands.ts';
import { DOCUMENTS } from './documents.ts';
import { showStatus } from './status.ts';

/** Also the section of the settings: the client reads `redirectLint.trace.server` by it. */
const ID = 'redirectLint';

let client: LanguageClient | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const output = window.createOutputChannel('redirect-lint', { log: true });
  const module = Uri.joinPath(context.extensionUri, 'server', 'dist', 'server.js').fsPath;
  // Without a runtime of its own the server runs on the editor's, so that no Node needs to be installed.
  client = new LanguageClient(ID, 'redirect-lint', { module, transport: TransportKind.stdio }, {
    documentSelector: DOCUMENTS,
    outputChannel: output,
    diagnosticPullOptions: { onChange: true, onSave: true },
    // A server that crashes is started again; after the fifth crash in three minutes the client says so and leaves it.
    connectionOptions: { maxRestartCount: 4 },
    // The editor knows the configuration file by the schema of the manifest.
    initializationOptions: { configSchema: true },
    markdown: { isTrusted: false, supportHtml: false },
  });
  context.subscriptions.push(output, showStatus(client), ...registerCommands(client, output));
  // The client tells the user what went wrong; the restart command stays at hand.
  await client.start().catch(error => output.error(error));
}

export async function deactivate(): Promise<void> {
  await client?.dispose();
  client = undefined;
}
