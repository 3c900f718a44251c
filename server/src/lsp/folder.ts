import type { Diagnostic } from 'vscode-languageserver';
import { Demand } from '../demand.ts';
import { editOf } from '../document-memory.ts';
import { type Difference, differenceOf, type RoutesThen } from '../link/difference.ts';
import { type Reads, WorkspaceIndex } from '../link/index.ts';
import type { FileFacts } from '../model/facts.ts';
import type { Finding, Site } from '../model/finding.ts';
import type { Shift, Span } from '../model/text.ts';
import { NO_FILES, type ProjectFiles } from './host.ts';
import { DEFAULT_SETTINGS, type Settings } from './settings.ts';
import { join, pathIn, relativeTo } from './uri.ts';

/** What is said of one file. */
export interface Made {
  readonly sites: readonly Site[];
  readonly findings: readonly Finding[];
  /** One for each finding, in the same order. */
  readonly diagnostics: readonly Diagnostic[];
  /** For each diagnostic, where it and what it refers to stand. */
  readonly marks: readonly Marks[];
  /** What of the index it was made from. */
  readonly reads: Reads;
  /** The redirects by themselves, in the order of the report; null where something is said of the file that is not said of one of them. */
  readonly apart: Apart | null;
}

/** A report as that of single redirects: an edit that changes one leaves what is said of the others. */
export interface Apart {
  readonly redirects: readonly { readonly at: number; readonly reads: Reads; readonly findings: number }[];
  readonly routes: RoutesThen;
}

/** A report whose file has been edited since, with what has moved, and what the last edit changed: nothing where it is null. */
export interface Edited {
  readonly report: Report;
  readonly by: readonly Shift[];
  readonly change: { readonly difference: Difference; readonly touched: Reads } | null;
}

/** A report that nobody asked for while so many edits moved it is made anew. */
const MOST_SHIFTS = 100;

/** The places of one diagnostic. */
export interface Marks {
  readonly span: Span;
  readonly related: readonly { readonly file: string; readonly span: Span }[];
}

/** What is said of one file, with the name that clients hand back to learn whether it changed. */
export interface Report extends Made {
  readonly resultId: string;
}

/** What is known to be said of a file: the report of what it says now, or one before edits after which it says the same in other places, or almost. */
interface Reported {
  report: Report | undefined;
  edited: Edited | undefined;
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
  readonly #reported = new Map<string, Reported>();
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
    const edit = editOf(facts);
    const reported = this.#reported.get(path);
    const waiting = reported?.report ? { report: reported.report, by: [], change: null } : reported?.edited;
    const stays = edit && waiting && waiting.change === null && waiting.by.length < MOST_SHIFTS && this.index.get(path) === edit.from;
    const difference = stays && !edit.isMoved && waiting.report.apart ? differenceOf(edit.from, facts, edit.by) : null;
    const touched = this.index.set(path, facts);
    const beyond = this.#touched(path, touched);
    if (reported && stays && (edit.isMoved || difference)) reported.edited = { report: waiting.report, by: [...waiting.by, edit.by], change: difference && { difference, touched } };
    return beyond;
  }

  remove(path: string): boolean {
    return this.#touched(path, this.index.delete(path));
  }

  /** Changes whenever a report could; what was begun in another generation is not to be kept. */
  get generation(): number {
    return this.#generation;
  }

  report(path: string): Report | undefined {
    return this.#reported.get(path)?.report;
  }

  /** The last report of a file that says the same as before, or almost; undefined where a report has to be made. */
  editedReport(path: string): Edited | undefined {
    return this.#reported.get(path)?.edited;
  }

  /** Keeps a report; one that says the same as the last of its file gets the same `resultId`. */
  keep(path: string, made: Made): Report {
    const report = new KeptReport(made, content => {
      const last = this.#named.get(path);
      const id = last?.content === content ? last.id : nextResultId();
      this.#named.set(path, { id, content });
      return id;
    });
    this.#reported.set(path, { report, edited: undefined });
    return report;
  }

  /** Every report is made anew, as after a change of settings. */
  forgetReports(): void {
    this.#generation++;
    this.#reported.clear();
  }

  #touched(path: string, touched: Reads): boolean {
    this.#generation++;
    const own = this.#reported.get(path);
    if (own) Object.assign(own, { report: undefined, edited: undefined });
    if (touched.size === 0) return false;
    let beyond = false;
    const names = [...touched];
    const concerns = (report: Report | undefined) => report !== undefined && names.some(name => report.reads.has(name));
    for (const other of this.#reported.values()) {
      if (concerns(other.edited?.report)) other.edited = undefined;
      if (!concerns(other.report)) continue;
      other.report = undefined;
      beyond = true;
    }
    return beyond;
  }
}

/** Named when its name is asked for: clients to which diagnostics are pushed never do. */
class KeptReport implements Report {
  readonly diagnostics: readonly Diagnostic[];
  readonly marks: readonly Marks[];
  readonly reads: Reads;
  readonly apart: Apart | null;
  readonly #made: Made;
  readonly #nameOf: (content: string) => string;
  #resultId: string | null = null;

  constructor(made: Made, nameOf: (content: string) => string) {
    this.#made = made;
    this.diagnostics = made.diagnostics;
    this.marks = made.marks;
    this.reads = made.reads;
    this.apart = made.apart;
    this.#nameOf = nameOf;
  }

  get sites(): readonly Site[] {
    return this.#made.sites;
  }

  get findings(): readonly Finding[] {
    return this.#made.findings;
  }

  get resultId(): string {
    return this.#resultId ??= this.#nameOf(JSON.stringify(this.diagnostics));
  }
}

// A client may hand back a name that it got from a server that has been restarted since.
const born = Date.now().toString(36);
let made = 0;

function nextResultId(): string {
  return `${born}-${++made}`;
}
