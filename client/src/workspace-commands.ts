import { commands, l10n, ProgressLocation, Uri, ViewColumn, window, workspace, type WorkspaceFolder } from 'vscode';
import type { BaseLanguageClient, WorkspaceEdit } from 'vscode-languageclient';
import type { WorkspaceSummary } from '../../server/src/lsp/workspace.ts';

const CONFIG_FILE = 'redirect-lint.config.json';
const NEW_CONFIG = '{\n  "rules": {},\n  "ignore": []\n}\n';

/** Commands that are about more than the cursor, by the last part of their identifier. */
export const WORKSPACE_COMMANDS = { lintWorkspace, fixFile, fixWorkspace, createConfig, explainFile } satisfies Record<string, (client: BaseLanguageClient) => Promise<void>>;
export type WorkspaceCommand = keyof typeof WORKSPACE_COMMANDS;

async function lintWorkspace(client: BaseLanguageClient): Promise<void> {
  const title = l10n.t('redirect-lint reads the workspace');
  const summary = await window.withProgress({ location: ProgressLocation.Notification, title, cancellable: true }, (_, token) => {
    // The request itself is not cancelled: its answer says what was found until then.
    const stop = token.onCancellationRequested(() => void client.sendNotification('redirectLint/stopLinting'));
    return client.sendRequest<WorkspaceSummary>('redirectLint/lintWorkspace').finally(() => stop.dispose());
  });
  const { error, warning, hint, files, stopped } = summary;
  const found = l10n.t('{0} errors, {1} warnings and {2} hints in {3} files', error, warning, hint, files);
  const show = l10n.t('Show Problems');
  const chosen = await window.showInformationMessage(`redirect-lint: ${stopped ? l10n.t('stopped; {0}', found) : found}`, show);
  if (chosen === show) await commands.executeCommand('workbench.actions.view.problems');
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
  const question = l10n.t('{0} changes in {1} files are safe to make.', changes, edit.documentChanges?.length ?? 0);
  const chosen = await window.showInformationMessage(question, { modal: true }, show, make);
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
