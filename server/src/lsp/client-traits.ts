import { type InitializeParams, MarkupKind } from 'vscode-languageserver';
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
  readonly tags: boolean;
  readonly hoverMarkup: MarkupKind;
  readonly completionMarkup: MarkupKind;
  /** Asks for the edits of a code action when it is chosen; one that does not gets them at once. */
  readonly resolvesActions: boolean;
  /** Takes code actions; one that does not takes commands only, and gets none. */
  readonly actionLiterals: boolean;
  /** Creates the files that an edit names. */
  readonly creates: boolean;
  /** Asks the user before edits that are marked so. */
  readonly annotations: boolean;
  readonly showsDocuments: boolean;
  readonly resolvesHints: boolean;
  readonly refreshesHints: boolean;
  /** Completes and explains the configuration file by its JSON schema, which the extension brings along. */
  readonly knowsConfigSchema: boolean;
  /** Answers `redirectLint/readFolder` and `redirectLint/readFile`: it announces `experimental.redirectLint.files`. */
  readonly readsFiles: boolean;
  /** Wants to know when the redirect map may have changed: it announces `experimental.redirectLint.map`. */
  readonly drawsMap: boolean;
}

export function traitsOf({ capabilities, initializationOptions }: InitializeParams): ClientTraits {
  const { textDocument, workspace, general, window, experimental } = capabilities;
  const action = textDocument?.codeAction;
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
    tags: details?.tagSupport !== undefined,
    hoverMarkup: markup(textDocument?.hover?.contentFormat),
    completionMarkup: markup(textDocument?.completion?.completionItem?.documentationFormat),
    resolvesActions: action?.dataSupport === true && action.resolveSupport?.properties.includes('edit') === true,
    actionLiterals: action === undefined || action.codeActionLiteralSupport !== undefined,
    creates: workspace?.workspaceEdit?.resourceOperations?.includes('create') === true,
    annotations: workspace?.workspaceEdit?.changeAnnotationSupport !== undefined,
    showsDocuments: window?.showDocument?.support === true,
    resolvesHints: textDocument?.inlayHint?.resolveSupport?.properties.includes('tooltip') === true,
    refreshesHints: workspace?.inlayHint?.refreshSupport === true,
    knowsConfigSchema: (initializationOptions as { configSchema?: unknown } | null | undefined)?.configSchema === true,
    readsFiles: experimental?.redirectLint?.files === true,
    drawsMap: experimental?.redirectLint?.map === true,
  };
}

function markup(formats: readonly MarkupKind[] | undefined): MarkupKind {
  return formats?.includes(MarkupKind.Markdown) ? MarkupKind.Markdown : MarkupKind.PlainText;
}
