import type { Suppression } from '../model/facts.ts';
import { type Finding, type Fix, redirectOf, type Site } from '../model/finding.ts';
import { ambiguous301 } from './ambiguous-301.ts';
import { ambiguous302 } from './ambiguous-302.ts';
import { droppedRequest } from './dropped-request.ts';
import { malformedIn, malformedSuppression } from './malformed-suppression.ts';
import { notARedirect } from './not-a-redirect.ts';
import { redirectChain } from './redirect-chain.ts';
import { redirectLoop } from './redirect-loop.ts';
import { repeatedCredentials } from './repeated-credentials.ts';
import { repeatedRequest } from './repeated-request.ts';
import type { Rule, Severities } from './rule.ts';
import { endings, type Use } from './suppressed.ts';
import { unseenHeader } from './unseen-header.ts';
import { unsupportedStatus } from './unsupported-status.ts';
import { unusedIn, unusedSuppression } from './unused-suppression.ts';

/** Every rule. Ids are never used again for something else. */
export const rules: readonly Rule[] = [
  ambiguous302, ambiguous301, repeatedRequest, repeatedCredentials, droppedRequest, redirectLoop, redirectChain, notARedirect, unsupportedStatus, unseenHeader,
  unusedSuppression, malformedSuppression,
];

/** What the rules say of one site, severities set. */
export function judge(site: Site, severities: Severities = {}): Finding[] {
  const findings = rules.flatMap(rule => rule.check?.(site) ?? []);
  return findings.map(finding => ({ ...finding, fixes: harmless(finding.fixes, site, findings) })).flatMap(finding => withSeverity(finding, severities) ?? []);
}

/** What the rules say of the comments of one file; `uses`: what they switch off. */
export function judgeSuppressions(file: string, suppressions: readonly Suppression[], uses: readonly Use[], severities: Severities = {}): Finding[] {
  const known = rules.map(rule => rule.id);
  const all = [...uses, ...endings(suppressions)];
  return suppressions.flatMap(suppression => [malformedIn(file, suppression, known), unusedIn(file, suppression, all, known)])
    .flatMap(finding => finding ? withSeverity(finding, severities) ?? [] : []);
}

/** A finding with the severity that is set for it, null where that is `off`. */
export function withSeverity(finding: Finding, { rules: set, severityFor }: Severities): Finding | null {
  const site = redirectOf(finding);
  const severity = set?.[finding.rule] ?? (site ? severityFor?.[site.evidence] : undefined) ?? finding.severity;
  return severity === 'off' ? null : { ...finding, severity };
}

/** Fixes after which no rule would say what none says now; where that leaves out the preferred one, the next is, but not without a look. */
function harmless(fixes: readonly Fix[], site: Site, findings: readonly Finding[]): Fix[] {
  const left = fixes.filter(({ status }) => status === null || status === 200 || rules.every(rule => findings.some(finding => finding.rule === rule.id)
    || !rule.check?.({ ...site, status: { code: status, origin: 'explicit' } })));
  return left.map((fix, at) => at === 0 && !fix.preferred ? { ...fix, preferred: true, safe: false } : fix);
}
