import type { Node } from 'web-tree-sitter';
import type { Redirect, Status, StatusEdit, Target } from '../../model/facts.ts';
import type { MethodSet } from '../../model/methods.ts';
import type { AdapterDocs } from '../../syntax/adapter.ts';
import type { GoFile } from './file.ts';

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
  readonly path?: string | null;
  readonly by?: Redirect['by'];
}

/** A route as a framework states it. */
export interface BindingAt {
  /** Expressions that are, name, make or wrap functions. */
  readonly handlers: readonly Node[];
  readonly methods: MethodSet;
  readonly path: string | null;
  /** The place that proves it, and what it says. */
  readonly node: Node;
  readonly says: string;
}

/** One framework: mostly a table on top of the language. */
export interface GoFramework {
  readonly name: string;
  readonly docs: AdapterDocs;
  /** Words of which a file that redirects, routes or hands a request on with this framework holds at least one. */
  readonly triggers: readonly string[];
  /** Whether this framework can be at work in the file; decides by imports, not by calls. */
  applies(file: GoFile): boolean;
  /** In any order; a node that an earlier framework has claimed is left to it. */
  redirects(file: GoFile): RedirectAt[];
  bindings(file: GoFile): BindingAt[];
}
