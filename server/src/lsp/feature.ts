import type { ServerCapabilities } from 'vscode-languageserver';
import type { ClientTraits } from './client-traits.ts';
import type { Session } from './session.ts';

/** One thing that the server does for its client. Each stands in a file of its own and once in the list of `server.ts`. */
export interface Feature {
  /** What is announced to a client with these traits. */
  capabilities?(traits: ClientTraits): ServerCapabilities;
  /** Installs its handlers; called once, when the client has initialized the server. */
  start(session: Session): void;
}
