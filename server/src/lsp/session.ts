import { type Connection, Emitter } from 'vscode-languageserver';
import { factsOnDemand, settle } from '../demand.ts';
import { facts, type FileFacts } from '../model/facts.ts';
import type { ClientTraits } from './client-traits.ts';
import { OpenDocument } from './documents.ts';
import { Folder } from './folder.ts';
import type { Host } from './host.ts';
import type { Say } from './l10n.ts';
import { Opened } from './opened.ts';
import { Positions } from './positions.ts';
import { Scans } from './scan.ts';
import { readOptions, type SettingsCache } from './settings.ts';
import { keyOf } from './uri.ts';

/** Something that is said of a file has changed; `beyond`: what is said of others may have, too. */
export interface Change {
  readonly folder: Folder;
  readonly path: string;
  readonly beyond: boolean;
}

/** So many texts of closed files are kept, for showing places in them. */
const MOST_TEXTS = 64;

/** So long, in ms, after its first diagnostics a document that was not read for them waits to be. */
const WARM_AFTER = 500;

/** What all features share: the folders, the open documents, and how a text becomes facts in an index. */
export class Session {
  readonly connection: Connection;
  readonly host: Host;
  readonly traits: ClientTraits;
  readonly settings: SettingsCache;
  /** In the user's language. */
  readonly say: Say;
  /** The server's own. */
  readonly version: string;
  readonly scans = new Scans(this);
  readonly changes = new Emitter<Change>();
  readonly saves = new Emitter<Opened>();
  readonly closes = new Emitter<Opened>();
  #folders: Folder[] = [];
  readonly #open = new Map<string, Opened>();
  readonly #running = new Map<Opened, Promise<void>>();
  readonly #positions = new Map<string, Positions>();
  /** Files on disk that are being read, each with its last reading: a file may change, or go, before that has ended. */
  readonly #reading = new Map<string, symbol>();

  constructor(connection: Connection, host: Host, traits: ClientTraits, settings: SettingsCache, say: Say, version: string) {
    this.connection = connection;
    this.host = host;
    this.traits = traits;
    this.settings = settings;
    this.say = say;
    this.version = version;
  }

  get folders(): readonly Folder[] {
    return this.#folders;
  }

  get opened(): readonly Opened[] {
    return [...this.#open.values()];
  }

  document(uri: string): Opened | undefined {
    return this.#open.get(keyOf(uri));
  }

  /** The open document that a path of a folder stands for. */
  openAt(folder: Folder, path: string): Opened | undefined {
    return this.opened.find(opened => opened.folder === folder && opened.path === path);
  }

  /** The folder that a URI belongs to, the deepest where folders are nested, with its path there. */
  placeOf(uri: string): { folder: Folder; path: string } | null {
    let best: { folder: Folder; path: string } | null = null;
    for (const folder of this.#folders) {
      const path = folder.pathOf(uri);
      if (path !== null && (best === null || path.length < best.path.length)) best = { folder, path };
    }
    return best;
  }

  /** Adds and removes workspace folders; open documents move to where they now belong. */
  changeFolders(added: readonly string[], removed: readonly string[]): Folder[] {
    const gone = new Set(removed.map(keyOf));
    const known = new Set(this.#folders.map(folder => keyOf(folder.uri ?? '')));
    const fresh = [...new Set(added.map(uri => uri.replace(/(?<=[^/:])\/$/, '')))].filter(uri => !known.has(keyOf(uri))).map(uri => new Folder(uri));
    for (const folder of this.#folders) if (gone.has(keyOf(folder.uri ?? ''))) folder.files.kept?.save(false);
    this.#folders = [...this.#folders.filter(folder => !gone.has(keyOf(folder.uri ?? ''))), ...fresh];
    for (const opened of this.opened) {
      this.#leave(opened);
      this.#enter(opened.document);
    }
    return fresh;
  }

  open(item: { uri: string; languageId: string; version: number; text: string }): Opened {
    const before = this.document(item.uri);
    if (before) this.#leave(before);
    before?.document.memory.forget();
    return this.#enter(new OpenDocument(item, this.traits.encoding));
  }

  /** The document is no more; what is on disk counts again. */
  async close(uri: string): Promise<void> {
    const opened = this.document(uri);
    if (!opened) return;
    this.#leave(opened);
    this.closes.fire(opened);
    this.settings.forget(uri);
    await this.#running.get(opened);
    opened.document.memory.forget();
    if (opened.folder.uri !== null) this.announce(await this.readFromDisk(opened.folder, opened.path));
  }

  save(uri: string): void {
    const opened = this.document(uri);
    if (!opened) return;
    opened.document.saved();
    this.saves.fire(opened);
  }

  /** Has the next server know what the files say. */
  keepFacts(): void {
    for (const opened of this.opened) opened.keep();
    for (const folder of this.#folders) folder.files.kept?.save(false);
  }

  /** Has the changes take effect on whoever listens. */
  announce(...changes: readonly (Change | null)[]): void {
    for (const change of changes) if (change) this.changes.fire(change);
  }

  /** Resolves when the index holds what the newest text of the document says. Never rejects. */
  async analyse(opened: Opened): Promise<void> {
    let running = this.#running.get(opened);
    if (!running) {
      running = this.#analyse(opened).finally(() => this.#running.delete(opened));
      this.#running.set(opened, running);
    }
    await running;
  }

  /** Resolves when the open documents that are being read have been: whoever has time lets them go first. Never rejects. */
  get documentsRead(): Promise<void> {
    return Promise.all(this.#running.values()).then(() => {});
  }

  /** Reads open documents again, after something else than their text changed. */
  reanalyse(which: (opened: Opened) => boolean): void {
    for (const opened of this.opened.filter(which)) {
      opened.outdate();
      void this.analyse(opened);
    }
  }

  /** States what a file on disk says, unless it is open; null where nothing changes by it. Never rejects. */
  async readFromDisk(folder: Folder, path: string): Promise<Change | null> {
    const key = textKey(folder, path);
    this.#positions.delete(key);
    if (this.openAt(folder, path)) return null;
    const reading = Symbol(path);
    this.#reading.set(key, reading);
    const stated = await this.#factsOnDisk(folder, path);
    const isLast = this.#reading.get(key) === reading;
    if (isLast) this.#reading.delete(key);
    if (!isLast || this.openAt(folder, path) || !this.#folders.includes(folder)) return null;
    if (stated.format === null && folder.index.get(path) === undefined) return null;
    return { folder, path, beyond: this.#state(folder, path, stated) };
  }

  /** Reads the files of a folder that were passed over and turn out to lead to a redirect. Never rejects. */
  async readDue(folder: Folder): Promise<void> {
    await settle(folder.demand, folder.index, async paths => {
      for (const path of paths) {
        const opened = this.openAt(folder, path);
        if (opened) this.reanalyse(each => each === opened);
        this.announce(opened ? null : await this.readFromDisk(folder, path));
      }
      await this.documentsRead;
    });
  }

  /** Forgets a file that is no more on disk, or all files of a folder; what is open stays. */
  forgetOnDisk(folder: Folder, path: string): Change[] {
    const gone = textKey(folder, path);
    for (const key of this.#reading.keys()) if (key === gone || key.startsWith(`${gone}/`)) this.#reading.delete(key);
    return folder.index.files
      .filter(file => (file === path || file.startsWith(`${path}/`)) && !this.openAt(folder, file))
      .map(file => {
        this.#positions.delete(textKey(folder, file));
        folder.demand.forget(file);
        return { folder, path: file, beyond: folder.remove(file) };
      });
  }

  /** Text of a file as the index knows it: open or on disk. */
  async textOf(folder: Folder, path: string): Promise<string> {
    return this.openAt(folder, path)?.document.text ?? await folder.files.read(path) ?? '';
  }

  async positionsOf(folder: Folder, path: string): Promise<Positions> {
    const opened = this.openAt(folder, path);
    if (opened) return opened.document.positions;
    const key = textKey(folder, path);
    const positions = this.#positions.get(key) ?? new Positions(await folder.files.read(path) ?? '', this.traits.encoding);
    this.#positions.delete(key);
    this.#positions.set(key, positions);
    for (const oldest of [...this.#positions.keys()].slice(0, -MOST_TEXTS)) this.#positions.delete(oldest);
    return positions;
  }

  /** Says in the log what went wrong; the server goes on. */
  failed(what: string, error: unknown): void {
    this.connection.console.error(`${what}: ${error instanceof Error ? error.stack ?? error.message : String(error)}`);
  }

  async #analyse(opened: Opened): Promise<void> {
    const { document, folder, path } = opened;
    while (!opened.isClosed && !opened.isAnalysed) {
      const asked = this.settings.of(document.uri);
      const settings = await asked;
      if (asked !== this.settings.of(document.uri)) continue;
      // Only now: what came while the client was asked is read with the rest, not once more.
      opened.analysed(document.revision);
      const stated = await opened.facts(settings).catch(error => {
        this.failed(`${document.uri} cannot be analysed`, error);
        return facts({ problems: [String(error)] });
      });
      // A text or setting that came meanwhile makes this one stale.
      if (opened.isClosed || !opened.isAnalysed) continue;
      opened.settings = settings;
      this.announce({ folder, path, beyond: this.#state(folder, path, stated) });
      if (opened.isRecalled) setTimeout(() => this.#warm(opened), WARM_AFTER);
    }
  }

  /** Reads a document that was known from an earlier time, so that its next edit does not have to wait for that. */
  #warm(opened: Opened): void {
    if (opened.isClosed || !opened.isRecalled) return;
    opened.facts(opened.settings).catch(error => this.failed(`${opened.document.uri} cannot be analysed`, error));
  }

  /** True where reports of other files have to be made anew. What the file now asks of others is read soon; a scan does that when it ends. */
  #state(folder: Folder, path: string, stated: FileFacts): boolean {
    const beyond = folder.state(path, stated);
    if (!this.scans.isRunning && folder.demand.isNews(path, stated)) void this.readDue(folder);
    return beyond;
  }

  async #factsOnDisk(folder: Folder, path: string) {
    try {
      const { settings, files } = folder;
      if (!settings.enable || files.ignores(path, false)) return facts({});
      const options = readOptions(settings, files.options(path));
      return await factsOnDemand(folder.demand, path, async extent => await files.state(path, { extent, options }) ?? { facts: facts({}), imports: '' });
    } catch (error) {
      this.failed(`${folder.uriOf(path)} cannot be analysed`, error);
      return facts({});
    }
  }

  #enter(document: OpenDocument): Opened {
    const place = this.placeOf(document.uri);
    const folder = place?.folder ?? new Folder(null);
    const opened = new Opened(document, folder, place?.path ?? folder.pathOf(document.uri) ?? '');
    folder.opened(opened.path, document.uri);
    this.#open.set(keyOf(document.uri), opened);
    return opened;
  }

  #leave(opened: Opened): void {
    opened.isClosed = true;
    opened.folder.closed(opened.path);
    this.#open.delete(keyOf(opened.document.uri));
  }
}

function textKey(folder: Folder, path: string): string {
  return `${folder.uri}\n${path}`;
}
