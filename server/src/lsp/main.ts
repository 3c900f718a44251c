import { Console } from 'node:console';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import manifest from '../../package.json' with { type: 'json' };
import { grammarsIn, SHIPPED_GRAMMARS } from '../node/grammars.ts';
import { userCacheFor } from '../node/user-cache.ts';
import { nodeHost } from './node-host.ts';
import { serve } from './server.ts';

/** Serves the client at the other end of standard input and output until it says `exit` or goes away. `isCached`: what files say is kept for the next start; `entry`: what another thread runs to read files. */
export function startStdio(isCached: boolean, entry: URL): void {
  // Standard output belongs to the protocol: whatever a library prints must not get between its messages.
  globalThis.console = new Console(process.stderr);
  const connection = createConnection(ProposedFeatures.all, process.stdin, process.stdout);
  const failed = (error: unknown) => connection.console.error(`internal failure: ${error instanceof Error ? error.stack : String(error)}`);
  process.on('uncaughtException', failed);
  process.on('unhandledRejection', failed);
  serve(connection, () => nodeHost(grammarsIn(SHIPPED_GRAMMARS), isCached ? userCacheFor : () => null, entry), manifest.version);
}
