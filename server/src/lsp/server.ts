import type { Connection, InitializeParams, InitializeResult, ServerCapabilities } from 'vscode-languageserver';
import { useGrammars } from '../syntax/parser.ts';
import { traitsOf } from './client-traits.ts';
import { codeActions } from './code-actions.ts';
import { completion } from './completion.ts';
import { configuration } from './configuration.ts';
import { pulledDiagnostics } from './diagnostics-pull.ts';
import { navigation } from './navigation.ts';
import { pushedDiagnostics } from './diagnostics-push.ts';
import type { Feature } from './feature.ts';
import { fileStatus } from './file-status.ts';
import type { Host } from './host.ts';
import { hover } from './hover.ts';
import { inlayHints } from './inlay-hints.ts';
import { sayIn } from './l10n.ts';
import { redirectMap } from './redirect-map.ts';
import { rehearsal } from './rehearsal.ts';
import { workspaceScan } from './scan.ts';
import { rulePages } from './rule-page.ts';
import { Session } from './session.ts';
import { SettingsCache } from './settings.ts';
import { synchronization } from './synchronization.ts';
import { watchedFiles } from './watch.ts';
import { workspaceRequests } from './workspace.ts';

/** Every feature; synchronization first, so that whatever listens finds the documents up to date. */
const features: readonly Feature[] = [
  synchronization, configuration, watchedFiles, pushedDiagnostics, pulledDiagnostics, codeActions, navigation,
  hover, inlayHints, completion, rulePages, fileStatus, redirectMap, workspaceRequests, workspaceScan, rehearsal,
];

/** Serves one client over a connection, whatever carries it and wherever it runs. */
export function serve(connection: Connection, hostFor: (params: InitializeParams) => Host, version: string): void {
  connection.onInitialize((params): InitializeResult => {
    const host = hostFor(params);
    useGrammars(host.grammars);
    const traits = traitsOf(params);
    const settings = new SettingsCache(connection, traits, params.initializationOptions);
    const session = new Session(connection, host, traits, settings, sayIn(params.locale), version);
    session.changeFolders(foldersOf(params), []);
    connection.onInitialized(() => {
      for (const feature of features) feature.start(session);
    });
    const capabilities: ServerCapabilities = { positionEncoding: traits.encoding };
    for (const feature of features) Object.assign(capabilities, feature.capabilities?.(traits));
    return { capabilities, serverInfo: { name: 'redirect-lint', version } };
  });
  connection.listen();
}

/** Clients older than LSP 3.6 give one root. */
function foldersOf({ workspaceFolders, rootUri, rootPath }: InitializeParams): string[] {
  if (workspaceFolders) return workspaceFolders.map(folder => folder.uri);
  if (rootUri) return [rootUri];
  return rootPath ? [`file://${rootPath.startsWith('/') ? '' : '/'}${rootPath.replaceAll('\\', '/')}`] : [];
}
