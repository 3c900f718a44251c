import type { Finding, Site } from '../model/finding.ts';
import { has } from '../model/methods.ts';
import { phrase } from '../model/phrase.ts';
import { fixTo } from './fixes.ts';
import { leadsToPage, takesCredentials } from './intent.ts';
import type { Rule } from './rule.ts';
import { says, SEND_303, sentBy } from './words.ts';

export const repeatedCredentials: Rule = {
  id: 'repeated-credentials',
  docs: {
    finds: '307 or 308 answers a login, password or token request: the client sends the credentials again, to the target',
    why: `307 and 308 make the client repeat the request with its body (RFC 9110 §15.4.8 and §15.4.9). After a login that body holds the password,
and the target, which may be another server, receives it. RFC 9700 §4.12 forbids 307 there for that reason and recommends 303.`,
    fix: `**303 See Other**: the client GETs the target without a body. A handler that does nothing but forward the request to another login
endpoint is not reported.`,
    severity: 'error',
    examples: [
      { file: 'login.js', text: "app.post('/login', async (req, res) => {\n  await signIn(req.body.user, req.body.password);\n  res.redirect(307, 'https://app.example.com/');\n});\n" },
    ],
  },
  check(site: Site): Finding | null {
    if (!repeatsCredentials(site)) return null;
    const elsewhere = /^(?:https?:)?\/\//i.test(site.target.text ?? '');
    return {
      rule: 'repeated-credentials', severity: 'error', site, related: [...site.proofs, ...site.destination?.places ?? []], fixes: fixTo(site, [303]),
      ...says(
        elsewhere ? phrase('{0} answers a POST with credentials here: the client sends them again, to another server.', sentBy(site))
          : phrase('{0} answers a POST with credentials here: the client sends them again, to the target.', sentBy(site)),
        SEND_303,
      ),
    };
  },
};

/** Whether the client is told to post credentials a second time. */
export function repeatsCredentials(site: Site): boolean {
  const { code } = site.status;
  if ((code !== 307 && code !== 308) || site.by !== 'handler' || site.evidence === 'unbounded' || !has(site.methods, 'POST')) return false;
  if (!('only' in site.methods) || site.target.kind === 'request' || !takesCredentials(site)) return false;
  if (site.acted === false) return leadsToPage(site);
  // What only forwards may well mean another endpoint that takes them.
  return !(site.destination && 'only' in site.destination.methods && has(site.destination.methods, 'POST') && !has(site.destination.methods, 'GET'));
}
