import { type CodeAction, CodeActionKind, type CodeActionParams, type Diagnostic, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { CONFIG_FILE } from '../config/text.ts';
import { fittingEdits } from '../fix/apply.ts';
import { type Finding, type Fix, redirectOf } from '../model/finding.ts';
import { spoken } from '../model/phrase.ts';
import { canEditConfig, type Deed, editFor, membersOf, offeredFixes, preferredOf, safeEdits } from './action-edits.ts';
import { commentSyntaxOf } from './comment-syntax.ts';
import type { Feature } from './feature.ts';
import type { Report } from './folder.ts';
import type { Opened } from './opened.ts';
import { OPEN_RULE_PAGE } from './rule-page.ts';
import { reportOf, SOURCE } from './report.ts';
import type { Session } from './session.ts';
import { disableLine } from './suppression-edits.ts';

/** Takes every fix that may be applied without a look; for `editor.codeActionsOnSave`. */
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.redirectLint`;

/** What an action carries, so that its edit can be made when it is chosen. */
interface ActionData {
  readonly uri: string;
  readonly deed: Deed;
}

/** An action without its edit. */
type Offer = Omit<CodeAction, 'edit' | 'data'> & { readonly deed?: Deed };

/** Offers the fixes of the findings at hand, ways to switch them off, and the safe fixes of the whole file. */
export const codeActions: Feature = {
  capabilities: ({ resolvesActions }) => ({ codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL], ...resolvesActions && { resolveProvider: true } } }),
  start(session) {
    session.connection.onCodeAction(async (params, token): Promise<CodeAction[]> => {
      const opened = session.document(params.textDocument.uri);
      if (!opened || !session.traits.actionLiterals) return [];
      await session.analyse(opened);
      // What other files say counts as well.
      await session.documentsRead;
      const report = await reportOf(session, opened.folder, opened.path);
      if (token.isCancellationRequested || opened.isClosed || !opened.isAnalysed) return [];
      const offers = [
        ...wants(params, CodeActionKind.QuickFix) ? quickFixes(session, opened, report, params) : [],
        ...wants(params, FIX_ALL) ? fixAll(session, opened, report, null, FIX_ALL) : [],
      ];
      const actions = await Promise.all(offers.map(offer => actionOf(session, opened, report, offer)));
      return actions.filter(action => action !== null);
    });

    session.connection.onCodeActionResolve(async (action): Promise<CodeAction> => {
      const { uri, deed } = action.data as ActionData;
      const opened = session.document(uri);
      if (opened) await session.analyse(opened);
      const edit = opened && await editFor(session, opened, await reportOf(session, opened.folder, opened.path), deed);
      if (!edit) throw new ResponseError(LSPErrorCodes.ContentModified, 'the document has changed');
      return { ...action, edit };
    });
  },
};

/** Kinds are hierarchical: whoever asks for `source` gets `source.fixAll.redirectLint`. */
function wants({ context }: CodeActionParams, kind: string): boolean {
  return !context.only || context.only.some(only => only === '' || kind === only || kind.startsWith(`${only}.`));
}

/** Null where there is nothing to edit after all. */
async function actionOf(session: Session, opened: Opened, report: Report, { deed, ...action }: Offer): Promise<CodeAction | null> {
  if (!deed) return action;
  if (session.traits.resolvesActions) return { ...action, data: { uri: opened.document.uri, deed } satisfies ActionData };
  const edit = await editFor(session, opened, report, deed);
  return edit && { ...action, edit };
}

function quickFixes(session: Session, opened: Opened, report: Report, { range, context }: CodeActionParams): Offer[] {
  const wanted = opened.document.positions.span(range);
  const met = report.findings.flatMap((finding, at) => {
    const diagnostic = report.diagnostics[at];
    if (!diagnostic) return [];
    const near = membersOf(finding).filter(({ site: { span } }) => span.start <= wanted.end && span.end >= wanted.start);
    // Only the first of a group has a diagnostic.
    return near.map(member => ({ finding: member, group: finding, diagnostics: member === finding ? [handedIn(context.diagnostics, diagnostic)] : [] }));
  });
  const fixesOf = offeredFixes(session, opened.folder);
  const titleOf = ({ phrase, file }: Fix) => {
    const said = spoken(phrase, session.say);
    return file === undefined ? said : session.say('{0} (in {1}, for all that call it)', said, file);
  };
  const fixes = met.flatMap(({ finding, diagnostics }) => fixesOf(finding).map((fix): Offer => ({
    title: titleOf(fix),
    kind: CodeActionKind.QuickFix,
    diagnostics,
    ...fix.preferred && { isPreferred: true },
    deed: { does: 'fix', rule: finding.rule, span: finding.site.span, title: fix.title },
  })));
  const firstOf = (key: (each: Met) => unknown) => met.filter((each, at) => met.findIndex(other => key(other) === key(each)) === at);
  const ofRules = firstOf(({ finding }) => finding.rule);
  const { codeActions } = opened.settings;
  return [
    ...fixes,
    ...firstOf(({ group }) => group).flatMap(each => fixGroup(session, opened, each)),
    ...codeActions.fixAllOfRule ? ofRules.flatMap(({ finding, diagnostics }) => fixAll(session, opened, report, finding.rule, CodeActionKind.QuickFix).map(offer => ({ ...offer, diagnostics }))) : [],
    ...codeActions.disableForLine ? met.flatMap(each => disablingLine(session, opened, each)) : [],
    ...ofRules.flatMap(each => aboutRule(session, opened, each)),
  ];
}

/** A finding at hand, the one that it was folded into (or itself), and what the client calls it. */
interface Met {
  readonly finding: Finding;
  readonly group: Finding;
  readonly diagnostics: Diagnostic[];
}

/** Takes the preferred fix of every hint that was folded into one. */
function fixGroup({ say }: Session, opened: Opened, { group }: Met): Offer[] {
  const statuses = [...new Set(preferredOf(group).map(fix => fix.status))];
  const { applied } = fittingEdits(opened.document.text, preferredOf(group).map(fix => fix.edits));
  if (membersOf(group).length < 2 || applied < 2) return [];
  const title = say('Use {0} for all {1} redirects like this in the file', statuses.join(', '), applied);
  return [{ title, kind: CodeActionKind.QuickFix, deed: { does: 'fixGroup', rule: group.rule, span: group.site.span } }];
}

/** For a rule of its own it is offered where it does more than the fix beside it. */
function fixAll({ say }: Session, opened: Opened, report: Report, rule: string | null, kind: string): Offer[] {
  const { applied } = fittingEdits(opened.document.text, safeEdits(report.findings, rule));
  if (applied < (rule === null ? 1 : 2)) return [];
  const title = rule === null ? say('Fix all redirects that are safe to fix ({0})', applied) : say('Fix all {0} in this file that are safe to fix ({1})', rule, applied);
  return [{ title, kind, deed: { does: 'fixAll', rule } }];
}

function disablingLine({ say }: Session, { document, path, folder }: Opened, { finding, diagnostics }: Met): Offer[] {
  const { rule, site: { span } } = finding;
  const reader = folder.index.get(path)?.format ?? null;
  if (!redirectOf(finding) || !disableLine(path, reader, document.text, span, rule)) return [];
  return [{ title: say('Disable {0} for this line', rule), kind: CodeActionKind.QuickFix, diagnostics, deed: { does: 'disableForLine', rule, span } }];
}

function aboutRule(session: Session, opened: Opened, { finding, diagnostics }: Met): Offer[] {
  const { say, traits } = session;
  const { rule } = finding;
  const { codeActions } = opened.settings;
  const base = { kind: CodeActionKind.QuickFix, diagnostics };
  const hasComments = redirectOf(finding) !== null && commentSyntaxOf(opened.path, opened.folder.index.get(opened.path)?.format ?? null) !== null;
  const page = say('Show the page of {0}', rule);
  return [
    ...codeActions.disableForFile && hasComments ? [{ ...base, title: say('Disable {0} for this file', rule), deed: { does: 'disableForFile', rule } as const }] : [],
    ...codeActions.disableInConfig && canEditConfig(session, opened) ? [{ ...base, title: say('Disable {0} in {1}', rule, CONFIG_FILE), deed: { does: 'disableInConfig', rule } as const }] : [],
    ...codeActions.openRulePage && traits.showsDocuments ? [{ ...base, title: page, command: { title: page, command: OPEN_RULE_PAGE, arguments: [rule] } }] : [],
  ];
}

// Clients match the diagnostics of an action with their own by identity of content, so theirs is handed back where it is the same.
function handedIn(given: readonly Diagnostic[], ours: Diagnostic): Diagnostic {
  const { start, end } = ours.range;
  const same = given.find(({ source, code, range }) => source === SOURCE && code === ours.code
    && range.start.line === start.line && range.start.character === start.character
    && range.end.line === end.line && range.end.character === end.character);
  return same ?? ours;
}
