import type { Node } from 'web-tree-sitter';
import type { Redirect, Status, StatusEdit, Target } from '../../model/facts.ts';
import type { MethodSet } from '../../model/methods.ts';
import type { AdapterDocs } from '../../syntax/adapter.ts';
import type { PyFile } from './file.ts';

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
  /** Methods that the construct itself has (a route's decorator), beside those of its surroundings. */
  readonly methods?: MethodSet;
}

/** A route as a framework states it. */
export interface BindingAt {
  /** Functions, classes, or expressions that name or wrap them. */
  readonly handlers: readonly Node[];
  readonly methods: MethodSet;
  readonly path: string | null;
  readonly evidence: 'proven' | 'conventional';
  /** The place that proves it, and what it says. */
  readonly node: Node;
  readonly says: string;
}

/** A function that the framework calls on behalf of another: FastAPI's `Depends(current_user)` in a route's parameters. */
export interface CallAt {
  /** Names the function that is called. */
  readonly callee: Node;
  /** The function on whose behalf. */
  readonly caller: Node;
  readonly node: Node;
}

/** One framework: mostly a table on top of the language. */
export interface PyFramework {
  readonly name: string;
  readonly docs: AdapterDocs;
  /** Words of which a file that redirects or routes with this framework holds at least one. */
  readonly triggers: readonly string[];
  /** Whether this framework can be at work in the file; decides by imports, path and names, not by calls. */
  applies(file: PyFile): boolean;
  /** In any order; a node that an earlier framework has claimed is left to it. */
  redirects(file: PyFile): RedirectAt[];
  bindings(file: PyFile): BindingAt[];
  calls?(file: PyFile): CallAt[];
}
