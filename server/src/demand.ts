import { type Extent, factsOf, importsIn, isRead, modulesNamed, type ReadOptions } from './analyse.ts';
import { WorkspaceIndex } from './link/index.ts';
import { facts, type FileFacts, type HandlerRef } from './model/facts.ts';
import type { SourceFile } from './model/reading.ts';
import type { DocumentMemory } from './document-memory.ts';

/**
 * The files of one workspace folder that hold no word of a redirect or a route. Such a file still matters where it imports from one
 * that redirects or has routes: it may call a helper there, hand a handler on to a route, or mount a router. It is read then, and only then.
 * Holds state: what was passed over, and what leads to a redirect.
 */
export class Demand {
  /** Imports as written, a line each, by the path of the file: one string takes a third of the memory of many. */
  readonly #passedOver = new Map<string, string>();
  readonly #leading = new Set<string>();
  readonly #wanted = new Set<string>();
  /** Last parts of what is wanted: most imports are told by theirs that they are not. */
  readonly #ends = new Set<string>();
  /** How much was wanted when all that is passed over had been looked through for it. */
  #lookedFor = 0;

  /** Takes note of a file that holds no word, with what it imports as written, a line each; nothing for one that was read. True where it has to be read as a whole. */
  passOver(path: string, imports: string): boolean {
    const isAsked = this.#importsWanted(path, imports);
    if (isAsked || imports === '') this.#passedOver.delete(path);
    else this.#passedOver.set(path, imports);
    return isAsked;
  }

  forget(path: string): void {
    this.#passedOver.delete(path);
  }

  /** Whether what a file says now leads to a redirect for those who import from it, as it did not before. */
  isNews(path: string, facts: FileFacts): boolean {
    return !this.#leading.has(path) && this.#leads(facts);
  }

  /** Files that were passed over and have to be read after all; each is given once. */
  due(index: WorkspaceIndex): string[] {
    while (this.#follow(index)) { /* what leads to a file that leads to a redirect leads there, too */ }
    if (this.#wanted.size === this.#lookedFor) return [];
    this.#lookedFor = this.#wanted.size;
    const due = [...this.#passedOver].flatMap(([path, imports]) => this.#importsWanted(path, imports) ? [path] : []);
    for (const path of due) this.#passedOver.delete(path);
    return due.sort();
  }

  #follow(index: WorkspaceIndex): boolean {
    const before = this.#wanted.size;
    for (const path of index.files) {
      const facts = index.get(path);
      if (!facts || !this.isNews(path, facts)) continue;
      this.#leading.add(path);
      for (const module of facts.modules) {
        this.#wanted.add(module);
        this.#ends.add(endOf(module));
      }
    }
    return this.#wanted.size > before;
  }

  #leads(facts: FileFacts): boolean {
    if (facts.modules.length === 0) return false;
    const exported = new Set(facts.handlers.filter(({ exports }) => exports.length > 0).map(({ id }) => id));
    if (facts.redirects.some(({ handlers }) => handlers.some(id => exported.has(id)))) return true;
    const isAsked = ({ module }: { readonly module: string | null }) => module !== null && this.#wanted.has(module);
    const refersToAsked = (ref: HandlerRef) => 'module' in ref && isAsked(ref);
    if (facts.reexports.some(({ of }) => isAsked(of))) return true;
    // Where its routes stand decides where redirects to them lead.
    const hasRoutes = facts.bindings.length > 0 || facts.endpoints.length > 0;
    return exported.size > 0 && (hasRoutes || facts.calls.some(({ callee }) => refersToAsked(callee)));
  }

  #importsWanted(path: string, imports: string): boolean {
    return imports !== '' && this.#wanted.size > 0 && imports.split('\n').some(name => {
      const end = endOf(name.replace(/\.[cm]?[jt]sx?$/, '')).replace(/^[@~]/, '');
      const isRelativeFolder = /^\.*$/.test(end);
      return (isRelativeFolder || this.#ends.has(end) || this.#ends.has(end.toLowerCase())) && modulesNamed(path, name).some(module => this.#wanted.has(module));
    });
  }
}

/** How a file is read. */
export interface How {
  readonly extent: Extent;
  readonly options: ReadOptions;
}

/** What one file says, and what it imports, as written, a line each, where nothing else is known of it and may matter by that; else ''. */
export interface Statement {
  readonly facts: FileFacts;
  readonly imports: string;
}

/** Reads a file. Rejects as `factsOf` does. */
export async function statementOf(file: SourceFile, options: ReadOptions, extent: Extent, memory?: DocumentMemory): Promise<Statement> {
  const said = await factsOf(file, options, memory, extent);
  const isUnread = said.format === null && said.problems.length === 0;
  return { facts: said, imports: isUnread ? importsOfUnread(file, extent) : '' };
}

/** What a file says that no adapter has to read; null where one has. */
export function statementOfUnread(file: SourceFile, options: ReadOptions, extent: Extent): Statement | null {
  return isRead(file, options, extent) ? null : { facts: facts({}), imports: importsOfUnread(file, extent) };
}

function importsOfUnread(file: SourceFile, extent: Extent): string {
  return extent === 'first' ? importsIn(file).join('\n') : '';
}

/** What a file says to those who know what others of its folder ask of it; `read` states it, once or twice. Rejects as `read` does. */
export async function factsOnDemand(demand: Demand, path: string, read: (extent: Extent) => Promise<Statement>): Promise<FileFacts> {
  const first = await read('first');
  const isAsked = demand.passOver(path, first.imports);
  return isAsked ? (await read('whole')).facts : first.facts;
}

/** Reads what is due until nothing is: `read` puts what a file says, read as a whole, into the index. */
export async function settle(demand: Demand, index: WorkspaceIndex, read: (paths: readonly string[]) => Promise<void>): Promise<void> {
  for (let due = demand.due(index); due.length > 0; due = demand.due(index)) await read(due);
}

/** What texts say that are all there is of a project. Rejects as `factsOf` does. */
export async function indexOf(files: readonly SourceFile[], options: ReadOptions = {}): Promise<WorkspaceIndex> {
  const index = new WorkspaceIndex();
  const demand = new Demand();
  const texts = new Map(files.map(file => [file.path, file]));
  for (const file of files) index.set(file.path, await factsOnDemand(demand, file.path, extent => statementOf(file, options, extent)));
  await settle(demand, index, async paths => {
    for (const path of paths) index.set(path, await factsOf(texts.get(path) as SourceFile, options, undefined, 'whole'));
  });
  return index;
}

/** What stands behind the last `/` or `.` of a module's name. */
function endOf(module: string): string {
  return module.slice(Math.max(module.lastIndexOf('/'), module.lastIndexOf('.')) + 1);
}
