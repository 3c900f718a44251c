import type { Node } from 'web-tree-sitter';
import type { Binding, Call, Handler, Redirect } from '../../model/facts.ts';
import { eachOrNone, type Mover } from '../../model/moved.ts';
import { PlacedAnswers } from './placed-answers.ts';

/** Facts with the nodes that they name as handlers. */
export interface Bound {
  readonly bindings: readonly Binding[];
  readonly nodes: readonly Node[];
}

export interface Redirecting {
  readonly redirect: Redirect;
  readonly around: readonly Node[];
}

/** All redirects of a file with the calls that lead to them, and the nodes that they name as handlers. */
export interface Answering {
  readonly redirects: readonly Redirect[];
  readonly calls: readonly Call[];
  readonly nodes: readonly Node[];
}

/** Facts that stand, by what frameworks state: those that an edit leaves alone are not stated again. */
export interface Placings {
  readonly bindings: PlacedAnswers<Bound>;
  readonly redirects: PlacedAnswers<Redirecting>;
  readonly answering: PlacedAnswers<Answering>;
  readonly handlers: PlacedAnswers<readonly Handler[]>;
}

export function placings(): Placings {
  return { bindings: new PlacedAnswers(movedBindings), redirects: new PlacedAnswers(movedRedirect), answering: new PlacedAnswers(movedAnswering), handlers: new PlacedAnswers(movedHandlers) };
}

function movedBindings({ bindings, nodes }: Bound, mover: Mover): Bound | null {
  const moved = eachOrNone(bindings, one => mover.binding(one));
  return moved && { bindings: moved, nodes };
}

function movedRedirect({ redirect, around }: Redirecting, mover: Mover): Redirecting | null {
  const moved = mover.redirect(redirect);
  return moved && { redirect: moved, around };
}

function movedAnswering({ redirects, calls, nodes }: Answering, mover: Mover): Answering | null {
  const moved = eachOrNone(redirects, one => mover.redirect(one));
  const movedCalls = moved && eachOrNone(calls, one => mover.call(one));
  return movedCalls && { redirects: moved, calls: movedCalls, nodes };
}

function movedHandlers(handlers: readonly Handler[], mover: Mover): readonly Handler[] | null {
  return eachOrNone(handlers, one => mover.handler(one));
}
