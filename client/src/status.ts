import { Disposable, l10n, languages, type LanguageStatusItem, LanguageStatusSeverity, window } from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';
import type { FileStatus } from '../../server/src/lsp/file-status.ts';
import type { DocumentFilters } from './documents.ts';

/** How often, in ms, the status is asked for while the workspace is being read. */
const WHILE_SCANNING = 1000;

/** Shows beside the language what the document was taken for and how many redirects it holds, or why nothing can be said. */
export function showStatus(client: BaseLanguageClient, filters: DocumentFilters): Disposable {
  const item = languages.createLanguageStatusItem('redirectLint.status', filters);
  item.name = 'redirect-lint';
  item.command = { command: 'redirectLint.showOutput', title: l10n.t('Show Output') };
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;

  const refresh = async () => {
    clearTimeout(timer);
    const mine = ++asked;
    const document = window.activeTextEditor?.document;
    if (client.state !== State.Running) return showState(item, client.state);
    const status = document && await statusOf(client, document.uri.toString());
    if (mine !== asked) return;
    showFile(item, status ?? null);
    if (status?.isScanning) timer = setTimeout(refresh, WHILE_SCANNING);
  };
  const listeners = [
    client.onDidChangeState(refresh),
    window.onDidChangeActiveTextEditor(refresh),
    languages.onDidChangeDiagnostics(({ uris }) => {
      const active = window.activeTextEditor?.document.uri.toString();
      if (uris.some(uri => uri.toString() === active)) void refresh();
    }),
  ];
  void refresh();
  return Disposable.from(item, ...listeners, new Disposable(() => clearTimeout(timer)));
}

async function statusOf(client: BaseLanguageClient, uri: string): Promise<FileStatus | null> {
  try {
    return await client.sendRequest<FileStatus | null>('redirectLint/fileStatus', { uri });
  } catch {
    return null;
  }
}

function showState(item: LanguageStatusItem, state: State): void {
  const stopped = state === State.Stopped || state === State.StartFailed;
  item.busy = !stopped;
  item.severity = stopped ? LanguageStatusSeverity.Error : LanguageStatusSeverity.Information;
  item.text = stopped ? l10n.t('redirect-lint stopped') : l10n.t('redirect-lint starts');
  item.detail = stopped ? l10n.t('see the output, or run "redirect-lint: Restart Server"') : '';
}

function showFile(item: LanguageStatusItem, status: FileStatus | null): void {
  const problem = status?.problems[0];
  item.busy = status?.isScanning ?? false;
  item.severity = problem ? LanguageStatusSeverity.Warning : LanguageStatusSeverity.Information;
  item.text = status?.format ? redirectsIn(status) : l10n.t('no redirects');
  item.detail = problem ?? (status?.format ? `${l10n.t('redirect-lint, read as {0}', status.format)} · ${routesIn(status)}` : 'redirect-lint');
}

function redirectsIn({ redirects }: FileStatus): string {
  return redirects === 1 ? l10n.t('1 redirect') : l10n.t('{0} redirects', redirects);
}

function routesIn({ routes }: FileStatus): string {
  return routes === 1 ? l10n.t('1 route known') : l10n.t('{0} routes known', routes);
}
