import { RequestType } from 'vscode-languageserver';
import type { Feature } from './feature.ts';
import type { Folder } from './folder.ts';
import { reportOf } from './report.ts';

/** What an editor shows of the document at hand. */
export interface FileStatus {
  /** Name of the format or language that the document was taken for; null where nothing in it is read. */
  readonly format: string | null;
  readonly redirects: number;
  readonly findings: number;
  /** Routes known in the document's folder. */
  readonly routes: number;
  /** The workspace is still being read: more may be found. */
  readonly isScanning: boolean;
  /** Why the document, or a part of it, could not be read. */
  readonly problems: readonly string[];
}

/** Answers null for a document that is not open. */
export const FileStatusRequest = new RequestType<{ uri: string }, FileStatus | null, void>('redirectLint/fileStatus');

export const fileStatus: Feature = {
  start(session) {
    session.connection.onRequest(FileStatusRequest, async ({ uri }) => {
      const opened = session.document(uri);
      if (!opened) return null;
      await session.analyse(opened);
      const { sites, findings } = await reportOf(session, opened.folder, opened.path);
      const stated = opened.folder.index.get(opened.path);
      return {
        format: stated?.format ?? null,
        redirects: sites.length,
        findings: findings.length,
        routes: routesIn(opened.folder),
        isScanning: session.scans.isRunning,
        problems: (stated?.problems ?? []).map(problem => session.say(problem)),
      };
    });
  },
};

/** How many routes the files of a folder bind. */
export function routesIn({ index }: Folder): number {
  return index.files.reduce((sum, file) => sum + (index.get(file)?.bindings.length ?? 0), 0);
}
