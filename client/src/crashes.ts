import { l10n } from 'vscode';
import { CloseAction, ErrorAction, type ErrorHandler } from 'vscode-languageclient';

const MOST_CRASHES = 5;
/** In ms. */
const WITHIN = 3 * 60_000;
/** The workbench shows three messages in 800 ms and drops what comes besides; the client's library has several for each server that ends while it starts. In ms. */
const UNTIL_HEARD = 1000;

/** Codes of errors of Node: nobody reads any more what is written. */
const ENDED: ReadonlySet<unknown> = new Set(['EPIPE', 'ECONNRESET', 'ERR_STREAM_DESTROYED']);

/** Has a server that crashed started again, and left after the fifth crash in three minutes, which the user is told. */
export function crashHandler(): ErrorHandler {
  let crashes: number[] = [];
  return {
    // What is written to a server that has just ended fails. The library would leave it for good then, if it learns of that before the end.
    error: error => 'code' in error && ENDED.has(error.code) ? { action: ErrorAction.Continue, handled: true } : { action: ErrorAction.Shutdown },
    async closed() {
      const now = Date.now();
      crashes = [...crashes.filter(at => now - at < WITHIN), now];
      if (crashes.length < MOST_CRASHES) return { action: CloseAction.Restart };
      // Whoever restarts it has it watched anew.
      crashes = [];
      await new Promise(resolve => setTimeout(resolve, UNTIL_HEARD));
      return { action: CloseAction.DoNotRestart, message: l10n.t('redirect-lint crashed {0} times in three minutes and is not started again. Its output says more; "redirect-lint: Restart Server" starts it.', MOST_CRASHES) };
    },
  };
}
