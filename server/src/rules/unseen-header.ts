import type { Finding, Site } from '../model/finding.ts';
import { phrase } from '../model/phrase.ts';
import type { Rule } from './rule.ts';
import { listed, says } from './words.ts';

export const unseenHeader: Rule = {
  id: 'unseen-header',
  docs: {
    finds: 'a header for htmx is set on a redirect, where htmx never sees it',
    why: `htmx sends its requests with XMLHttpRequest or fetch, and the browser follows a redirect by itself (Fetch standard, HTTP-redirect fetch):
only the headers of the last response reach the script. An HX-Redirect or HX-Trigger-After-Swap on a 3xx is lost without a word.`,
    fix: 'Answer 200 or 204 with the header (`HX-Redirect` and `HX-Location` have htmx go there), or redirect without it and set it on the target’s response.',
    severity: 'warning',
    examples: [{ file: 'orders.js', text: "app.post('/orders', async (req, res) => {\n  await create(req.body);\n  res.set('HX-Redirect', '/orders');\n  res.redirect(303, '/orders');\n});\n" }],
  },
  check(site: Site): Finding | null {
    const { code } = site.status;
    if (site.headers.length === 0 || code === null || code < 300 || code > 399) return null;
    return {
      rule: 'unseen-header', severity: 'warning', site, related: [], fixes: [],
      ...says(
        phrase('{0} on a {1} is never seen: the browser follows the redirect before htmx can read it.', listed(site.headers), code),
        phrase('Answer 200 or 204 with the header, or set it on the target’s response.'),
      ),
    };
  },
};
