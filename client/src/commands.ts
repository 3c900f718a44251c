import { l10n, type LogOutputChannel, window } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { WORKSPACE_COMMANDS, type WorkspaceCommand } from './workspace-commands.ts';

/** What the commands do that are not about the map, by the last part of their identifier. */
export function clientCommands(client: BaseLanguageClient, output: LogOutputChannel): Record<'restart' | 'showOutput' | WorkspaceCommand, () => unknown> {
  const attempted = (name: WorkspaceCommand) => () => attempt(() => WORKSPACE_COMMANDS[name](client), output);
  return {
    async restart() {
      try {
        // A server that could not be started, or crashed too often, has nothing to stop.
        if (client.isRunning()) await client.stop();
        await client.start();
      } catch (error) {
        output.error(error instanceof Error ? error : String(error));
        void window.showErrorMessage(l10n.t('redirect-lint could not be restarted; see its output.'));
      }
    },
    showOutput: () => output.show(true),
    lintWorkspace: attempted('lintWorkspace'),
    fixFile: attempted('fixFile'),
    fixWorkspace: attempted('fixWorkspace'),
    createConfig: attempted('createConfig'),
    explainFile: attempted('explainFile'),
  };
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
