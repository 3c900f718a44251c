import type { Binding, Call, Endpoint, FileFacts, Handler, HandlerRef } from '../model/facts.ts';
import { add } from './lists.ts';

/** The facts of one file by the handlers that they are about; after an edit, little of that is asked for. */
export class Lookup {
  readonly facts: FileFacts;
  #order: ReadonlyMap<string, number> | null = null;
  #bindings: ReadonlyMap<string, readonly Binding[]> | null = null;
  #calls: ReadonlyMap<string, readonly Call[]> | null = null;
  #endpoints: ReadonlyMap<string, readonly Endpoint[]> | null = null;

  constructor(facts: FileFacts) {
    this.facts = facts;
  }

  /** Places among the handlers of the file. */
  get order(): ReadonlyMap<string, number> {
    return this.#order ??= orderOf(this.facts.handlers);
  }

  get bindings(): ReadonlyMap<string, readonly Binding[]> {
    return this.#bindings ??= byHandler(this.facts.bindings, ({ handler }) => idsIn([handler]));
  }

  get calls(): ReadonlyMap<string, readonly Call[]> {
    return this.#calls ??= byHandler(this.facts.calls, ({ callee }) => idsIn([callee]));
  }

  get endpoints(): ReadonlyMap<string, readonly Endpoint[]> {
    return this.#endpoints ??= byHandler(this.facts.endpoints, ({ handlers }) => new Set(idsIn(handlers ?? [])));
  }

  handler(id: string): Handler | undefined {
    const at = this.order.get(id);
    return at === undefined ? undefined : this.facts.handlers[at];
  }
}

/** Where two have the same name, the first stands for it. */
function orderOf(handlers: readonly Handler[]): Map<string, number> {
  const order = new Map<string, number>();
  for (let at = handlers.length - 1; at >= 0; at--) order.set((handlers[at] as Handler).id, at);
  return order;
}

function byHandler<T>(all: readonly T[], idsOf: (fact: T) => Iterable<string>): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const fact of all) for (const id of idsOf(fact)) add(found, id, fact);
  return found;
}

function idsIn(refs: readonly HandlerRef[]): string[] {
  return refs.flatMap(ref => 'id' in ref ? [ref.id] : []);
}
