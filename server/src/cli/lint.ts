import path from 'node:path';
import { SEVERITIES, type Severity } from '../model/finding.ts';
import type { PlacedConfig } from '../node/config.ts';
import type { Project } from '../node/project.ts';
import { isOutside, writeText } from '../node/text-file.ts';
import { reasonOf } from '../node/reason.ts';
import { compare, writeBaseline } from './baseline.ts';
import { collect, findingsOf } from './collect.ts';
import { fixAll } from './fix.ts';
import type { Arguments } from './options.ts';
import { type FileError, type FixedFile, type LintReport, type RelatedPlace, type Result, shown, type SuppressedResult } from './report.ts';
import { changesSince } from './since.ts';
import { unusedEntries } from './unused-entries.ts';

/** What a lint run reports, and whether it found too much. */
export interface Outcome {
  readonly report: LintReport;
  /** 1 where findings at warning or error are reported, else 0. */
  readonly status: 0 | 1;
}

export interface LintOptions {
  readonly args: Pick<Arguments, 'fix' | 'maxWarnings' | 'quiet' | 'since' | 'baseline' | 'updateBaseline' | 'reportSuppressed'>;
  /** Lowest severity to report. */
  readonly lowest: Severity;
  /** Absolute paths of what is linted. */
  readonly named: readonly string[];
  readonly cwd: string;
  readonly config: PlacedConfig;
  readonly version: string;
}

/** Judges a project that was read, and fixes it where that is asked. Throws a `Failure` where the baseline or git cannot be read. */
export async function lintProject(project: Project, options: LintOptions): Promise<Outcome> {
  const { args, lowest, cwd, version } = options;
  const isReported = (severity: Severity) => SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(lowest);
  const errors: FileError[] = project.unreadable.map(({ file, message }) => ({ file: shown(file, cwd), message }));
  const fixed = args.fix === 'no' ? [] : await fixProject(project, options, isReported, errors);
  const { all, suppressed, baseline } = selected(project, options);
  const count = (severity: Severity) => all.filter(({ finding }) => finding.severity === severity).length;
  const hidden = Object.fromEntries(SEVERITIES.map(severity => [severity, isReported(severity) ? 0 : count(severity)])) as Record<Severity, number>;
  const results = all.filter(({ finding }) => isReported(finding.severity));
  // As in ESLint: with --quiet, warnings stay unseen but count where a number of them is given.
  const warnings = isReported('warning') || (args.quiet && args.maxWarnings !== null) ? count('warning') : 0;
  return {
    report: { version, files: project.files, errors, results, hidden, suppressed, baseline, fixed, written: args.fix === 'write' },
    status: count('error') > 0 || warnings > (args.maxWarnings ?? 0) ? 1 : 0,
  };
}

async function fixProject(project: Project, { args, cwd, config }: LintOptions, isReported: (severity: Severity) => boolean, errors: FileError[]): Promise<FixedFile[]> {
  const fixed: FixedFile[] = [];
  const changes = await fixAll(
    project,
    source => findingsOf(project, source, config).filter(finding => isReported(finding.severity)),
    (source, message) => errors.push({ file: shown(source.file, cwd), message }),
  );
  for (const { source, before, applied } of changes) {
    try {
      if (args.fix === 'write' && source.onDisk) writeText(source.file, source.text, source.bytes, project.root);
      fixed.push({ file: shown(source.file, cwd), applied, before, after: source.text });
    } catch (error) {
      source.text = before;
      await project.reread(source);
      const why = reasonOf(error);
      errors.push({ file: shown(source.file, cwd), message: why.startsWith('not written: ') ? why : `not written: ${why}` });
    }
  }
  return fixed;
}

/** The findings that count: those that the arguments leave, of all that there are. */
function selected(project: Project, { args, named, cwd, config }: LintOptions) {
  const collected = collect(project, cwd, config);
  const seesAll = config.folder !== null && named.some(name => !isOutside(name, config.folder as string));
  let all: readonly Result[] = seesAll ? [...collected.results, ...unusedEntries(config, collected.used, cwd)] : collected.results;
  const suppressed: SuppressedResult[] = [...collected.suppressed];
  if (args.since !== null) {
    const hasChanged = changesSince(args.since, cwd, [...new Set(all.flatMap(placesOf).map(({ file }) => path.resolve(cwd, file)))]);
    all = all.filter(result => placesOf(result).some(({ file, source, line, endLine }) =>
      linesFrom(line, endLine).some(each => hasChanged(path.resolve(cwd, file), source.text, each))));
  }
  if (args.baseline === null) return { all, suppressed: args.reportSuppressed ? suppressed : [], baseline: null };
  const file = path.resolve(cwd, args.baseline);
  if (args.updateBaseline) writeBaseline(all, file, cwd);
  const wasRead = new Set([...project.sources.values()].map(source => source.file));
  const { fresh, known, gone } = compare(all, file, cwd, each => wasRead.has(each));
  suppressed.push(...known.map((result): SuppressedResult => ({ ...result, by: 'baseline', reason: null })));
  return { all: fresh, suppressed: args.reportSuppressed ? suppressed : [], baseline: { known: known.length, gone: args.since === null ? gone : 0 } };
}

/** Where a finding shows and what proves it: a change of either can have brought it. */
function placesOf(result: Result): readonly (Result | RelatedPlace)[] {
  return [result, ...result.related];
}

function linesFrom(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}
