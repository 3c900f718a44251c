import { type ExtensionContext, Uri } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from 'vscode-languageclient/browser';
import type { WorkerOptions } from '../../server/src/lsp/worker.ts';
import { ID, NAME, start } from './start.ts';

let client: BaseLanguageClient | undefined;
let worker: Worker | undefined;

/** The extension where there is no Node: vscode.dev, github.dev, a Codespace without a machine. The server runs in a worker. */
export function activate(context: ExtensionContext): void {
  const script = Uri.joinPath(context.extensionUri, 'server', 'dist', 'worker.js').toString(true);
  const own: WorkerOptions = { grammars: `${Uri.joinPath(context.extensionUri, 'server', 'dist', 'grammars').toString(true)}/` };
  const startWorker = async () => {
    // A restart leaves the old one without a client.
    worker?.terminate();
    worker = new Worker(script);
    // In the extension host a worker is none by `instanceof`, by which the client would know one.
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  client = start(context, options => new LanguageClient(ID, NAME, startWorker, { ...options, initializationOptions: { ...options.initializationOptions, ...own } }));
}

export async function deactivate(): Promise<void> {
  // One that is still being started cannot be stopped.
  if (client?.needsStop()) await client.start().catch(() => {});
  await client?.dispose();
  worker?.terminate();
  client = worker = undefined;
}
