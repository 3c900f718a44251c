import { SEVERITIES, type Severity } from '../model/finding.ts';
import type { PlacedConfig } from '../node/config.ts';
import type { Project } from '../node/project.ts';
import { writeText } from '../node/text-file.ts';
import { reasonOf } from '../node/walk.ts';
import { findingsIn, findingsOf } from './collect.ts';
import { fixAll } from './fix.ts';
import type { Arguments } from './options.ts';
import { type FileError, type FixedFile, type LintReport, shown } from './report.ts';

/** What a lint run reports, and whether it found too much. */
export interface Outcome {
  readonly report: LintReport;
  /** 1 where findings at warning or error are reported, else 0. */
  readonly status: 0 | 1;
}

export interface LintOptions {
  readonly args: Pick<Arguments, 'fix' | 'maxWarnings' | 'quiet'>;
  /** Lowest severity to report. */
  readonly lowest: Severity;
  readonly cwd: string;
  readonly config: PlacedConfig;
  readonly version: string;
}

/** Judges a project that was read, and fixes it where that is asked. */
export async function lintProject(project: Project, { args, lowest, cwd, config, version }: LintOptions): Promise<Outcome> {
  const isReported = (severity: Severity) => SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(lowest);
  const errors: FileError[] = project.unreadable.map(({ file, message }) => ({ file: shown(file, cwd), message }));
  const fixed: FixedFile[] = [];
  if (args.fix !== 'no') {
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
        errors.push({ file: shown(source.file, cwd), message: reasonOf(error) });
      }
    }
  }
  const all = findingsIn(project, cwd, config);
  const count = (severity: Severity) => all.filter(({ finding }) => finding.severity === severity).length;
  const hidden = Object.fromEntries(SEVERITIES.map(severity => [severity, isReported(severity) ? 0 : count(severity)])) as Record<Severity, number>;
  const results = all.filter(({ finding }) => isReported(finding.severity));
  // As in ESLint: with --quiet, warnings stay unseen but count where a number of them is given.
  const warnings = isReported('warning') || (args.quiet && args.maxWarnings !== null) ? count('warning') : 0;
  return {
    report: { version, files: project.files, errors, results, hidden, fixed, written: args.fix === 'write' },
    status: count('error') > 0 || warnings > (args.maxWarnings ?? 0) ? 1 : 0,
  };
}
