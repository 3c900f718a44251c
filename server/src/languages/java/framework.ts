import type { Node } from 'web-tree-sitter';
import type { HandlerRef, Redirect, Status, StatusEdit, Target } from '../../model/facts.ts';
import type { MethodSet } from '../../model/methods.ts';
import type { AdapterDocs } from '../../syntax/adapter.ts';
import type { JvmFile } from './file.ts';

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
  /** Methods that the construct itself has, beside those of its surroundings. */
  readonly methods?: MethodSet;
}

/** A route as a framework states it. */
export interface BindingAt {
  /** Methods, lambdas, method references, or what names a handler of another file. */
  readonly handlers: readonly (Node | HandlerRef)[];
  readonly methods: MethodSet;
  readonly path: string | null;
  readonly evidence: 'proven' | 'conventional';
  /** The place that proves it, and what it says. */
  readonly node: Node;
  readonly says: string;
}

/** One framework of Java and Kotlin: mostly a table on top of the language. */
export interface JvmFramework {
  readonly name: string;
  readonly docs: AdapterDocs;
  /** Words of which a file that redirects or routes with this framework holds at least one. */
  readonly triggers: readonly string[];
  /** Whether this framework can be at work in the file; decides by imports and names, not by calls. */
  applies(file: JvmFile): boolean;
  /** In any order; a node that an earlier framework has claimed is left to it. */
  redirects(file: JvmFile): RedirectAt[];
  bindings(file: JvmFile): BindingAt[];
}
