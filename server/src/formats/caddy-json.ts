import type { Redirect, Target } from '../model/facts.ts';
import { methods } from '../model/methods.ts';
import type { FormatAdapter } from '../syntax/adapter.ts';
import { type DataList, type DataMap, type DataNode, valueAt } from '../syntax/data.ts';
import { jsonTree } from '../syntax/json-tree.ts';
import { splitOfCel } from './caddy/matchers.ts';
import { ALWAYS, among, both, either, EVERYTHING, limitedTo, negated, type Split, type Stream, UNDECIDED } from './shared/splits.ts';
import { FOLLOWED, replaced } from './shared/statuses.ts';

const STATIC_RESPONSE = 'https://caddyserver.com/docs/json/apps/http/servers/routes/handle/static_response/';

/** Caddy's native configuration. */
export const caddyJson: FormatAdapter = {
  name: 'caddy-json',
  docs: {
    title: 'Caddy JSON',
    url: STATIC_RESPONSE,
    recognised: ['`caddy*.json`, `*caddy*.json`, `*.json` in `caddy/` that hold a `static_response`'],
    constructs: [
      { code: '{"handler": "static_response", "headers": {"Location": ["/new"]}, "status_code": 302}', status: 'as written', proved: 'measured', source: STATIC_RESPONSE },
    ],
    unwritten: 'as written',
    sendable: FOLLOWED,
    notes: ['Methods are limited by `method`, `not` and `expression` in the `match` of the routes that it stands in.'],
  },
  languageIds: [],
  files: ['**/*caddy*.json', '**/caddy/**/*.json'],
  recognises: ({ text }) => /"handler"\s*:\s*"static_response"/.test(text),
  triggers: ['static_response'],
  facts: ({ text }) => {
    const redirects: Redirect[] = [];
    const root = jsonTree(text);
    if (root) visit(root, { stream: EVERYTHING, path: null }, text, redirects);
    return { redirects };
  },
};

interface Context {
  readonly stream: Stream;
  readonly path: string | null;
}

/** The tree is never deeper than `DEEPEST_DATA`. */
function visit(node: DataNode, outer: Context, text: string, redirects: Redirect[]): void {
  if (node.kind === 'list') for (const item of node.items) visit(item, outer, text, redirects);
  if (node.kind !== 'map') return;
  const match = valueAt(node, 'match');
  const isRoute = match?.kind === 'list' && valueAt(node, 'handle') !== null;
  const context = isRoute ? { stream: narrowed(outer.stream, match, text), path: pathOf(match) ?? outer.path } : outer;
  const own = redirectOf(node, context);
  if (own) redirects.push(own);
  for (const { value } of node.entries) if (value) visit(value, context, text, redirects);
}

function narrowed(stream: Stream, match: DataList, text: string): Stream {
  const written = text.slice(match.span.start, match.span.end).replace(/\s+/g, ' ');
  return limitedTo(stream, splitOfSets(match).yes, match.span, `limited here: ${written.slice(0, LONGEST_PROOF)}`);
}

const LONGEST_PROOF = 100;

/** One of the sets holds. */
function splitOfSets(match: DataList): Split {
  return match.items.length > 0 ? match.items.map(splitOfSet).reduce(either) : UNDECIDED;
}

/** All matchers of a set hold. */
function splitOfSet(set: DataNode): Split {
  if (set.kind !== 'map') return UNDECIDED;
  const splits = set.entries.map(({ key, value }) => {
    if (key === 'method' && value?.kind === 'list') return among(methods(...textsOf(value)));
    if (key === 'not' && value?.kind === 'list') return negated(splitOfSets(value));
    const expression = key !== 'expression' || !value ? null : value.kind === 'map' ? valueAt(value, 'expr') : value;
    return expression?.kind === 'scalar' ? splitOfCel(expression.text) : UNDECIDED;
  });
  return splits.reduce(both, ALWAYS);
}

function pathOf(match: DataList): string | null {
  const paths = match.items.flatMap(set => {
    const value = set.kind === 'map' ? valueAt(set, 'path') : null;
    return value?.kind === 'list' ? textsOf(value) : [];
  });
  return paths.length === 1 ? paths[0] as string : null;
}

function textsOf(list: DataList): string[] {
  return list.items.flatMap(item => item.kind === 'scalar' ? item.text : []);
}

function redirectOf(node: DataMap, { stream: { methods: left, proofs }, path }: Context): Redirect | null {
  const [handler, headers] = [valueAt(node, 'handler'), valueAt(node, 'headers')];
  const status = node.entries.find(entry => entry.key === 'status_code');
  const number = status?.value;
  const location = headers?.kind === 'map' ? headers.entries.find(({ key }) => /^location$/i.test(key))?.value : null;
  if (handler?.kind !== 'scalar' || handler.text !== 'static_response' || !status || number?.kind !== 'scalar' || !location) return null;
  const isPlaceholder = /^\{.*\}$/.test(number.text);
  const code = isPlaceholder ? null : Number(number.text);
  if (code !== null && !FOLLOWED.includes(code)) return null;
  const to = location.kind === 'list' ? textsOf(location)[0] ?? null : null;
  return {
    adapter: 'caddy-json', span: status.span, statusSpan: number.inner, status: { code, origin: 'explicit' }, target: targetOf(to), path,
    by: 'configuration', methods: left, proofs, handlers: [], edits: code === null ? [] : replaced(number.inner, code), sendable: FOLLOWED,
  };
}

function targetOf(to: string | null): Target {
  if (to === null) return { kind: 'unknown', text: null };
  if (/\{http\.request\.(?:orig_)?uri(?:\.path)?\}/.test(to.split('?')[0] ?? '')) return { kind: 'request', text: to };
  return { kind: to.includes('{') ? 'pattern' : 'path', text: to };
}
