import type { Proof } from '../../model/facts.ts';
import { ANY, GET_AND_HEAD, complement, intersection, type MethodSet, methods, NONE, sameMethods, union } from '../../model/methods.ts';
import type { Directive, Item } from '../../syntax/directives.ts';
import { casesOf, first, insideParentheses, joined, mapped, REQUEST_METHOD, sourcesOf, splitOf, type Variable, type Variables, within } from './values.ts';

/** A directive that may redirect, with the requests that come to it. */
export interface Stop {
  readonly directive: Directive;
  readonly methods: MethodSet;
  readonly proofs: readonly Proof[];
  /** Path or pattern of the innermost location or `if ($uri …)`, as written; null where it is not known. */
  readonly path: string | null;
  /** What the path of its location stands for; null where a condition decides as well, or where it stands in no location. */
  readonly byPath: 'whole' | 'below' | null;
  /** Block that it stands in: `main` is the file itself, which may be included anywhere. */
  readonly parent: 'main' | 'http' | 'server' | 'location' | 'if';
  /** The request's URL can have been rewritten before, so that `$request_uri` need not be what `$uri` is. */
  readonly rewritten: boolean;
}

/** The requests at one point of a block, in the order in which nginx runs it (ngx_http_rewrite_module). */
interface Flow {
  readonly methods: MethodSet;
  /** Those that left the sequence with `break` or `last` and go on to locations and content. */
  readonly onward: MethodSet;
  /** Those that were answered with an error, which `error_page` may answer instead. */
  readonly failed: MethodSet;
  readonly proofs: readonly Proof[];
  readonly variables: Variables;
  readonly rewritten: boolean;
}

interface Context {
  readonly parent: Stop['parent'];
  readonly path: string | null;
  readonly byPath?: Stop['byPath'];
  /** What the requests of a location start with: those that the server's own directives left. */
  readonly base: Flow;
  /** Something in the server can send a request on to a location that its own URL does not lead to. */
  readonly moves: boolean;
  readonly depth: number;
}

/** Real files nest six blocks deep. */
const DEEPEST = 60;
/** Variables beyond these are not known: each `set` copies what is known. */
const MOST_VARIABLES = 1000;
/** Patterns that every path matches, so that what follows is not reached. */
export const MATCHES_ALL: ReadonlySet<string> = new Set([
  '^', '/', '^/', '.*', '^.*', '^.*$', '^/.*', '^/.*$', '/.*', '/.*$', '(.*)', '^(.*)', '(.*)$', '^(.*)$', '/(.*)', '^/(.*)', '/(.*)$', '^/(.*)$',
  '^(/.*)$', '^(/.*)', '^/?(.*)$', '^/?(.*)', '.', '^.', '^.+$', '^(.+)$', '(.+)', '^(.+)',
]);
/** Blocks of other modules, in which the same words mean something else or nothing. */
const OTHER_BLOCKS = new Set(['stream', 'mail', 'map', 'geo', 'types', 'upstream', 'events', 'split_clients', 'match', 'limit_except']);

/** Every `return`, `rewrite` and `error_page` of a file with the methods that can reach it. */
export function stopsIn(items: readonly Item[]): Stop[] {
  const stops: Stop[] = [];
  const open: Flow = { methods: ANY, onward: NONE, failed: NONE, proofs: [], variables: variablesOf(items), rewritten: false };
  walk(items, open, { parent: 'main', path: null, base: open, moves: true, depth: 0 }, stops);
  return stops;
}

/** Runs one block: its rewrite directives in order, then what is judged by their outcome. */
function walk(items: readonly Item[], start: Flow, context: Context, stops: Stop[]): Flow {
  if (context.depth > DEEPEST) return start;
  let flow = start;
  const tags: { readonly before: Flow; readonly ends: Flow[] }[] = [];
  const later: Directive[] = [];
  const errorPages: Directive[] = [];
  for (const item of items) {
    if (item.kind === 'tag') {
      flow = afterTag(item.role, flow, tags);
      continue;
    }
    const name = item.words[0]?.text ?? '';
    if (name === 'if' && item.block) flow = afterIf(item, flow, context, stops);
    else if (name === 'error_page') errorPages.push(item);
    else if (item.block) later.push(item);
    else flow = afterDirective(item, name, flow, context, stops);
  }
  const going = union(flow.methods, flow.onward);
  const settled: Flow = { ...flow, methods: going, onward: NONE, proofs: sameMethods(going, start.methods) ? start.proofs : flow.proofs };
  const answered = union(going, flow.failed);
  for (const page of errorPages) {
    const same = sameMethods(answered, start.methods);
    stops.push({ directive: page, methods: answered, proofs: same ? start.proofs : flow.proofs, path: context.path, byPath: null, parent: context.parent, rewritten: true });
  }
  for (const block of later) enter(block, settled, context, stops);
  return flow;
}

function afterDirective(directive: Directive, name: string, flow: Flow, context: Context, stops: Stop[]): Flow {
  const words = directive.words;
  if (name === 'set') return afterSet(directive, flow);
  if (name === 'break') return { ...flow, methods: NONE, onward: union(flow.onward, flow.methods) };
  if (name !== 'return' && name !== 'rewrite') return flow;
  const { parent, path, byPath = null } = context;
  stops.push({ directive, methods: flow.methods, proofs: flow.proofs, path, byPath, parent, rewritten: flow.rewritten });
  if (name === 'return') {
    const failed = /^[45]\d\d$/.test(words[1]?.text ?? '') ? union(flow.failed, flow.methods) : flow.failed;
    return { ...flow, methods: NONE, failed };
  }
  const all = MATCHES_ALL.has(words[1]?.text ?? '');
  if (redirectsByRewrite(directive)) return all ? { ...flow, methods: NONE } : flow;
  const leaves = ['last', 'break'].includes(words[3]?.text ?? '');
  return { ...flow, rewritten: true, onward: leaves ? union(flow.onward, flow.methods) : flow.onward, methods: leaves && all ? NONE : flow.methods };
}

/** A rewrite answers with a redirect by its flag, or by a replacement that is written as an absolute URL, whatever the flag. */
export function redirectsByRewrite({ words }: Directive): boolean {
  return /^(?:https?:\/\/|\$scheme)/.test(words[2]?.text ?? '') || ['redirect', 'permanent'].includes(words[3]?.text ?? '');
}

function afterSet({ words: [, name, value] }: Directive, flow: Flow): Flow {
  if (!name || !value || !/^\$\w+$/.test(name.text) || flow.variables.size > MOST_VARIABLES) return flow;
  const cases = value.templated ? [{ value: null, methods: flow.methods }] : within(casesOf(value.text, flow.variables), flow.methods);
  const from = first([...flow.proofs, ...sourcesOf(value.text, flow.variables)]);
  return { ...flow, variables: new Map([...flow.variables, [name.text.slice(1), { cases, from }]]) };
}

function afterIf(directive: Directive, flow: Flow, context: Context, stops: Stop[]): Flow {
  const split = splitOf(directive.words, flow.variables);
  const [yes, no] = [intersection(flow.methods, split.yes), intersection(flow.methods, split.no)];
  const limits = !sameMethods(yes, flow.methods);
  const says = spelled(directive);
  const proof = { span: directive.span, says: `limited here: ${says}` };
  const inside: Flow = {
    ...flow, methods: yes, proofs: limits ? [...new Set([...flow.proofs, ...split.from, proof])] : flow.proofs,
  };
  const path = pathOfCondition(directive) ?? context.path;
  const end = walk(directive.block ?? [], inside, { ...context, parent: 'if', path, byPath: null, depth: context.depth + 1 }, stops);
  const rest = meeting({ ...flow, methods: no }, split.no, end, split.yes);
  const proofs = sameMethods(rest.methods, flow.methods) ? flow.proofs : [...flow.proofs, { span: directive.span, says: `answered before: ${says}` }];
  return { ...rest, proofs };
}

// Where two ways meet; `onA` and `onB`: the methods of the requests that can have gone each of them.
function meeting(a: Flow, onA: MethodSet, b: Flow, onB: MethodSet): Flow {
  return {
    methods: union(a.methods, b.methods), onward: union(a.onward, b.onward), failed: union(a.failed, b.failed),
    proofs: a.proofs, variables: joined(a.variables, onA, b.variables, onB), rewritten: a.rewritten || b.rewritten,
  };
}

// Of a template's alternatives one is written to the file, or none.
function afterTag(role: string, flow: Flow, tags: { readonly before: Flow; readonly ends: Flow[] }[]): Flow {
  const open = tags.at(-1);
  if (role === 'open') tags.push({ before: flow, ends: [] });
  if (role === 'else' && open) {
    open.ends.push(flow);
    return open.before;
  }
  if (role === 'end' && open) {
    tags.pop();
    const met = [flow, ...open.ends].reduce((all, way) => meeting(all, ANY, way, ANY), open.before);
    return { ...met, proofs: sameMethods(met.methods, open.before.methods) ? open.before.proofs : flow.proofs };
  }
  return flow;
}

function enter(directive: Directive, end: Flow, context: Context, stops: Stop[]): void {
  const name = directive.words[0]?.text ?? '';
  const block = directive.block ?? [];
  const depth = context.depth + 1;
  const fresh: Flow = { ...end, methods: ANY, onward: NONE, failed: NONE, proofs: [], rewritten: false };
  if (OTHER_BLOCKS.has(name) || name.endsWith('_by_lua_block')) return;
  if (name === 'http') {
    walk(block, fresh, { parent: 'http', path: null, base: fresh, moves: true, depth }, stops);
  } else if (name === 'server') {
    walk(block, fresh, { parent: 'server', path: '/', base: fresh, moves: directivesIn(block).some(moves), depth }, stops);
  } else if (name === 'location') {
    const base = context.parent === 'location' ? context.base : end;
    const last = directive.words.at(-1);
    const named = last?.text.startsWith('@') ?? false;
    const path = named || directive.words.length < 2 || last?.templated ? null : last?.text ?? null;
    const folder = path?.endsWith('/') && (directive.words.length === 2 || directive.words[1]?.text === '^~');
    const start: Flow = {
      ...base, methods: named ? union(base.methods, base.failed) : base.methods, failed: NONE, rewritten: base.rewritten || context.moves || !folder,
    };
    const modifier = directive.words.length === 2 ? '' : directive.words[1]?.text ?? '';
    const byPath = modifier === '=' || path?.endsWith('$') ? 'whole' as const : 'below' as const;
    enterLocation(block, start, { parent: 'location', path, byPath, base, moves: context.moves, depth }, stops);
  } else {
    walk(block, context.parent === 'main' ? { ...fresh, variables: end.variables } : end, { ...context, depth }, stops);
  }
}

/** The rewrite directives of a location do not run for methods outside its `limit_except`: its block is another configuration. */
function enterLocation(block: readonly Item[], start: Flow, context: Context, stops: Stop[]): void {
  const limit = block.find((item): item is Directive => item.kind === 'directive' && item.words[0]?.text === 'limit_except');
  const allowed = limit && allowedBy(limit);
  if (!limit || !allowed) {
    walk(block, start, context, stops);
    return;
  }
  const proofs = [...start.proofs, { span: limit.span, says: `limited here: ${spelled(limit)}` }];
  const isErrorPage = (item: Item) => item.kind === 'directive' && item.words[0]?.text === 'error_page';
  walk(block.filter(item => !isErrorPage(item)), { ...start, methods: intersection(start.methods, allowed), proofs }, context, stops);
  const denied = intersection(start.methods, complement(allowed));
  for (const item of block.filter(isErrorPage) as Directive[]) {
    const only403 = item.words[1]?.text === '403' && !/^\d/.test(item.words[2]?.text ?? '') && denies(limit);
    stops.push({ directive: item, methods: only403 ? denied : start.methods, proofs: only403 ? proofs : start.proofs, path: context.path, byPath: null, parent: 'location', rewritten: true });
  }
}

// `limit_except GET` lets HEAD through as well.
function allowedBy({ words }: Directive): MethodSet | null {
  const names = words.slice(1);
  if (names.length === 0 || names.some(word => word.templated || !/^[A-Z]+$/i.test(word.text))) return null;
  const set = methods(...names.map(word => word.text));
  return union(set, 'only' in set && set.only.includes('GET') ? GET_AND_HEAD : NONE);
}

function denies({ block }: Directive): boolean {
  return (block ?? []).some(item => item.kind === 'directive' && item.words[0]?.text === 'deny');
}

/** Internal redirects: the request goes on with another URL. What an included file does is not known. */
function moves(directive: Directive): boolean {
  const name = directive.words[0]?.text ?? '';
  if (name === 'rewrite') return !redirectsByRewrite(directive);
  if (name === 'error_page') return /^[/$@]/.test(directive.words.at(-1)?.text ?? '');
  return name === 'include' || name === 'try_files' || name.includes('_by_lua') || name.startsWith('js_') || name.startsWith('perl');
}

/** The path that `if ($uri ~ …)` and `if ($request_uri = …)` look for. */
function pathOfCondition({ words }: Directive): string | null {
  const [subject, operator, operand] = insideParentheses(words);
  const looks = ['$uri', '$request_uri', '$document_uri'].includes(subject?.text ?? '') && ['=', '~', '~*'].includes(operator?.text ?? '');
  return looks && operand && !operand.templated ? operand.text : null;
}

/** Before any directive ran: `$request_method`, what `map`s make of it, and the flags that the file sets, which are empty until then. */
function variablesOf(items: readonly Item[]): Variables {
  const variables = new Map<string, Variable>([['request_method', REQUEST_METHOD]]);
  const all = directivesIn(items);
  for (const { words } of all.filter(({ words: [name] }) => name?.text === 'set')) {
    const name = /^\$(\w+)$/.exec(words[1]?.text ?? '')?.[1];
    if (name) variables.set(name, { cases: [{ value: '', methods: ANY }], from: [] });
  }
  for (const map of all.filter(({ words: [name], block }) => name?.text === 'map' && block)) {
    const name = /^\$(\w+)$/.exec(map.words[2]?.text ?? '')?.[1];
    if (name) variables.set(name, { cases: mapped(map, variables), from: [{ span: map.span, says: `mapped here: ${spelled(map)}` }] });
  }
  return variables;
}

function directivesIn(items: readonly Item[]): Directive[] {
  const found: Directive[] = [];
  const rest: Item[] = [...items];
  for (let item = rest.pop(); item; item = rest.pop()) {
    if (item.kind !== 'directive') continue;
    found.push(item);
    if (item.block) for (const inner of item.block) rest.push(inner);
  }
  return found.sort((a, b) => a.span.start - b.span.start);
}

function spelled({ words }: Directive): string {
  return words.map(({ text, quote }) => quote + text + quote).join(' ');
}
