import * as vscode from 'vscode';

// Generous: the first start of the server shares the machine with the start of the workbench.
const PATIENCE_MS = 90_000;

/** The file of the opened folder at this path. */
export function fileAt(path: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!folder) throw new Error('no folder is open');
  return vscode.Uri.joinPath(folder.uri, ...path.split('/'));
}

/** Opens a file of the folder in the editor. */
export async function open(path: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(fileAt(path)), { preview: false });
}

/** Waits until `look` finds something. */
export async function until<T>(what: string, look: () => T | undefined | false | null | Promise<T | undefined | false | null>): Promise<T> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) throw new Error(`not seen within ${PATIENCE_MS / 1000} s: ${what}`);
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}

/** What redirect-lint says of a document now. */
export function findings(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(diagnostic => diagnostic.source === 'redirect-lint');
}

/** What hovers over a place, in Markdown; null where nothing does. */
export async function hoverAt(uri: vscode.Uri, position: vscode.Position): Promise<string | null> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, position);
  return hovers.flatMap(({ contents }) => contents.map(content => typeof content === 'string' ? content : content.value)).join('\n') || null;
}

/** The finding on the first line that holds this text, null where there is none. */
export function findingOn(document: vscode.TextDocument, text: string): vscode.Diagnostic | null {
  const line = lineOf(document, text);
  return findings(document.uri).find(diagnostic => diagnostic.range.start.line === line) ?? null;
}

/** 0-based number of the first line that holds this text. */
export function lineOf(document: vscode.TextDocument, text: string): number {
  const offset = document.getText().indexOf(text);
  if (offset < 0) throw new Error(`${document.uri.path} does not hold ${text}`);
  return document.positionAt(offset).line;
}

/** The id of the rule that a diagnostic names. */
export function ruleOf(diagnostic: vscode.Diagnostic): string {
  const { code } = diagnostic;
  return String(typeof code === 'object' ? code.value : code);
}

/** Code actions of a kind that are offered for a range, resolved. */
export async function actionsAt(uri: vscode.Uri, range: vscode.Range, kind: vscode.CodeActionKind): Promise<vscode.CodeAction[]> {
  return vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', uri, range, kind.value, 50);
}

/** Brings a file back to what it was before the test, on disk too. */
export async function withText(path: string, work: (editor: vscode.TextEditor) => Promise<void>): Promise<void> {
  const editor = await open(path);
  const before = editor.document.getText();
  try {
    await work(editor);
  } finally {
    const { document } = await open(path);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(document.positionAt(0), document.positionAt(document.getText().length)), before);
    await vscode.workspace.applyEdit(edit);
    await document.save();
  }
}
