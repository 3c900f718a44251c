import type { InitializeParams } from 'vscode-languageserver';
import { type Encoding, encodingFor } from './positions.ts';

/** What the client at the other end can do, as it announced it. */
export interface ClientTraits {
  readonly encoding: Encoding;
  /** It asks for diagnostics itself; one that does not gets them pushed. */
  readonly pulls: boolean;
  readonly refreshes: boolean;
  readonly related: boolean;
  readonly codeDescription: boolean;
  readonly diagnosticData: boolean;
  /** Takes edits that name the document's version. */
  readonly documentChanges: boolean;
  /** Answers `workspace/configuration`. */
  readonly configuration: boolean;
  readonly watchesOnDemand: boolean;
  readonly configurationOnDemand: boolean;
  readonly folders: boolean;
}

export function traitsOf({ capabilities }: InitializeParams): ClientTraits {
  const { textDocument, workspace, general } = capabilities;
  const pulls = textDocument?.diagnostic !== undefined;
  const details = pulls ? { ...textDocument?.publishDiagnostics, ...textDocument?.diagnostic } : textDocument?.publishDiagnostics;
  return {
    encoding: encodingFor(general?.positionEncodings),
    pulls,
    refreshes: workspace?.diagnostics?.refreshSupport === true,
    related: details?.relatedInformation === true,
    codeDescription: details?.codeDescriptionSupport === true,
    diagnosticData: details?.dataSupport === true,
    documentChanges: workspace?.workspaceEdit?.documentChanges === true,
    configuration: workspace?.configuration === true,
    watchesOnDemand: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    configurationOnDemand: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    folders: workspace?.workspaceFolders === true,
  };
}
