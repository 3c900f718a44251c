import type { Feature } from './feature.ts';
import type { Opened } from './opened.ts';
import { reportOf } from './report.ts';
import type { Session } from './session.ts';

/** How long other documents wait, in ms, so that typing in a routes file does not publish them with every key. */
const OTHERS_WAIT = 150;

/** Sends diagnostics of open documents to clients that do not ask for them. */
export const pushedDiagnostics: Feature = {
  start(session) {
    if (session.traits.pulls) return;
    const { connection } = session;
    let others: ReturnType<typeof setTimeout> | undefined;
    const publishAll = () => {
      others = undefined;
      for (const opened of session.opened) void publish(session, opened);
    };
    session.changes.event(({ folder, path, beyond }) => {
      const opened = session.openAt(folder, path);
      if (opened) void publish(session, opened);
      if (beyond && others === undefined) others = setTimeout(publishAll, OTHERS_WAIT);
    });
    session.saves.event(opened => void publish(session, opened));
    session.closes.event(({ document }) => void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] }));
  },
};

async function publish(session: Session, opened: Opened): Promise<void> {
  const { document, folder, path } = opened;
  await session.analyse(opened);
  if (opened.settings.run === 'onSave' && opened.shown && !document.isSaved) return;
  const { version, revision } = document;
  const report = await reportOf(session, folder, path);
  if (opened.isClosed || document.revision !== revision || opened.shown === report) return;
  opened.shown = report;
  await session.connection.sendDiagnostics({ uri: document.uri, version, diagnostics: [...report.diagnostics] });
}
