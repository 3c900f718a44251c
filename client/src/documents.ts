import understood from './documents.json' with { type: 'json' };

/** Where documents come from that a person edits; the two sides of a comparison with git's history are not linted. */
const SCHEMES = ['file', 'untitled', 'vscode-vfs', 'memfs'] as const;

export type DocumentFilters = ({ scheme: string; language: string } | { scheme: string; pattern: string })[];

/**
 * The documents that the server is told of: by language identifier, be it ours or another extension's for the same files,
 * and by path, whatever language the editor takes them for. A selector for the editor's interface and for the protocol's.
 * `more`: schemes of workspace folders, which any virtual file system may have.
 */
export function documents(more: readonly string[] = []): DocumentFilters {
  return [...new Set([...SCHEMES, ...more])].flatMap(scheme => [
    ...understood.languageIds.map(language => ({ scheme, language })),
    ...understood.patterns.map(pattern => ({ scheme, pattern })),
    { scheme, pattern: '**/redirect-lint.config.json' },
  ]);
}
