import { REDIRECT_STATUSES } from '../model/facts.ts';
import type { Finding, Site } from '../model/finding.ts';
import { fixTo } from './fixes.ts';
import type { Rule } from './rule.ts';

export const notARedirect: Rule = {
  id: 'not-a-redirect',
  docs: {
    finds: 'a redirect is given a status that clients do not follow',
    why: `Clients follow a Location on 301, 302, 303, 307 and 308 alone (Fetch standard §2.2.3, redirect status). On 200 or 201 it is no redirect
(RFC 9110 §10.2.2), 300 leaves the choice to the user, 304 has no Location to follow, 305 and 306 are out of use, and an error stays an error.
Some frameworks drop such a status silently and send their default instead, which is as surprising.`,
    fix: '**303 See Other** where the client shall GET the target, **307** or **308** where it shall repeat the request there.',
    severity: 'warning',
    examples: [{ file: 'app.js', text: "app.get('/old', (req, res) => {\n  res.redirect(200, '/new');\n});\n" }],
  },
  check(site: Site): Finding | null {
    const { code, origin, written } = site.status;
    // What a platform cannot send is for unsupported-status to say.
    if (site.by === 'configuration' && site.sendable !== null) return null;
    const dropped = origin === 'overridden' && written !== undefined && !isFollowed(written) ? written : null;
    if (dropped === null && (code === null || isFollowed(code))) return null;
    return {
      rule: 'not-a-redirect', severity: 'warning', site, related: [], fixes: fixTo(site, [303, 307]),
      message: dropped === null
        ? `Clients do not follow a Location on ${code}. Send 303 to have the target fetched with GET, 307 to have the same request repeated there.`
        : `The ${dropped} written here is not used: ${code} is sent. Give the redirect itself the status that is meant.`,
    };
  },
};

function isFollowed(status: number): boolean {
  return (REDIRECT_STATUSES as readonly number[]).includes(status);
}
