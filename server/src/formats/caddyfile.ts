import type { FormatAdapter } from '../syntax/adapter.ts';
import { redirectsIn } from './caddy/redirects.ts';
import { FOLLOWED } from './shared/statuses.ts';

const REDIR = 'https://caddyserver.com/docs/caddyfile/directives/redir';

/** Caddy's own configuration language. */
export const caddyfile: FormatAdapter = {
  name: 'caddyfile',
  docs: {
    title: 'Caddyfile',
    url: REDIR,
    recognised: ['`Caddyfile`, `Caddyfile.*`, `*.Caddyfile`, `*.caddy`', 'files in `caddy/` that hold `redir` in a block', 'templates of these'],
    constructs: [
      { code: 'redir https://example.com{uri}', status: '302', proved: 'measured', source: REDIR },
      { code: 'redir /old /new permanent', status: '`permanent` 301, `temporary` 302', proved: 'measured', source: REDIR },
      { code: 'redir @matcher /new 307', status: 'as written', proved: 'measured', source: REDIR },
      { code: 'respond 302', status: 'as written, beside `header Location …`', proved: 'measured', source: 'https://caddyserver.com/docs/caddyfile/directives/respond' },
      { code: 'redir /old /new', status: '301 (Caddy 1)', proved: 'documented', source: 'https://caddyserver.com/docs/v2-upgrade' },
    ],
    unwritten: '302',
    sendable: FOLLOWED,
    notes: [
      'Methods are limited by the `method`, `not` and `expression` matchers, by `handle` blocks beside each other, and by redirects that Caddy runs before '
        + '(those with a matcher first; in a `route`, in the order of the file).',
      'Automatic redirects to https are 308, and `redir … html` sends a page: nothing is reported for them.',
    ],
  },
  languageIds: ['caddyfile', 'Caddyfile'],
  files: ['**/*caddyfile*', '**/*.caddy', '**/caddy/**'],
  recognises: ({ path, text }) => /(?:^|[./-])caddyfile(?:[.-][^/]*)?$|\.caddy(?:\.\w+)?$/i.test(path)
    ? !/\.(?:md|go|js|ts|json|html?|png|svg|ya?ml)$/i.test(path)
    : /(?:^|\/)[^/.]+$|\.conf$/.test(path) && opensBeforeRedir(text) && !text.includes(';'),
  triggers: ['redir', 'respond'],
  facts: ({ text }) => ({ redirects: redirectsIn(text) }),
};

/** A line that opens a block, and in it, before any block closes, a `redir`. One look at each line. */
function opensBeforeRedir(text: string): boolean {
  let isOpen = false;
  for (const line of text.split('\n')) {
    if (isOpen && /^[ \t]*redir[ \t]/.test(line)) return true;
    if (line.includes('}')) isOpen = false;
    if (/^[^#]*\{[ \t]*\r?$/.test(line)) isOpen = true;
  }
  return false;
}
