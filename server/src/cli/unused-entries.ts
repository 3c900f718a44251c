import { findNodeAtLocation, modify, parseTree } from 'jsonc-parser';
import type { Finding } from '../model/finding.ts';
import { phrase } from '../model/phrase.ts';
import type { PlacedConfig } from '../node/config.ts';
import { readText } from '../node/text-file.ts';
import { withSeverity } from '../rules/index.ts';
import { says, titled } from '../rules/words.ts';
import { Lines, type Result, shown } from './report.ts';

/** Findings about entries of the configuration's `suppressions` that switched nothing off in a run that saw all of its files. */
export function unusedEntries({ config, file }: PlacedConfig, used: ReadonlySet<object>, cwd: string): Result[] {
  const unused = (config.suppressions ?? []).flatMap((entry, at) => used.has(entry) ? [] : [at]);
  const read = file === null || unused.length === 0 ? null : readText(file);
  if (file === null || !read || 'problem' in read) return [];
  const { text } = read;
  const root = parseTree(text, [], { allowTrailingComma: true });
  const source = new Lines(text);
  return unused.flatMap(at => {
    const node = root && findNodeAtLocation(root, ['suppressions', at]);
    if (!node) return [];
    const edits = modify(text, ['suppressions', at], undefined, {}).map(({ offset, length, content }) => ({ span: { start: offset, end: offset + length }, text: content }));
    const finding: Finding = {
      rule: 'unused-suppression', severity: 'warning', related: [], isUnnecessary: true,
      site: { file: shown(file, cwd), span: { start: node.offset, end: node.offset + node.length } },
      ...says(phrase('This entry switches nothing off: no finding of its rules is where it says.')),
      fixes: [{ status: null, ...titled(phrase('Remove the entry')), preferred: true, safe: false, edits }],
    };
    const set = withSeverity(finding, config);
    const place = { file: shown(file, cwd), source };
    return set ? [{ ...place, ...source.range(finding.site.span), finding: set, fixes: set.fixes.map(fix => ({ ...fix, ...place })), related: [] }] : [];
  });
}
