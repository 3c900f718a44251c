import type { Proof, Redirect } from '../model/facts.ts';
import { ANY, complement, intersection, isAny, type MethodSet, methods } from '../model/methods.ts';
import { nameInFamily, statusOfName } from '../model/statuses.ts';
import { type DataNode, entriesOf, entryAt, itemsOf, mapsIn, textAt, textOf, valueAt } from '../syntax/data.ts';
import type { DataFile, DataFormat } from './shared/data-format.ts';
import { added, carriedTo, configured, rewritten, targetOf } from './shared/data-redirect.ts';
import { matching, tested } from './shared/splits.ts';
import { FOLLOWED } from './shared/statuses.ts';

const REFERENCE = 'https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/route/v3/route_components.proto';
/** RedirectResponseCode: names, not numbers. */
const SPELLING = { sendable: FOLLOWED, write: (status: number) => nameInFamily('FOUND', status) ?? String(status) };

/** Envoy's route configuration. */
export const envoy: DataFormat = {
  name: 'envoy',
  docs: {
    title: 'Envoy',
    url: REFERENCE,
    recognised: ['YAML and JSON with `virtual_hosts` and a `redirect` in a route'],
    constructs: [
      { code: 'redirect: { https_redirect: true }', status: '301', proved: 'documented', source: `${REFERENCE}#config-route-v3-redirectaction` },
      { code: 'response_code: FOUND', status: 'MOVED_PERMANENTLY 301, FOUND 302, SEE_OTHER 303, TEMPORARY_REDIRECT 307, PERMANENT_REDIRECT 308', proved: 'documented', source: `${REFERENCE}#config-route-v3-redirectaction` },
    ],
    unwritten: '301',
    sendable: FOLLOWED,
    notes: ['A match on the header `:method` limits a route.'],
  },
  languageIds: [],
  files: ['**/*.{yaml,yml,json}', '**/*.{yaml,yml}.*'],
  recognises: ({ text }) => /virtual_hosts|RouteConfiguration|VirtualHost\b/.test(text),
  triggers: ['redirect'],
  data: file => ({
    redirects: file.documents.flatMap(document => [...mapsIn(document)].flatMap(({ node }) => itemsOf(valueAt(node, 'routes')).flatMap(route => redirectOf(route, file) ?? []))),
  }),
};

function redirectOf(route: DataNode, file: DataFile): Redirect | null {
  const redirect = entryAt(route, 'redirect');
  const match = valueAt(route, 'match');
  const last = entriesOf(redirect?.value).at(-1);
  if (!redirect || !match || !last) return null;
  const status = valueAt(redirect.value, 'response_code');
  const code = status ? statusOfName(textOf(status) ?? '') : 301;
  const path = textAt(redirect.value, 'path_redirect');
  return configured({
    adapter: 'envoy', span: redirect.keySpan, statusSpan: status?.span ?? null, status: { code, origin: status ? 'explicit' : 'default' },
    path: textAt(match, 'path') ?? textAt(match, 'prefix'), ...limitOf(match), target: path === null ? carriedBy(redirect.value) : targetOf(path), sendable: FOLLOWED,
    edits: code === null ? [] : status?.kind === 'scalar' ? rewritten(status, code, SPELLING) : added(last, 'response_code', code, file, SPELLING),
  });
}

function carriedBy(redirect: DataNode | null): Redirect['target'] {
  const scheme = textAt(redirect, 'https_redirect') === 'true' ? 'https' : textAt(redirect, 'scheme_redirect');
  return carriedTo(scheme, textAt(redirect, 'host_redirect'));
}

/** Header matches are all required. */
function limitOf(match: DataNode): { methods: MethodSet; proofs: readonly Proof[] } {
  const limits = itemsOf(valueAt(match, 'headers')).filter(header => textAt(header, 'name') === ':method');
  const set = limits.reduce((all, header) => intersection(all, methodsOf(header)), ANY);
  return { methods: set, proofs: isAny(set) ? [] : limits.map(header => ({ span: header.span, says: 'matches by the header :method' })) };
}

function methodsOf(header: DataNode): MethodSet {
  const exact = textAt(header, 'exact_match') ?? textAt(header, 'string_match', 'exact');
  const pattern = textAt(header, 'safe_regex_match', 'regex') ?? textAt(header, 'string_match', 'safe_regex', 'regex');
  const inverted = textAt(header, 'invert_match') === 'true';
  if (exact === null && pattern === null) return ANY;
  if (exact !== null) return inverted ? complement(methods(exact)) : methods(exact);
  const split = tested(matching(`^(?:${pattern})$`, false));
  return inverted ? split.no : split.yes;
}
