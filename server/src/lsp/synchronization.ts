import { TextDocumentSyncKind } from 'vscode-languageserver';
import { isConfigFile } from '../config/text.ts';
import type { Feature } from './feature.ts';

/** Keeps the open documents as the client has them. */
export const synchronization: Feature = {
  capabilities: () => ({ textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true } }),
  start(session) {
    const { connection } = session;
    const analyse = (uri: string) => {
      const opened = session.document(uri);
      if (opened) void session.analyse(opened);
    };
    connection.onDidOpenTextDocument(({ textDocument }) => {
      session.open(textDocument);
      analyse(textDocument.uri);
    });
    connection.onDidChangeTextDocument(({ textDocument, contentChanges }) => {
      session.document(textDocument.uri)?.document.change(contentChanges, textDocument.version);
      analyse(textDocument.uri);
    });
    connection.onDidSaveTextDocument(({ textDocument }) => {
      session.save(textDocument.uri);
      // Whoever watches files reports this one as well.
      const place = session.placeOf(textDocument.uri);
      if (place && isConfigFile(place.path) && !session.traits.watchesOnDemand) void session.scans.start(place.folder);
    });
    connection.onDidCloseTextDocument(({ textDocument }) => void session.close(textDocument.uri));
  },
};
