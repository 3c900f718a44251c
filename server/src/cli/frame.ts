import type { Lines, Range } from './report.ts';
import { harmless, widthOf } from './terminal.ts';

/** A longer line is cut around the marked part; counted in UTF-16 units. */
const LONGEST_LINE = 100;

/** One line of source with carets below the part that is meant; of a longer part, its first line. */
export function frame(source: Lines, range: Range): { line: string; carets: string } {
  const full = source.line(range.line);
  const from = range.column - 1;
  const to = range.endLine === range.line ? range.endColumn - 1 : full.trimEnd().length;
  const indent = full.length - full.trimStart().length;
  const far = from - indent > LONGEST_LINE / 2;
  const start = Math.min(far ? from - 20 : indent, from);
  const shownFrom = harmless(full.slice(start, from).replaceAll('\t', '  '));
  const cut = full.length - start > LONGEST_LINE;
  const rest = cut ? full.slice(from, start + LONGEST_LINE) : full.slice(from).trimEnd();
  const marked = harmless(rest.slice(0, to - from).replaceAll('\t', '  '));
  const after = harmless(rest.slice(Math.max(0, to - from)).replaceAll('\t', '  '));
  const lead = far ? '…' : '';
  return {
    line: `${lead}${shownFrom}${marked}${after}${cut ? '…' : ''}`,
    carets: ' '.repeat(lead.length + widthOf(shownFrom)) + '^'.repeat(Math.max(1, widthOf(marked))),
  };
}
