import { isMainThread, parentPort } from 'node:worker_threads';
import { startStdio } from '../lsp/main.ts';
import { grammarsIn, SHIPPED_GRAMMARS } from '../node/grammars.ts';
import { type ReaderPort, serveReaders } from '../node/reader-thread.ts';
import { useGrammars } from '../syntax/parser.ts';

/** The entry of its own bundle, so that linting does not load the protocol: to import it is to start the server, or, in a thread of the server, to read files for it. */
if (isMainThread) startStdio(!process.argv.includes('--no-cache'), new URL(import.meta.url));
else {
  useGrammars(grammarsIn(SHIPPED_GRAMMARS));
  serveReaders(parentPort as ReaderPort);
}
