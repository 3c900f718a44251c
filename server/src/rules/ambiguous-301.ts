import { ambiguous } from './ambiguous.ts';
import type { Rule } from './rule.ts';

export const ambiguous301: Rule = {
  id: 'ambiguous-301',
  docs: {
    finds: '301 can answer a request that is not GET or HEAD',
    why: `RFC 9110 §15.4.2 lets a client turn a POST into a GET when it follows a 301, and leaves every other method to the client.
The Fetch standard (HTTP-redirect fetch) turns POST into GET and drops the body, and repeats PUT, PATCH and DELETE on the target;
curl, Go, Python and Java each do something else. A 301 is cacheable by default as well (RFC 9111 §4.2.2): a browser that has met it
goes straight to the target the next time, and the server never sees the request again.`,
    fix: `**303 See Other** where the request was acted on and the client shall now GET a page. Nothing that was acted on is permanently
elsewhere, so giving up permanence is right there. **308 Permanent Redirect** where the request itself is to be carried elsewhere:
https, the canonical host, a moved endpoint.`,
    measured: [301, 303, 308],
    severity: 'error where PUT, PATCH or DELETE reaches it, warning for POST, hint where nothing limits the methods',
    examples: [
      { file: 'upgrade.js', text: "app.use((req, res, next) => {\n  if (req.secure) return next();\n  res.redirect(301, `https://${req.hostname}${req.originalUrl}`);\n});\n" },
      { file: 'nginx.conf', text: 'server {\n  listen 80;\n  return 301 https://$host$request_uri;\n}\n' },
    ],
  },
  check: site => ambiguous(site, { rule: 'ambiguous-301', status: 301, repeat: 308 }),
};
