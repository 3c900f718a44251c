import { namesOf } from '../../model/methods.ts';
import { harmless } from '../terminal.ts';
import type { Format } from './format.ts';
import { problemOf } from './problem.ts';

/** One line each, `file:line:column: severity: message [rule]`, as gcc prints it and every editor can read it. */
export const compact: Format = {
  name: 'compact',
  help: 'one line for each finding, as compilers print them',
  severity: 'warning',
  findings: ({ results, errors }) => [
    ...results.map(({ file, line, column, finding }) => `${file}:${line}:${column}: ${finding.severity}: ${finding.message} [${finding.rule}]`),
    ...errors.map(({ file, message }) => `${file}: ${problemOf(message)}`),
  ].map(line => `${harmless(line)}\n`).join(''),
  redirects: ({ results, errors }) => [
    ...results.map(({ file, line, column, site }) =>
      `${file}:${line}:${column}: ${site.status.code ?? 'unknown'} (${site.status.origin}) for ${namesOf(site.methods).join(' ')} [${site.adapter}]`),
    ...errors.map(({ file, message }) => `${file}: ${problemOf(message)}`),
  ].map(line => `${harmless(line)}\n`).join(''),
};
