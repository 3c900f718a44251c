import type { Finding, Site } from '../model/finding.ts';
import { phrase } from '../model/phrase.ts';
import type { Rule } from './rule.ts';
import { says } from './words.ts';

export const redirectChain: Rule = {
  id: 'redirect-chain',
  docs: {
    finds: 'a redirect leads to a path that is redirected again',
    why: `Each hop costs the client a round trip, and each has its own status: a 308 that repeats a POST is lost on a 301 behind it. Caches and
crawlers keep the first hop and follow the others anew; Google follows at most ten.`,
    fix: 'Lead to the last target at once, and keep the old redirect for those who come there by themselves. No edit is offered.',
    severity: 'hint',
    examples: [{ file: '_redirects', text: '/a /b 301\n/b /c 301\n' }],
  },
  check(site: Site): Finding | null {
    const { hops, loops } = site.onward;
    const last = hops.at(-1);
    if (loops || !last) return null;
    const way = [site.target.text, ...hops.map(hop => hop.target)].join(' → ');
    const repeats = site.status.code === 307 || site.status.code === 308;
    const lost = repeats ? hops.find(hop => hop.status === 301 || hop.status === 302 || hop.status === 303) : undefined;
    return {
      rule: 'redirect-chain', severity: 'hint', site, related: hops.map(hop => hop.place), fixes: [],
      ...says(
        phrase('The target is redirected again: {0}.', way),
        phrase('Lead to {0} at once.', last.target),
        lost ? phrase('A POST that {0} repeats is lost on the {1} behind it.', String(site.status.code), String(lost.status)) : null,
      ),
    };
  },
};
