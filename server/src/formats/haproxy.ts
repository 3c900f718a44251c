import type { FormatAdapter } from '../syntax/adapter.ts';
import { redirectsIn } from './haproxy/redirects.ts';
import { FOLLOWED } from './shared/statuses.ts';

const MANUAL = 'https://docs.haproxy.org/2.6/configuration.html';

/** A line that begins a section, and lines that only stand in one. */
const SECTION = /^(?:global|defaults|frontend|backend|listen)(?:[ \t]+[^\s{;]{1,200})?(?:[ \t]+(?:from|if)[ \t].{1,100})?[ \t]*\r?$/m;
const RULE = /^[ \t]*(?:http-(?:request|response)[ \t]+(?:redirect|return)|redirect[ \t]+(?:code[ \t]+\d{3}[ \t]+)?(?:location|prefix|scheme)|errorloc(?:302|303)?[ \t]+\d{3})[ \t]/m;

/** HAProxy's configuration and templates of it. */
export const haproxy: FormatAdapter = {
  name: 'haproxy',
  docs: {
    title: 'HAProxy',
    url: MANUAL,
    recognised: ['`haproxy.cfg`, `haproxy*.cfg`', '`*.cfg`, `*.conf` and files in `haproxy/` that hold its sections or rules', 'templates of these'],
    constructs: [
      { code: 'redirect scheme https', status: '302', proved: 'measured', source: `${MANUAL}#redirect%20prefix` },
      { code: 'redirect prefix https://example.com code 301', status: 'as written', proved: 'measured', source: `${MANUAL}#redirect%20prefix` },
      { code: 'http-request redirect location /new', status: '302', proved: 'measured', source: `${MANUAL}#http-request%20redirect` },
      { code: 'http-response redirect location /new', status: '302', proved: 'measured', source: `${MANUAL}#http-response%20redirect` },
      { code: 'http-request return status 302 hdr Location /new', status: 'as written', proved: 'measured', source: `${MANUAL}#http-request%20return` },
      { code: 'errorloc 503 https://example.com/sorry', status: '302', proved: 'measured', source: `${MANUAL}#errorloc` },
      { code: 'errorloc303 503 https://example.com/sorry', status: '303', proved: 'measured', source: `${MANUAL}#errorloc303` },
    ],
    unwritten: '302',
    sendable: FOLLOWED,
    notes: [
      'Methods are limited by `method` in named and anonymous ACLs, by the predefined `METH_…` (METH_GET includes HEAD), by `unless`, and by rules before it in the same section.',
      '`errorloc` can send 302 and 303 only.',
    ],
  },
  languageIds: ['haproxy', 'haproxy-config'],
  files: ['**/*.cfg', '**/*.cfg.*', '**/*haproxy*', '**/haproxy/**', '**/*.conf'],
  recognises: ({ path, text }) => !/\.(?:md|html?|go|py|rb|js|ts|sh|json|ya?ml|lua|txt|png)$/i.test(path) && (SECTION.test(text) || /haproxy/i.test(path)) && RULE.test(text),
  triggers: ['redirect', 'errorloc', 'http-request return'],
  facts: ({ text }) => ({ redirects: redirectsIn(text) }),
};
