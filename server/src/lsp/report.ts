import { type Diagnostic, type DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver';
import { configIn, isConfigFile } from '../config/text.ts';
import { type LintSettings, lintFile } from '../lint.ts';
import type { Finding, Severity } from '../model/finding.ts';
import { spoken } from '../model/phrase.ts';
import type { Place, Span } from '../model/text.ts';
import { pageOf } from '../rules/rule.ts';
import type { Folder, Report } from './folder.ts';
import type { Say } from './l10n.ts';
import { Positions } from './positions.ts';
import type { Session } from './session.ts';

export const SOURCE = 'redirect-lint';

/** How most places of findings are introduced. */
export const PLACES = ['bound here: {0}', 'called here: {0}', 'routed here: {0}', 'mounted here: {0}', 'included here: {0}', 'limited here: {0}', 'leads here: {0}'] as const;

/** What a diagnostic carries, so that its fix is found again when the client hands it back. */
export interface DiagnosticData {
  readonly rule: string;
  readonly span: Span;
}

// A hint says that nothing limits the methods, not that something is wrong: it is to show at its line and to stay out of the
// list of problems, which is what editors do with Hint and not with Information. `severityFor.unbounded` raises it.
const SEVERITY: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error, warning: DiagnosticSeverity.Warning, hint: DiagnosticSeverity.Hint,
};

/** What is said of a file now. An open document must have been analysed before. */
export async function reportOf(session: Session, folder: Folder, path: string): Promise<Report> {
  for (;;) {
    const known = folder.report(path);
    if (known) return known;
    const { generation } = folder;
    const made = await makeReport(session, folder, path);
    if (folder.generation === generation) return folder.keep(path, made);
  }
}

async function makeReport(session: Session, folder: Folder, path: string): Promise<Omit<Report, 'resultId'>> {
  if (isConfigFile(path)) return { sites: [], findings: [], diagnostics: await configDiagnostics(session, folder, path), reads: new Set() };
  if (!folder.index.get(path)) return { sites: [], findings: [], diagnostics: [], reads: new Set() };
  const text = await session.textOf(folder, path);
  const settings = lintSettingsOf(session, folder, path);
  const { value: { sites, findings }, reads } = folder.index.reading(() => lintFile(folder.index, path, text, settings));
  const positions = new Map<string, Positions>();
  const files = findings.length === 0 ? [] : [path, ...findings.flatMap(finding => finding.related.map(place => place.file))];
  for (const file of new Set(files)) positions.set(file, await session.positionsOf(folder, file));
  return { sites, findings, reads, diagnostics: findings.map(finding => diagnosticOf(finding, folder, positions, session)) };
}

/** A configuration that cannot be used: the whole file counts as not written. */
async function configDiagnostics(session: Session, folder: Folder, path: string): Promise<Diagnostic[]> {
  const text = session.openAt(folder, path)?.document.text ?? await folder.files.readConfig() ?? '{}';
  const read = configIn(text);
  if ('config' in read) return [];
  const positions = new Positions(text, session.traits.encoding);
  const { message, span } = read.problem;
  return [{ range: positions.range(span), severity: DiagnosticSeverity.Error, source: SOURCE, message: `${message} ${session.say('Nothing in this file holds until that is put right.')}` }];
}

// Settings go before the project's configuration: severity may differ between the editor and the command line.
function lintSettingsOf(session: Session, folder: Folder, path: string): LintSettings {
  const settings = session.openAt(folder, path)?.settings ?? folder.settings;
  const { rules, severityFor, ...others } = folder.files.judged(path);
  const { rules: ownRules, severityFor: ownSeverityFor, ...own } = settings.judging;
  return { ...others, ...own, rules: { ...rules, ...ownRules }, severityFor: { ...severityFor, ...ownSeverityFor } };
}

function diagnosticOf(finding: Finding, folder: Folder, positions: ReadonlyMap<string, Positions>, { traits, say }: Session): Diagnostic {
  const rangeIn = (file: string, span: Span) => positions.get(file)?.range(span) ?? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  const related = (place: Place): DiagnosticRelatedInformation => ({
    location: { uri: folder.uriOf(place.file), range: rangeIn(place.file, place.span) }, message: placed(place.message, say),
  });
  const data: DiagnosticData = { rule: finding.rule, span: finding.site.span };
  return {
    range: rangeIn(finding.site.file, finding.site.span),
    severity: SEVERITY[finding.severity],
    code: finding.rule,
    source: SOURCE,
    message: finding.sentences.map(sentence => spoken(sentence, say)).join(' '),
    ...traits.codeDescription && { codeDescription: { href: pageOf(finding.rule) } },
    ...traits.tags && finding.isUnnecessary && { tags: [DiagnosticTag.Unnecessary] },
    ...traits.related && finding.related.length > 0 && { relatedInformation: finding.related.map(related) },
    ...traits.diagnosticData && { data },
  };
}

/** What a place has to do with a finding, where that stands before the code that is shown: `bound here: app.post('/login', …)`. */
function placed(message: string, say: Say): string {
  const at = message.indexOf(': ');
  const known = PLACES.find(text => at > 0 && text === `${message.slice(0, at)}: {0}`);
  return known === undefined ? message : say(known, message.slice(at + 2));
}
