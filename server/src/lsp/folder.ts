import type { Diagnostic } from 'vscode-languageserver';
import { Demand } from '../demand.ts';
import { type Reads, WorkspaceIndex } from '../link/index.ts';
import type { FileFacts } from '../model/facts.ts';
import type { Finding, Site } from '../model/finding.ts';
import { NO_FILES, type ProjectFiles } from './host.ts';
import { DEFAULT_SETTINGS, type Settings } from './settings.ts';
import { join, pathIn, relativeTo } from './uri.ts';

/** What is said of one file, with the name that clients hand back to learn whether it changed. */
export interface Report {
  readonly resultId: string;
  readonly sites: readonly Site[];
  readonly findings: readonly Finding[];
  /** One for each finding, in the same order. */
  readonly diagnostics: readonly Diagnostic[];
  /** What of the index it was made from. */
  readonly reads: Reads;
}

/**
 * The files that are linked with each other: those of one workspace folder, or a single document that stands in none.
 * Keeps reports until something they depend on changes, so that a keystroke costs what its own file costs.
 */
export class Folder {
  /** Null for a document that stands alone. */
  readonly uri: string | null;
  readonly index = new WorkspaceIndex();
  readonly demand = new Demand();
  readonly #reports = new Map<string, Report>();
  readonly #named = new Map<string, { id: string; content: string }>();
  readonly #openUris = new Map<string, string>();
  #generation = 0;
  files: ProjectFiles = NO_FILES;
  settings: Settings = DEFAULT_SETTINGS;

  constructor(uri: string | null) {
    this.uri = uri;
  }

  /** The path of a document in the index; null where it does not belong here. */
  pathOf(uri: string): string | null {
    return this.uri === null ? pathIn(uri) : relativeTo(this.uri, uri);
  }

  /** The URI of a path, as the client spelt it where the file is open. */
  uriOf(path: string): string {
    return this.#openUris.get(path) ?? join(this.uri ?? '', path);
  }

  opened(path: string, uri: string): void {
    this.#openUris.set(path, uri);
  }

  closed(path: string): void {
    this.#openUris.delete(path);
  }

  /** States what a file says; a file that no adapter reads is not kept. True where reports of other files have to be made anew. */
  state(path: string, facts: FileFacts): boolean {
    if (facts.format === null) return this.remove(path);
    return this.#touched(path, this.index.set(path, facts));
  }

  remove(path: string): boolean {
    return this.#touched(path, this.index.delete(path));
  }

  /** Changes whenever a report could; what was begun in another generation is not to be kept. */
  get generation(): number {
    return this.#generation;
  }

  report(path: string): Report | undefined {
    return this.#reports.get(path);
  }

  /** Keeps a report; one that says the same as the last of its file gets the same `resultId`. */
  keep(path: string, made: Omit<Report, 'resultId'>): Report {
    const content = JSON.stringify(made.diagnostics);
    const last = this.#named.get(path);
    const id = last?.content === content ? last.id : nextResultId();
    this.#named.set(path, { id, content });
    const report = { resultId: id, ...made };
    this.#reports.set(path, report);
    return report;
  }

  /** Every report is made anew, as after a change of settings. */
  forgetReports(): void {
    this.#generation++;
    this.#reports.clear();
  }

  #touched(path: string, touched: Reads): boolean {
    this.#generation++;
    this.#reports.delete(path);
    if (touched.size === 0) return false;
    let beyond = false;
    for (const [other, { reads }] of this.#reports) {
      if (![...touched].some(name => reads.has(name))) continue;
      this.#reports.delete(other);
      beyond = true;
    }
    return beyond;
  }
}

// A client may hand back a name that it got from a server that has been restarted since.
const born = Date.now().toString(36);
let made = 0;

function nextResultId(): string {
  return `${born}-${++made}`;
}
