import type { Binding, Call, FileFacts, Handler, HandlerRef } from '../model/facts.ts';

/** A handler, binding or call with the file that states it. */
export interface In<T> {
  readonly file: string;
  readonly fact: T;
}

/**
 * The facts of all files of one workspace folder, joined by name.
 * Holds state (the maps), so it is a class; everything that reads it is a function over it.
 */
export class WorkspaceIndex {
  readonly #files = new Map<string, FileFacts>();
  #byModule: Map<string, string[]> | null = null;
  #bindings: Map<string, In<Binding>[]> | null = null;
  #calls: Map<string, In<Call>[]> | null = null;
  #environment: Map<string, { folder: string; value: string }[]> | null = null;

  /** States or replaces what a file says. True where that can change the findings of other files. */
  set(file: string, facts: FileFacts): boolean {
    const before = this.#files.get(file);
    this.#files.set(file, facts);
    const outside = JSON.stringify(before ? visibleOutside(before) : null) !== JSON.stringify(visibleOutside(facts));
    if (outside) this.#forget();
    return outside;
  }

  /** Forgets a file. True where that can change the findings of other files. */
  delete(file: string): boolean {
    const before = this.#files.get(file);
    if (!before) return false;
    this.#files.delete(file);
    const outside = visibleOutside(before) !== null;
    if (outside) this.#forget();
    return outside;
  }

  get(file: string): FileFacts | undefined {
    return this.#files.get(file);
  }

  /** In the order of their paths, so that the order in which files came never shows. */
  get files(): string[] {
    return [...this.#files.keys()].sort();
  }

  handler(file: string, id: string): Handler | undefined {
    return this.#files.get(file)?.handlers.find(handler => handler.id === id);
  }

  /** Bindings of one handler, from this file and others. */
  bindingsOf(file: string, id: string): readonly In<Binding>[] {
    this.#bindings ??= this.#joined(facts => facts.bindings, binding => binding.handler);
    return [...this.#local(file, facts => facts.bindings, binding => binding.handler, id), ...this.#bindings.get(key(file, id)) ?? []];
  }

  /** Calls of one handler, from this file and others. */
  callsOf(file: string, id: string): readonly In<Call>[] {
    this.#calls ??= this.#joined(facts => facts.calls, call => call.callee);
    return [...this.#local(file, facts => facts.calls, call => call.callee, id), ...this.#calls.get(key(file, id)) ?? []];
  }

  /** Every environment fact about `of`, with the folder it holds for: '' or a path that ends in `/`. */
  environment(of: string): readonly { readonly folder: string; readonly value: string }[] {
    if (!this.#environment) {
      this.#environment = new Map();
      for (const file of this.files) {
        for (const fact of this.#files.get(file)?.environment ?? []) {
          const known = this.#environment.get(fact.of) ?? [];
          this.#environment.set(fact.of, [...known, { folder: file.slice(0, file.lastIndexOf('/') + 1), value: fact.value }]);
        }
      }
    }
    return this.#environment.get(of) ?? [];
  }

  #forget(): void {
    this.#environment = null;
    this.#byModule = null;
    this.#bindings = null;
    this.#calls = null;
  }

  // Kept apart from what is joined across files, so that an edit which no other file can see leaves the joins standing.
  #local<T>(file: string, factsIn: (facts: FileFacts) => readonly T[], refIn: (fact: T) => HandlerRef, id: string): In<T>[] {
    const facts = this.#files.get(file);
    return facts ? factsIn(facts).filter(fact => (refIn(fact) as { id?: string }).id === id).map(fact => ({ file, fact })) : [];
  }

  #joined<T>(factsIn: (facts: FileFacts) => readonly T[], refIn: (fact: T) => HandlerRef): Map<string, In<T>[]> {
    const joined = new Map<string, In<T>[]>();
    for (const file of this.files) {
      for (const fact of factsIn(this.#files.get(file) as FileFacts)) {
        for (const target of this.#resolve(file, refIn(fact))) {
          const list = joined.get(target);
          if (list) list.push({ file, fact });
          else joined.set(target, [{ file, fact }]);
        }
      }
    }
    return joined;
  }

  // A name that several files answer to is ambiguous: it resolves to nothing rather than to a guess.
  #resolve(file: string, ref: HandlerRef): string[] {
    if ('id' in ref || ref.module === null) return [];
    this.#byModule ??= this.#modules();
    const files = this.#byModule.get(ref.module) ?? [];
    if (files.length !== 1) return [];
    const target = files[0] as string;
    const handlers = this.#files.get(target)?.handlers.filter(handler => handler.exports.includes(ref.name)) ?? [];
    return handlers.map(handler => key(target, handler.id));
  }

  #modules(): Map<string, string[]> {
    const modules = new Map<string, string[]>();
    for (const file of this.files) {
      for (const name of this.#files.get(file)?.modules ?? []) {
        const list = modules.get(name);
        if (list) list.push(file);
        else modules.set(name, [file]);
      }
    }
    return modules;
  }
}

function key(file: string, id: string): string {
  return `${file}\n${id}`;
}

/** What other files' findings can depend on; null where there is nothing. */
function visibleOutside(facts: FileFacts): unknown {
  const exported = facts.handlers.filter(handler => handler.exports.length > 0).map(handler => [handler.id, handler.exports]);
  // How the callers of another file's helper are reached decides about that helper.
  const calls = facts.calls.some(leaves);
  const outward = {
    exported, modules: facts.modules, environment: facts.environment,
    bindings: calls ? facts.bindings : facts.bindings.filter(leaves),
    calls: calls ? facts.calls : [],
    conventions: calls ? facts.handlers.map(handler => [handler.id, handler.convention]) : [],
  };
  const empty = !exported.length && !outward.bindings.length && !outward.calls.length && !facts.environment.length;
  return empty ? null : outward;
}

function leaves(fact: Binding | Call): boolean {
  return !('id' in ('handler' in fact ? fact.handler : fact.callee));
}
