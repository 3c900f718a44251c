import { type ExtensionContext, Uri } from 'vscode';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from 'vscode-languageclient/browser';
import type { WorkerOptions } from '../../server/src/lsp/worker.ts';
import { ID, NAME, runClient } from './client.ts';
import type { Running } from './start.ts';

/** The client of a server that runs in a worker. */
export function run(context: ExtensionContext): Running {
  const script = Uri.joinPath(context.extensionUri, 'server', 'dist', 'worker.js').toString(true);
  const own: WorkerOptions = { grammars: `${Uri.joinPath(context.extensionUri, 'server', 'dist', 'grammars').toString(true)}/` };
  let worker: Worker | undefined;
  const startWorker = async () => {
    // A restart leaves the old one without a client.
    worker?.terminate();
    worker = new Worker(script);
    // In the extension host a worker is none by `instanceof`, by which the client would know one.
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  const running = runClient(context, options => new LanguageClient(ID, NAME, startWorker, { ...options, initializationOptions: { ...options.initializationOptions, ...own } }));
  const stop = async () => {
    await running.stop();
    worker?.terminate();
  };
  return { ...running, stop };
}
