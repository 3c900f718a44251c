import { commands, Disposable, l10n, ProgressLocation, Uri, ViewColumn, window, workspace, type WorkspaceFolder } from 'vscode';
import { type BaseLanguageClient, WorkDoneProgress, type WorkspaceEdit } from 'vscode-languageclient';
import type { WorkspaceSummary } from '../../server/src/lsp/workspace.ts';

const CONFIG_FILE = 'redirect-lint.config.json';
const NEW_CONFIG = '{\n  "rules": {},\n  "ignore": []\n}\n';

/** Commands that are about more than the cursor, by the last part of their identifier. */
export const WORKSPACE_COMMANDS = { lintWorkspace, fixFile, fixWorkspace, createConfig, explainFile } satisfies Record<string, (client: BaseLanguageClient) => Promise<void>>;
export type WorkspaceCommand = keyof typeof WORKSPACE_COMMANDS;

async function lintWorkspace(client: BaseLanguageClient): Promise<void> {
  const title = l10n.t('redirect-lint reads the workspace');
  const summary = await window.withProgress({ location: ProgressLocation.Notification, title, cancellable: true }, (progress, token) => {
    const workDoneToken = `redirectLint/${++lintings}`;
    const shown = Disposable.from(
      // The request itself is not cancelled: its answer says what was found until then.
      token.onCancellationRequested(() => void client.sendNotification('redirectLint/stopLinting')),
      client.onProgress(WorkDoneProgress.type, workDoneToken, value => progress.report(value.kind !== 'end' && value.message ? { message: value.message } : {})),
    );
    return client.sendRequest<WorkspaceSummary>('redirectLint/lintWorkspace', { workDoneToken }).finally(() => shown.dispose());
  });
  const show = l10n.t('Show Problems');
  const buttons = summary.error + summary.warning > 0 ? [show] : [];
  const chosen = await window.showInformationMessage(`redirect-lint: ${summary.stopped ? l10n.t('stopped; {0}', foundIn(summary)) : foundIn(summary)}`, ...buttons);
  if (chosen === show) await commands.executeCommand('workbench.actions.view.problems');
}

let lintings = 0;

function foundIn({ error, warning, hint, files }: WorkspaceSummary): string {
  const read = filesSaid(files);
  if (error + warning + hint === 0) return l10n.t('nothing found in {0}', read);
  return l10n.t('{0}, {1} and {2} in {3}',
    error === 1 ? l10n.t('1 error') : l10n.t('{0} errors', error),
    warning === 1 ? l10n.t('1 warning') : l10n.t('{0} warnings', warning),
    hint === 1 ? l10n.t('1 hint') : l10n.t('{0} hints', hint), read);
}

function filesSaid(files: number): string {
  return files === 1 ? l10n.t('1 file') : l10n.t('{0} files', files);
}

async function fixFile(): Promise<void> {
  await commands.executeCommand('editor.action.sourceAction', { kind: 'source.fixAll.redirectLint', apply: 'first' });
}

async function fixWorkspace(client: BaseLanguageClient): Promise<void> {
  const edit = await client.sendRequest<WorkspaceEdit | null>('redirectLint/fixWorkspace');
  if (!edit) {
    void window.showInformationMessage(l10n.t('redirect-lint: nothing in the workspace is safe to fix by itself.'));
    return;
  }
  const changes = (edit.documentChanges ?? []).flatMap(change => 'edits' in change ? change.edits : []).length;
  const [show, make] = [l10n.t('Show Changes'), l10n.t('Make All')];
  const files = filesSaid(edit.documentChanges?.length ?? 0);
  const question = changes === 1 ? l10n.t('1 change in {0} is safe to make.', files) : l10n.t('{0} changes in {1} are safe to make.', changes, files);
  const chosen = await window.showInformationMessage(question, { modal: true, detail: l10n.t('Shown first, those that you tick are made.') }, show, make);
  if (chosen === undefined) return;
  // Edits that ask for confirmation are shown by the editor before anything changes.
  if (chosen === make) for (const annotation of Object.values(edit.changeAnnotations ?? {})) annotation.needsConfirmation = false;
  await workspace.applyEdit(await client.protocol2CodeConverter.asWorkspaceEdit(edit), { isRefactoring: true });
}

async function createConfig(): Promise<void> {
  const folder = await chosenFolder();
  if (!folder) return;
  const file = Uri.joinPath(folder.uri, CONFIG_FILE);
  const exists = await workspace.fs.stat(file).then(() => true, () => false);
  if (!exists) await workspace.fs.writeFile(file, new TextEncoder().encode(NEW_CONFIG));
  await window.showTextDocument(file);
}

async function chosenFolder(): Promise<WorkspaceFolder | undefined> {
  const active = window.activeTextEditor && workspace.getWorkspaceFolder(window.activeTextEditor.document.uri);
  const [only, ...others] = workspace.workspaceFolders ?? [];
  if (others.length === 0) return only;
  return active ?? window.showWorkspaceFolderPick();
}

async function explainFile(client: BaseLanguageClient): Promise<void> {
  const document = window.activeTextEditor?.document;
  const content = document && await client.sendRequest<string | null>('redirectLint/explainFile', { uri: document.uri.toString() });
  if (!content) {
    void window.showInformationMessage(l10n.t('redirect-lint does not look at this file.'));
    return;
  }
  await window.showTextDocument(await workspace.openTextDocument({ language: 'markdown', content }), ViewColumn.Beside);
}
