import { type Diagnostic, type DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, type Range } from 'vscode-languageserver';
import { configIn, isConfigFile } from '../config/text.ts';
import { routesNow, untouchedBy } from '../link/difference.ts';
import type { WorkspaceIndex } from '../link/index.ts';
import { inText } from '../link/site.ts';
import { isJudgedApart, type LintSettings, lintFile, lintRedirect } from '../lint.ts';
import type { FileFacts, Redirect } from '../model/facts.ts';
import type { Finding, Severity } from '../model/finding.ts';
import { spoken } from '../model/phrase.ts';
import { each, movedSpan } from '../model/moved.ts';
import type { Place, Span } from '../model/text.ts';
import { pageOf } from '../rules/rule.ts';
import type { Apart, Edited, Folder, Made, Marks, Report } from './folder.ts';
import type { Say } from './l10n.ts';
import { Positions } from './positions.ts';
import type { Session } from './session.ts';

export const SOURCE = 'redirect-lint';

/** How most places of findings are introduced, or what is said of them. */
export const PLACES: readonly string[] = [
  'bound here: {0}', 'called here: {0}', 'routed here: {0}', 'mounted here: {0}', 'included here: {0}', 'limited here: {0}', 'leads here: {0}', 'mapped here: {0}', 'sent from here: {0}',
  'described here: {0}', 'answered before: {0}', 'answered before here: {0}', 'handled before: {0}', 'the rest of: {0}', 'operation of the contract: {0}',
  '"methods" limits this route: {0}', 'files are served here: {0}', 'the action asks for its method: {0}', 'the page is sent to itself, and asks: {0}', 'limited by this condition', 'redirects here', 'redirects on',
  'methods assumed here by the configuration', 'S3 website endpoints take GET and HEAD only', 'Traefik answers other methods with 307, or 308 where permanent',
];

const NOTHING: Made = { sites: [], findings: [], diagnostics: [], marks: [], reads: new Set(), apart: null };
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
    const edited = folder.editedReport(path);
    const made = (edited && await editedReport(session, folder, path, edited)) ?? await makeReport(session, folder, path);
    if (folder.generation === generation) return folder.keep(path, made);
  }
}

async function makeReport(session: Session, folder: Folder, path: string): Promise<Made> {
  if (isConfigFile(path)) return { ...NOTHING, diagnostics: await configDiagnostics(session, folder, path) };
  if (!folder.index.get(path)) return NOTHING;
  const text = await session.textOf(folder, path);
  const settings = lintSettingsOf(session, folder, path);
  const { value: { sites, findings, apart }, reads } = folder.index.reading(() => linted(folder.index, path, text, settings));
  const marks = findings.map(marksOf);
  const positions = await positionsFor(session, folder, path, marks);
  return { sites, findings, reads, apart, marks, diagnostics: findings.map(finding => diagnosticOf(finding, folder, positions, session)) };
}

/** Judges a file, its redirects by themselves where that is all there is to say. */
function linted(index: WorkspaceIndex, path: string, text: string, settings: LintSettings): Pick<Made, 'sites' | 'findings' | 'apart'> {
  if (!isJudgedApart(index, path, settings)) return { ...lintFile(index, path, text, settings), apart: null };
  const redirects = (index.get(path)?.redirects ?? []).map((redirect, at) => ({ at, ...lintRedirect(index, path, redirect, settings) })).sort((a, b) => inText(a.site, b.site));
  return {
    sites: redirects.map(({ site }) => site), findings: redirects.flatMap(({ findings }) => findings),
    apart: { redirects: redirects.map(({ at, reads, findings }) => ({ at, reads, findings: findings.length })), routes: routesNow(index) },
  };
}

function marksOf({ site: { span }, related }: Finding): Marks {
  return { span, related };
}

/** What is said of a file whose text has been edited since: of redirects of which it says the same, only places are new. Null where everything has to be looked at again. */
async function editedReport(session: Session, folder: Folder, path: string, edited: Edited): Promise<Made | null> {
  const { report, by, change } = edited;
  const { index } = folder;
  const text = await session.textOf(folder, path);
  const settings = lintSettingsOf(session, folder, path);
  const moved = (span: Span) => by.reduce(movedSpan, span);
  const movedPlace = (place: Marks['related'][number]) => {
    const span = place.file === path ? moved(place.span) : place.span;
    return span === place.span ? place : { file: path, span };
  };
  const movedMarks = (marks: Marks): Marks => {
    const [span, related] = [moved(marks.span), each(marks.related, movedPlace)];
    return span === marks.span && related === marks.related ? marks : { span, related };
  };
  const parts = change ? partsOf(edited, index, path, settings) : [{ from: 0, to: report.diagnostics.length, redirect: null }];
  if (!parts) return null;
  const said = parts.flatMap((part): Said[] => 'findings' in part ? part.findings.map(finding => ({ finding, marks: marksOf(finding) }))
    : report.diagnostics.slice(part.from, part.to).map((diagnostic, at) => {
      const before = report.marks[part.from + at] as Marks;
      const marks = movedMarks(before);
      return { diagnostic, marks, stays: marks === before && before.related.every(({ file }) => file === path) };
    }));
  const marks = said.map(one => one.marks);
  const positions = await positionsFor(session, folder, path, marks);
  const diagnostics = said.map(one => 'finding' in one ? diagnosticOf(one.finding, folder, positions, session)
    : one.stays ? one.diagnostic : movedDiagnostic(one.diagnostic, path, one.marks, positions));
  const apart = change ? { redirects: parts.flatMap(({ redirect }) => redirect ?? []), routes: routesNow(index) } : report.apart;
  const reads = change ? new Set([...report.reads, ...parts.flatMap(part => 'findings' in part ? [...part.redirect.reads] : [])]) : report.reads;
  return new JudgedLater({ marks, diagnostics, reads, apart }, { index, path, text, settings });
}

/** What has to be known for judging a file. */
interface Judging {
  readonly index: WorkspaceIndex;
  readonly path: string;
  readonly text: string;
  readonly settings: LintSettings;
}

/**
 * A report whose findings are worked out when somebody wants to know them. A class, as functions made while the report is would hold on to all that it was made from,
 * the report before among that, and so to every report since the file was opened.
 */
class JudgedLater implements Made {
  readonly diagnostics: Made['diagnostics'];
  readonly marks: Made['marks'];
  readonly reads: Made['reads'];
  readonly apart: Made['apart'];
  readonly #judging: Judging;
  readonly #facts: FileFacts | undefined;
  #all: Pick<Made, 'sites' | 'findings'> | null = null;

  constructor({ diagnostics, marks, reads, apart }: Omit<Made, 'sites' | 'findings'>, judging: Judging) {
    this.diagnostics = diagnostics;
    this.marks = marks;
    this.reads = reads;
    this.apart = apart;
    this.#judging = judging;
    this.#facts = judging.index.get(judging.path);
  }

  get sites(): Made['sites'] {
    return this.#judged().sites;
  }

  get findings(): Made['findings'] {
    return this.#judged().findings;
  }

  // Whoever still holds this report when the text is another one gets nothing from it that would be of that text.
  #judged(): Pick<Made, 'sites' | 'findings'> {
    const { index, path, text, settings } = this.#judging;
    return this.#all ??= index.get(path) === this.#facts ? lintFile(index, path, text, settings) : NOTHING;
  }
}

/** What is said in one place: as a finding, or as the diagnostic that was made of it before, which `stays` what it is where all that it names stands before the edits. */
type Said = { readonly marks: Marks } & ({ readonly finding: Finding } | { readonly diagnostic: Diagnostic; readonly stays: boolean });

/** A part of a report: diagnostics of before, or findings. */
type Part =
  | { readonly from: number; readonly to: number; readonly redirect: Apart['redirects'][number] | null }
  | { readonly findings: readonly Finding[]; readonly redirect: Apart['redirects'][number] };

/** The parts of a report after an edit, one for each redirect, in the order of the text; null where they cannot be told from each other. */
function partsOf({ report: { apart }, change }: Edited, index: WorkspaceIndex, path: string, settings: LintSettings): Part[] | null {
  const redirects = index.get(path)?.redirects ?? [];
  const isUntouched = change && apart && isJudgedApart(index, path, settings) ? untouchedBy(change.difference, change.touched, index, path, apart.routes) : null;
  if (!isUntouched || !apart) return null;
  let from = 0;
  return apart.redirects.map((known): Part & { readonly span: Span } => {
    const redirect = redirects[known.at] as Redirect;
    const { span } = redirect;
    const start = from;
    from += known.findings;
    if (isUntouched(known.at, redirect, known.reads)) return { span, from: start, to: from, redirect: known };
    const { findings, reads } = lintRedirect(index, path, redirect, settings);
    return { span, findings, redirect: { at: known.at, reads, findings: findings.length } };
  }).sort(inText);
}

function movedDiagnostic(diagnostic: Diagnostic, path: string, { span, related }: Marks, positions: ReadonlyMap<string, Positions>): Diagnostic {
  const range = (file: string, at: Span) => positions.get(file)?.range(at) ?? START;
  const { relatedInformation: places, data } = diagnostic;
  return {
    ...diagnostic, range: range(path, span),
    ...places && { relatedInformation: places.map((place, i) => ({ ...place, location: { ...place.location, range: range((related[i] as Place).file, (related[i] as Place).span) } })) },
    ...data && { data: { ...data, span } },
  };
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
