import type { Binding, Call, Endpoint, FileFacts, Handler, HandlerRef, Placed, Proof, Redirect, StatusEdit, Written } from './facts.ts';
import type { Shift, Span } from './text.ts';

/** What tells the place of a handler in its `id`: `@120`. */
const PLACED_ID = /^@(\d+)$/;

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
 * What a file says after a shift; null where it says something of the very place of the edit, so that it has to be read again.
 * Suppressions are left as they are: a text says them by itself.
 */
export function movedFacts(facts: FileFacts, shift: Shift): FileFacts | null {
  let isSure = true;
  const span = (at: Span): Span => {
    isSure &&= !isAmbiguous(at, shift);
    return movedSpan(at, shift);
  };
  const ids = new Map<string, string>();
  const id = (of: string): string => {
    let now = ids.get(of);
    if (now === undefined) {
      const place = PLACED_ID.exec(of);
      const start = place ? movedStart(Number(place[1]), shift) : null;
      ids.set(of, now = start === null || start === Number(place?.[1]) ? of : `@${start}`);
    }
    return now;
  };
  // What has not moved stays the object that it is: half of a file, in the middle.
  const ref = (of: HandlerRef): HandlerRef => 'id' in of ? withParts(of, { id: id(of.id) }) : of;
  const proof = (of: Proof): Proof => withParts(of, { span: span(of.span) });
  const router = ({ router: of }: Placed) => of ? { router: each(of, ref) } : {};
  const edit = (of: StatusEdit): StatusEdit => withParts(of, { edits: each(of.edits, one => withParts(one, { span: span(one.span) })) });
  const redirect = (of: Redirect): Redirect => withParts(of, {
    span: span(of.span), statusSpan: of.statusSpan && span(of.statusSpan), proofs: each(of.proofs, proof), handlers: each(of.handlers, id), edits: each(of.edits, edit),
    ...of.status.from && { status: withParts(of.status, { from: withParts(of.status.from, { handler: id(of.status.from.handler) }) }) },
    ...of.requires && { requires: each(of.requires, one => withParts(one, { handler: id(one.handler) })) },
  });
  const handler = (of: Handler): Handler => withParts(of, { id: id(of.id), span: span(of.span) });
  const binding = (of: Binding): Binding => withParts(of, { handler: ref(of.handler), proof: proof(of.proof), ...router(of) });
  const written = (of: Written): Written => of.status ? withParts(of, { status: withParts(of.status, { span: span(of.status.span), edits: each(of.status.edits, edit) }) }) : of;
  const call = (of: Call): Call => withParts(of, {
    callee: ref(of.callee), callers: each(of.callers, id), proof: proof(of.proof), ...of.given && { given: each(of.given, written) }, ...of.room && { room: withParts(of.room, { span: span(of.room.span) }) },
  });
  const endpoint = (of: Endpoint): Endpoint => withParts(of, { proof: proof(of.proof), ...router(of), ...of.handlers && { handlers: each(of.handlers, ref) } });
  const moved: FileFacts = {
    ...facts, redirects: each(facts.redirects, redirect), handlers: each(facts.handlers, handler), bindings: each(facts.bindings, binding),
    calls: each(facts.calls, call), endpoints: each(facts.endpoints, endpoint),
  };
  return isSure ? moved : null;
}

/** The object with other parts; itself where it has those already. */
function withParts<T extends object>(of: T, parts: Partial<T>): T {
  for (const key in parts) if (parts[key] !== of[key]) return { ...of, ...parts };
  return of;
}

/** What each becomes; the array itself where all stay. */
function each<T>(all: readonly T[], become: (one: T) => T): readonly T[] {
  let changed: T[] | null = null;
  for (const [at, one] of all.entries()) {
    const now = become(one);
    if (now !== one) changed ??= all.slice(0, at);
    changed?.push(now);
  }
  return changed ?? all;
}

function movedStart(offset: number, { start, oldEnd, newEnd, beginsWith }: Shift): number {
  if (offset < start || offset === start && (start < oldEnd || beginsWith)) return offset;
  return Math.max(offset + newEnd - oldEnd, start);
}

function movedEnd(offset: number, { start, oldEnd, newEnd, endsWith }: Shift): number {
  if (offset < start || offset === start && (start < oldEnd || !endsWith)) return offset;
  return Math.max(offset + newEnd - oldEnd, start);
}
