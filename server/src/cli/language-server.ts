import { isMainThread } from 'node:worker_threads';
import { startStdio } from '../lsp/main.ts';
import { serveReaders } from '../node/reader-thread.ts';

/** The entry of its own bundle, so that linting does not load the protocol: to import it is to start the server, or, in a thread of the server, to read files for it. */
if (isMainThread) startStdio(!process.argv.includes('--no-cache'), new URL(import.meta.url));
else serveReaders();
