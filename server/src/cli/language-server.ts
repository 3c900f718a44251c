import { startStdio } from '../lsp/main.ts';

/** The entry of its own bundle, so that linting does not load the protocol: to import it is to start the server. */
startStdio(!process.argv.includes('--no-cache'));
