import { type CodeAction, CodeActionKind, type CodeActionParams, type Diagnostic, type WorkspaceEdit } from 'vscode-languageserver';
import { fittingEdits } from '../fix/apply.ts';
import type { Finding } from '../model/finding.ts';
import type { TextEdit } from '../model/text.ts';
import type { Feature } from './feature.ts';
import type { Report } from './folder.ts';
import type { Opened } from './opened.ts';
import { reportOf, SOURCE } from './report.ts';
import type { Session } from './session.ts';

/** Takes every fix that may be applied without a look; for `editor.codeActionsOnSave`. */
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.redirectLint`;

/** Offers the fixes of the findings at hand, and the safe ones of the whole file. */
export const codeActions: Feature = {
  capabilities: () => ({ codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL] } }),
  start(session) {
    session.connection.onCodeAction(async (params, token) => {
      const opened = session.document(params.textDocument.uri);
      if (!opened) return [];
      await session.analyse(opened);
      const report = await reportOf(session, opened.folder, opened.path);
      if (token.isCancellationRequested || opened.isClosed || !opened.isAnalysed) return [];
      return [
        ...wants(params, CodeActionKind.QuickFix) ? quickFixes(session, opened, report, params) : [],
        ...wants(params, FIX_ALL) ? fixAll(session, opened, report) : [],
      ];
    });
  },
};

/** Kinds are hierarchical: whoever asks for `source` gets `source.fixAll.redirectLint`. */
function wants({ context }: CodeActionParams, kind: string): boolean {
  return !context.only || context.only.some(only => only === '' || kind === only || kind.startsWith(`${only}.`));
}

function quickFixes(session: Session, opened: Opened, report: Report, { range, context }: CodeActionParams): CodeAction[] {
  const wanted = opened.document.positions.span(range);
  return report.findings.flatMap((finding, at) => {
    const diagnostic = report.diagnostics[at];
    if (!diagnostic) return [];
    const members = [finding, ...finding.others ?? []];
    const near = members.filter(({ site: { span } }) => span.start <= wanted.end && span.end >= wanted.start);
    const own = near.flatMap(member => member.fixes.map(fix => ({
      title: fix.title,
      kind: CodeActionKind.QuickFix,
      // Only the first of a group has a diagnostic.
      ...member === finding && { diagnostics: [handedIn(context.diagnostics, diagnostic)] },
      ...fix.preferred && { isPreferred: true },
      edit: workspaceEdit(session, opened, fix.edits),
    })));
    return near.length === 0 ? [] : [...own, ...fixGroup(session, opened, members)];
  });
}

/** Takes the preferred fix of every hint that was folded into one. */
function fixGroup(session: Session, opened: Opened, members: readonly Finding[]): CodeAction[] {
  const preferred = members.flatMap(({ fixes }) => fixes.filter(fix => fix.preferred));
  const statuses = [...new Set(preferred.map(fix => fix.status))];
  const { edits, applied } = fittingEdits(opened.document.text, preferred.map(fix => fix.edits));
  if (members.length < 2 || applied < 2) return [];
  const title = `Use ${statuses.join(' and ')} for all ${applied} redirects like this in the file`;
  return [{ title, kind: CodeActionKind.QuickFix, edit: workspaceEdit(session, opened, edits.reverse()) }];
}

function fixAll(session: Session, opened: Opened, report: Report): CodeAction[] {
  const safe = report.findings.flatMap(safeEdits);
  const { edits, applied } = fittingEdits(opened.document.text, safe);
  if (applied === 0) return [];
  const title = `Fix all redirects that are safe to fix (${applied})`;
  return [{ title, kind: FIX_ALL, edit: workspaceEdit(session, opened, edits.reverse()) }];
}

function safeEdits({ fixes }: Finding): (readonly TextEdit[])[] {
  return fixes.filter(fix => fix.preferred && fix.safe).map(fix => fix.edits);
}

// Clients match the diagnostics of an action with their own by identity of content, so theirs is handed back where it is the same.
function handedIn(given: readonly Diagnostic[], ours: Diagnostic): Diagnostic {
  const { start, end } = ours.range;
  const same = given.find(({ source, code, range }) => source === SOURCE && code === ours.code
    && range.start.line === start.line && range.start.character === start.character
    && range.end.line === end.line && range.end.character === end.character);
  return same ?? ours;
}

function workspaceEdit({ traits }: Session, { document }: Opened, edits: readonly TextEdit[]): WorkspaceEdit {
  const changes = edits.map(edit => ({ range: document.positions.range(edit.span), newText: edit.text }));
  return traits.documentChanges
    ? { documentChanges: [{ textDocument: { uri: document.uri, version: document.version }, edits: changes }] }
    : { changes: { [document.uri]: changes } };
}
