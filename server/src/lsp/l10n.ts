import german from '../../../l10n/bundle.l10n.de.json' with { type: 'json' };
import japanese from '../../../l10n/bundle.l10n.ja.json' with { type: 'json' };
import germanRules from '../../../l10n/rules.de.json' with { type: 'json' };
import japaneseRules from '../../../l10n/rules.ja.json' with { type: 'json' };
import { filled } from '../model/phrase.ts';
import { rules } from '../rules/index.ts';
import { summaryOf } from '../rules/rule.ts';

/** Puts a message into the user's language; `{0}`, `{1}` … in it stand for the arguments. The English message is its own key. */
export type Say = (message: string, ...args: readonly (string | number)[]) => string;

/** The bundles that the extension's own messages come from, too, by the language of their locale. */
const BUNDLES: Readonly<Record<string, Readonly<Record<string, string>>>> = { de: { ...german, ...byText(germanRules) }, ja: { ...japanese, ...byText(japaneseRules) } };

/** Messages for a locale such as `de-AT` (LSP 3.16, `InitializeParams.locale`); English where there is no translation. */
export function sayIn(locale: string | undefined): Say {
  const bundle = BUNDLES[locale?.toLowerCase().replace(/[-_].*/, '') ?? ''] ?? {};
  return (message, ...args) => filled(bundle[message] ?? message, ...args);
}

/** What is said of each rule, by what is said of it in English, as everything else is. */
function byText(ofRules: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(rules.map(rule => [summaryOf(rule), ofRules[rule.id] ?? summaryOf(rule)]));
}
