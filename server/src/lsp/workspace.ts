import { type CancellationToken, NotificationType0, type ProgressToken, RequestType, RequestType0, type TextDocumentEdit, type TextEdit, WorkDoneProgress, type WorkDoneProgressParams, type WorkspaceEdit } from 'vscode-languageserver';
import { fittingEdits } from '../fix/apply.ts';
import type { Severity } from '../model/finding.ts';
import { lspEdits, safeEdits } from './action-edits.ts';
import { explanation } from './explain.ts';
import type { Feature } from './feature.ts';
import type { Folder } from './folder.ts';
import { reportOf } from './report.ts';
import type { Session } from './session.ts';

/** What linting the whole workspace came to. */
export interface WorkspaceSummary extends Readonly<Record<Severity, number>> {
  /** Files in which something is read. */
  readonly files: number;
  /** The user cancelled it: there may be more. */
  readonly stopped: boolean;
}

/** Reads the workspace again and says what was found; cancelled, it says what was found until then. `workDoneToken` hears how far it is. */
export const LintWorkspaceRequest = new RequestType<WorkDoneProgressParams | null, WorkspaceSummary, void>('redirectLint/lintWorkspace');
/** The user has seen enough: the workspace is read no further, and `redirectLint/lintWorkspace` is answered. */
export const StopLintingNotification = new NotificationType0('redirectLint/stopLinting');
/** The edit that takes every safe fix of the workspace, marked so that the client shows it first; null where there is none. */
export const FixWorkspaceRequest = new RequestType0<WorkspaceEdit | null, void>('redirectLint/fixWorkspace');
/** All that is known of an open document, as Markdown for a bug report; null for any other. */
export const ExplainFileRequest = new RequestType<{ uri: string }, string | null, void>('redirectLint/explainFile');

/** Requests about more than one position: behind the extension's commands. */
export const workspaceRequests: Feature = {
  start(session) {
    const { connection } = session;
    connection.onRequest(LintWorkspaceRequest, (params, token) => lintWorkspace(session, params?.workDoneToken, token));
    connection.onNotification(StopLintingNotification, () => stop(session));
    connection.onRequest(FixWorkspaceRequest, () => fixWorkspace(session));
    connection.onRequest(ExplainFileRequest, ({ uri }) => {
      const opened = session.document(uri);
      return opened ? explanation(session, opened) : null;
    });
  },
};

async function lintWorkspace(session: Session, progress: ProgressToken | undefined, token: CancellationToken): Promise<WorkspaceSummary> {
  const { folders, connection, say } = session;
  const read = new Map<Folder, number>();
  const tell = (folder: Folder) => progress === undefined ? undefined : (files: number) => {
    read.set(folder, files);
    const all = [...read.values()].reduce((sum, each) => sum + each, 0);
    void connection.sendProgress(WorkDoneProgress.type, progress, { kind: 'report', message: say('{0} files read', all) });
  };
  token.onCancellationRequested(() => stop(session));
  const complete = await Promise.all(folders.map(folder => session.scans.start(folder, tell(folder))));
  const count = { error: 0, warning: 0, hint: 0 };
  let files = 0;
  for (const folder of folders) {
    for (const path of folder.index.files) {
      const { findings, diagnostics } = await reportOf(session, folder, path);
      files++;
      for (const { severity } of findings) count[severity]++;
      // A client that asks for diagnostics has been told to ask again.
      if (!session.traits.pulls && !session.openAt(folder, path)) await session.connection.sendDiagnostics({ uri: folder.uriOf(path), diagnostics: [...diagnostics] });
    }
  }
  return { ...count, files, stopped: complete.includes(false) };
}

function stop({ folders, scans }: Session): void {
  for (const folder of folders) scans.stop(folder);
}

async function fixWorkspace(session: Session): Promise<WorkspaceEdit | null> {
  await session.scans.done;
  const { traits, say } = session;
  const documents: TextDocumentEdit[] = [];
  for (const folder of session.folders) {
    for (const path of folder.index.files) {
      const opened = session.openAt(folder, path);
      if (opened) await session.analyse(opened);
      const { findings } = await reportOf(session, folder, path);
      const { edits } = fittingEdits(await session.textOf(folder, path), safeEdits(findings, null));
      if (edits.length === 0) continue;
      const changes = lspEdits(await session.positionsOf(folder, path), edits.reverse());
      documents.push({
        textDocument: { uri: folder.uriOf(path), version: opened?.document.version ?? null },
        edits: traits.annotations ? changes.map(edit => ({ ...edit, annotationId: ANNOTATION })) : changes,
      });
    }
  }
  if (documents.length === 0) return null;
  if (!traits.documentChanges) return { changes: Object.fromEntries(documents.map(({ textDocument, edits }) => [textDocument.uri, edits as TextEdit[]])) };
  const annotation = { label: say('Redirects that are safe to fix'), needsConfirmation: true };
  return { documentChanges: documents, ...traits.annotations && { changeAnnotations: { [ANNOTATION]: annotation } } };
}

const ANNOTATION = 'redirectLint.fix';
