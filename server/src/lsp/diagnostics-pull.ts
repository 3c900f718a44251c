import {
  type CancellationToken, DocumentDiagnosticReportKind, LSPErrorCodes, type PreviousResultId, ResponseError, type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import type { Feature } from './feature.ts';
import type { Folder, Report } from './folder.ts';
import type { Opened } from './opened.ts';
import { reportOf, SOURCE } from './report.ts';
import type { Session } from './session.ts';
import { keyOf } from './uri.ts';

/** How long a change that can reach other files waits, in ms, before the client is told to ask again. */
const REFRESH_WAIT = 150;

/** Answers clients that ask for diagnostics: of one document, and of the whole workspace. */
export const pulledDiagnostics: Feature = {
  capabilities: ({ pulls }) => pulls
    ? { diagnosticProvider: { identifier: SOURCE, interFileDependencies: true, workspaceDiagnostics: true } }
    : {},

  start(session) {
    if (!session.traits.pulls) return;
    const { diagnostics } = session.connection.languages;
    let waiting: (() => void)[] = [];
    let hasAnswered = false;
    let refresh: ReturnType<typeof setTimeout> | undefined;
    const refreshSoon = () => {
      if (!session.traits.refreshes || refresh !== undefined) return;
      refresh = setTimeout(() => {
        refresh = undefined;
        diagnostics.refresh().catch(error => session.failed('the client did not refresh', error));
      }, REFRESH_WAIT);
    };

    session.changes.event(({ beyond }) => {
      const woken = waiting;
      waiting = [];
      for (const wake of woken) wake();
      if (beyond) refreshSoon();
    });
    session.saves.event(({ settings }) => {
      if (settings.run === 'onSave') refreshSoon();
    });

    diagnostics.on(async ({ textDocument, previousResultId }, token) => {
      const opened = session.document(textDocument.uri);
      const place = session.placeOf(textDocument.uri);
      const report = opened ? await shownReport(session, opened) : place && await reportOf(session, place.folder, place.path);
      if (token.isCancellationRequested) throw cancelled();
      if (report && report.resultId === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: report.resultId };
      return { kind: DocumentDiagnosticReportKind.Full, ...report && { resultId: report.resultId }, items: [...report?.diagnostics ?? []] };
    });

    // As the specification advises, the answer is held back while there is nothing new to say.
    diagnostics.onWorkspace(async ({ previousResultIds }, token) => {
      const previous = new Map(previousResultIds.map(previous => [keyOf(previous.uri), previous]));
      const stopped = new Promise<void>(resolve => token.onCancellationRequested(() => resolve()));
      await Promise.race([session.scans.done, stopped]);
      for (;;) {
        const woken = new Promise<void>(resolve => waiting.push(resolve));
        const items = token.isCancellationRequested ? [] : await workspaceItems(session, previous, token);
        if (token.isCancellationRequested) throw cancelled();
        if (items.length > 0 || !hasAnswered) {
          hasAnswered = true;
          return { items };
        }
        await Promise.race([woken, stopped]);
      }
    });
  },
};

/** The newest report, or where only saved texts are linted the one of the last save. */
async function shownReport(session: Session, opened: Opened): Promise<Report> {
  await session.analyse(opened);
  if (opened.settings.run === 'onSave' && opened.shown && !opened.document.isSaved) return opened.shown;
  opened.shown = await reportOf(session, opened.folder, opened.path);
  return opened.shown;
}

/**
 * What differs from what the client has: files with other diagnostics than before, and files that have none any more.
 * `previous` by `keyOf` its URI, since clients spell URIs in their own way.
 */
async function workspaceItems(session: Session, previous: ReadonlyMap<string, PreviousResultId>, token: CancellationToken): Promise<WorkspaceDocumentDiagnosticReport[]> {
  const items: WorkspaceDocumentDiagnosticReport[] = [];
  const met = new Set<string>();
  for (const folder of session.folders) {
    for (const path of reportedIn(session, folder)) {
      if (token.isCancellationRequested) return items;
      const opened = session.openAt(folder, path);
      const report = opened ? await shownReport(session, opened) : await reportOf(session, folder, path);
      const key = keyOf(folder.uriOf(path));
      const last = previous.get(key);
      if (report.diagnostics.length === 0 && !last) continue;
      met.add(key);
      if (last?.value !== report.resultId) items.push(fullReport(folder, path, opened, report));
    }
  }
  for (const [key, { uri }] of previous) {
    if (!met.has(key) && !session.document(uri)) items.push({ kind: DocumentDiagnosticReportKind.Full, uri, version: null, items: [] });
  }
  return items;
}

/** The files of which something can be said: those that say something, and the project's configuration file. */
function reportedIn(session: Session, folder: Folder): string[] {
  const { configUri } = folder.files;
  const place = configUri === null ? null : session.placeOf(configUri);
  return place?.folder === folder ? [...folder.index.files, place.path] : folder.index.files;
}

function fullReport(folder: Folder, path: string, opened: Opened | undefined, report: Report): WorkspaceDocumentDiagnosticReport {
  return {
    kind: DocumentDiagnosticReportKind.Full,
    uri: folder.uriOf(path),
    version: opened?.document.version ?? null,
    resultId: report.resultId,
    items: [...report.diagnostics],
  };
}

function cancelled(): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
}
