import { applyEdits } from '../fix/apply.ts';
import type { Finding } from '../model/finding.ts';
import { isExact } from '../node/text-file.ts';
import type { Project, Source } from '../node/project.ts';
import { judged } from './collect.ts';

/** One fix can make another possible (two that shared a line); after so many rounds something undoes what another does. */
const MOST_ROUNDS = 10;

/** What was changed in one file, in memory. */
export interface Change {
  readonly source: Source;
  readonly before: string;
  readonly applied: number;
}

/**
 * Applies the preferred fixes that are safe to every source of a project, in memory, until none is left.
 * A source that is not valid UTF-8 is left alone and given to `refused`: writing it would change other bytes too.
 */
export async function fixAll(project: Project, findingsOf: (source: Source) => readonly Finding[], refused: (source: Source, why: string) => void): Promise<Change[]> {
  const changes = new Map<Source, { before: string; applied: number }>();
  const left = new Set<Source>();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    // All are judged before any is changed, so that the order of files does not show.
    const todo = judged(project).filter(source => !left.has(source)).map(source => ({ source, sets: safeEdits(findingsOf(source)) }));
    let changed = false;
    for (const { source, sets } of todo.filter(one => one.sets.length > 0)) {
      if (!changes.has(source) && !isExact(source.text, source.bytes)) {
        left.add(source);
        refused(source, 'not fixed: it is not valid UTF-8');
        continue;
      }
      const { text, applied } = applyEdits(source.text, sets);
      if (text === source.text) continue;
      const change = changes.get(source) ?? { before: source.text, applied: 0 };
      changes.set(source, { ...change, applied: change.applied + applied });
      source.text = text;
      await project.reread(source);
      changed = true;
    }
    if (!changed) break;
  }
  return [...changes].map(([source, change]) => ({ source, ...change }));
}

function safeEdits(findings: readonly Finding[]) {
  return findings.flatMap(finding => finding.fixes.filter(fix => fix.preferred && fix.safe).slice(0, 1).map(fix => fix.edits));
}
