import { commands, type ExtensionContext } from 'vscode';

/** The commands that the extension registers, by the last part of their identifier; `revealRedirect` is for the map alone. */
export const COMMANDS = [
  'restart', 'showOutput', 'lintWorkspace', 'fixFile', 'fixWorkspace', 'createConfig', 'explainFile', 'openMap', 'refreshMap', 'saveMap', 'revealRedirect',
] as const;

export type CommandName = (typeof COMMANDS)[number];

/** The client at work, and what its commands do. */
export interface Running {
  readonly commands: Readonly<Record<CommandName, (...args: never[]) => unknown>>;
  stop(): Promise<void>;
}

/** The language client of one kind of host. */
export interface ClientModule {
  run(context: ExtensionContext): Running;
}

/**
 * Activates the extension without the language client, which is nearly all of its code: the editor waits for the commands alone.
 * The client is loaded when the host has dealt with what is waiting already. What is given back ends the extension.
 */
export function start(context: ExtensionContext, load: () => Promise<ClientModule>): () => Promise<void> {
  const running = new Promise(later => setTimeout(later)).then(load).then(({ run }) => run(context));
  for (const name of COMMANDS) {
    context.subscriptions.push(commands.registerCommand(`redirectLint.${name}`, async (...args: never[]) => (await running).commands[name](...args)));
  }
  // A command that waits for it tells the user what went wrong; without one, the host's log does.
  running.catch(error => console.error(error));
  return async () => (await running.catch(() => null))?.stop();
}
