import type { Suppression } from '../model/facts.ts';
import type { Finding } from '../model/finding.ts';
import { LineIndex } from '../model/text.ts';

/** The comment that switches a finding off, and the name in it that does; `rule` null: it names none and means all. */
export interface Use {
  readonly suppression: Suppression;
  readonly rule: string | null;
}

/** A function that finds the comment of one text by which a finding is switched off, null where none does. */
export function suppressor(suppressions: readonly Suppression[], text: string): (finding: Finding) => Use | null {
  if (suppressions.length === 0) return () => null;
  const lines = new LineIndex(text);
  const line = (offset: number) => lines.position(offset).line;
  return ({ rule, site }) => {
    const first = line(site.span.start);
    let off: Use | null = null;
    for (const suppression of suppressions) {
      const named = suppression.rules.find(({ id }) => id === rule);
      if (!named && suppression.rules.length > 0) continue;
      const use: Use = { suppression, rule: named?.id ?? null };
      const at = line(suppression.span.start);
      if (suppression.kind === 'disable-line' && at === first) return use;
      if (suppression.kind === 'disable-next-line' && at + 1 === first) return use;
      if (suppression.span.start > site.span.start) continue;
      if (suppression.kind === 'disable') off ??= use;
      if (suppression.kind === 'enable') off = null;
    }
    return off;
  };
}

/** The `enable` comments that end what a `disable` before them began. */
export function endings(suppressions: readonly Suppression[]): Use[] {
  const open = new Set<string | null>();
  return suppressions.flatMap(suppression => {
    const names = suppression.rules.length > 0 ? suppression.rules.map(({ id }) => id) : [null];
    if (suppression.kind === 'disable') for (const name of names) open.add(name);
    if (suppression.kind !== 'enable') return [];
    const ended = names.filter(name => open.has(name) || open.has(null) || (name === null && open.size > 0));
    for (const name of ended) if (name === null) open.clear(); else open.delete(name);
    return ended.map(rule => ({ suppression, rule }));
  });
}
