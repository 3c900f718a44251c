import type { Binding, Call, Endpoint, FileFacts, Handler, HandlerRef, Proof, Redirect, StatusEdit, Submission, Written } from './facts.ts';
import type { Shift, Span, TextEdit } from './text.ts';

/** Where a span is after a shift; the same object where it has not moved. */
export function movedSpan(span: Span, shift: Shift): Span {
  if (span.end < shift.start) return span;
  const start = movedStart(span.start, shift);
  const end = movedEnd(span.end, shift);
  return start === span.start && end === span.end ? span : { start, end };
}

/** Whether something that is empty, as the place of an insertion is, stands just where a shift inserts: then nothing tells on which side it is now. */
export function isAmbiguous({ start, end }: Span, shift: Shift): boolean {
  return start === end && start >= shift.start && start <= shift.oldEnd;
}

/**
 * Gives facts the places that they have after a shift, each once; what has not moved stays the object that it is: half of a file, in the middle.
 * Null for a fact that says something of the very place of the edit, where nothing tells where it is now.
 */
export class Mover {
  readonly #shift: Shift;
  readonly #ids = new Map<string, string>();
  readonly #known = new Map<object, object | null>();
  #isSure = true;

  constructor(shift: Shift) {
    this.#shift = shift;
  }

  // Files have hundreds of these three, which are moved with every keystroke: no parts are made of what stays.
  redirect(fact: Redirect): Redirect | null {
    return this.#once(fact, of => {
      const span = this.#span(of.span);
      const statusSpan = of.statusSpan && this.#span(of.statusSpan);
      const proofs = each(of.proofs, this.#proof);
      const handlers = each(of.handlers, this.#id);
      const edits = each(of.edits, this.#edit);
      const status = of.status.from ? withParts(of.status, { from: withParts(of.status.from, { handler: this.#id(of.status.from.handler) }) }) : of.status;
      const requires = of.requires && each(of.requires, one => withParts(one, { handler: this.#id(one.handler) }));
      const stays = span === of.span && statusSpan === of.statusSpan && proofs === of.proofs && handlers === of.handlers && edits === of.edits
        && status === of.status && requires === of.requires;
      return stays ? of : { ...of, span, statusSpan, proofs, handlers, edits, status, ...requires && { requires } };
    });
  }

  handler(fact: Handler): Handler | null {
    return this.#once(fact, of => {
      const id = this.#id(of.id);
      const span = this.#span(of.span);
      return id === of.id && span === of.span ? of : { ...of, id, span };
    });
  }

  binding(fact: Binding): Binding | null {
    return this.#once(fact, of => {
      const handler = this.#ref(of.handler);
      const proof = this.#proof(of.proof);
      const router = this.#refs(of.router);
      return handler === of.handler && proof === of.proof && router === of.router ? of : { ...of, handler, proof, ...router && { router } };
    });
  }

  call(fact: Call): Call | null {
    return this.#once(fact, of => withParts(of, {
      callee: this.#ref(of.callee), callers: each(of.callers, this.#id), proof: this.#proof(of.proof),
      ...of.given && { given: each(of.given, one => this.#written(one)) }, ...of.room && { room: withParts(of.room, { span: this.#span(of.room.span) }) },
    }));
  }

  endpoint(fact: Endpoint): Endpoint | null {
    return this.#once(fact, of => withParts(of, { proof: this.#proof(of.proof), ...of.router && { router: this.#refs(of.router) }, ...of.handlers && { handlers: this.#refs(of.handlers) } }));
  }

  submission(fact: Submission): Submission | null {
    return this.#once(fact, of => withParts(of, { proof: this.#proof(of.proof) }));
  }

  #once<T extends object>(of: T, move: (of: T) => T): T | null {
    const known = this.#known.get(of);
    if (known !== undefined) return known as T | null;
    this.#isSure = true;
    const moved = move(of);
    const now = this.#isSure ? moved : null;
    this.#known.set(of, now);
    return now;
  }

  #span(at: Span): Span {
    this.#isSure &&= !isAmbiguous(at, this.#shift);
    return movedSpan(at, this.#shift);
  }

  /** The place of a handler stands in its `id`: `@120`. */
  readonly #id = (of: string): string => {
    let now = this.#ids.get(of);
    if (now === undefined) {
      const place = of.startsWith('@') ? Number(of.slice(1)) : Number.NaN;
      const start = movedStart(place, this.#shift);
      this.#ids.set(of, now = Number.isNaN(place) || start === place ? of : `@${start}`);
    }
    return now;
  };

  #ref(of: HandlerRef): HandlerRef {
    if (!('id' in of)) return of;
    const id = this.#id(of.id);
    return id === of.id ? of : { id };
  }

  readonly #proof = (of: Proof): Proof => {
    const span = this.#span(of.span);
    return span === of.span ? of : { ...of, span };
  };

  #refs<T extends readonly HandlerRef[] | null | undefined>(of: T): T | readonly HandlerRef[] {
    return of && each(of, one => this.#ref(one));
  }

  readonly #edit = (of: StatusEdit): StatusEdit => {
    const edits = each(of.edits, this.#textEdit);
    return edits === of.edits ? of : { ...of, edits };
  };

  readonly #textEdit = (of: TextEdit): TextEdit => {
    const span = this.#span(of.span);
    return span === of.span ? of : { ...of, span };
  };

  #written(of: Written): Written {
    return of.status ? withParts(of, { status: withParts(of.status, { span: this.#span(of.status.span), edits: each(of.status.edits, this.#edit) }) }) : of;
  }
}

let last: { readonly shift: Shift; readonly mover: Mover } | null = null;

/** What moves facts by a shift; after an edit the same facts are moved for several reasons. */
export function moverBy(shift: Shift): Mover {
  if (last?.shift !== shift) last = { shift, mover: new Mover(shift) };
  return last.mover;
}

/**
 * What a file says after a shift; null where it says something of the very place of the edit, so that it has to be read again.
 * Suppressions are left as they are: a text says them by itself.
 */
export function movedFacts(facts: FileFacts, shift: Shift): FileFacts | null {
  const mover = moverBy(shift);
  const redirects = eachOrNone(facts.redirects, one => mover.redirect(one));
  const handlers = redirects && eachOrNone(facts.handlers, one => mover.handler(one));
  const bindings = handlers && eachOrNone(facts.bindings, one => mover.binding(one));
  const calls = bindings && eachOrNone(facts.calls, one => mover.call(one));
  const endpoints = calls && eachOrNone(facts.endpoints, one => mover.endpoint(one));
  const submissions = endpoints && eachOrNone(facts.submissions, one => mover.submission(one));
  return submissions && { ...facts, redirects, handlers, bindings, calls, endpoints, submissions };
}

/** The object with other parts; itself where it has those already. */
function withParts<T extends object>(of: T, parts: Partial<T>): T {
  for (const key in parts) if (parts[key] !== of[key]) return { ...of, ...parts };
  return of;
}

/** What each becomes; null where one becomes nothing. The array itself where all stay. */
export function eachOrNone<T>(all: readonly T[], become: (one: T) => T | null): readonly T[] | null {
  let changed: T[] | null = null;
  for (let at = 0; at < all.length; at++) {
    const now = become(all[at] as T);
    if (now === null) return null;
    if (now !== all[at]) changed ??= all.slice(0, at);
    changed?.push(now);
  }
  return changed ?? all;
}

/** What each becomes; the array itself where all stay. */
export function each<T>(all: readonly T[], become: (one: T) => T & {}): readonly T[] {
  return eachOrNone<T>(all, become) ?? all;
}

function movedStart(offset: number, { start, oldEnd, newEnd, beginsWith }: Shift): number {
  if (offset < start || offset === start && (start < oldEnd || beginsWith)) return offset;
  return Math.max(offset + newEnd - oldEnd, start);
}

function movedEnd(offset: number, { start, oldEnd, newEnd, endsWith }: Shift): number {
  if (offset < start || offset === start && (start < oldEnd || !endsWith)) return offset;
  return Math.max(offset + newEnd - oldEnd, start);
}
