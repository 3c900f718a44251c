import { CancellationTokenSource } from 'vscode-languageserver';
import { clientFiles } from './client-files.ts';
import type { Feature } from './feature.ts';
import type { Folder } from './folder.ts';
import { NO_FILES } from './host.ts';
import type { Session } from './session.ts';

/** So long, in ms, a scan may keep requests waiting. */
const SLICE = 15;

/** Reads the files of workspace folders in the background, with progress that the user can cancel. */
export class Scans {
  readonly #session: Session;
  readonly #running = new Map<Folder, { stop: CancellationTokenSource; done: Promise<void> }>();

  constructor(session: Session) {
    this.#session = session;
  }

  get isRunning(): boolean {
    return this.#running.size > 0;
  }

  /** Resolves when every scan that runs now has ended. */
  get done(): Promise<void> {
    return Promise.all([...this.#running.values()].map(scan => scan.done)).then(() => {});
  }

  /**
   * Reads a folder (again), settings and configuration included; a scan of it that still runs is stopped. False where it was stopped itself.
   * `tell` hears how many files have been read, instead of the user. Never rejects.
   */
  async start(folder: Folder, tell?: (files: number) => void): Promise<boolean> {
    this.#running.get(folder)?.stop.cancel();
    const stop = new CancellationTokenSource();
    const done = this.#scan(folder, stop, tell)
      .catch(error => this.#session.failed(`${folder.uri} cannot be read`, error))
      .finally(() => {
        if (this.#running.get(folder)?.stop === stop) this.#running.delete(folder);
      });
    this.#running.set(folder, { stop, done });
    await done;
    return !stop.token.isCancellationRequested;
  }

  stop(folder: Folder): void {
    this.#running.get(folder)?.stop.cancel();
  }

  async #scan(folder: Folder, stop: CancellationTokenSource, tell?: (files: number) => void): Promise<void> {
    const session = this.#session;
    const { console } = session.connection;
    const uri = folder.uri ?? '';
    folder.settings = await session.settings.of(uri);
    folder.files.kept?.save(false);
    const files = await session.host.open(uri) ?? (session.traits.readsFiles ? await clientFiles(session.connection, uri) : NO_FILES);
    folder.files = files;
    folder.forgetReports();
    if (files.problem) console.warn(files.problem);
    session.reanalyse(opened => opened.folder === folder);
    await session.documentsRead;

    const started = Date.now();
    const progress = tell ? { report: tell, done: () => {} } : this.#shownProgress(stop);
    const seen = new Set<string>();
    let slice = Date.now();
    const reading: Promise<unknown>[] = [];
    const { enable, formats } = folder.settings;
    for await (const path of enable ? files.walk({ formats }) : []) {
      if (stop.token.isCancellationRequested) break;
      seen.add(path);
      reading.push(session.readFromDisk(folder, path));
      while (reading.length >= files.atOnce) await reading.shift();
      if (Date.now() - slice > SLICE) {
        progress.report(seen.size);
        await new Promise(resolve => setTimeout(resolve, 0));
        await session.documentsRead;
        slice = Date.now();
      }
    }
    await Promise.all(reading);
    const stopped = stop.token.isCancellationRequested;
    if (!stopped) await session.readDue(folder);
    if (!stopped) for (const path of folder.index.files) if (!seen.has(path)) session.forgetOnDisk(folder, path);
    if (!stopped && enable) files.kept?.save(true);
    files.rest();
    progress.done();
    console.info(`${uri}: ${seen.size} files read in ${Date.now() - started} ms${stopped ? ', stopped' : ''}`);
    session.announce({ folder, path: '', beyond: true });
  }

  /** Progress that the client shows by itself, and which the user can cancel. */
  #shownProgress(stop: CancellationTokenSource) {
    const { say, connection } = this.#session;
    const reporter = connection.window.createWorkDoneProgress();
    let report: (files: number) => void = () => {};
    reporter.then(made => {
      made.begin('redirect-lint', undefined, say('reading the workspace'), true);
      made.token.onCancellationRequested(() => stop.cancel());
      report = files => made.report(say('{0} files read', files));
    }, error => this.#session.failed('no progress can be shown', error));
    return { report: (files: number) => report(files), done: () => void reporter.then(made => made.done(), () => {}) };
  }
}

/** Knows what the files say that are not open: at the start, and when workspace folders come and go. */
export const workspaceScan: Feature = {
  capabilities: () => ({ workspace: { workspaceFolders: { supported: true, changeNotifications: true } } }),
  start(session) {
    for (const folder of session.folders) void session.scans.start(folder);
    session.connection.onShutdown(() => session.keepFacts());
    if (!session.traits.folders) return;
    session.connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      const before = session.folders;
      const fresh = session.changeFolders(added.map(folder => folder.uri), removed.map(folder => folder.uri));
      for (const folder of before) if (!session.folders.includes(folder)) session.scans.stop(folder);
      session.reanalyse(() => true);
      for (const folder of fresh) void session.scans.start(folder);
    });
  },
};
