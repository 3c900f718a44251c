import { commands, type Disposable, l10n, type LogOutputChannel, window } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { WORKSPACE_COMMANDS } from './workspace-commands.ts';

/** What the extension adds to the command palette. */
export function registerCommands(client: BaseLanguageClient, output: LogOutputChannel): Disposable[] {
  return [
    commands.registerCommand('redirectLint.restart', async () => {
      try {
        // A server that could not be started, or crashed too often, has nothing to stop.
        if (client.isRunning()) await client.stop();
        await client.start();
      } catch (error) {
        output.error(error instanceof Error ? error : String(error));
        void window.showErrorMessage(l10n.t('redirect-lint could not be restarted; see its output.'));
      }
    }),
    commands.registerCommand('redirectLint.showOutput', () => output.show(true)),
    ...Object.entries(WORKSPACE_COMMANDS).map(([name, run]) => commands.registerCommand(`redirectLint.${name}`, () => attempt(() => run(client), output))),
  ];
}

/** A server that does not run answers no request; the user learns that instead of nothing. */
async function attempt(run: () => Promise<void>, output: LogOutputChannel): Promise<void> {
  try {
    await run();
  } catch (error) {
    output.error(error instanceof Error ? error : String(error));
    void window.showErrorMessage(l10n.t('redirect-lint could not do that; see its output.'));
  }
}
