import { Disposable, FileType, Uri, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { FolderEntries } from '../../server/src/lsp/client-files.ts';

/**
 * Lets the server read folders and files that it cannot reach itself: those of virtual file systems, and everything where it runs
 * in a browser. Must be called before the client starts.
 */
export function lendFiles(client: BaseLanguageClient): Disposable {
  client.registerFeature({
    fillClientCapabilities: capabilities => {
      capabilities.experimental = { ...capabilities.experimental, redirectLint: { ...capabilities.experimental?.redirectLint, files: true } };
    },
    initialize: () => {},
    getState: () => ({ kind: 'static' }),
    clear: () => {},
  });
  return Disposable.from(
    client.onRequest('redirectLint/readFolder', ({ uri }: { uri: string }) => readFolder(Uri.parse(uri, true))),
    client.onRequest('redirectLint/readFile', ({ uri, most }: { uri: string; most: number }) => readFile(Uri.parse(uri, true), most)),
  );
}

async function readFolder(uri: Uri): Promise<FolderEntries | null> {
  if (!isInWorkspace(uri)) return null;
  try {
    const entries = await workspace.fs.readDirectory(uri);
    return entries.filter(([, type]) => type === FileType.File || type === FileType.Directory).map(([name, type]) => ({ name, isFolder: type === FileType.Directory }));
  } catch {
    return null;
  }
}

async function readFile(uri: Uri, most: number): Promise<string | null> {
  if (!isInWorkspace(uri)) return null;
  try {
    // UTF-8 needs at most three bytes for one UTF-16 unit.
    const { type, size } = await workspace.fs.stat(uri);
    if (type !== FileType.File || size > most * 3) return null;
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await workspace.fs.readFile(uri));
  } catch {
    return null;
  }
}

/** Nothing outside the opened folders is read, whatever is asked for. */
function isInWorkspace(uri: Uri): boolean {
  return workspace.getWorkspaceFolder(uri) !== undefined && !uri.path.split('/').includes('..');
}
