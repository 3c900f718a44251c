import type { Severity } from '../../model/finding.ts';
import { fingerprints } from '../fingerprint.ts';
import type { Format } from './format.ts';

const SEVERITIES: Readonly<Record<Severity, string>> = { error: 'critical', warning: 'minor', hint: 'info' };

/** GitLab's code quality report: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
export const gitlab: Format = {
  name: 'gitlab',
  help: 'code quality report of GitLab',
  severity: 'warning',
  findings({ results }) {
    const names = fingerprints(results);
    return `${JSON.stringify(results.map(({ file, line, endLine, finding }, i) => ({
      description: finding.message,
      check_name: finding.rule,
      fingerprint: names[i],
      severity: SEVERITIES[finding.severity],
      location: { path: file, lines: { begin: line, end: endLine } },
    })), null, 2)}\n`;
  },
};
