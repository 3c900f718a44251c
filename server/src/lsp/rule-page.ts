import { rules } from '../rules/index.ts';
import { pageOf } from '../rules/rule.ts';
import type { Feature } from './feature.ts';

/** Command that shows the page of a rule, which is its argument, in the user's browser. */
export const OPEN_RULE_PAGE = 'redirectLint.openRulePage';

/** Opens rule pages through clients that can show documents. */
export const rulePages: Feature = {
  capabilities: ({ showsDocuments }) => showsDocuments ? { executeCommandProvider: { commands: [OPEN_RULE_PAGE] } } : {},
  start(session) {
    session.connection.onExecuteCommand(async ({ command, arguments: [rule] = [] }) => {
      if (command !== OPEN_RULE_PAGE || !rules.some(({ id }) => id === rule)) return;
      await session.connection.window.showDocument({ uri: pageOf(rule), external: true });
    });
  },
};
