import type { Severity } from '../../model/finding.ts';
import { namesOf } from '../../model/methods.ts';
import { frame } from '../frame.ts';
import type { FileError, FixedFile, LintReport, Result, SiteReport, SiteResult } from '../report.ts';
import { counted, harmless, type Paint, painter, wrap } from '../terminal.ts';
import type { Format, Look } from './format.ts';
import { whatFailed } from './problem.ts';

/** For people: grouped by file, with the line of code, and a summary. */
export const stylish: Format = {
  name: 'stylish',
  help: 'for people, with the line of code; hints only with --severity hint (default)',
  severity: 'warning',
  findings(report, look) {
    const paint = painter(look.colour);
    return [
      ...report.fixed.flatMap(file => report.written ? [] : preview(file, paint)),
      ...byFile(report.results).flatMap(([file, results]) => [fileHeader(file, paint), ...results.flatMap(result => finding(result, look, paint))]),
      ...errors(report.errors, paint),
      ...summary(report, paint),
    ].map(line => `${line}\n`).join('');
  },
  redirects(report, look) {
    const paint = painter(look.colour);
    return [
      ...byFile(report.results).flatMap(([file, results]) => [fileHeader(file, paint), ...sites(results, paint), '']),
      ...errors(report.errors, paint),
      siteSummary(report),
    ].map(line => `${line}\n`).join('');
  },
};

const COLOURS = { error: 'red', warning: 'yellow', hint: 'cyan' } as const satisfies Record<Severity, string>;

function finding(result: Result, look: Look, paint: Paint): string[] {
  const { severity, message, rule } = result.finding;
  const place = `${result.line}:${result.column}`;
  const indent = ' '.repeat(`  ${place}  `.length);
  const text = wrap(harmless(message), look.width === null ? null : Math.max(40, look.width - indent.length));
  const [first = '', ...rest] = text;
  const { line, carets } = frame(result.source, result);
  const bar = `${indent}${paint('dim', '│')}`;
  const preferred = result.fixes.find(fix => fix.preferred);
  const elsewhere = preferred && preferred.file !== result.file ? `, in ${preferred.file}` : '';
  return [
    `  ${paint('dim', place)}  ${paint(COLOURS[severity], severity)}  ${paint('dim', rule)}`,
    ...[first, ...rest].map(one => `${indent}${one}`),
    `${bar} ${line}`,
    `${bar} ${paint(COLOURS[severity], carets)}`,
    ...result.related.map(related => `${bar} ${harmless(related.message)}  ${paint('dim', harmless(`${related.file}:${related.line}:${related.column}`))}`),
    ...preferred ? [`${bar} ${paint('green', 'fix')}: ${harmless(`${preferred.title}${elsewhere}`)}${preferred.safe ? '' : paint('dim', '  (by hand: not safe to apply unseen)')}`] : [],
    '',
  ];
}

function preview({ file, before, after }: FixedFile, paint: Paint): string[] {
  const old = before.split('\n');
  const fresh = after.split('\n');
  let head = 0;
  while (head < old.length && old[head] === fresh[head]) head++;
  let tail = 0;
  while (tail < Math.min(old.length, fresh.length) - head && old.at(-1 - tail) === fresh.at(-1 - tail)) tail++;
  // Edits rarely add lines; where they keep the number, lines pair off and unchanged ones in between stay out.
  const paired = old.length === fresh.length;
  const lines = paired
    ? old.flatMap((line, number) => line === fresh[number] ? [] : [[number, '-', line] as const, [number, '+', fresh[number] ?? ''] as const])
    : [...old.slice(head, old.length - tail).map((line, i) => [head + i, '-', line] as const),
      ...fresh.slice(head, fresh.length - tail).map((line, i) => [head + i, '+', line] as const)];
  return [
    `${fileHeader(file, paint)} ${paint('dim', 'would become')}`,
    ...lines.map(([number, sign, line]) => `  ${paint('dim', String(number + 1))}  ${paint(sign === '-' ? 'red' : 'green', `${sign} ${harmless(line.replace(/\r$/, '').trimStart())}`)}`),
    '',
  ];
}

function summary(report: LintReport, paint: Paint): string[] {
  const of = (severity: Severity) => report.results.filter(result => result.finding.severity === severity).length;
  const parts = (['error', 'warning', 'hint'] as const).flatMap(severity => of(severity) > 0 ? [counted(of(severity), severity)] : []);
  const fixable = report.results.filter(result => result.fixes.some(fix => fix.preferred && fix.safe)).length;
  const fixed = report.fixed.reduce((sum, file) => sum + file.applied, 0);
  const hints = report.hidden.hint > 0 ? `${counted(report.hidden.hint, 'hint')} not shown (--severity hint)` : '';
  const known = report.baseline?.known ? `${counted(report.baseline.known, 'finding')} in the baseline` : '';
  const worst = of('error') > 0 ? 'red' : 'yellow';
  const read = `${counted(report.files, 'file')} read`;
  return [
    ...fixed > 0 ? [paint('green', `${report.written ? 'fixed' : 'would fix'} ${counted(fixed, 'redirect')} in ${counted(report.fixed.length, 'file')}`)] : [],
    report.results.length === 0
      ? [paint('green', 'no problems'), read, known, hints].filter(Boolean).join(', ')
      : [paint('bold', paint(worst, counted(report.results.length, 'problem'))) + (parts.length ? ` (${parts.join(', ')})` : ''),
        fixable > 0 ? `${fixable} fixable with --fix` : '', read, known, hints].filter(Boolean).join(', '),
    ...report.baseline?.gone ? [`${counted(report.baseline.gone, 'finding')} of the baseline ${report.baseline.gone === 1 ? 'is' : 'are'} there no more: --update-baseline takes ${report.baseline.gone === 1 ? 'it' : 'them'} out`] : [],
  ];
}

function sites(results: readonly SiteResult[], paint: Paint): string[] {
  const rows = results.map(({ line, column, site }) => [
    `${line}:${column}`, `${site.status.code ?? '???'} ${site.status.origin}`, namesOf(site.methods).join(' '), site.evidence, site.adapter,
    [site.path, site.target.text ?? `(${site.target.kind})`].filter(part => part !== null).join(' → '),
  ].map(harmless));
  const widths = [0, 1, 2, 3, 4].map(column => Math.max(...rows.map(row => row[column]?.length ?? 0)));
  return rows.map(row => `  ${row.map((cell, column) => {
    const padded = cell.padEnd(widths[column] ?? 0);
    return column === 0 ? paint('dim', padded) : padded;
  }).join('  ')}`.trimEnd());
}

function siteSummary(report: SiteReport): string {
  return `${counted(report.results.length, 'redirect')} in ${counted(new Set(report.results.map(result => result.file)).size, 'file')}, ${counted(report.files, 'file')} read`;
}

function errors(list: readonly FileError[], paint: Paint): string[] {
  return list.length === 0 ? [] : [...list.map(({ file, message }) => `${paint('underline', harmless(file))}  ${whatFailed(message) === 'not read' ? `${paint('red', 'not read')}: ` : ''}${harmless(message)}`), ''];
}

function fileHeader(file: string, paint: Paint): string {
  return paint('underline', harmless(file));
}

function byFile<R extends { readonly file: string }>(results: readonly R[]): [string, R[]][] {
  const groups = new Map<string, R[]>();
  for (const result of results) groups.set(result.file, [...(groups.get(result.file) ?? []), result]);
  return [...groups];
}
