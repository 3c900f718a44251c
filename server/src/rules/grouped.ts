import { type Finding, redirectOf } from '../model/finding.ts';
import { phrase } from '../model/phrase.ts';
import { carries } from './forwarding.ts';
import { says } from './words.ts';

/** So many of the others are named as related information. */
const MOST_NAMED = 20;

/**
 * Findings with the hints on configuration folded: where nothing limits the methods, a file of 500 redirects says one thing 500 times.
 * Of each kind in a file the first stays and names the others; severities that settings raised are left as they are.
 */
export function grouped(findings: readonly Finding[]): Finding[] {
  const kinds = new Map<string, Finding[]>();
  for (const finding of findings) {
    const kind = kindOf(finding);
    if (kind !== null) kinds.set(kind, [...kinds.get(kind) ?? [], finding]);
  }
  return findings.flatMap(finding => {
    const members = kinds.get(kindOf(finding) ?? '') ?? [finding];
    if (members[0] !== finding) return [];
    return members.length === 1 ? [finding] : [speakingFor(finding, members.slice(1))];
  });
}

/** What such findings say alike; null for findings that stand for themselves. */
function kindOf(finding: Finding): string | null {
  const { rule, severity } = finding;
  const site = redirectOf(finding);
  if (severity !== 'hint' || !site || site.evidence !== 'unbounded' || site.by !== 'configuration') return null;
  return `${rule} ${carries(site) === null ? 'pages' : 'whole requests'}`;
}

function speakingFor(finding: Finding, others: readonly Finding[]): Finding {
  const named = others.slice(0, MOST_NAMED).map(other => {
    const path = redirectOf(other)?.path ?? null;
    return { file: other.site.file, span: other.site.span, message: path === null ? 'the same here' : `the same for ${path}` };
  });
  const count = others.length === 1 ? phrase('The same holds for one more redirect of this file.') : phrase('The same holds for {0} more redirects of this file.', others.length);
  return { ...finding, ...says(...finding.sentences, count), related: [...finding.related, ...named], others };
}
