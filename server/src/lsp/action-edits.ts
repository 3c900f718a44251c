import type { CreateFile, TextDocumentEdit, TextEdit as LspEdit, WorkspaceEdit } from 'vscode-languageserver';
import { fixesIn } from '../callee-fixes.ts';
import { CONFIG_FILE } from '../config/text.ts';
import { fittingEdits } from '../fix/apply.ts';
import { type Finding, type Fix, redirectOf, type Site } from '../model/finding.ts';
import type { Span, TextEdit } from '../model/text.ts';
import { newConfigWithout, switchOff } from './config-edits.ts';
import type { Folder, Report } from './folder.ts';
import type { Opened } from './opened.ts';
import { Positions } from './positions.ts';
import { reportOf } from './report.ts';
import type { Session } from './session.ts';
import { disableFile, disableLine } from './suppression-edits.ts';
import { join, keyOf } from './uri.ts';

/** What a code action does, in terms that still hold when its edit is asked for later. */
export type Deed =
  | { readonly does: 'fix'; readonly rule: string; readonly span: Span; readonly title: string }
  | { readonly does: 'fixGroup'; readonly rule: string; readonly span: Span }
  /** `rule` null: of all rules. */
  | { readonly does: 'fixAll'; readonly rule: string | null }
  | { readonly does: 'disableForLine'; readonly rule: string; readonly span: Span }
  | { readonly does: 'disableForFile' | 'disableInConfig'; readonly rule: string };

/** The edit of a deed as the document stands now; null where it no longer makes sense. */
export async function editFor(session: Session, opened: Opened, report: Report, deed: Deed): Promise<WorkspaceEdit | null> {
  if (deed.does === 'disableInConfig') return configEdit(session, opened, deed.rule);
  if (deed.does === 'fix') return fixEdit(session, opened, report, deed);
  const edits = documentEdits(opened, report, deed);
  return edits && fileEdit(session, opened.folder, opened.path, edits);
}

/**
 * The fixes of a finding. Those of a function in another file hold for all that is known to call it,
 * so that none is offered as long as files are still to be read.
 */
export function offeredFixes({ scans }: Session, { index }: Folder): (finding: Finding) => readonly Fix[] {
  return scans.isRunning ? finding => finding.fixes : fixesIn(index);
}

async function fixEdit(session: Session, opened: Opened, report: Report, deed: Extract<Deed, { does: 'fix' }>): Promise<WorkspaceEdit | null> {
  const { folder, path } = opened;
  const findingIn = ({ findings }: Report) => findingOf(findings.flatMap(membersOf), deed);
  const callee = redirectFor(findingIn(report))?.callee;
  if (callee) await readAgain(session, folder, callee.file);
  const finding = findingIn(callee ? await reportOf(session, folder, path) : report);
  const fix = finding && offeredFixes(session, folder)(finding).find(({ title }) => title === deed.title);
  return fix ? fileEdit(session, folder, fix.file ?? path, fix.edits) : null;
}

function redirectFor(finding: Finding | undefined): Site | null {
  return finding ? redirectOf(finding) : null;
}

/** An edit of a file is made for what it says now, be it open or not. */
async function readAgain(session: Session, folder: Folder, path: string): Promise<void> {
  const open = session.openAt(folder, path);
  if (open) await session.analyse(open);
  else session.announce(await session.readFromDisk(folder, path));
}

/** A finding and those that were folded into it. */
export function membersOf(finding: Finding): readonly Finding[] {
  return [finding, ...finding.others ?? []];
}

/** The preferred fixes of a finding and of those that were folded into it. */
export function preferredOf(group: Finding): Fix[] {
  return membersOf(group).flatMap(({ fixes }) => fixes.filter(fix => fix.preferred));
}

/** Sets of edits of the fixes that may be applied without a look, of one rule or of all. */
export function safeEdits(findings: readonly Finding[], rule: string | null): (readonly TextEdit[])[] {
  return findings.filter(finding => rule === null || finding.rule === rule)
    .flatMap(({ fixes }) => fixes.filter(fix => fix.preferred && fix.safe).map(fix => fix.edits));
}

function documentEdits({ document: { text }, path, folder }: Opened, { findings }: Report, deed: Exclude<Deed, { does: 'disableInConfig' | 'fix' }>): readonly TextEdit[] | null {
  const reader = folder.index.get(path)?.format ?? null;
  switch (deed.does) {
    case 'fixGroup': {
      const group = findingOf(findings, deed);
      const { edits, applied } = fittingEdits(text, group ? preferredOf(group).map(fix => fix.edits) : []);
      return applied > 0 ? edits.reverse() : null;
    }
    case 'fixAll': {
      const { edits, applied } = fittingEdits(text, safeEdits(findings, deed.rule));
      return applied > 0 ? edits.reverse() : null;
    }
    case 'disableForLine': return listed(disableLine(path, reader, text, deed.span, deed.rule));
    default: return listed(disableFile(path, reader, text, deed.rule));
  }
}

function findingOf(findings: readonly Finding[], { rule, span }: { readonly rule: string; readonly span: Span }): Finding | undefined {
  return findings.find(finding => finding.rule === rule && finding.site.span.start === span.start && finding.site.span.end === span.end);
}

function listed(edit: TextEdit | null): TextEdit[] | null {
  return edit && [edit];
}

/** An edit of one file, for the version of it that is open. */
async function fileEdit(session: Session, folder: Folder, path: string, edits: readonly TextEdit[]): Promise<WorkspaceEdit> {
  const uri = folder.uriOf(path);
  const version = session.openAt(folder, path)?.document.version ?? null;
  const changes = lspEdits(await session.positionsOf(folder, path), edits);
  return session.traits.documentChanges ? { documentChanges: [{ textDocument: { uri, version }, edits: changes }] } : { changes: { [uri]: changes } };
}

/** Where the project has no configuration file, one is made beside its top folder. */
async function configEdit(session: Session, { folder }: Opened, rule: string): Promise<WorkspaceEdit | null> {
  const { traits } = session;
  const known = folder.files.configUri;
  if (known) {
    const open = session.opened.find(({ document }) => keyOf(document.uri) === keyOf(known))?.document;
    const text = open?.text ?? await folder.files.readConfig();
    if (text === null) return null;
    const changes = lspEdits(open?.positions ?? new Positions(text, traits.encoding), switchOff(text, rule));
    return traits.documentChanges ? { documentChanges: [{ textDocument: { uri: known, version: open?.version ?? null }, edits: changes }] } : { changes: { [known]: changes } };
  }
  if (folder.uri === null || !traits.creates || !traits.documentChanges) return null;
  const uri = join(folder.uri, CONFIG_FILE);
  const start = { line: 0, character: 0 };
  const create: CreateFile = { kind: 'create', uri, options: { ignoreIfExists: true } };
  const fill: TextDocumentEdit = { textDocument: { uri, version: null }, edits: [{ range: { start, end: start }, newText: newConfigWithout(rule) }] };
  return { documentChanges: [create, fill] };
}

/** Whether `configEdit` could make one. */
export function canEditConfig({ traits }: Session, { folder }: Opened): boolean {
  return folder.files.configUri !== null || (folder.uri !== null && traits.creates && traits.documentChanges);
}

/** Edits in the positions that the client counts in. */
export function lspEdits(positions: Positions, edits: readonly TextEdit[]): LspEdit[] {
  return edits.map(({ span, text }) => ({ range: positions.range(span), newText: text }));
}
