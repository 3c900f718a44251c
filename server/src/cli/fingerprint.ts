import { createHash } from 'node:crypto';
import { codeOf, type Result } from './report.ts';

/**
 * A name for each finding that stays when lines move: made of file, rule and the line's own text;
 * equal ones are told apart by their order.
 */
export function fingerprints(results: readonly Result[]): string[] {
  const seen = new Map<string, number>();
  return results.map(result => {
    const content = JSON.stringify([result.file, result.finding.rule, codeOf(result)]);
    const before = seen.get(content) ?? 0;
    seen.set(content, before + 1);
    return createHash('sha256').update(`${content}${before}`).digest('hex').slice(0, 32);
  });
}
