import type { Proof, Redirect } from '../model/facts.ts';
import { ANY, complement, intersection, isAny, type MethodSet, methods, NONE, union } from '../model/methods.ts';
import { nameInFamily, statusOfName } from '../model/statuses.ts';
import { type DataNode, entriesOf, entryAt, itemsOf, textAt, textOf } from '../syntax/data.ts';
import type { DataFile, DataFormat } from './shared/data-format.ts';
import { added, carriedTo, configured, rewritten, targetOf } from './shared/data-redirect.ts';
import { FOLLOWED } from './shared/statuses.ts';

const URL_MAPS = 'https://cloud.google.com/compute/docs/reference/rest/v1/urlMaps';
const TERRAFORM = 'https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/compute_url_map';
const FRONTEND_CONFIG = 'https://cloud.google.com/kubernetes-engine/docs/how-to/ingress-configuration#https_redirect';
/** HttpRedirectAction.RedirectResponseCode: names; 301 is MOVED_PERMANENTLY_DEFAULT. */
const SPELLING = { sendable: FOLLOWED, write: (status: number) => nameInFamily('FOUND', status) ?? String(status) };
const ACTIONS = ['urlRedirect', 'url_redirect', 'defaultUrlRedirect', 'default_url_redirect', 'redirectToHttps'];

/** URL maps of Google Cloud's load balancers, and GKE's FrontendConfig. */
export const gcp: DataFormat = {
  name: 'gcp',
  docs: {
    title: 'Google Cloud load balancers',
    url: URL_MAPS,
    recognised: ['YAML and JSON with `urlRedirect` or `defaultUrlRedirect`', 'Terraform with `google_compute_url_map`', '`redirectToHttps` of a FrontendConfig'],
    constructs: [
      { code: 'defaultUrlRedirect: { httpsRedirect: true }', status: '301', proved: 'documented', source: URL_MAPS },
      {
        code: 'redirectResponseCode: FOUND', proved: 'documented', source: URL_MAPS,
        status: 'MOVED_PERMANENTLY_DEFAULT 301, FOUND 302, SEE_OTHER 303, TEMPORARY_REDIRECT 307, PERMANENT_REDIRECT 308',
      },
      { code: 'default_url_redirect { https_redirect = true }', status: '301', proved: 'documented', source: TERRAFORM },
      { code: 'redirectToHttps: { enabled: true, responseCodeName: FOUND }', status: 'as written, 301 where none is', proved: 'documented', source: FRONTEND_CONFIG },
    ],
    unwritten: '301',
    sendable: FOLLOWED,
    notes: ['A match on the header `:method` limits a route rule.'],
  },
  languageIds: [],
  files: ['**/*.{yaml,yml,json,tf,tofu}', '**/*.{yaml,yml}.*'],
  triggers: ACTIONS,
  data: file => ({ redirects: file.documents.flatMap(document => redirectsIn(document, { methods: ANY, proofs: [], path: null }, file)) }),
};

type Limit = Pick<Redirect, 'methods' | 'proofs' | 'path'>;

/** Descends with what the enclosing rule matches. */
function redirectsIn(node: DataNode | null, outer: Limit, file: DataFile): Redirect[] {
  if (node?.kind === 'list') return node.items.flatMap(item => redirectsIn(item, outer, file));
  if (node?.kind !== 'map') return [];
  const limit = limitOf(node) ?? outer;
  return node.entries.flatMap(entry => ACTIONS.includes(entry.key)
    ? listOrOne(entry.value).flatMap(body => redirectOf(entry.key, entry.keySpan, body, limit, file) ?? [])
    : redirectsIn(entry.value, limit, file));
}

function redirectOf(action: string, span: Redirect['span'], body: DataNode, limit: Limit, file: DataFile): Redirect | null {
  const toHttps = action === 'redirectToHttps';
  if (toHttps && textAt(body, 'enabled') !== 'true') return null;
  const last = entriesOf(body).at(-1);
  if (!last) return null;
  const [key, ...others] = toHttps ? ['responseCodeName'] : file.syntax === 'hcl' ? ['redirect_response_code', 'redirectResponseCode'] : ['redirectResponseCode', 'redirect_response_code'];
  const status = entryAt(body, key as string, ...others)?.value ?? null;
  const code = status ? codeOf(textOf(status)) : 301;
  const path = textOf(entryAt(body, 'pathRedirect', 'path_redirect')?.value) ?? textOf(entryAt(body, 'prefixRedirect', 'prefix_redirect')?.value);
  const secure = toHttps || textOf(entryAt(body, 'httpsRedirect', 'https_redirect')?.value) === 'true';
  const written = file.syntax === 'hcl' || file.syntax === 'json' ? (to: number) => `"${SPELLING.write(to)}"` : SPELLING.write;
  return configured({
    adapter: 'gcp', span, statusSpan: status?.span ?? null, status: { code, origin: status ? 'explicit' : 'default' }, ...limit, sendable: FOLLOWED,
    target: path === null ? carriedTo(secure ? 'https' : null, textOf(entryAt(body, 'hostRedirect', 'host_redirect')?.value)) : targetOf(path),
    edits: code === null ? [] : status?.kind === 'scalar' ? rewritten(status, code, SPELLING) : added(last, key as string, code, file, { ...SPELLING, write: written }),
  });
}

function codeOf(name: string | null): number | null {
  return name === 'MOVED_PERMANENTLY_DEFAULT' ? 301 : statusOfName(name ?? '');
}

/** Match rules are alternatives, the headers of one are all required; a path rule lists paths alone. */
function limitOf(rule: DataNode): Limit | null {
  const paths = itemsOf(entryAt(rule, 'paths')?.value).flatMap(path => textOf(path) ?? []);
  const rules = entriesOf(rule).filter(entry => entry.key === 'matchRules' || entry.key === 'match_rules').flatMap(entry => listOrOne(entry.value));
  if (rules.length === 0) return paths.length > 0 ? { methods: ANY, proofs: [], path: paths.length === 1 ? paths[0] as string : null } : null;
  const sets = rules.map(headersOf);
  const set = sets.reduce((all, one) => union(all, one.methods), NONE);
  const prefix = rules.length === 1 ? textOf(entryAt(rules[0], 'prefixMatch', 'prefix_match', 'fullPathMatch', 'full_path_match')?.value) : null;
  return { methods: set, proofs: isAny(set) ? [] : sets.flatMap(one => one.proofs), path: prefix };
}

function headersOf(match: DataNode): { readonly methods: MethodSet; readonly proofs: readonly Proof[] } {
  const headers = entriesOf(match).filter(entry => entry.key === 'headerMatches' || entry.key === 'header_matches').flatMap(entry => listOrOne(entry.value));
  const limits = headers.filter(header => textOf(entryAt(header, 'headerName', 'header_name')?.value) === ':method');
  const set = limits.reduce((all: MethodSet, header) => intersection(all, methodOf(header)), ANY);
  return { methods: set, proofs: limits.map(header => ({ span: header.span, says: 'matches by the header :method' })) };
}

function methodOf(header: DataNode): MethodSet {
  const exact = textOf(entryAt(header, 'exactMatch', 'exact_match')?.value);
  if (exact === null) return ANY;
  return textOf(entryAt(header, 'invertMatch', 'invert_match')?.value) === 'true' ? complement(methods(exact)) : methods(exact);
}

function listOrOne(node: DataNode | null): readonly DataNode[] {
  return node?.kind === 'list' ? node.items : node ? [node] : [];
}
