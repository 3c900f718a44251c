import type { Severity } from '../../model/finding.ts';
import { xml } from '../xml.ts';
import type { Format } from './format.ts';
import { problemOf } from './problem.ts';

const SEVERITIES: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', hint: 'info' };

/** Checkstyle's report: https://checkstyle.org/reports.html */
export const checkstyle: Format = {
  name: 'checkstyle',
  help: 'Checkstyle XML (Jenkins, reviewdog, …)',
  severity: 'warning',
  findings({ results, errors }) {
    const files = new Map<string, string[]>();
    const add = (file: string, line: number, column: number, severity: string, message: string, source: string) => {
      const entry = `    <error line="${line}" column="${column}" severity="${severity}" message="${xml(message)}" source="${xml(source)}"/>`;
      files.set(file, [...(files.get(file) ?? []), entry]);
    };
    for (const { file, line, column, finding } of results) add(file, line, column, SEVERITIES[finding.severity], finding.message, `redirect-lint.${finding.rule}`);
    for (const { file, message } of errors) add(file, 1, 1, 'warning', problemOf(message), 'redirect-lint');
    const elements = [...files].map(([file, entries]) => `  <file name="${xml(file)}">\n${entries.join('\n')}\n  </file>\n`);
    return `<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="10.0">\n${elements.join('')}</checkstyle>\n`;
  },
};
