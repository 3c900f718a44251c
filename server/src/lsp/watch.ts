import { DidChangeWatchedFilesNotification, type Disposable, FileChangeType } from 'vscode-languageserver';
import { mayRead } from '../analyse.ts';
import { formats, languages } from '../adapters.ts';
import type { Feature } from './feature.ts';
import type { Session } from './session.ts';

/** Files that decide which others are read, and how. */
const DECIDING = /(?:^|\/)(?:redirect-lint\.config\.json|\.gitignore)$/;

/** Follows files that change outside the editor. */
export const watchedFiles: Feature = {
  start(session) {
    const { connection, traits } = session;
    if (traits.watchesOnDemand) register(session);
    connection.onDidChangeWatchedFiles(async ({ changes }) => {
      const reading: Promise<void>[] = [];
      // Clients say it once for each pattern that a file fits.
      for (const [uri, type] of new Map(changes.map(change => [change.uri, change.type]))) {
        const place = session.placeOf(uri);
        if (!place) continue;
        const { folder, path } = place;
        if (DECIDING.test(path)) void session.scans.start(folder);
        else if (type === FileChangeType.Deleted) session.announce(...session.forgetOnDisk(folder, path));
        else if (mayRead(path, { formats: folder.settings.formats }) || mayRead(path, folder.files.options(path))) {
          reading.push(session.readFromDisk(folder, path).then(change => session.announce(change)));
          while (reading.length >= folder.files.atOnce) await reading.shift();
        }
      }
    });
  },
};

function register(session: Session): void {
  const endings = languages.flatMap(language => language.extensions.map(extension => extension.slice(1)));
  const globs = ['**/redirect-lint.config.json', '**/.gitignore', `**/*.{${endings.join(',')}}`, ...formats.flatMap(format => format.files)];
  let mapped: Promise<Disposable> | null = null;
  let last = '';
  const watch = (patterns: readonly string[]) => session.connection.client.register(
    DidChangeWatchedFilesNotification.type, { watchers: patterns.map(globPattern => ({ globPattern })) },
  );
  watch([...new Set(globs)]).catch(error => session.failed('changes of files are not reported', error));
  // The user's own globs come with the settings of the folders, which change.
  session.changes.event(({ path }) => {
    const own = [...new Set(session.folders.flatMap(folder => Object.keys(folder.settings.formats)))].sort();
    if (path !== '' || own.join('\n') === last) return;
    last = own.join('\n');
    mapped?.then(registration => registration.dispose(), () => {});
    mapped = own.length > 0 ? watch(own) : null;
    mapped?.catch(error => session.failed('changes of files are not reported', error));
  });
}
