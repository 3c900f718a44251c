import { type Finding, redirectOf, type Site } from '../../model/finding.ts';
import { namesOf } from '../../model/methods.ts';
import type { LintReport, Range, Result, SiteReport, SiteResult } from '../report.ts';
import type { Format } from './format.ts';

/** One object, as programs read it; fields are added, never renamed. */
export const json: Format = {
  name: 'json',
  help: 'one JSON object with everything, hints included',
  severity: 'hint',
  findings: report => print(report, report.results.map(resultFields), {
    ...fixedFields(report),
    ...report.baseline && { baseline: report.baseline },
    ...report.suppressed.length > 0 && { suppressed: report.suppressed.map(result => ({ ...resultFields(result), by: result.by, reason: result.reason })) },
  }),
  redirects: report => print(report, report.results.map(result => ({
    ...range(result.file, result),
    ...siteFields(result.site),
    path: result.site.path,
    target: result.site.target.text,
    fixes: result.fixes.map(fixFields),
  }))),
};

function print(report: LintReport | SiteReport, results: readonly object[], more: object = {}): string {
  return `${JSON.stringify({ version: 1, files: report.files, results, errors: report.errors, ...more })}\n`;
}

function resultFields(result: Result) {
  return {
    ...range(result.file, result),
    ruleId: result.finding.rule,
    severity: result.finding.severity,
    message: result.finding.message,
    ...findingFields(result.finding),
    related: result.related.map(({ file, message, ...place }) => ({ ...range(file, place), message })),
    fixes: result.fixes.map(fix => ({ ...fixFields(fix), ...fix.file !== result.file && { file: fix.file } })),
  };
}

function fixedFields({ fixed, written }: LintReport): object {
  if (fixed.length === 0) return {};
  return { fixed: fixed.map(({ file, applied, after }) => ({ file, fixes: applied, ...!written && { output: after } })) };
}

function range(file: string, { line, column, endLine, endColumn }: Range) {
  return { file, line, column, endLine, endColumn };
}

/** A finding about a comment has the fields of one about a redirect, without values. */
function findingFields(finding: Finding) {
  const site = redirectOf(finding);
  return site ? siteFields(site) : { status: null, statusOrigin: null, methods: [], evidence: null, adapter: null };
}

function siteFields(site: Site) {
  return { status: site.status.code, statusOrigin: site.status.origin, methods: namesOf(site.methods), evidence: site.evidence, adapter: site.adapter };
}

function fixFields({ status, note, preferred, safe, edits }: SiteResult['fixes'][number]) {
  return { status, preferred, safe, ...note !== undefined && { note }, edits: edits.map(({ span, text }) => ({ startOffset: span.start, endOffset: span.end, newText: text })) };
}
