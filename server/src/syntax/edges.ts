import type { Change, Shift } from '../model/text.ts';

/** Whether a change reaches into what stood from `start` to `end`, and stands from `newStart` to `newEnd` now. */
export function isTouched(change: Change, start: number, end: number, newStart: number, newEnd: number): boolean {
  const gone = change.oldEnd > change.start && start < change.oldEnd && end > change.start;
  return gone || change.newEnd > change.start && newStart < change.newEnd && newEnd > change.start;
}

/** Finds out whether all nodes around a change begin and end where they did, moved by it, and on which side of an insertion those are that begin or end there. */
export class Edges {
  readonly change: Change;
  #beginsWith: boolean | null = null;
  #endsWith: boolean | null = null;

  constructor(change: Change) {
    this.change = change;
  }

  /** Whether a node that stood from `start` to `end` can stand from `newStart` to `newEnd` now, as the others do. */
  fit(start: number, newStart: number, end: number, newEnd: number): boolean {
    const { change } = this;
    if (change.start < change.oldEnd || start !== change.start) {
      if (newStart !== this.#moved(start)) return false;
    } else {
      const beginsWith = newStart === start;
      if (!beginsWith && newStart !== change.newEnd || beginsWith !== (this.#beginsWith ??= beginsWith)) return false;
    }
    if (change.start < change.oldEnd || end !== change.start) return newEnd === this.#moved(end);
    const endsWith = newEnd === change.newEnd;
    return (endsWith || newEnd === end) && endsWith === (this.#endsWith ??= endsWith);
  }

  get shift(): Shift {
    return { ...this.change, beginsWith: this.#beginsWith ?? false, endsWith: this.#endsWith ?? false };
  }

  /** Null within what is gone, where nothing begins or ends that stays. */
  #moved(offset: number): number | null {
    const { start, oldEnd, newEnd } = this.change;
    if (offset <= start) return offset;
    return offset < oldEnd ? null : offset + newEnd - oldEnd;
  }
}
