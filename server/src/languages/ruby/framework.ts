import type { Node } from 'web-tree-sitter';
import type { Handler, Redirect, Status, StatusEdit, Target } from '../../model/facts.ts';
import type { MethodSet } from '../../model/methods.ts';
import type { AdapterDocs } from '../../syntax/adapter.ts';
import type { RbFile } from './file.ts';

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
  /** Methods that the construct itself has (the verb of its route), beside those of its surroundings. */
  readonly methods?: MethodSet;
}

/** A route as a framework states it. */
export interface BindingAt {
  /** A block or method of this file, or the name under which some file exports the handler. */
  readonly handler: Node | string;
  readonly methods: MethodSet;
  readonly path: string | null;
  readonly evidence: 'proven' | 'conventional';
  /** The place that proves it, and what it says. */
  readonly node: Node;
  readonly says: string;
}

/** A method or block that runs on behalf of another, without a call that shows it: a filter of an action. */
export interface CallAt {
  /** A method or block of this file, or names of which one may be exported by some file. */
  readonly callee: Node | readonly string[];
  /** Handlers of this file, each by itself. */
  readonly callers: readonly Node[];
  readonly methods: MethodSet;
  readonly node: Node;
  readonly says: string;
}

/** One framework: mostly a table on top of the language. */
export interface RbFramework {
  readonly name: string;
  readonly docs: AdapterDocs;
  /** Words of which a file that redirects or routes with this framework holds at least one. */
  readonly triggers: readonly string[];
  /** Methods that never return, beside `raise` and the like: Sinatra's `halt`. */
  readonly halting?: readonly string[];
  /** Whether this framework can be at work in the file; decides by classes, path and words, not by calls. */
  applies(file: RbFile): boolean;
  /** In any order; a node that an earlier framework has claimed is left to it. */
  redirects(file: RbFile): RedirectAt[];
  bindings(file: RbFile): BindingAt[];
  calls?(file: RbFile): CallAt[];
  /** What the framework's convention gives a method by its name and class; null where nothing. */
  convention?(file: RbFile, method: Node): Handler['convention'] | null;
  /** Names under which routes of other files know a method, beside `Class#method`. */
  exports?(file: RbFile, method: Node): string[];
}
