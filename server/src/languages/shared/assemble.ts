import type { Node } from 'web-tree-sitter';
import type { Binding, Call, Endpoint, FileFacts, Handler, HandlerRef, Lineage, Placed, Proof, Redirect, Reexport, Requirement, Submission, Written } from '../../model/facts.ts';
import { ANY, intersection, type MethodSet } from '../../model/methods.ts';
import type { HelperCall, LanguageAdapter, Parse, SourceFile } from '../../syntax/adapter.ts';
import { oneLine, spanOf } from '../../syntax/nodes.ts';
import { patternOf } from '../../syntax/triggers.ts';
import { type Answering, type Bound, type Placings, placings, type Redirecting } from './placings.ts';
import { standingFramework, standingLanguage } from './standing.ts';
import type { BindingAt, CallAt, EndpointAt, Framework, PlacedAt, RedirectAt } from './framework.ts';
import { givenTo, type Passing, statusGiven } from './given.ts';
import { headersForHtmx } from './unseen-headers.ts';
import { idOf, isNode, type Named } from './handlers.ts';
import { type CallReader, HELPER_ADAPTER, helperRedirects, lastNameOf } from './helper-calls.ts';

/** A call of a function that another file may define, where it can answer the request. */
export interface CallOut {
  readonly call: Node;
  readonly callees: readonly HandlerRef[];
  /** What the callee returns or raises is the caller's own answer; absent where the language does not tell. */
  readonly answers?: boolean;
}

/** What a language knows that no other does; the rest is worked out here, once for all languages. */
export interface Language<File, F extends Framework<File>> {
  readonly name: string;
  readonly languageIds: readonly string[];
  /** Lower-case endings with their dot. */
  readonly extensions: readonly string[];
  /** Whatever is asked of a file's text is asked of its tree, which can tell whether an edit changes an answer. */
  readonly asksTree?: true;
  open(source: SourceFile, parse: Parse, frameworks: readonly F[]): Promise<File>;
  /** The root of a file's tree, where the language and its frameworks keep what they find out in `Answers` alone, so that it can stand while the file is edited. */
  rootOf?(file: File): Node;
  /** Names under which other files can import this one; absent where names are global in the language. */
  modulesOf?(path: string): string[];
  /** Names of modules beside its own that a file adds exports to. */
  modulesExtended?(file: File): string[];
  /** Whether a file matters by its path or a glance at its text; it is read even without a trigger. */
  matters?(file: SourceFile): boolean;
  /** Whether a file may pass on names of others, by its path and a glance at its text. */
  passesOn?(file: SourceFile): boolean;
  /** What a text imports, as written; with `modulesNamed`, it tells which files lead to another one without parsing them. */
  importsIn?(text: string): string[];
  modulesNamed?(path: string, name: string): string[];
  /** The methods that the surroundings of a node leave, and what limits them. */
  guardsAt(file: File, node: Node): { methods: MethodSet; proofs: readonly Proof[] };
  /** The handlers that a node in a route is, names, makes or wraps. */
  handlersIn(file: File, node: Node): Named[];
  /** Nodes around a place that requests can reach, innermost first; `bound`: `Node.id`s that routes bind. */
  handlersAround(node: Node, bound: ReadonlySet<number>, file: File): Node[];
  /** Calls, in this file, of a function around a redirect that no route binds. */
  callsOf(file: File, fn: Node, bound: ReadonlySet<number>): Node[];
  callsOut(file: File, bound: ReadonlySet<number>): CallOut[];
  /** How arguments become parameters; absent where the language does not tell. */
  readonly passing?: Passing<File>;
  /** What literals among the arguments of a call are worth, by their places; absent where the language does not tell. */
  givenIn?(file: File, call: Node): readonly Written[] | null;
  /** Conditions around a node on what the functions around it are called with. */
  requirementsAt?(file: File, node: Node): readonly Requirement[];
  /** Whether what a call makes has a name outside the file, so that it is a handler itself. */
  isMade?(file: File, call: Node): boolean;
  /** Functions that run on behalf of others without a call that shows it, whatever the framework: decorators. */
  callsUnseen?(file: File): CallAt[];
  /** Whether a handler is the file itself, which a server runs by its name; absent where servers do not. */
  isScript?(node: Node): boolean;
  /** What the pages that a file writes send, found without parsing it; absent where code writes none. */
  readonly submissions?: { readonly triggers: readonly RegExp[]; in(text: string, path: string): readonly Submission[] };
  /** Names under which other files can reach a handler. */
  exportsOf(file: File, node: Node, frameworks: readonly F[]): string[];
  /** What the file hands on of others; absent where the language has no such thing. */
  reexportsOf?(file: File): readonly Reexport[];
  /** Classes of the file with what stands above them; absent where names are not global in the language. */
  lineagesOf?(file: File): readonly Lineage[];
  conventionOf?(file: File, node: Node, frameworks: readonly F[]): Handler['convention'] | null;
  /** How calls of the functions are read that the configuration names. */
  callReader(file: File): CallReader;
  /** Whether the function around a node did something before it. */
  hasActed?(node: Node): boolean;
  /** Whether the author is still typing a node that the grammar takes for whole; one with a syntax error is left alone anyway. */
  isHalfTyped?(node: Node): boolean;
}

/** Callers of callers are looked up so many steps away from the redirect, within the file. */
const MOST_STEPS = 4;

/** A language with its frameworks; where two of them could claim a node, the first in the list does. */
export function languageAdapter<File, F extends Framework<File>>(given: Language<File, F>, frameworksOf: readonly F[]): LanguageAdapter {
  const { rootOf } = given;
  const placed = placings();
  const language = rootOf ? standingLanguage(given, rootOf) : given;
  const known = rootOf ? frameworksOf.map(framework => standingFramework(framework, rootOf)) : frameworksOf;
  const triggers = [...new Set(known.flatMap(framework => framework.triggers))];
  const words = patternOf(triggers);
  const matters = (file: SourceFile) => (language.matters?.(file) ?? false) || known.some(framework => framework.isRoute?.(file.path) ?? false);
  return {
    name: language.name,
    languageIds: language.languageIds,
    extensions: language.extensions,
    frameworks: known,
    ...(language.asksTree ? { asksTree: true } : {}),
    matters,
    ...(language.passesOn ? { passesOn: language.passesOn } : {}),
    ...(language.importsIn && language.modulesNamed ? { importsIn: language.importsIn, modulesNamed: language.modulesNamed } : {}),
    triggers: [...triggers, ...language.submissions?.triggers ?? []],
    async facts(source, parse, helpers) {
      const submissions = language.submissions?.in(source.text, source.path);
      // A page that only has forms need not be parsed.
      if (submissions && !words.test(source.text) && !matters(source) && !helpers.some(helper => source.text.includes(lastNameOf(helper.name)))) return { submissions };
      const file = await language.open(source, parse, known);
      const frameworks = known.filter(framework => framework.applies(file));
      return { modules: [...language.modulesOf?.(source.path) ?? [], ...language.modulesExtended?.(file) ?? []], ...(submissions ? { submissions } : {}), ...factsOf(language, file, frameworks, helpers, rootOf ? placed : null) };
    },
  };
}

function factsOf<File, F extends Framework<File>>(language: Language<File, F>, file: File, frameworks: readonly F[], helpers: readonly HelperCall[], placed: Placings | null): Partial<FileFacts> {
  const seen = new Set<Node>();
  const noted: Node[] = [];
  const note = (node: Node) => {
    seen.add(node);
    noted.push(node);
  };
  const see = (node: Node): string => {
    note(node);
    return idOf(node);
  };
  const named = (handler: Node | HandlerRef): HandlerRef[] => isNode(handler) ? language.handlersIn(file, handler).map(({ ref, node }) => {
    if (node) note(node);
    return ref;
  }) : [handler];

  const routers = frameworks.flatMap(framework => framework.routers?.(file) ?? []);
  for (const { node } of routers) note(node);
  const boundBy = (at: BindingAt): Bound => {
    const found = at.handlers.flatMap((handler): Named[] => isNode(handler) ? language.handlersIn(file, handler) : [{ ref: handler, node: null }]);
    return { bindings: bindingsOf(at, found), nodes: found.flatMap(({ node }) => node ?? []) };
  };
  const routes = frameworks.flatMap(framework => framework.bindings(file));
  const bindings = routes.flatMap(at => {
    const { bindings: stated, nodes } = placed ? placed.bindings.about(at, at.node, () => boundBy(at)) : boundBy(at);
    nodes.forEach(note);
    return stated;
  });
  const endpoints = frameworks.flatMap(framework => framework.endpoints?.(file) ?? []).flatMap(at => endpointsOf(at, named));
  const conventions = frameworks.flatMap(framework => framework.conventions?.(file) ?? []);
  for (const { handler } of conventions) note(handler);
  const unseen = [...frameworks.flatMap(framework => framework.calls?.(file) ?? []), ...language.callsUnseen?.(file) ?? []];
  const boundNodes = [...seen, ...unseen.flatMap(at => at.callees).filter(isNode)];
  const bound = new Set(boundNodes.map(node => node.id));

  const reader = language.callReader(file);
  const givenIn = (call: Node): Pick<Call, 'given' | 'room' | 'acted'> => ({
    ...givenTo(language.passing, file, call, reader, language.givenIn?.(file, call) ?? []),
    ...(language.hasActed ? { acted: language.hasActed(call) } : {}),
  });
  const callsInto = (around: readonly Node[], steps = MOST_STEPS): Call[] => steps === 0 ? [] : around.flatMap(fn => language.callsOf(file, fn, bound).flatMap(call => {
    const callers = language.handlersAround(call, bound, file).filter(node => node.id !== call.id);
    if (callers.some(caller => caller.id === fn.id)) return [];
    const common = { callee: { id: idOf(fn) }, ...givenIn(call), methods: language.guardsAt(file, call).methods, proof: proofOf(call) };
    const made: Call[] = language.isMade?.(file, call) ? [{ ...common, callers: [see(call)], relayed: true }] : [];
    return callers.length === 0 ? made : [...made, { ...common, callers: callers.map(see) }, ...callsInto(callers, steps - 1)];
  }));
  const callsUnseen = (at: CallAt): Call[] => {
    const refs = at.callees.flatMap(named);
    const methods = intersection(at.methods ?? ANY, language.guardsAt(file, at.node).methods);
    const proof = { span: spanOf(at.node), says: at.says };
    return refs.length === 0 ? [] : at.callers.flatMap(caller => [
      ...refs.map((callee): Call => ({ callee, callers: [see(caller)], methods, ...(at.relayed ? { relayed: at.relayed } : {}), proof })),
      ...callsInto([caller]),
    ]);
  };
  const callsOut = ({ call, callees, answers }: CallOut): Call[] => {
    const callers = language.handlersAround(call, bound, file).filter(node => node.id !== call.id);
    if (callers.length === 0) return [];
    const { methods } = language.guardsAt(file, call);
    const own = callees.map((callee): Call => ({ callee, ...givenIn(call), callers: callers.map(see), methods, ...(answers === undefined ? {} : { answers }), proof: proofOf(call) }));
    return [...own, ...callsInto(callers)];
  };

  const unseenCalls = unseen.flatMap(callsUnseen);
  const own: Pick<Framework<File>, 'name' | 'redirects' | 'keepsRedirects'> = { name: HELPER_ADAPTER, redirects: () => helperRedirects(helpers, reader) };
  const root = language.rootOf?.(file);
  // What those state who keep nothing has places that no edit moves, so that the whole stands only where they state nothing.
  const stated = new Map([own, ...frameworks].filter(({ keepsRedirects }) => !keepsRedirects).map(framework => [framework, framework.redirects(file)]));
  const stands = [...stated.values()].every(redirects => redirects.length === 0);
  const answeringOf = (): Answering => {
    const claimed = new Set<number>();
    const redirects: Redirect[] = [];
    const led: Call[] = [];
    const kept: RedirectAt[] = [];
    const before = noted.length;
    for (const framework of [own, ...frameworks]) {
      for (const at of stated.get(framework) ?? framework.redirects(file)) {
        // Half-typed code is left alone until it parses.
        if (claimed.has(at.node.startIndex) || at.node.hasError || language.isHalfTyped?.(at.node)) continue;
        claimed.add(at.node.startIndex);
        const around = language.handlersAround(at.inside ?? at.node, at.inside ? new Set([...bound, at.inside.id]) : bound, file);
        around.forEach(note);
        const state = (): Redirecting => ({ around, redirect: redirectOf(language, file, framework.name, at, around.map(idOf)) });
        const isKept = placed !== null && framework.keepsRedirects === true;
        if (isKept) kept.push(at);
        const known = isKept ? placed.redirects.about(at, at.node, state) : state();
        // Which functions are bound, routes elsewhere decide.
        const isSame = known.around.length === around.length && known.around.every((node, nth) => node === around[nth]);
        redirects.push((isSame ? known : state()).redirect);
        led.push(...callsInto(around));
      }
    }
    if (placed && root) placed.redirects.keepOnly(root, kept);
    return { redirects, calls: led, nodes: noted.slice(before) };
  };
  const answering = placed && root && stands ? placed.answering.ofFile(root, [helpers, ...frameworks, ...boundNodes], answeringOf) : answeringOf();
  answering.nodes.forEach(note);
  const calls: Call[] = [...unseenCalls, ...answering.calls, ...language.callsOut(file, bound).flatMap(callsOut)];

  const handlersOf = (): readonly Handler[] => {
    const made = new Map(routers.map(({ node, ...router }) => [idOf(node), router]));
    const conventional = new Map(conventions.map(({ handler, methods, says }) => [idOf(handler), { methods, says }]));
    return [...new Map([...seen].map(node => [idOf(node), node]))].map(([id, node]) => {
      const router = made.get(id);
      const convention = conventional.get(id) ?? language.conventionOf?.(file, node, frameworks);
      return { id, span: spanOf(node), exports: language.exportsOf(file, node, frameworks), ...language.isScript?.(node) && { isScript: true }, ...convention && { convention }, ...router && { router } };
    });
  };
  const handlers = placed && root ? placed.handlers.ofFile(root, [...frameworks, ...seen, ...routers, ...conventions], handlersOf) : handlersOf();
  if (placed && root) placed.bindings.keepOnly(root, routes);

  return { redirects: answering.redirects, bindings: distinctBindings(bindings), endpoints, calls: distinctCalls(calls), handlers, reexports: [...language.reexportsOf?.(file) ?? []], lineages: [...language.lineagesOf?.(file) ?? [], ...frameworks.flatMap(framework => framework.lineages?.(file) ?? [])] };
}

function redirectOf<File, F extends Framework<File>>(language: Language<File, F>, file: File, adapter: string, at: RedirectAt, handlers: readonly string[]): Redirect {
  const given = statusGiven(language.passing, file, at.statusNode, language.callReader(file));
  const from = given && handlers.includes(given.from.handler) ? given : null;
  const { methods, proofs } = language.guardsAt(file, at.inside ?? at.node);
  const headers = headersForHtmx(at.node);
  const requires = (language.requirementsAt?.(file, at.node) ?? []).filter(({ handler }) => handlers.includes(handler));
  return {
    adapter,
    span: spanOf(at.node),
    statusSpan: at.statusNode ? spanOf(at.statusNode) : null,
    status: from ? { ...at.status, code: at.status.code ?? from.code, from: from.from } : at.status,
    target: at.target,
    path: at.path ?? null,
    by: at.by ?? 'handler',
    ...(language.hasActed ? { acted: language.hasActed(at.node) } : {}),
    methods: intersection(methods, at.methods ?? ANY),
    proofs,
    handlers,
    ...(requires.length > 0 ? { requires } : {}),
    edits: from && at.edits.length === 0 ? from.edits : at.edits,
    ...(headers.length > 0 ? { headers } : {}),
    ...(at.instead === undefined ? {} : { instead: at.instead }),
    ...(at.sendable === undefined ? {} : { sendable: at.sendable }),
    ...(at.pages ? { pages: at.pages } : {}),
    ...(at.fromForm ? { fromForm: at.fromForm } : {}),
  };
}

function bindingsOf(at: BindingAt, handlers: readonly Named[]): Binding[] {
  const proof = { span: spanOf(at.node), says: at.says };
  return handlers.map(({ ref, given }) => ({ handler: ref, ...(given ? { given } : {}), methods: at.methods, path: at.path, evidence: at.evidence ?? 'proven', proof, ...(at.mounts ? { mounts: at.mounts } : {}), ...placeOf(at) }));
}

function endpointsOf(at: EndpointAt, named: (handler: Node | HandlerRef) => HandlerRef[]): Endpoint[] {
  const endpoint = { methods: at.methods, path: at.path, proof: { span: spanOf(at.node), says: at.says }, ...placeOf(at) };
  const handlers = at.handlers.flatMap(named);
  return [handlers.length === 0 ? endpoint : { ...endpoint, handlers }];
}

function placeOf({ name, router }: PlacedAt): Placed {
  const refs = router && 'startIndex' in router ? [{ id: idOf(router) }] : router;
  return { ...(name === undefined ? {} : { name }), ...(refs === undefined ? {} : { router: refs }) };
}

function proofOf(call: Node): Proof {
  return { span: spanOf(call), says: `called here: ${oneLine(call)}` };
}

/** What two frameworks see alike is stated once, by the first. */
function distinctBindings(bindings: Binding[]): Binding[] {
  return firstBy(bindings, ({ handler, given, methods, path, proof }) => JSON.stringify([handler, given, methods, path, proof.span.start]));
}

function distinctCalls(calls: Call[]): Call[] {
  return firstBy(calls, ({ callee, callers, proof }) => JSON.stringify([callee, callers, proof.span.start]));
}

/** Most stand alone at their place, and need no key; most files state one behind the other. */
function firstBy<T extends { readonly proof: Proof }>(items: T[], keyOf: (item: T) => string): T[] {
  if (items.every((item, at) => at === 0 || item.proof.span.start > (items[at - 1] as T).proof.span.start)) return items;
  const known = new Map<number, Set<string> | T>();
  return items.filter(item => {
    const { start } = item.proof.span;
    const there = known.get(start);
    if (there === undefined) return known.set(start, item);
    const keys = there instanceof Set ? there : new Set([keyOf(there)]);
    known.set(start, keys);
    const key = keyOf(item);
    return !keys.has(key) && keys.add(key);
  });
}
