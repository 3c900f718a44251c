import type { Location, TextDocumentPositionParams } from 'vscode-languageserver';
import { redirectsTo, targetsAt } from '../link/navigation.ts';
import type { WorkspaceIndex } from '../link/index.ts';
import type { Place, Span } from '../model/text.ts';
import type { Feature } from './feature.ts';
import type { Folder } from './folder.ts';
import type { Session } from './session.ts';

/** From a redirect to the route where it leads, and from a route to the redirects that lead there. */
export const navigation: Feature = {
  capabilities: () => ({ definitionProvider: true, referencesProvider: true }),
  start(session) {
    const { connection } = session;
    connection.onDefinition((params, token) => found(session, params, token, targetsAt));
    connection.onReferences((params, token) => found(session, params, token, redirectsTo));
  },
};

type Search = (index: WorkspaceIndex, file: string, offset: number, line: Span) => readonly Place[];

/** Null where nothing is found, so that other servers of the same language answer alone. */
async function found(session: Session, { textDocument, position }: TextDocumentPositionParams, token: { isCancellationRequested: boolean }, search: Search): Promise<Location[] | null> {
  const opened = session.document(textDocument.uri);
  if (!opened) return null;
  await session.analyse(opened);
  if (token.isCancellationRequested || opened.isClosed) return null;
  const { folder, path, document } = opened;
  const { positions } = document;
  const line = positions.span({ start: { line: position.line, character: 0 }, end: { line: position.line, character: Number.MAX_SAFE_INTEGER } });
  const places = search(folder.index, path, positions.offset(position), line);
  return places.length === 0 ? null : Promise.all(places.map(place => locationOf(session, folder, place)));
}

async function locationOf(session: Session, folder: Folder, { file, span }: Place): Promise<Location> {
  const positions = await session.positionsOf(folder, file);
  return { uri: folder.uriOf(file), range: positions.range(span) };
}
