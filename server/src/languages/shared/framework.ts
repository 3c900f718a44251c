import type { Node } from 'web-tree-sitter';
import type { HandlerRef, Lineage, Redirect, Router, Status, StatusEdit, Target } from '../../model/facts.ts';
import type { MethodSet } from '../../model/methods.ts';
import type { Phrase } from '../../model/phrase.ts';
import type { AdapterDocs } from '../../syntax/adapter.ts';

/** A redirect as a framework states it; the language adds methods, proofs and handlers from where `node` stands. */
export interface RedirectAt {
  /** What is underlined, and where guards are looked for. */
  readonly node: Node;
  /** Where the status is written, null where it is not. */
  readonly statusNode: Node | null;
  readonly status: Status;
  readonly target: Target;
  readonly edits: readonly StatusEdit[];
  readonly instead?: Phrase;
  readonly sendable?: readonly number[];
  readonly path?: string | null;
  readonly by?: Redirect['by'];
  readonly pages?: true;
  /** It answers the form of a page, and leads to a page. */
  readonly fromForm?: true;
  /** Methods that the construct itself has (a route's option or decorator), beside those of its surroundings. */
  readonly methods?: MethodSet;
  /** The handler that it belongs to where no function around it is one: a decorator's method, a call that makes a middleware. */
  readonly inside?: Node;
}

/** A router as a framework states it: `express.Router()`, a blueprint, the `urlpatterns` of a module. */
export interface RouterAt extends Router {
  /** What makes it, or stands for it; `handlersIn` finds it where it is mounted. */
  readonly node: Node;
}

/** Where a route stands among others. */
export interface PlacedAt {
  /** By which code refers to the route, as its router knows it. */
  readonly name?: string;
  /** The router that it is bound on, or the names that it can have in other files; null where `path` is whole, from the root of the server; absent where that is not known. */
  readonly router?: Node | readonly HandlerRef[] | null;
}

/** A path that the framework serves, where how its handler is reached is said elsewhere, or nowhere: `path('x/', view)`, `express.static('public')`. */
export interface EndpointAt extends PlacedAt {
  readonly handlers: readonly (Node | HandlerRef)[];
  /** ANY where the file does not say. */
  readonly methods: MethodSet;
  readonly path: string | null;
  readonly node: Node;
  readonly says: string;
}

/** A route as a framework states it. */
export interface BindingAt extends PlacedAt {
  /** Nodes that are, name, make or wrap handlers, and names of handlers that no node names: `'UsersController.store'`. */
  readonly handlers: readonly (Node | HandlerRef)[];
  readonly methods: MethodSet;
  readonly path: string | null;
  /** What it binds is a router, whether or not some file shows that. */
  readonly mounts?: true;
  /** `proven` where absent. */
  readonly evidence?: 'proven' | 'conventional';
  /** The place that proves it, and what it says. */
  readonly node: Node;
  readonly says: string;
}

/** A function that the framework calls on behalf of another, without a call that shows it: a filter of an action, FastAPI's `Depends`. */
export interface CallAt {
  /** Nodes that are or name the function, and names of which one may be exported by some file. */
  readonly callees: readonly (Node | HandlerRef)[];
  /** Handlers of this file, each by itself. */
  readonly callers: readonly Node[];
  /** Methods for which it is called; absent: all that the guards around `node` leave. */
  readonly methods?: MethodSet;
  /** The callers are no code that runs by itself: where no way leads to them, the call is not made. */
  readonly relayed?: true;
  readonly node: Node;
  readonly says: string;
}

/** Methods that a convention gives a function by its name and place; a binding, where there is one, says more. */
export interface ConventionAt {
  readonly handler: Node;
  readonly methods: MethodSet;
  readonly says: string;
}

/** One framework, on top of a language whose files are read as `File`: mostly a table. */
export interface Framework<File> {
  readonly name: string;
  readonly docs: AdapterDocs;
  /** Words, or patterns without flags, of which a file that redirects, routes or hands a request on with this framework holds at least one. */
  readonly triggers: readonly (string | RegExp)[];
  /** Whether a file is a route by its path alone; it is read even without a trigger. */
  isRoute?(path: string): boolean;
  /** Whether this framework can be at work in the file; decides by imports, path and names, not by calls. */
  applies(file: File): boolean;
  /** In any order; a node that an earlier framework has claimed is left to it. */
  redirects(file: File): RedirectAt[];
  /** It keeps what it states of redirects in `Answers`, where their edits are worked out when they are asked for, as their places move. */
  readonly keepsRedirects?: true;
  bindings(file: File): BindingAt[];
  calls?(file: File): CallAt[];
  conventions?(file: File): ConventionAt[];
  /** Names by which the framework knows classes. */
  lineages?(file: File): readonly Lineage[];
  routers?(file: File): RouterAt[];
  endpoints?(file: File): EndpointAt[];
}
