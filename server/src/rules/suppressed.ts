import type { Suppression } from '../model/facts.ts';
import type { Finding } from '../model/finding.ts';
import { LineIndex } from '../model/text.ts';

/** Whether a comment of the file switches this finding off. */
export function isSuppressed(finding: Finding, suppressions: readonly Suppression[], text: string): boolean {
  if (suppressions.length === 0) return false;
  const lines = new LineIndex(text);
  const line = (offset: number) => lines.position(offset).line;
  const first = line(finding.site.span.start);
  let off = false;
  for (const suppression of suppressions) {
    if (suppression.rules.length > 0 && !suppression.rules.includes(finding.rule)) continue;
    const at = line(suppression.span.start);
    if (suppression.kind === 'disable-line' && at === first) return true;
    if (suppression.kind === 'disable-next-line' && at + 1 === first) return true;
    if (suppression.span.start > finding.site.span.start) continue;
    if (suppression.kind === 'disable') off = true;
    if (suppression.kind === 'enable') off = false;
  }
  return off;
}
