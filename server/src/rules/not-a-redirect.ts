import { isRedirectStatus } from '../model/facts.ts';
import type { Finding, Site } from '../model/finding.ts';
import { provesWriting } from '../model/methods.ts';
import { phrase } from '../model/phrase.ts';
import { fixTo } from './fixes.ts';
import type { Rule } from './rule.ts';
import { says } from './words.ts';

export const notARedirect: Rule = {
  id: 'not-a-redirect',
  docs: {
    finds: 'a redirect is given a status that clients do not follow, or one that is not sent',
    why: `Clients follow a Location on 301, 302, 303, 307 and 308 alone (Fetch standard §2.2.3, redirect status). On 200 or 201 it is no redirect
(RFC 9110 §10.2.2), 300 leaves the choice to the user, 304 has no Location to follow, 305 and 306 are out of use, and an error stays an error.
Some frameworks drop a status that stands beside the redirect and send their default: \`res.status(303).redirect(url)\` of Express sends 302,
whatever its author meant.`,
    fix: '**303 See Other** where the client shall GET the target, **307** or **308** where it shall repeat the request there; what is written and not sent is given to the redirect itself.',
    severity: 'warning',
    examples: [
      { file: 'app.js', text: "app.get('/old', (req, res) => {\n  res.redirect(200, '/new');\n});\n" },
      { file: 'app.js', text: "app.get('/old', (req, res) => {\n  res.status(308).redirect('/new');\n});\n" },
    ],
  },
  check(site: Site): Finding | null {
    const { code, origin, written } = site.status;
    // What a platform cannot send is for unsupported-status to say.
    if (site.by === 'configuration' && site.sendable !== null) return null;
    // No caller makes it better or worse, so that it is said where it stands and nowhere else.
    if (site.callee !== null) return null;
    const dropped = origin === 'overridden' && written !== undefined && (!isRedirectStatus(written) || (site.by === 'handler' && written !== code)) ? written : null;
    if (dropped === null && (code === null || isRedirectStatus(code))) return null;
    return {
      rule: 'not-a-redirect', severity: 'warning', site, related: [], fixes: fixTo(site, meantBy(dropped, site)),
      ...dropped === null
        ? says(phrase('Clients do not follow a Location on {0}.', String(code)), phrase('Send 303 to have the target fetched with GET, {0} to have the same request repeated there.', 307))
        : says(phrase('The {0} written here is not used: {1} is sent.', dropped, String(code)), phrase('Give the redirect itself the status that is meant.')),
    };
  },
};

/** The statuses that can be given instead: what was written, where it is a redirect that no method makes ambiguous. */
function meantBy(dropped: number | null, site: Site): number[] {
  if (dropped === 303 || dropped === 307 || dropped === 308) return [dropped];
  return dropped === 301 && !provesWriting(site.methods) ? [308] : [303, 307];
}
