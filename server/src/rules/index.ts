import type { Finding, Site } from '../model/finding.ts';
import { ambiguous301 } from './ambiguous-301.ts';
import { ambiguous302 } from './ambiguous-302.ts';
import { notARedirect } from './not-a-redirect.ts';
import { repeatedRequest } from './repeated-request.ts';
import type { Rule, Severities } from './rule.ts';
import { unsupportedStatus } from './unsupported-status.ts';

/** Every rule. Ids are never used again for something else. */
export const rules: readonly Rule[] = [ambiguous302, ambiguous301, repeatedRequest, notARedirect, unsupportedStatus];

/** What the rules say of one site, severities set. */
export function judge(site: Site, severities: Severities = {}): Finding[] {
  return rules.flatMap(rule => {
    const finding = rule.check(site);
    if (!finding) return [];
    const severity = severities.rules?.[rule.id] ?? severities.severityFor?.[site.evidence] ?? finding.severity;
    return severity === 'off' ? [] : [{ ...finding, severity }];
  });
}
