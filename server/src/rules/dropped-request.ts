import type { Finding, Site } from '../model/finding.ts';
import { namesOf, WRITING_METHODS } from '../model/methods.ts';
import { phrase } from '../model/phrase.ts';
import { fixTo } from './fixes.ts';
import { dropsRequest, leadsToFunction } from './intent.ts';
import type { Rule } from './rule.ts';
import { listed, says, sentBy } from './words.ts';

export const droppedRequest: Rule = {
  id: 'dropped-request',
  docs: {
    finds: '301, 302 or 303 leads to where only the original request is accepted: its method and body are lost on the way',
    why: `A 303 has the target fetched with GET (RFC 9110 §15.4.4), a 301 or 302 makes browsers do the same to a POST (Fetch standard, HTTP-redirect
fetch). Where the target accepts POST alone, the client gets 405 Method Not Allowed, or an empty result, and what was sent is gone. On a static
host a redirect to the address of a function does that: the function is called without the form.`,
    fix: `**307** or **308** where the request is to be repeated at the target. On a static host **200**, a rewrite: the host calls the function with the
request as it came. Nothing is reported where the handler did something before it: it answers with a page, and the page may be one that no route of
this workspace shows.`,
    severity: 'warning',
    examples: [
      { file: 'moved.js', text: "const app = require('express')();\napp.post('/api/v2/orders', (req, res) => res.json(create(req.body)));\napp.all('/api/v1/orders', (req, res) => res.redirect('/api/v2/orders'));\n" },
      { file: 'netlify.toml', text: '[[redirects]]\nfrom = "/create-ticket"\nto = "/.netlify/functions/create-ticket"\n' },
    ],
  },
  check(site: Site): Finding | null {
    if (!dropsRequest(site)) return null;
    const related = [...site.proofs, ...site.destination?.places ?? []];
    const accepted = listed(namesOf(site.destination?.methods ?? { only: [] }).filter(method => WRITING_METHODS.includes(method)));
    if (leadsToFunction(site)) {
      return {
        rule: 'dropped-request', severity: 'warning', site, related, fixes: fixTo(site, [200]),
        ...says(
          phrase('{0} sends the client to the function: a POST arrives there as a GET without its body.', sentBy(site)),
          phrase('Use status 200, a rewrite, to call the function with the request as it came.'),
        ),
      };
    }
    const repeat = site.status.code === 301 ? 308 : 307;
    return {
      rule: 'dropped-request', severity: 'warning', site, related, fixes: fixTo(site, [repeat]),
      ...says(
        phrase('{0} leads to a path that accepts only {1}: the request arrives there as a GET without its body.', sentBy(site), accepted),
        phrase('Send {0} to have the same request repeated there.', repeat),
      ),
    };
  },
};
