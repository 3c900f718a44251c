import type { Severity } from '../../model/finding.ts';
import type { LintReport, SiteReport } from '../report.ts';

/** How the terminal shows text. */
export interface Look {
  readonly colour: boolean;
  /** Columns at which prose is wrapped, null where it is not. */
  readonly width: number | null;
}

/** One way to report. */
export interface Format {
  readonly name: string;
  /** One line for the help. */
  readonly help: string;
  /** Lowest severity that is reported where nobody says otherwise. */
  readonly severity: Severity;
  /** What it shows is the fixes, which nobody has to ask for then. */
  readonly showsFixes?: true;
  findings(report: LintReport, look: Look): string;
  /** Absent where the format can only express findings. */
  redirects?(report: SiteReport, look: Look): string;
}
