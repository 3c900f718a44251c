import type { Site } from '../model/finding.ts';
import { has } from '../model/methods.ts';

/**
 * Paths that by their name receive writing requests; each stands for itself and all below it.
 * GraphQL over HTTP §5.1, OAuth 2.0 (RFC 6749 §3.2: the token endpoint takes POST alone), XML-RPC (POST alone), functions of Netlify;
 * `/api` and web hooks by custom.
 */
export const WRITE_PATHS: readonly string[] = [
  '/api', '/graphql', '/webhook', '/webhooks', '/hooks', '/oauth/token', '/oauth2/token', '/connect/token', '/xmlrpc.php', '/.netlify/functions',
];
/** Those that are no page's path anywhere, so that they count on platforms that serve files too. */
const NEVER_PAGES: readonly string[] = ['/.netlify/functions'];

/**
 * A redirect that nothing limits, declared for a path that receives writes, is known by convention to answer them.
 * `given`: the paths that the settings name, which hold as they stand. By its name alone a path counts where the redirect
 * carries the request on: documentation of an API has such paths too, and leads to a page.
 */
export function withWritePath(site: Site, given?: readonly string[]): Site {
  if (site.evidence !== 'unbounded' || site.by !== 'configuration' || !has(site.methods, 'POST')) return site;
  const path = given ? among(given, site.path) : named(site);
  if (path === null) return site;
  const span = { start: site.span.start, end: site.span.start };
  const message = given ? `receives writing requests, as the settings say: ${path}` : `receives writing requests, by its name: ${path}`;
  return { ...site, evidence: 'conventional', proofs: [...site.proofs, { file: site.file, span, message }] };
}

function named(site: Site): string | null {
  const known = site.pages ? NEVER_PAGES : WRITE_PATHS;
  const { kind, text } = site.target;
  const onward = among(known, text);
  const path = among(known, site.path);
  if (path === null || site.pages) return path ?? onward;
  return onward !== null || kind === 'request' || kind === 'pattern' ? path : null;
}

/** The entry that an address or pattern lies at or below; null where there is none. */
function among(entries: readonly string[], address: string | null): string | null {
  const path = address === null ? '' : literalPath(address);
  return entries.find(entry => {
    const start = entry.replace(/\/?\**$/, '');
    return path === start || path.startsWith(`${start}/`);
  }) ?? null;
}

/** What a pattern's path surely begins with: `^/api/(.*)` → `/api/`, `https://example.com/hooks/:id` → `/hooks/`. */
function literalPath(address: string): string {
  const path = address.replace(/^(?:\^|~\*?\s*\^?)/, '').replace(/^[a-z$][\w+.-]*:\/\/[^/]*/i, '').replaceAll('\\', '');
  const end = path.search(/[*+?([{|$:#]/);
  return end < 0 ? path : path.slice(0, end);
}
