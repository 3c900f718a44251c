import type { Proof, Redirect } from '../model/facts.ts';
import { ANY, isAny, type MethodSet, methods, NONE, union } from '../model/methods.ts';
import { phrase } from '../model/phrase.ts';
import { type DataEntry, type DataNode, entriesOf, entryAt, itemsOf, mapsIn, numberOf, textAt, textOf, valueAt } from '../syntax/data.ts';
import type { DataFile, DataFormat } from './shared/data-format.ts';
import { added, carriedTo, configured, rewritten, targetOf } from './shared/data-redirect.ts';
import { matching, tested } from './shared/splits.ts';
import { FOLLOWED } from './shared/statuses.ts';

const REFERENCE = 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRedirect';
const TLS = 'https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings';
const INSTEAD = phrase('httpsRedirect sends 301 and nothing else: leave it out and redirect in a VirtualService with scheme: https and redirectCode: 308.');

/** Istio's VirtualService and Gateway. */
export const istio: DataFormat = {
  name: 'istio',
  docs: {
    title: 'Istio',
    url: REFERENCE,
    recognised: ['YAML with `networking.istio.io` and `redirect` under `http`, or `httpsRedirect`'],
    constructs: [
      { code: 'redirect: { uri: /new }', status: '301', proved: 'documented', source: REFERENCE },
      { code: 'redirectCode: 302', status: 'as written', proved: 'documented', source: REFERENCE },
      { code: 'httpsRedirect: true', status: '301', proved: 'documented', source: TLS },
    ],
    unwritten: '301',
    sendable: FOLLOWED,
    notes: ['`match[].method` limits a route; matches are alternatives.'],
  },
  languageIds: [],
  files: ['**/*.{yaml,yml,json}', '**/*.{yaml,yml}.*'],
  recognises: ({ text }) => text.includes('istio.io/'),
  triggers: ['redirect', 'httpsRedirect'],
  data: file => ({
    redirects: file.documents.flatMap(document => [...mapsIn(document)].flatMap(({ node }) => [
      ...itemsOf(valueAt(node, 'http')).flatMap(route => redirectOf(route, file) ?? []),
      ...httpsRedirect(node),
    ])),
  }),
};

function redirectOf(route: DataNode, file: DataFile): Redirect | null {
  const redirect = entryAt(route, 'redirect');
  const last = entriesOf(redirect?.value).at(-1);
  if (!redirect || !last) return null;
  const status = valueAt(redirect.value, 'redirectCode');
  const code = status ? numberOf(status) : 301;
  const uri = textAt(redirect.value, 'uri');
  const spelling = { sendable: FOLLOWED };
  return configured({
    adapter: 'istio', span: redirect.keySpan, statusSpan: status?.span ?? null, status: { code, origin: status ? 'explicit' : 'default' },
    ...limitOf(itemsOf(valueAt(route, 'match'))), target: uri === null ? carriedTo(textAt(redirect.value, 'scheme'), textAt(redirect.value, 'authority')) : targetOf(uri), sendable: FOLLOWED,
    edits: code === null ? [] : status?.kind === 'scalar' ? rewritten(status, code, spelling) : added(last, 'redirectCode', code, file, spelling),
  });
}

function httpsRedirect(node: DataNode): Redirect[] {
  const entry = entryAt(node, 'httpsRedirect');
  if (!entry || textOf(entry.value) !== 'true') return [];
  return [configured({
    adapter: 'istio', span: entry.span, status: { code: 301, origin: 'default' }, target: carriedTo('https', null), sendable: [301], instead: INSTEAD,
  })];
}

function limitOf(matches: readonly DataNode[]): { methods: MethodSet; proofs: readonly Proof[]; path: string | null } {
  const paths = matches.flatMap(match => textAt(match, 'uri', 'exact') ?? textAt(match, 'uri', 'prefix') ?? []);
  const limits = matches.map(match => entryAt(match, 'method'));
  const set = limits.reduce((all, limit) => union(all, methodsOf(limit)), matches.length === 0 ? ANY : NONE);
  const proofs = isAny(set) ? [] : limits.flatMap(limit => limit ? [{ span: limit.span, says: 'matches by method' }] : []);
  return { path: paths.length === 1 ? paths[0] as string : null, methods: set, proofs };
}

/** A StringMatch; Envoy's expressions cover the whole method. */
function methodsOf(limit: DataEntry | null): MethodSet {
  const exact = textAt(limit?.value, 'exact');
  if (exact !== null) return methods(exact);
  const pattern = textAt(limit?.value, 'regex');
  const prefix = textAt(limit?.value, 'prefix');
  if (prefix !== null) return tested(method => method.startsWith(prefix)).yes;
  return pattern === null ? ANY : tested(matching(`^(?:${pattern})$`, false)).yes;
}
