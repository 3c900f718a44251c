import type { Severity } from '../../model/finding.ts';
import { rules } from '../../rules/index.ts';
import { pageOf } from '../../rules/rule.ts';
import { fingerprints } from '../fingerprint.ts';
import type { LintReport, Range, Result, SuppressedResult } from '../report.ts';
import type { Format } from './format.ts';
import { problemOf } from './problem.ts';

const LEVELS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', hint: 'note' };

/** SARIF 2.1.0: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export const sarif: Format = {
  name: 'sarif',
  help: 'SARIF 2.1.0 (GitHub code scanning, IDEs), hints included',
  severity: 'hint',
  findings: report => `${JSON.stringify(log(report), null, 2)}\n`,
};

function log(report: LintReport): object {
  const names = fingerprints([...report.results, ...report.suppressed]);
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{
      columnKind: 'utf16CodeUnits',
      tool: { driver: { name: 'redirect-lint', semanticVersion: report.version, informationUri: 'https://github.com/redirect-lint/redirect-lint', rules: descriptors() } },
      invocations: [{
        executionSuccessful: true,
        toolExecutionNotifications: report.errors.map(({ file, message }) => ({
          level: 'warning', message: { text: problemOf(message) }, locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(file) } } }],
        })),
      }],
      results: [
        ...report.results.map((result, i) => resultOf(result, names[i] ?? '')),
        ...report.suppressed.map((result, i) => ({ ...resultOf(result, names[report.results.length + i] ?? ''), suppressions: [suppressionOf(result)] })),
      ],
    }],
  };
}

function descriptors(): object[] {
  return rules.map(({ id, docs }) => ({
    id,
    shortDescription: { text: docs.finds },
    fullDescription: { text: docs.why },
    help: { text: `${docs.why}\n\n${docs.fix}`, markdown: `${docs.why}\n\n${docs.fix}` },
    helpUri: pageOf(id),
    properties: { tags: ['http', 'redirect'] },
  }));
}

function resultOf(result: Result, fingerprint: string): object {
  const { finding } = result;
  return {
    ruleId: finding.rule,
    ruleIndex: rules.findIndex(rule => rule.id === finding.rule),
    level: LEVELS[finding.severity],
    message: { text: finding.message },
    locations: [{ physicalLocation: place(result.file, result) }],
    relatedLocations: result.related.map((related, id) => ({ id, message: { text: related.message }, physicalLocation: place(related.file, related) })),
    partialFingerprints: { 'redirect-lint/v1': fingerprint },
    fixes: result.fixes.map(fix => ({
      description: { text: fix.title },
      artifactChanges: [{
        artifactLocation: { uri: uriOf(fix.file) },
        replacements: fix.edits.map(({ span, text }) => ({ deletedRegion: region(fix.source.range(span)), insertedContent: { text } })),
      }],
    })),
  };
}

function suppressionOf({ by, reason }: SuppressedResult): object {
  return { kind: by === 'comment' ? 'inSource' : 'external', status: 'accepted', justification: reason ?? (by === 'baseline' ? 'listed in the baseline' : 'no reason is given') };
}

function place(file: string, range: Range): object {
  return { artifactLocation: { uri: uriOf(file) }, region: region(range) };
}

function region({ line, column, endLine, endColumn }: Range): object {
  return { startLine: line, startColumn: column, endLine, endColumn };
}

/** A relative reference (RFC 3986 §4.2); lone surrogates, which no URI can hold, become U+FFFD. */
function uriOf(file: string): string {
  return file.split('/').map(part => encodeURIComponent(part.replace(/[\ud800-\udfff]/gu, '\uFFFD'))).join('/');
}
