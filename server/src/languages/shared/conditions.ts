import type { Node } from 'web-tree-sitter';
import { ANY, complement, intersection, isNone, type MethodSet, namesOf, union } from '../../model/methods.ts';

/** Methods for which a condition can hold, and those for which it can fail; both ANY where it says nothing of methods. */
export interface Split {
  readonly yes: MethodSet;
  readonly no: MethodSet;
}

export const OPEN: Split = { yes: ANY, no: ANY };
export const METHOD_NAME = /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|TRACE|CONNECT)$/i;
/** Conditions nested deeper than this say nothing. */
export const DEEPEST_CONDITION = 20;

export function negated({ yes, no }: Split): Split {
  return { yes: no, no: yes };
}

export function both(a: Split, b: Split): Split {
  return { yes: intersection(a.yes, b.yes), no: union(a.no, intersection(a.yes, b.no)) };
}

export function either(a: Split, b: Split): Split {
  return negated(both(negated(a), negated(b)));
}

/** The condition holds exactly for these methods. */
export function exactly(set: MethodSet): Split {
  return { yes: set, no: complement(set) };
}

/** A condition as the proof of what it leaves. */
export function saysOf(set: MethodSet, at: Node): string {
  const text = at.text.split('\n')[0]?.slice(0, 80) ?? '';
  return isNone(set) ? `nothing gets past ${text}` : `${namesOf(set).join(', ')} by ${text}`;
}
