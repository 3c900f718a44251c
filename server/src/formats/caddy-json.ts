import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser';
import type { Proof, Redirect } from '../model/facts.ts';
import { intersection, methods, sameMethods } from '../model/methods.ts';
import type { FormatAdapter } from '../syntax/adapter.ts';
import { splitOfCel } from './caddy/matchers.ts';
import { ALWAYS, among, both, either, EVERYTHING, negated, type Split, type Stream, UNDECIDED } from './shared/splits.ts';
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
    sendable: FOLLOWED,
    notes: ['Methods are limited by `method`, `not` and `expression` in the `match` of the routes that it stands in.'],
  },
  languageIds: [],
  files: ['**/*caddy*.json', '**/caddy/**/*.json'],
  recognises: ({ text }) => /"handler"\s*:\s*"static_response"/.test(text),
  triggers: ['static_response'],
  facts: ({ text }) => {
    const redirects: Redirect[] = [];
    const root = parseTree(text, [], { allowTrailingComma: true });
    if (root) visit(root, EVERYTHING, null, text, redirects, 0);
    return { redirects };
  },
};

/** Real files nest thirty values deep. */
const DEEPEST = 400;

function visit(node: Node, stream: Stream, path: string | null, text: string, redirects: Redirect[], depth: number): void {
  if (depth > DEEPEST) return;
  let inside = stream;
  let at = path;
  if (node.type === 'object') {
    const match = findNodeAtLocation(node, ['match']);
    if (match?.type === 'array' && findNodeAtLocation(node, ['handle'])) {
      inside = narrowed(stream, match, text);
      at = pathOf(match) ?? path;
    }
    const own = redirectOf(node, inside, at);
    if (own) redirects.push(own);
  }
  for (const child of node.children ?? []) visit(child, inside, at, text, redirects, depth + 1);
}

function narrowed(stream: Stream, match: Node, text: string): Stream {
  const split = splitOfSets(match);
  const left = intersection(stream.methods, split.yes);
  if (sameMethods(left, stream.methods)) return stream;
  const span = { start: match.offset, end: match.offset + match.length };
  const proof: Proof = { span, says: `limited here: ${text.slice(span.start, span.end).replace(/\s+/g, ' ').slice(0, 100)}` };
  return { methods: left, proofs: [...stream.proofs, proof] };
}

/** One of the sets holds. */
function splitOfSets(match: Node): Split {
  const sets = (match.children ?? []).map(splitOfSet);
  return sets.length > 0 ? sets.reduce(either) : UNDECIDED;
}

/** All matchers of a set hold. */
function splitOfSet(set: Node): Split {
  const splits = (set.children ?? []).map(property => {
    const [key, value] = property.children ?? [];
    if (!key || !value) return UNDECIDED;
    if (key.value === 'method' && value.type === 'array') return among(methods(...textsOf(value)));
    if (key.value === 'not' && value.type === 'array') return negated(splitOfSets(value));
    if (key.value === 'expression') return splitOfCel(String(value.type === 'object' ? findNodeAtLocation(value, ['expr'])?.value : value.value));
    return UNDECIDED;
  });
  return splits.reduce(both, ALWAYS);
}

function pathOf(match: Node): string | null {
  const paths = (match.children ?? []).flatMap(set => {
    const value = findNodeAtLocation(set, ['path']);
    return value?.type === 'array' ? textsOf(value) : [];
  });
  return paths.length === 1 ? paths[0] as string : null;
}

function textsOf(list: Node): string[] {
  return (list.children ?? []).flatMap(child => typeof child.value === 'string' ? [child.value] : []);
}

function redirectOf(node: Node, { methods: left, proofs }: Stream, path: string | null): Redirect | null {
  if (findNodeAtLocation(node, ['handler'])?.value !== 'static_response') return null;
  const status = findNodeAtLocation(node, ['status_code']);
  const header = findNodeAtLocation(node, ['headers'])?.children?.find(({ children }) => /^location$/i.test(String(children?.[0]?.value)))?.children?.[1];
  if (!status || !header) return null;
  const isText = status.type === 'string';
  const code = /^\d{3}$/.test(String(status.value)) ? Number(status.value) : null;
  if (code === null ? !isText : !FOLLOWED.includes(code)) return null;
  const to = header.type === 'array' ? textsOf(header)[0] ?? null : null;
  const statusSpan = { start: status.offset + (isText ? 1 : 0), end: status.offset + status.length - (isText ? 1 : 0) };
  const carries = to !== null && /\{http\.request\.(?:orig_)?uri(?:\.path)?\}/.test(to.split('?')[0] ?? '');
  return {
    adapter: 'caddy-json', span: { start: status.parent?.offset ?? status.offset, end: status.offset + status.length }, statusSpan,
    status: { code, origin: 'explicit' }, target: { kind: carries ? 'request' : to === null ? 'unknown' : to.includes('{') ? 'pattern' : 'path', text: to },
    path, by: 'configuration', methods: left, proofs, handlers: [], edits: code === null ? [] : replaced(statusSpan, code), sendable: FOLLOWED,
  };
}
