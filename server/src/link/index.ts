import type { Binding, Call, FileFacts, Handler, HandlerRef } from '../model/facts.ts';

/** A binding or call with the file that states it. */
export interface In<T> {
  readonly file: string;
  readonly fact: T;
}

/**
 * The facts of all files of one workspace folder, joined by name.
 * Holds state (the maps), so it is a class; everything that reads it is a function over it.
 * A change of one file touches the entries of that file alone, so its cost does not grow with the workspace.
 */
export class WorkspaceIndex {
  readonly #files = new Map<string, FileFacts>();
  readonly #bindings = new Names<Binding>();
  readonly #calls = new Names<Call>();
  /** Files by the names under which others address them: modules, or global handler names where a file has no module name. */
  readonly #addressed = new Names<null>();
  readonly #environment = new Names<string>();

  /** States or replaces what a file says. True where that can change the findings of other files. */
  set(file: string, facts: FileFacts): boolean {
    const before = this.#files.get(file);
    if (before) this.#forget(file, before);
    this.#files.set(file, facts);
    for (const binding of facts.bindings) if (leaves(binding.handler)) this.#bindings.add(nameOf(binding.handler), file, binding);
    for (const call of facts.calls) if (leaves(call.callee)) this.#calls.add(nameOf(call.callee), file, call);
    for (const address of addressesOf(facts)) this.#addressed.add(address, file, null);
    for (const { of, value } of facts.environment) this.#environment.add(of, file, value);
    return visibleOutside(before) !== visibleOutside(facts);
  }

  /** Forgets a file. True where that can change the findings of other files. */
  delete(file: string): boolean {
    const before = this.#files.get(file);
    if (!before) return false;
    this.#forget(file, before);
    this.#files.delete(file);
    return visibleOutside(before) !== visibleOutside(undefined);
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
    return [...this.#local(file, this.#files.get(file)?.bindings ?? [], binding => binding.handler, id), ...this.#fromOutside(this.#bindings, file, id)];
  }

  /** Calls of one handler, from this file and others. */
  callsOf(file: string, id: string): readonly In<Call>[] {
    return [...this.#local(file, this.#files.get(file)?.calls ?? [], call => call.callee, id), ...this.#fromOutside(this.#calls, file, id)];
  }

  /** The handlers of other files that a reference means, seen from a file; empty where it is ambiguous or leads out of the project. */
  handlersNamed(ref: HandlerRef, from: string): { file: string; id: string }[] {
    if (!leaves(ref)) return [];
    const file = this.#addressee(ref.module ?? `#${ref.name}`, from);
    const handlers = file === null ? [] : this.#files.get(file)?.handlers ?? [];
    return handlers.filter(handler => handler.exports.includes(ref.name)).map(({ id }) => ({ file: file as string, id }));
  }

  /** Every environment fact about `of`, with the folder it holds for: '' or a path that ends in `/`. */
  environment(of: string): readonly { readonly folder: string; readonly value: string }[] {
    return this.#environment.get(of).map(({ file, fact }) => ({ folder: file.slice(0, file.lastIndexOf('/') + 1), value: fact }));
  }

  #forget(file: string, facts: FileFacts): void {
    for (const binding of facts.bindings) if (leaves(binding.handler)) this.#bindings.delete(nameOf(binding.handler), file);
    for (const call of facts.calls) if (leaves(call.callee)) this.#calls.delete(nameOf(call.callee), file);
    for (const address of addressesOf(facts)) this.#addressed.delete(address, file);
    for (const { of } of facts.environment) this.#environment.delete(of, file);
  }

  #local<T>(file: string, all: readonly T[], refIn: (fact: T) => HandlerRef, id: string): In<T>[] {
    return all.filter(fact => (refIn(fact) as { id?: string }).id === id).map(fact => ({ file, fact }));
  }

  #fromOutside<T>(names: Names<T>, file: string, id: string): In<T>[] {
    const facts = this.#files.get(file);
    const handler = this.handler(file, id);
    if (!facts || !handler) return [];
    const modules = facts.modules.length > 0 ? facts.modules : [null];
    return modules.flatMap(module => handler.exports.flatMap(name => {
      const address = module ?? `#${name}`;
      return names.get(nameOf({ module, name })).filter(entry => this.#addressee(address, entry.file) === file);
    }));
  }

  /** The file that a name means, seen from another one: the nearest in the tree of folders; null where two are equally near. */
  #addressee(address: string, from: string): string | null {
    const candidates = this.#addressed.get(address).map(entry => entry.file);
    const nearness = candidates.map(file => sharedFolders(file, from));
    const nearest = Math.max(...nearness);
    const nearby = candidates.filter((_, at) => nearness[at] === nearest);
    return nearby.length === 1 ? nearby[0] as string : null;
  }
}

/** Facts of many files by name; a file's entries can be taken out again. */
class Names<T> {
  readonly #entries = new Map<string, Map<string, T[]>>();

  add(name: string, file: string, fact: T): void {
    let files = this.#entries.get(name);
    if (!files) this.#entries.set(name, files = new Map());
    const facts = files.get(file);
    if (facts) facts.push(fact);
    else files.set(file, [fact]);
  }

  delete(name: string, file: string): void {
    const files = this.#entries.get(name);
    files?.delete(file);
    if (files?.size === 0) this.#entries.delete(name);
  }

  /** In the order of the files' paths. */
  get(name: string): In<T>[] {
    const files = [...this.#entries.get(name) ?? []].sort(([a], [b]) => a < b ? -1 : 1);
    return files.flatMap(([file, facts]) => facts.map(fact => ({ file, fact })));
  }
}

type OutwardRef = Extract<HandlerRef, { name: string }>;

function leaves(ref: HandlerRef): ref is OutwardRef {
  return !('id' in ref);
}

function nameOf(ref: HandlerRef): string {
  return leaves(ref) ? `${ref.module ?? ''}\n${ref.name}` : ref.id;
}

/** Names that lead to a file: its modules, or the names of its handlers in languages where these are global. */
function addressesOf(facts: FileFacts): string[] {
  if (facts.modules.length > 0) return [...facts.modules];
  return [...new Set(facts.handlers.flatMap(handler => handler.exports.map(name => `#${name}`)))];
}

function sharedFolders(a: string, b: string): number {
  const [left, right] = [a.split('/').slice(0, -1), b.split('/').slice(0, -1)];
  const differs = left.findIndex((folder, at) => folder !== right[at]);
  return differs < 0 ? left.length : differs;
}

/** What other files' findings can depend on, as a text to compare; '' where there is nothing. */
function visibleOutside(facts: FileFacts | undefined): string {
  if (!facts) return '';
  const bindings = facts.bindings.filter(binding => leaves(binding.handler));
  const calls = facts.calls.filter(call => leaves(call.callee));
  // How the callers of another file's helper are reached decides about that helper.
  const callers = calls.length > 0 ? [facts.bindings, facts.calls, facts.handlers.map(handler => [handler.id, handler.convention])] : [];
  const addresses = addressesOf(facts);
  if (bindings.length === 0 && calls.length === 0 && addresses.length === 0 && facts.environment.length === 0) return '';
  return JSON.stringify([bindings, calls, callers, addresses, facts.environment]);
}
