import type { Finding, Site } from '../model/finding.ts';
import { phrase } from '../model/phrase.ts';
import { fixTo } from './fixes.ts';
import { repeatsItself } from './intent.ts';
import type { Rule } from './rule.ts';
import { says, sentBy } from './words.ts';

export const redirectLoop: Rule = {
  id: 'redirect-loop',
  docs: {
    finds: 'a redirect leads back to where it started, or a 307 or 308 has a request repeated where it has just been answered',
    why: `A client that follows redirects in a circle gives up: browsers after 20 (Fetch standard, HTTP-redirect fetch), with an error page. A 307 or 308
to its own path repeats the same method and body there (RFC 9110 §15.4.8), so the handler gives the same answer again, and acts each time.
A 302 or 303 to its own path is no such circle: the client comes back with GET, and a form is shown.`,
    fix: 'Lead one of the redirects elsewhere. Where a handler sends the client back to its own page, **303 See Other** does that.',
    severity: 'warning',
    examples: [
      { file: '_redirects', text: '/shop /store 301\n/store /shop 301\n' },
      { file: 'settings.js', text: "const app = require('express')();\napp.get('/settings', (req, res) => res.render('settings'));\napp.post('/settings', async (req, res) => {\n  await save(req.body);\n  res.redirect(307, '/settings');\n});\n" },
    ],
  },
  check(site: Site): Finding | null {
    const { hops, loops } = site.onward;
    if (loops) {
      const way = [site.path, ...hops.map(hop => hop.path), site.path].join(' → ');
      return {
        rule: 'redirect-loop', severity: 'warning', site, related: hops.map(hop => hop.place), fixes: [],
        ...hops.length === 0
          ? says(phrase('Leads to its own path, {0}: the client goes in a circle until it gives up.', String(site.path)))
          : says(phrase('Leads back to where it started: {0}.', way), phrase('The client goes in a circle until it gives up.')),
      };
    }
    if (!repeatsItself(site)) return null;
    return {
      rule: 'redirect-loop', severity: 'warning', site, related: [...site.proofs, ...site.destination?.places ?? []], fixes: fixTo(site, [303]),
      ...says(
        phrase('{0} leads to the path that it answers: the client repeats the request there and is answered so again.', sentBy(site)),
        phrase('Send 303 to have the page fetched with GET.'),
      ),
    };
  },
};
