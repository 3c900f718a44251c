import type { Redirect } from '../model/facts.ts';
import { methods } from '../model/methods.ts';
import type { Span } from '../model/text.ts';
import { type DataNode, entriesOf, entryAt, itemsOf, textAt, textOf } from '../syntax/data.ts';
import type { DataFormat } from './shared/data-format.ts';
import { configured, targetOf } from './shared/data-redirect.ts';

const MIDDLEWARES = 'https://doc.traefik.io/traefik/middlewares/http/redirectregex/';
const ENTRY_POINTS = 'https://doc.traefik.io/traefik/routing/entrypoints/#redirection';

/** Redirects by method came with this change, in 2018. */
const V1 = 'https://github.com/traefik/traefik/pull/4116';

/**
 * Traefik answers GET with 302 (301 where permanent) and every other method with 307 (308): pkg/middlewares/redirect/redirect.go.
 * One place is one redirect, so each is stated with what GET gets, limited to GET: that is true, and needs no finding.
 */
const PROOF = 'Traefik answers other methods with 307, or 308 where permanent';
const MIDDLEWARE = /^redirect(?:regex|scheme)$/i;
/** `traefik.http.middlewares.NAME.redirectscheme.scheme=https`, a container's label; `--entrypoints.web.http.redirections.…`, an argument. */
const LABEL = /^(?:--)?(traefik\.http\.middlewares\.[^.=]+\.redirect(?:regex|scheme)|entrypoints\.[^.=]+\.http\.redirections\.entrypoint|traefik\.(?:[^.=]+\.)?frontend\.redirect)\.([a-z]+)(?:=(.*))?$/i;
/** Traefik 1: `traefik.ingress.kubernetes.io/redirect-entry-point: https`. */
const ANNOTATION = /^traefik\.ingress\.kubernetes\.io\/redirect-(entry-point|regex|replacement|permanent)=(.*)$/i;

/** Traefik's file configuration, container labels, arguments and Kubernetes resources. */
export const traefik: DataFormat = {
  name: 'traefik',
  docs: {
    title: 'Traefik',
    url: MIDDLEWARES,
    recognised: ['YAML and TOML with `redirectRegex`, `redirectScheme` or `redirections`', 'such labels and arguments in Compose files', '`redirect` of Traefik 1: entry points, labels, annotations'],
    constructs: [
      { code: 'redirectScheme: { scheme: https }', status: 'GET 302, others 307', proved: 'documented', source: 'https://doc.traefik.io/traefik/middlewares/http/redirectscheme/' },
      { code: 'redirectRegex: { regex: ^/a, replacement: /b, permanent: true }', status: 'GET 301, others 308', proved: 'documented', source: MIDDLEWARES },
      { code: '[entryPoints.http.redirect]', status: 'GET 302, others 307 (Traefik 1.7)', proved: 'documented', source: V1 },
      { code: 'redirections: { entryPoint: { to: websecure } }', status: 'GET 301, others 308; 302 and 307 where permanent is false', proved: 'documented', source: ENTRY_POINTS },
    ],
    unwritten: 'GET 302, others 307',
    sendable: [301, 302, 307, 308],
    notes: ['Traefik keeps the method by itself since the later releases of 1.7, so nothing is reported.'],
  },
  languageIds: [],
  files: ['**/*.{yaml,yml,toml,json}', '**/*.{yaml,yml,toml}.*'],
  triggers: ['redirectregex', 'redirectscheme', 'redirections', '.redirect]', 'frontend.redirect.', 'traefik.ingress.kubernetes.io/redirect-'],
  ignoreCase: true,
  data: ({ documents }) => ({ redirects: documents.flatMap(redirectsIn) }),
};

function redirectsIn(node: DataNode): Redirect[] {
  const labels = new Labels();
  const found = [...placesIn(node, labels)];
  return [...found, ...labels.redirects()];
}

function* placesIn(node: DataNode | null, labels: Labels): Generator<Redirect> {
  for (const item of itemsOf(node)) {
    const text = textOf(item);
    if (text !== null) labels.add(text, item.span);
    else yield* placesIn(item, labels);
  }
  for (const entry of entriesOf(node)) {
    const text = textOf(entry.value);
    if (text !== null) labels.add(`${entry.key}=${text}`, entry.span);
    if (MIDDLEWARE.test(entry.key) && entryAt(entry.value, 'scheme', 'regex')) {
      yield redirect(entry.keySpan, textAt(entry.value, 'permanent'), false, textAt(entry.value, 'replacement'));
    } else if (entry.key.toLowerCase() === 'redirections') {
      const point = entriesOf(entry.value).find(each => each.key.toLowerCase() === 'entrypoint');
      if (point) yield redirect(point.keySpan, textAt(point.value, 'permanent'), true, null);
    } else if (entry.key.toLowerCase() === 'redirect' && entryAt(entry.value, 'entryPoint', 'regex')) {
      yield redirect(entry.keySpan, textAt(entry.value, 'permanent'), false, textAt(entry.value, 'replacement'));
    } else {
      yield* placesIn(entry.value, labels);
    }
  }
}

function redirect(span: Span, permanent: string | null, otherwise: boolean, replacement: string | null): Redirect {
  const is = permanent === null ? otherwise : permanent.toLowerCase() === 'true';
  return configured({
    adapter: 'traefik', span, status: { code: is ? 301 : 302, origin: permanent === null ? 'default' : 'explicit' },
    target: replacement === null ? { kind: 'request', text: null } : targetOf(replacement), methods: methods('GET'), proofs: [{ span, says: PROOF }],
  });
}

/** Labels of one redirect stand apart; holds them until all are read. */
class Labels {
  readonly #byName = new Map<string, { readonly span: Span; readonly options: Map<string, string> }>();

  add(text: string, span: Span): void {
    const annotation = ANNOTATION.exec(text);
    const [, name, option = '', value = ''] = LABEL.exec(text) ?? (annotation ? ['', 'annotation', ...annotation.slice(1)] : []);
    if (name === undefined) return;
    const known = this.#byName.get(name.toLowerCase()) ?? { span, options: new Map<string, string>() };
    known.options.set(option.toLowerCase(), value);
    this.#byName.set(name.toLowerCase(), known);
  }

  redirects(): Redirect[] {
    return [...this.#byName].map(([name, { span, options }]) =>
      redirect(span, options.get('permanent') ?? null, name.startsWith('entrypoints'), options.get('replacement') ?? null));
  }
}
