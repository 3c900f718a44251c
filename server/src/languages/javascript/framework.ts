import type { Node } from 'web-tree-sitter';
import type { HandlerRef, Redirect, Status, StatusEdit, Target } from '../../model/facts.ts';
import type { MethodSet } from '../../model/methods.ts';
import type { AdapterDocs } from '../../syntax/adapter.ts';
import type { JsFile } from './file.ts';

/** A redirect as a framework states it; the language adds methods, proofs and handlers from where `node` stands. */
export interface RedirectAt {
  /** What is underlined, and where guards are looked for. */
  readonly node: Node;
  /** Where the status is written, null where it is not. */
  readonly statusNode: Node | null;
  readonly status: Status;
  readonly target: Target;
  readonly edits: readonly StatusEdit[];
  readonly instead?: string;
  readonly sendable?: readonly number[];
  readonly path?: string;
  readonly by?: Redirect['by'];
  /** Methods that the construct itself has (a route option), beside those of its surroundings. */
  readonly methods?: MethodSet;
  /** The function that it belongs to where it does not stand inside: a decorator's method. */
  readonly inside?: Node;
}

/** A route as a framework states it. */
export interface BindingAt {
  /** Expressions that name or are handlers: functions, names, members, arrays, calls that make or wrap them. */
  readonly handlers: readonly Node[];
  /** Handlers that no expression names: `'UsersController.store'`. */
  readonly refs?: readonly HandlerRef[];
  readonly methods: MethodSet;
  readonly path: string | null;
  readonly evidence: 'proven' | 'conventional';
  /** The place that proves it, and what it says; absent: the call that binds. */
  readonly node: Node;
  readonly says: string;
}

/** Methods that a convention gives a function by its name and place; a binding, where there is one, says more. */
export interface ConventionAt {
  readonly handler: Node;
  readonly methods: MethodSet;
  readonly says: string;
}

/** One framework: mostly a table on top of the language. */
export interface JsFramework {
  readonly name: string;
  readonly docs: AdapterDocs;
  /** Words of which a file that redirects or routes with this framework holds at least one. */
  readonly triggers: readonly string[];
  /** Whether this framework can be at work in the file; decides by imports, path and names, not by calls. */
  applies(file: JsFile): boolean;
  /** In any order; a node that an earlier framework has claimed is left to it. */
  redirects(file: JsFile): RedirectAt[];
  bindings(file: JsFile): BindingAt[];
  conventions?(file: JsFile): ConventionAt[];
}
