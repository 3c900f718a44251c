import type { Finding, Site } from '../model/finding.ts';
import { has, isAny, provesWriting, WRITING_METHODS } from '../model/methods.ts';
import { phrase } from '../model/phrase.ts';
import { fixTo } from './fixes.ts';
import { leadsToPage, leadsToStartPage, repeatsItself, sendsToLogin } from './intent.ts';
import { repeatsCredentials } from './repeated-credentials.ts';
import type { Rule } from './rule.ts';
import { requestsTo, says, SEND_303, sentBy } from './words.ts';

export const repeatedRequest: Rule = {
  id: 'repeated-request',
  docs: {
    finds: '307 or 308 has the client repeat a request that the handler has acted on, or at a target that accepts only GET',
    why: `307 and 308 tell the client to repeat the same request, method and body, on the target (RFC 9110 §15.4.8 and §15.4.9). After a handler
has acted on a POST that is rarely meant: the form is submitted a second time, or the page it should lead to answers 405 Method Not Allowed.
Several frameworks redirect with 307 by default.`,
    fix: `**303 See Other** where the client shall now GET a page. Where the request itself is to be carried elsewhere, 307 and 308 are right:
a handler that only forwards, or that says 307 itself, is not reported, unless it answers the form of a page that it has acted on or leads to the start
page, or the target is a login page or a route of this workspace that accepts only GET.`,
    measured: [307, 308, 303],
    severity: 'warning, hint where the handler does nothing but redirect, or where nothing limits the methods',
    examples: [
      { file: 'app/api/orders/route.ts', text: "import { NextResponse } from 'next/server';\n\nexport async function POST(request: Request) {\n  await createOrder(await request.formData());\n  return NextResponse.redirect(new URL('/orders', request.url));\n}\n" },
      { file: 'app.js', text: "const app = require('express')();\napp.get('/orders', (req, res) => res.render('orders'));\napp.post('/orders/:id/pay', (req, res) => res.redirect(307, '/orders'));\n" },
    ],
  },
  check(site: Site): Finding | null {
    const { code, origin } = site.status;
    if ((code !== 307 && code !== 308) || site.by !== 'handler' || repeatsCredentials(site) || repeatsItself(site)) return null;
    const isPage = leadsToPage(site);
    const related = [...site.proofs, ...site.destination?.places ?? []];
    if (site.evidence === 'unbounded' || !provesWriting(site.methods)) {
      if (!isPage || !isAny(site.methods)) return null;
      return {
        rule: 'repeated-request', severity: 'hint', site, related, fixes: fixTo(site, [303]),
        ...says(phrase('{0} answers every method here, as far as can be seen, and its target accepts only GET: a POST is repeated there and refused.', sentBy(site)), SEND_303),
      };
    }
    const methods = requestsTo(site);
    if (isPage) {
      return {
        rule: 'repeated-request', severity: 'warning', site, related, fixes: fixTo(site, [303]),
        ...says(phrase('{0} answers {1} here, and its target accepts only GET: the client repeats the request there and is refused.', sentBy(site), methods), SEND_303),
      };
    }
    if (sendsToLogin(site)) {
      return {
        rule: 'repeated-request', severity: 'warning', site, related, fixes: fixTo(site, [303]),
        ...says(
          phrase('{0} answers {1} here and leads to the login page: the client posts there what it was about to send elsewhere.', sentBy(site), methods),
          phrase('Send 303 to have the login page fetched with GET.'),
        ),
      };
    }
    // The answer to a form forwards nothing, if the form was acted on or its sender is led to the start page.
    const answersForm = site.fromForm && (site.acted === true || leadsToStartPage(site));
    // Who writes 307, or builds the target from the request's own URL, forwards the request and means it.
    if ((origin === 'explicit' && !answersForm) || site.target.kind === 'request') return null;
    // A handler that does nothing else may well forward.
    const mayForward = site.acted === false && !answersForm;
    if (mayForward && takesWhatComes(site)) return null;
    return {
      rule: 'repeated-request', severity: mayForward ? 'hint' : 'warning', site, related, fixes: fixTo(site, [303]),
      ...says(
        site.acted === false ? phrase('{0} answers {1} here: the client repeats the request on the target.', sentBy(site), methods)
          : phrase('{0} answers {1} here after the handler acted on it: the client repeats the request on the target.', sentBy(site), methods),
        SEND_303,
      ),
    };
  },
};

/** Whether the target is known to accept every writing request that comes here, so that it is where the request is to go. */
function takesWhatComes({ methods, destination }: Site): boolean {
  return destination !== null && !isAny(destination.methods) && WRITING_METHODS.every(method => !has(methods, method) || has(destination.methods, method));
}
