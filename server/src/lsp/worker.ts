import { BrowserMessageReader, BrowserMessageWriter, createConnection, type InitializeParams } from 'vscode-languageserver/browser';
import manifest from '../../package.json' with { type: 'json' };
import type { GrammarSource } from '../syntax/parser.ts';
import type { Host } from './host.ts';
import { serve } from './server.ts';

/** What a client in a browser hands over with `initialize`. */
export interface WorkerOptions {
  /** URL of the folder with the grammars, ending in `/`. */
  readonly grammars: string;
}

/** Serves the page that started this worker. Files are the client's: a browser has none. */
const port = self as unknown as ConstructorParameters<typeof BrowserMessageReader>[0];
serve(createConnection(new BrowserMessageReader(port), new BrowserMessageWriter(port)), hostFor, manifest.version);

function hostFor({ initializationOptions }: InitializeParams): Host {
  const { grammars } = initializationOptions as WorkerOptions;
  return { grammars: grammarsAt(grammars), open: async () => null };
}

function grammarsAt(folder: string): GrammarSource {
  const load = async (name: string) => {
    const answer = await fetch(new URL(name, folder));
    if (!answer.ok) throw new Error(`${name}: ${answer.status} ${answer.statusText}`);
    return new Uint8Array(await answer.arrayBuffer());
  };
  // On its way while the client introduces itself; whatever is opened first will say what fails.
  const runtime = load('web-tree-sitter.wasm');
  runtime.catch(() => {});
  return { runtime: () => runtime, grammar: name => load(`tree-sitter-${name}.wasm`) };
}
