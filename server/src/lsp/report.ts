import { type Diagnostic, type DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, type Range } from 'vscode-languageserver';
import { configIn, isConfigFile } from '../config/text.ts';
import { type LintSettings, lintFile } from '../lint.ts';
import type { Finding, Severity } from '../model/finding.ts';
import { spoken } from '../model/phrase.ts';
import { movedSpan } from '../model/moved.ts';
import type { Place, Shift, Span } from '../model/text.ts';
import { pageOf } from '../rules/rule.ts';
import type { Folder, Made, Marks, Report } from './folder.ts';
import type { Say } from './l10n.ts';
import { Positions } from './positions.ts';
import type { Session } from './session.ts';

export const SOURCE = 'redirect-lint';

/** How most places of findings are introduced, or what is said of them. */
export const PLACES: readonly string[] = [
  'bound here: {0}', 'called here: {0}', 'routed here: {0}', 'mounted here: {0}', 'included here: {0}', 'limited here: {0}', 'leads here: {0}', 'mapped here: {0}', 'sent from here: {0}',
  'described here: {0}', 'answered before: {0}', 'answered before here: {0}', 'handled before: {0}', 'the rest of: {0}', 'operation of the contract: {0}',
  '"methods" limits this route: {0}', 'files are served here: {0}', 'the action asks for its method: {0}', 'limited by this condition', 'redirects here', 'redirects on',
  'methods assumed here by the configuration', 'S3 website endpoints take GET and HEAD only', 'Traefik answers other methods with 307, or 308 where permanent',
];

const NOTHING: Made = { sites: [], findings: [], diagnostics: [], marks: [], reads: new Set() };
const START: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

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
    const moved = folder.movedReport(path);
    const made = moved ? await movedReport(session, folder, path, moved) : await makeReport(session, folder, path);
    if (folder.generation === generation) return folder.keep(path, made);
  }
}

async function makeReport(session: Session, folder: Folder, path: string): Promise<Made> {
  if (isConfigFile(path)) return { ...NOTHING, diagnostics: await configDiagnostics(session, folder, path) };
  if (!folder.index.get(path)) return NOTHING;
  const text = await session.textOf(folder, path);
  const settings = lintSettingsOf(session, folder, path);
  const { value: { sites, findings }, reads } = folder.index.reading(() => lintFile(folder.index, path, text, settings));
  const marks = findings.map(({ site: { span }, related }): Marks => ({ span, related }));
  const positions = await positionsFor(session, folder, path, marks);
  return { sites, findings, reads, marks, diagnostics: findings.map(finding => diagnosticOf(finding, folder, positions, session)) };
}

/** What is said of a file whose text has moved and says the same: only places are new. Sites and findings are made when somebody asks for them. */
async function movedReport(session: Session, folder: Folder, path: string, { report, by }: { readonly report: Report; readonly by: readonly Shift[] }): Promise<Made> {
  const moved = (span: Span) => by.reduce(movedSpan, span);
  const marks = report.marks.map(({ span, related }): Marks => ({ span: moved(span), related: related.map(place => place.file === path ? { file: path, span: moved(place.span) } : place) }));
  const positions = await positionsFor(session, folder, path, marks);
  const range = (file: string, span: Span) => positions.get(file)?.range(span) ?? START;
  const diagnostics = report.diagnostics.map((diagnostic, at): Diagnostic => {
    const { span, related } = marks[at] as Marks;
    const { relatedInformation: places, data } = diagnostic;
    return {
      ...diagnostic, range: range(path, span),
      ...places && { relatedInformation: places.map((place, i) => ({ ...place, location: { ...place.location, range: range((related[i] as Place).file, (related[i] as Place).span) } })) },
      ...data && { data: { ...data, span } },
    };
  });
  const text = await session.textOf(folder, path);
  const settings = lintSettingsOf(session, folder, path);
  const facts = folder.index.get(path);
  let linted: Pick<Made, 'sites' | 'findings'> | null = null;
  // Whoever still holds this report when the text is another one gets nothing from it that would be of that text.
  const ask = () => linted ??= folder.index.get(path) === facts ? lintFile(folder.index, path, text, settings) : NOTHING;
  return { marks, diagnostics, reads: report.reads, get sites() { return ask().sites; }, get findings() { return ask().findings; } };
}

/** The positions of the files in which something is marked. */
async function positionsFor(session: Session, folder: Folder, path: string, marks: readonly Marks[]): Promise<Map<string, Positions>> {
  const files = marks.length === 0 ? [] : [path, ...marks.flatMap(({ related }) => related.map(({ file }) => file))];
  const positions = new Map<string, Positions>();
  for (const file of new Set(files)) positions.set(file, await session.positionsOf(folder, file));
  return positions;
}

/** A configuration that cannot be used: the whole file counts as not written. */
async function configDiagnostics(session: Session, folder: Folder, path: string): Promise<Diagnostic[]> {
  const text = session.openAt(folder, path)?.document.text ?? await folder.files.readConfig() ?? '{}';
  const read = configIn(text);
  if ('config' in read) return [];
  const positions = new Positions(text, session.traits.encoding);
  const { message, span } = read.problem;
  return [{ range: positions.range(span), severity: DiagnosticSeverity.Error, source: SOURCE, message: `${spoken(message, session.say)}. ${session.say('Nothing in this file holds until that is put right.')}` }];
}

// Settings go before the project's configuration: severity may differ between the editor and the command line.
function lintSettingsOf(session: Session, folder: Folder, path: string): LintSettings {
  const settings = session.openAt(folder, path)?.settings ?? folder.settings;
  const { rules, severityFor, ...others } = folder.files.judged(path);
  const { rules: ownRules, severityFor: ownSeverityFor, ...own } = settings.judging;
  return { ...others, ...own, rules: { ...rules, ...ownRules }, severityFor: { ...severityFor, ...ownSeverityFor } };
}

function diagnosticOf(finding: Finding, folder: Folder, positions: ReadonlyMap<string, Positions>, { traits, say }: Session): Diagnostic {
  const rangeIn = (file: string, span: Span) => positions.get(file)?.range(span) ?? START;
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
  return known === undefined ? say(message) : say(known, message.slice(at + 2));
}
