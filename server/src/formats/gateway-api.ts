import type { Proof, Redirect } from '../model/facts.ts';
import { ANY, isAny, type MethodSet, methods, NONE, union } from '../model/methods.ts';
import { phrase } from '../model/phrase.ts';
import { type DataEntry, type DataNode, entriesOf, entryAt, itemsOf, mapsIn, numberOf, textAt, textOf, valueAt } from '../syntax/data.ts';
import type { DataFile, DataFormat } from './shared/data-format.ts';
import { added, carriedTo, configured, rewritten, targetOf } from './shared/data-redirect.ts';
import { FOLLOWED } from './shared/statuses.ts';

const REFERENCE = 'https://gateway-api.sigs.k8s.io/reference/spec/#httprequestredirectfilter';
/** apis/v1/httproute_types.go: 303, 307 and 308 are extended features; the CRDs before them allow 301 and 302 alone, and the API server rejects others. */
const SPELLING = { sendable: FOLLOWED, note: phrase('needs a CRD and an implementation with this redirect status code') };

/** HTTPRoute of the Kubernetes Gateway API. */
export const gatewayApi: DataFormat = {
  name: 'gateway-api',
  docs: {
    title: 'Kubernetes Gateway API',
    url: REFERENCE,
    recognised: ['YAML with `kind: HTTPRoute` and a `RequestRedirect` filter'],
    constructs: [
      { code: '- type: RequestRedirect\n  requestRedirect: { scheme: https }', status: '302', proved: 'documented', source: REFERENCE },
      { code: 'statusCode: 301', status: 'as written', proved: 'documented', source: REFERENCE },
    ],
    unwritten: '302',
    sendable: FOLLOWED,
    notes: ['`matches[].method` limits a rule; a match without it takes every method. 303, 307 and 308 need a recent CRD, so their fixes are marked.'],
  },
  languageIds: [],
  files: ['**/*.{yaml,yml,json}', '**/*.{yaml,yml}.*'],
  triggers: ['requestRedirect', 'RequestRedirect'],
  data: file => ({
    redirects: file.documents.flatMap(document => [...mapsIn(document)].flatMap(({ node }) => itemsOf(valueAt(node, 'rules')).flatMap(rule => redirectsOf(rule, file)))),
  }),
};

function redirectsOf(rule: DataNode, file: DataFile): Redirect[] {
  const filters = [...itemsOf(valueAt(rule, 'filters')), ...itemsOf(valueAt(rule, 'backendRefs')).flatMap(backend => itemsOf(valueAt(backend, 'filters')))];
  const limit = limitOf(itemsOf(valueAt(rule, 'matches')));
  return filters.filter(filter => textAt(filter, 'type') === 'RequestRedirect' && valueAt(filter, 'requestRedirect')?.kind === 'map').map(filter => {
    const type = entryAt(filter, 'type') as DataEntry;
    const body = valueAt(filter, 'requestRedirect');
    const status = valueAt(body, 'statusCode');
    const code = status ? numberOf(status) : 302;
    const last = entriesOf(body).at(-1);
    return configured({
      adapter: 'gateway-api', span: type.span, statusSpan: status?.span ?? null, status: { code, origin: status ? 'explicit' : 'default' }, ...limit,
      target: targetFrom(body), sendable: FOLLOWED,
      edits: code === null ? [] : status?.kind === 'scalar' ? rewritten(status, code, SPELLING) : last ? added(last, 'statusCode', code, file, SPELLING) : [],
    });
  });
}

/** A redirect that changes the scheme, host or port alone carries the request's own path. */
function targetFrom(body: DataNode | null): Redirect['target'] {
  const path = textAt(body, 'path', 'replaceFullPath');
  return path === null ? carriedTo(textAt(body, 'scheme'), textAt(body, 'hostname')) : targetOf(path);
}

/** Matches are alternatives. */
function limitOf(matches: readonly DataNode[]): { methods: MethodSet; proofs: readonly Proof[]; path: string | null } {
  const paths = matches.flatMap(match => textAt(match, 'path', 'value') ?? []);
  const path = paths.length === 1 ? paths[0] as string : null;
  const limits = matches.map(match => entryAt(match, 'method'));
  const set = limits.reduce((all, limit) => union(all, methodOf(limit)), matches.length === 0 ? ANY : NONE);
  const proofs = isAny(set) ? [] : limits.flatMap(limit => limit ? [{ span: limit.span, says: `matches ${textOf(limit.value)} requests` }] : []);
  return { path, methods: set, proofs };
}

/** A method that is not known could be any. */
function methodOf(limit: DataEntry | null): MethodSet {
  const name = textOf(limit?.value);
  return name === null ? ANY : methods(name);
}
