import { TextDocumentSyncKind } from 'vscode-languageserver';
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
    connection.onDidSaveTextDocument(({ textDocument }) => session.save(textDocument.uri));
    connection.onDidCloseTextDocument(({ textDocument }) => void session.close(textDocument.uri));
  },
};
