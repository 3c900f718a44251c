import type { Severity } from '../../model/finding.ts';
import { harmless } from '../terminal.ts';
import type { Format } from './format.ts';
import { whatFailed } from './problem.ts';

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', hint: 'notice' };

/** Workflow commands: https://docs.github.com/actions/reference/workflow-commands-for-github-actions */
export const github: Format = {
  name: 'github',
  help: 'annotations of a GitHub Actions run',
  severity: 'warning',
  findings: ({ results, errors }) => [
    ...results.map(({ finding, ...at }) => {
      const columns = at.line === at.endLine ? `,col=${at.column},endColumn=${at.endColumn}` : '';
      return `::${COMMANDS[finding.severity]} file=${property(at.file)},line=${at.line},endLine=${at.endLine}${columns},title=${property(finding.rule)}::${data(finding.message)}`;
    }),
    ...errors.map(({ file, message }) => `::warning file=${property(file)},title=${whatFailed(message)}::${data(message)}`),
  ].map(line => `${line}\n`).join(''),
};

// The runner's own escapes: https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts
function data(text: string): string {
  return harmless(text).replaceAll('%', '%25');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
