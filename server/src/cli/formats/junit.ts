import { xml } from '../xml.ts';
import type { Format } from './format.ts';
import { whatFailed } from './problem.ts';

/** JUnit's report as CI servers read it: https://github.com/testmoapp/junitxml */
export const junit: Format = {
  name: 'junit',
  help: 'JUnit XML, one failed case for each finding',
  severity: 'warning',
  findings({ results, errors, files }) {
    const cases = results.map(({ file, line, column, finding }) =>
      `    <testcase name="${xml(`${finding.rule} ${file}:${line}:${column}`)}" classname="${xml(file)}" file="${xml(file)}" line="${line}">\n`
      + `      <failure type="${finding.severity}" message="${xml(finding.message)}">${xml(`${file}:${line}:${column}: ${finding.message}`)}</failure>\n    </testcase>\n`);
    const unread = errors.map(({ file, message }) =>
      `    <testcase name="${xml(file)}" classname="${xml(file)}" file="${xml(file)}">\n      <error type="${whatFailed(message)}" message="${xml(message)}"/>\n    </testcase>\n`);
    // Some servers take a suite without cases for a run that broke.
    const passed = cases.length + unread.length === 0 ? [`    <testcase name="${files} files without a problem" classname="redirect-lint"/>\n`] : [];
    const all = [...cases, ...unread, ...passed];
    const counts = `tests="${all.length}" failures="${cases.length}" errors="${unread.length}"`;
    return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="redirect-lint" ${counts}>\n  <testsuite name="redirect-lint" ${counts} skipped="0">\n${all.join('')}  </testsuite>\n</testsuites>\n`;
  },
};
