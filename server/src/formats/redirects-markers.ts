import type { EnvironmentFact } from '../model/facts.ts';
import type { FormatAdapter, SourceFile } from '../syntax/adapter.ts';

/** Files that one platform alone reads, and so tell which one reads the `_redirects` of their folder and those below. */
const MARKERS = [
  { name: /(?:^|\/)netlify\.toml$/, holds: /\S/, is: 'netlify' },
  { name: /(?:^|\/)wrangler\.(?:toml|jsonc?)$/, holds: /\S/, is: 'cloudflare-pages' },
  { name: /(?:^|\/)_routes\.json$/, holds: /"(?:include|exclude)"/, is: 'cloudflare-pages' },
  { name: /(?:^|\/)\.gitlab-ci\.ya?ml$/, holds: /^(?:pages|["']pages["'])[ \t]*:|^[ \t]+pages[ \t]*:[ \t]*(?:true\b|\r?$)/m, is: 'gitlab-pages' },
] as const;

/** Tells the platforms apart that read a `_redirects` file. */
export const redirectsMarkers: FormatAdapter = {
  name: '_redirects platform',
  docs: {
    title: 'Platform of a `_redirects` file',
    url: 'https://docs.netlify.com/manage/routing/redirects/overview/',
    recognised: ['`netlify.toml`', '`wrangler.toml`, `wrangler.json`, `wrangler.jsonc`', '`_routes.json`', '`.gitlab-ci.yml` with a `pages` job'],
    constructs: [],
    sendable: [],
  },
  languageIds: [],
  files: ['**/netlify.toml', '**/wrangler.{toml,json,jsonc}', '**/_routes.json', '**/.gitlab-ci.{yml,yaml}'],
  recognises: file => platformsOf(file).length > 0,
  triggers: [' ', '\n', '='],
  facts: file => ({ environment: platformsOf(file) }),
};

/** What a file says of the platform; for the adapters of these files that read more of them too. */
export function platformsOf({ path, text }: SourceFile): EnvironmentFact[] {
  return MARKERS.filter(({ name, holds }) => name.test(path) && holds.test(text)).map(({ is }) => ({ of: '_redirects', value: is }));
}
