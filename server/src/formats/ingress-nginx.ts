import type { Redirect, Status } from '../model/facts.ts';
import type { Span } from '../model/text.ts';
import { phrase } from '../model/phrase.ts';
import { type DataEntry, type DataNode, entriesOf, entryAt, mapsIn, numberOf, textAt, textOf, valueAt } from '../syntax/data.ts';
import { redirectsIn } from './nginx/read.ts';
import type { DataFile, DataFormat } from './shared/data-format.ts';
import { carriedTo, configured, rewritten, targetOf } from './shared/data-redirect.ts';
import { FOLLOWED, OFFERED } from './shared/statuses.ts';

const ANNOTATIONS = 'https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/';
const CONFIG_MAP = 'https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/configmap/';
const PREFIX = 'nginx.ingress.kubernetes.io/';

/** Annotations that redirect to the address that is their value; `since`: what their code's annotation needs. Facts by the controller's redirect.go. */
const TO_ADDRESS = [
  { name: 'temporal-redirect', code: 302, codeName: 'temporal-redirect-code', since: phrase('needs ingress-nginx 1.12 or later') },
  { name: 'permanent-redirect', code: 301, codeName: 'permanent-redirect-code', since: null },
] as const;
/** Annotations that redirect with one status. */
const FIXED = [
  { name: 'app-root', code: 302, path: '/', when: /./, instead: phrase('app-root sends 302 and nothing else, for / alone: use permanent-redirect or temporal-redirect with a code.') },
  { name: 'auth-signin', code: 302, path: null, when: /./, instead: phrase('auth-signin sends 302 and nothing else, for every method: give paths that receive writes an Ingress without it, so that they answer 401.') },
  { name: 'ssl-redirect', code: 308, path: null, when: /^true$/, instead: undefined },
  { name: 'force-ssl-redirect', code: 308, path: null, when: /^true$/, instead: undefined },
  { name: 'from-to-www-redirect', code: 308, path: null, when: /^true$/, instead: undefined },
] as const;
/** Annotations of ingress-nginx and of NGINX's own controller, and keys of their ConfigMaps, that hold text in nginx's language. */
const SNIPPET = /^(?:nginx\.(?:ingress\.kubernetes\.io|org)\/)?(?:configuration|server|location|http|auth)-snippets?$/;
/** `http-redirect-code` of the controller's ConfigMap: which codes its https and www redirects can have. */
const GLOBAL_CODES = [301, 302, 307, 308];

/** ingress-nginx: annotations of an Ingress, wherever a file holds them (manifests, Helm values, Kustomize patches), and its ConfigMap. */
export const ingressNginx: DataFormat = {
  name: 'ingress-nginx',
  docs: {
    title: 'ingress-nginx',
    url: ANNOTATIONS,
    recognised: ['YAML with `nginx.ingress.kubernetes.io/` annotations', 'snippets of these and of `nginx.org/`', 'a ConfigMap with `http-redirect-code`'],
    constructs: [
      { code: `${PREFIX}temporal-redirect: https://example.com`, status: '302, or temporal-redirect-code', proved: 'documented', source: `${ANNOTATIONS}#temporal-redirect` },
      { code: `${PREFIX}permanent-redirect: https://example.com`, status: '301, or permanent-redirect-code from 300 to 308', proved: 'documented', source: `${ANNOTATIONS}#permanent-redirect` },
      { code: `${PREFIX}app-root: /app`, status: '302', proved: 'documented', source: `${ANNOTATIONS}#rewrite` },
      { code: `${PREFIX}auth-signin: https://auth.example.com`, status: '302', proved: 'documented', source: `${ANNOTATIONS}#external-authentication` },
      { code: `${PREFIX}force-ssl-redirect: "true"`, status: '308', proved: 'documented', source: `${ANNOTATIONS}#server-side-https-enforcement-through-redirect` },
      { code: `${PREFIX}configuration-snippet: |`, status: 'as nginx: `return`, `rewrite`, `error_page`', proved: 'documented', source: `${ANNOTATIONS}#configuration-snippet` },
      { code: 'http-redirect-code: "301"', status: 'as written, for its https and www redirects', proved: 'documented', source: `${CONFIG_MAP}#http-redirect-code` },
    ],
    unwritten: 'by annotation: 302, 301 or 308',
    sendable: FOLLOWED,
    notes: ['An Ingress has no condition on the method. Where both stand, temporal-redirect wins over permanent-redirect.'],
  },
  languageIds: [],
  files: ['**/*.{yaml,yml,json}', '**/*.{yaml,yml}.*'],
  triggers: [...TO_ADDRESS, ...FIXED].map(({ name }) => PREFIX + name).concat('http-redirect-code', '-snippet'),
  data: file => ({
    redirects: file.documents.flatMap(document => [...mapsIn(document)].flatMap(({ node }) => [...annotated(node, file), ...globalCode(node), ...snippetsIn(node, file)])),
  }),
};

function annotated(node: DataNode, file: DataFile): Redirect[] {
  const own = entriesOf(node).filter(entry => entry.key.startsWith(PREFIX));
  const [address] = TO_ADDRESS.flatMap(row => own.filter(entry => entry.key === PREFIX + row.name).map(entry => ({ row, entry })));
  const fixed = own.flatMap(entry => FIXED.filter(row => entry.key === PREFIX + row.name && row.when.test(textOf(entry.value) ?? '')).map(row => fixedRedirect(entry, row)));
  return address ? [toAddress(node, address.entry, address.row, file), ...fixed] : fixed;
}

function fixedRedirect(entry: DataEntry, { code, path, instead }: (typeof FIXED)[number]): Redirect {
  return configured({
    adapter: 'ingress-nginx', span: entry.span, path, target: targetOf(code === 302 ? textOf(entry.value) : null),
    status: { code, origin: 'default' }, ...(instead ? { instead, sendable: [302] } : {}),
  });
}

function toAddress(node: DataNode, entry: DataEntry, row: (typeof TO_ADDRESS)[number], file: DataFile): Redirect {
  const codeNode = entryAt(node, PREFIX + row.codeName)?.value ?? null;
  const written = numberOf(codeNode);
  const spelling = { sendable: OFFERED, ...(row.since ? { note: row.since } : {}) };
  const common = {
    adapter: 'ingress-nginx', span: entry.span, target: targetOf(textOf(entry.value)), sendable: FOLLOWED,
    statusSpan: codeNode?.kind === 'scalar' ? codeNode.inner : null,
  } as const;
  const status = statusOf(codeNode, written, row.code);
  if (!codeNode) return configured({ ...common, status, edits: annotation(entry, row, file) });
  return configured({ ...common, status, edits: codeNode.kind === 'scalar' && written !== null ? rewritten(codeNode, status.code, spelling) : [] });
}

function statusOf(node: DataNode | null, written: number | null, fallback: number): Status {
  if (!node) return { code: fallback, origin: 'default' };
  if (written === null) return { code: null, origin: 'explicit' };
  return written >= 300 && written <= 308 ? { code: written, origin: 'explicit' } : { code: fallback, origin: 'overridden', written };
}

/** Annotations are strings, so the number is quoted. */
function annotation(entry: DataEntry, row: (typeof TO_ADDRESS)[number], { text, syntax }: DataFile): Redirect['edits'] {
  const lineStart = text.lastIndexOf('\n', entry.span.start - 1) + 1;
  const lead = text.slice(lineStart, entry.span.start);
  if (lead.trim() !== '') return [];
  const newline = text[lineStart - 2] === '\r' ? '\r\n' : '\n';
  const at: Span = { start: entry.span.start, end: entry.span.start };
  const quote = syntax === 'json' ? '"' : '';
  return OFFERED.map(status => ({
    status, onlyStatus: true, ...(row.since ? { note: row.since } : {}),
    edits: [{ span: at, text: `${quote}${PREFIX}${row.codeName}${quote}: "${status}"${syntax === 'json' ? ',' : ''}${newline}${lead}` }],
  }));
}

/** The snippets of a map, read at their place: everything around them is blank. Quoted ones with escapes are left out. */
function snippetsIn(node: DataNode, { text }: DataFile): Redirect[] {
  return entriesOf(node).filter(entry => SNIPPET.test(entry.key)).flatMap(({ value }) => {
    if (value?.kind !== 'scalar') return [];
    const { start, end } = value.inner;
    const raw = text.slice(start, end);
    const head = /^[|>][^\n]*/.exec(raw)?.[0].length ?? 0;
    if (head === 0 && raw.includes('\\')) return [];
    return redirectsIn(' '.repeat(start + head) + raw.slice(head)).map(redirect => ({ ...redirect, adapter: 'ingress-nginx' }));
  });
}

function globalCode(node: DataNode): Redirect[] {
  const entry = entryAt(node, 'http-redirect-code');
  const code = numberOf(entry?.value);
  if (entry?.value?.kind !== 'scalar' || code === null || textAt(node, 'kind') || valueAt(node, 'metadata')) return [];
  return [configured({
    adapter: 'ingress-nginx', span: entry.span, statusSpan: entry.value.inner, status: { code, origin: 'explicit' }, target: carriedTo('https', null),
    sendable: GLOBAL_CODES, edits: rewritten(entry.value, code, { sendable: GLOBAL_CODES }),
  })];
}
