import type { MethodSet } from './methods.ts';
import type { Phrase } from './phrase.ts';
import type { Span, TextEdit } from './text.ts';

/** The redirect statuses of RFC 9110 §15.4 that carry a Location which clients follow. */
export const REDIRECT_STATUSES = [301, 302, 303, 307, 308] as const;

export function isRedirectStatus(code: number | null): code is number {
  return code !== null && (REDIRECT_STATUSES as readonly number[]).includes(code);
}

/**
 * A condition that stands outside the file: the version of a package (`of: 'fastify'`, `is: '>=5'`)
 * or another variant (`of: '_redirects'`, `is: 'netlify'`). Links decide it with the `EnvironmentFact`s of other files.
 */
export interface Variant {
  readonly of: string;
  /** A semver range where the environment fact is a version, else a name to be equal to. */
  readonly is: string;
}

/**
 * The status that is sent.
 * `code` is null where it is computed. `origin`: *explicit* is written, *default* is the framework's or server's,
 * *overridden* is written too (`written`), but this framework sends another one.
 * `variants`: other codes where a condition outside the file holds; the first that holds wins over `code`,
 * for requests of its `methods` alone where it names them.
 */
export interface Status {
  readonly code: number | null;
  readonly origin: 'explicit' | 'default' | 'overridden';
  readonly written?: number;
  /** Callers give it by this parameter; `code` is what it is where a call leaves that out. */
  readonly from?: StatusParameter;
  readonly variants?: readonly { readonly when: Variant; readonly code: number | null; readonly methods?: MethodSet }[];
}

/** The parameter of a helper by which its callers give the status. */
export interface StatusParameter {
  /** `id` of the function. */
  readonly handler: string;
  /** Its place among the arguments of a call, from 0. */
  readonly parameter: number;
  readonly name: string;
}

/**
 * Where the redirect leads. `path`: a literal path or URL; `pattern`: text with captures or variables;
 * `route`: the name of a route; `request`: derived from the request's own URL, the mark of forwarding;
 * `back`: the page the request came from (Referer); `unknown`: computed.
 */
export interface Target {
  readonly kind: 'path' | 'pattern' | 'route' | 'request' | 'back' | 'unknown';
  /** As written, without quotes; null where it is computed. */
  readonly text: string | null;
  /** The name of the route, without what makes it a helper: `orders` of `orders_path`. Absent where `text` is it. */
  readonly name?: string;
}

/** The text edits that give a redirect another status. */
export interface StatusEdit {
  readonly status: number;
  readonly edits: readonly TextEdit[];
  /** The edit changes the status (and adds the import that its constant needs) and nothing else. */
  readonly onlyStatus: boolean;
  /** Offered only where this holds. */
  readonly when?: Variant;
  /** What the reader must know before taking it, as a clause: "needs controller 1.12 or later". */
  readonly note?: Phrase;
}

/** A condition or declaration that limits methods, as it can be shown: `if (req.method === 'POST')`. */
export interface Proof {
  readonly span: Span;
  /** A clause without a full stop: "bound here: app.post('/login', …)". */
  readonly says: string;
}

/** A value as it is written in code: `is` where it is a text, a number, a truth value or nothing; absent where it is anything else. */
export interface Written {
  readonly is?: string | number | boolean | null;
  /** The name by which an argument is given; absent where its place tells which it is. */
  readonly name?: string;
  /** Where it is a redirect status: which one, where it stands, and what writes another. */
  readonly status?: { readonly code: number; readonly span: Span; readonly edits: readonly StatusEdit[] };
}

/** A condition on what a function was called with, which its callers decide: `if (page)`, `if (mode === 'page')`. */
export interface Requirement {
  /** `id` of the function. */
  readonly handler: string;
  /** The place of the parameter, from 0. */
  readonly parameter: number;
  /** Its name; absent in languages whose arguments go by their places alone. */
  readonly name?: string;
  /** What it is where a call leaves it out. */
  readonly otherwise: Written;
  /** `equals`: what it has to be; absent: anything that is true. */
  readonly equals?: string | number | boolean | null;
  /** The condition has to fail instead. */
  readonly not?: true;
}

/** One place that answers with a redirect. */
export interface Redirect {
  /** Name of the framework or format that understood it. */
  readonly adapter: string;
  /** What is underlined: the call, directive or line. */
  readonly span: Span;
  /** Where the status is written, null where it is not. */
  readonly statusSpan: Span | null;
  readonly status: Status;
  readonly target: Target;
  /** Source path or pattern, for redirects that are declared for a path; null elsewhere. */
  readonly path: string | null;
  /** Nothing but its path and method decides whether a request gets it: `whole` as the path is written, `below` all that begins so. Absent: more may decide. */
  readonly byPath?: 'whole' | 'below';
  /** Who answers: code that may have acted on the request, configuration before any code, or a contract that describes code. */
  readonly by: 'handler' | 'configuration' | 'contract';
  /** Whether the handler did something before it: a call or an `await` of its own. Absent where the language does not tell. */
  readonly acted?: boolean;
  /** It answers the form of a page, behind which the client is to see a page: a status that repeats the form there is a slip, even where it is written. */
  readonly fromForm?: true;
  /** The methods that its own surroundings leave (guards, `limit_except`, conditions of the rule). */
  readonly methods: MethodSet;
  /** What limits `methods`, outermost first. */
  readonly proofs: readonly Proof[];
  /** `id`s of the handlers it stands in, innermost first. */
  readonly handlers: readonly string[];
  /** What those have to be called with for it to be reached. */
  readonly requires?: readonly Requirement[];
  readonly edits: readonly StatusEdit[];
  /** What to do where no edit can express 303 or 307/308, a sentence; the platform's own advice. */
  readonly instead?: Phrase;
  /** Codes that this platform can send; absent where it sends any. */
  readonly sendable?: readonly number[];
  /** The platform serves files, so that a path there names a page, `/api/` too. */
  readonly pages?: true;
  /** Headers set beside it that only scripts read, and which no script gets to see on a redirect. */
  readonly headers?: readonly string[];
  /** Every request for `path` with one of `methods` gets it: no other condition decides, no file or route goes before. */
  readonly always?: true;
}

/** A function, method or class that requests can reach, or a router, which hands them on. */
export interface Handler {
  /** Unique within the file. */
  readonly id: string;
  readonly span: Span;
  /** Names under which other files can reach it: `login`, `default`, `SessionsController#create`. Empty where none can. */
  readonly exports: readonly string[];
  /** Methods that the framework's convention gives it by its name or place (Rails `destroy`, Remix `action`), absent where none. */
  readonly convention?: { readonly methods: MethodSet; readonly says: string };
  /** It is the file itself, which a server runs when it is asked for by its name. */
  readonly isScript?: true;
  /** It is a router: `express.Router()`, a blueprint, the `urlpatterns` of a module. */
  readonly router?: Router;
}

/** What a router adds to the routes that are bound on it. */
export interface Router {
  /** Its own prefix (`url_prefix='/shop'`), '' where it has none; null where it is computed. */
  readonly path: string | null;
  /** It is an application that a server runs: its routes begin at `/` without being mounted. */
  readonly isRoot: boolean;
  /** Stands before the names of its routes, separator included: `shop:` (Django), `shop.` (Flask). */
  readonly names?: string;
}

/** Ends the name of a module that stands for all modules of a folder. */
export const ALL_OF_FOLDER = '/*';

/** Names a handler: one of this file by `id`, or one of another file by what that file exports. */
export type HandlerRef =
  | { readonly id: string }
  /** `module`: one of the target file's `modules`, or null for names that are global in the language (Ruby, Java). */
  | { readonly module: string | null; readonly name: string };

/**
 * A name under which a file hands on what another one exports: `export { login } from './auth'`, `module.exports = { login: require('./login') }`,
 * `class Admin(Account)`, whose methods are those of `Account` too.
 */
export interface Reexport {
  /** `*`: every name of the other file. */
  readonly name: string;
  readonly of: { readonly module: string; readonly name: string };
  /** Members of `name` that the file has itself, and does not hand on: methods that a class overrides. */
  readonly but?: readonly string[];
  /** The module of the file that knows it by `name`, where that is another one: what is passed to a function of that module. */
  readonly under?: string;
}

/** A class with the names that its superclass and what it mixes in can have, where names are global in the language: a method of theirs is its own. */
export interface Lineage {
  readonly name: string;
  readonly above: readonly string[];
  /** It stands for each of them, as a group does, where a class has a method from the first above it that has one. */
  readonly each?: true;
  /** The name may be that of another class as well: it counts where no file says anything else of it. */
  readonly guessed?: true;
}

/** Where a route stands among others: what names it, and the router whose prefix its path lacks. */
export interface Placed {
  /** By which code refers to it, as its router knows it: `orders` of `orders_path`, `login` of `url_for('auth.login')`. */
  readonly name?: string;
  /**
   * The router that it is bound on, by the names that it can have, of which the first that is one counts;
   * null where `path` is whole, from the root of the server; absent where that is not known.
   */
  readonly router?: readonly HandlerRef[] | null;
}

/** A route: path pattern and methods → handler. A binding of a router mounts it: the routes on it stand below `path`. */
export interface Binding extends Placed {
  readonly handler: HandlerRef;
  /** What the handler, a function that makes the real one, is called with. Absent where it is not called. */
  readonly given?: readonly Written[];
  readonly methods: MethodSet;
  /** As written, in any framework's syntax; null where it is computed or where there is none (middleware). */
  readonly path: string | null;
  /** It binds a router, be that known or not: what it answers below its path is for that router to say. */
  readonly mounts?: true;
  readonly evidence: 'proven' | 'conventional';
  readonly proof: Proof;
}

/** A call of one function in another, so that a helper's redirect is judged by the methods that reach its callers. */
export interface Call {
  readonly callee: HandlerRef;
  /** What it is called with, by place and behind that by name; absent where the language does not tell. */
  readonly given?: readonly Written[];
  /** Where another argument can be written, and what has to stand before it; `naming`: what stands between a name and a value, where arguments have names. */
  readonly room?: { readonly span: Span; readonly lead: string; readonly naming?: string };
  /** The function around it did something before; absent where the language does not tell. */
  readonly acted?: boolean;
  /** `id`s of the handlers that the call stands in, innermost first. */
  readonly callers: readonly string[];
  /** Methods that guards leave at the call. */
  readonly methods: MethodSet;
  /** What the callee returns or raises is the caller's own answer: `return redirectBack(request)`. */
  readonly answers?: boolean;
  /** What makes the call is no code that runs by itself (a filter that a base has for the classes below it): where no way leads to it, the call is not made. */
  readonly relayed?: true;
  readonly proof: Proof;
}

/** A path of the service, where a file states it without saying by which methods a handler is reached (OpenAPI, `path('x/', view)`). */
export interface Endpoint extends Placed {
  /** As written, in any framework's syntax; null where it is computed. */
  readonly path: string | null;
  /** Those it accepts; ANY where the file does not say. */
  readonly methods: MethodSet;
  /** Who answers, by the names that it can have: what it accepts narrows `methods`. Absent where it is not known. */
  readonly handlers?: readonly HandlerRef[];
  readonly proof: Proof;
}

/** A form, or another element of a page, that sends requests with methods other than GET: whoever answers at its target gets them. */
export interface Submission {
  readonly methods: MethodSet;
  /** A `path` may be relative to the page; a `pattern` has `{x}` where it is computed. */
  readonly target: Target;
  readonly proof: Proof;
}

/** What a file says about its folder and those below: a package's version, the platform that serves it. */
export interface EnvironmentFact {
  /** `express`, `flask`, `_redirects`, … */
  readonly of: string;
  /** A version or semver range as written, or a name. */
  readonly value: string;
}

/** What a comment can say to switch rules off or on, behind `redirect-lint-`. */
export const SUPPRESSION_KINDS = ['disable-next-line', 'disable-line', 'disable', 'enable'] as const;
export type SuppressionKind = (typeof SUPPRESSION_KINDS)[number];

/** A comment that switches rules off or on, or that was meant to. */
export interface Suppression {
  /** From `redirect-lint-` to the end of what it says. */
  readonly span: Span;
  /** What to delete so that the comment is gone, its line included where nothing else stands there; null where that cannot be told. */
  readonly whole: Span | null;
  /** Null for a word that is none of `SUPPRESSION_KINDS`. */
  readonly kind: SuppressionKind | null;
  /** The word behind `redirect-lint-`. */
  readonly word: { readonly text: string; readonly span: Span };
  /** Rule ids as written; empty: all rules. */
  readonly rules: readonly { readonly id: string; readonly span: Span }[];
  readonly reason: string | null;
}

/** All that one file says; plain data that can be serialised, cached by content and sent between threads. */
export interface FileFacts {
  /** Name of the format or language the file was read as; null where none reads it. */
  readonly format: string | null;
  /** Names under which other files' `HandlerRef`s can address this one. */
  readonly modules: readonly string[];
  readonly redirects: readonly Redirect[];
  readonly handlers: readonly Handler[];
  readonly bindings: readonly Binding[];
  readonly calls: readonly Call[];
  readonly endpoints: readonly Endpoint[];
  readonly submissions: readonly Submission[];
  readonly reexports: readonly Reexport[];
  readonly lineages: readonly Lineage[];
  readonly environment: readonly EnvironmentFact[];
  readonly suppressions: readonly Suppression[];
  /** Why the file, or a part of it, could not be read; empty where all is well. */
  readonly problems: readonly string[];
}

/** Facts with everything empty but what is given. */
export function facts(given: Partial<FileFacts>): FileFacts {
  return {
    format: null, modules: [], redirects: [], handlers: [], bindings: [], calls: [],
    endpoints: [], submissions: [], reexports: [], lineages: [], environment: [], suppressions: [], problems: [], ...given,
  };
}

/** Whether anything can be found in a file: it redirects, it may answer with the redirect of another file's function, or it switches rules off. */
export function canBeJudged({ redirects, calls, suppressions }: FileFacts): boolean {
  return redirects.length > 0 || suppressions.length > 0 || calls.some(call => call.answers);
}
