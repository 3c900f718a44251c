import type { Finding, Site } from '../model/finding.ts';
import { phrase } from '../model/phrase.ts';
import type { Rule } from './rule.ts';
import { listed, says } from './words.ts';

export const unsupportedStatus: Rule = {
  id: 'unsupported-status',
  docs: {
    finds: 'a status that this platform rejects or ignores',
    why: `Hosts and load balancers accept some redirect statuses only. Another one is refused when the configuration is loaded, or replaced
by a default without a word, so that what is sent is not what is written.`,
    fix: 'No edit is offered: which of the supported statuses comes nearest to what was meant is for the author to say. The message names them.',
    severity: 'error',
    examples: [{ file: 'staticwebapp.config.json', text: '{\n  "routes": [{ "route": "/old", "redirect": "/new", "statusCode": 307 }]\n}\n' }],
  },
  check(site: Site): Finding | null {
    const written = site.status.origin === 'explicit' ? site.status.code : site.status.written ?? null;
    // Above 599 stand the private codes by which one part of a VCL file signals another; below 100 a number that is being typed.
    if (written === null || written < 100 || written > 599 || site.by !== 'configuration' || site.sendable === null || site.sendable.includes(written)) return null;
    return {
      rule: 'unsupported-status', severity: 'error', site, related: [], fixes: [],
      ...says(phrase('{0} cannot be sent here: this platform redirects with {1} only.', written, listed(site.sendable)), site.instead),
    };
  },
};
