import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver';
import { SUPPRESSION_KINDS } from '../model/facts.ts';
import { isConfigFile } from '../config/text.ts';
import type { Span } from '../model/text.ts';
import { rules } from '../rules/index.ts';
import { summaryOf } from '../rules/rule.ts';
import { configCompletion } from './config-completion.ts';
import type { Feature } from './feature.ts';
import { ruleText } from './hover-text.ts';
import { asMarkup } from './markup.ts';
import type { Session } from './session.ts';

/** A suppression comment up to the cursor: its word, and what is written behind that. */
const COMMENT = /redirect-lint-([\w-]*)(?::?[ \t]+((?:[\w-]+[\s,]+)*)([\w-]*))?$/;

/** Completes rule names after `redirect-lint-disable`, the word itself, and keys and values of the configuration file. */
export const completion: Feature = {
  capabilities: () => ({ completionProvider: { triggerCharacters: ['-', '"'] } }),
  start(session) {
    session.connection.onCompletion(({ textDocument, position }): CompletionItem[] => {
      const opened = session.document(textDocument.uri);
      if (!opened) return [];
      const { text, positions } = opened.document;
      const offset = positions.offset(position);
      const item = (label: string, span: Span, more: Partial<CompletionItem>): CompletionItem => ({ label, textEdit: { range: positions.range(span), newText: label }, ...more });
      if (isConfigFile(textDocument.uri)) return session.traits.knowsConfigSchema ? [] : configCompletion(text, offset, item);
      return commentCompletion(session, text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset), offset, item);
    });
  },
};

function commentCompletion(session: Session, line: string, offset: number, item: (label: string, span: Span, more: Partial<CompletionItem>) => CompletionItem): CompletionItem[] {
  const match = COMMENT.exec(line);
  if (!match) return [];
  const [, word = '', named = '', typed] = match;
  const kind = SUPPRESSION_KINDS.find(known => known === word);
  if (typed === undefined) {
    const span = { start: offset - word.length - 'redirect-lint-'.length, end: offset };
    return SUPPRESSION_KINDS.map(each => item(`redirect-lint-${each}`, span, { kind: CompletionItemKind.Keyword }));
  }
  // Behind ` -- ` stands the reason.
  if (!kind || /(?<!\S)--(?!\S)/.test(`${named}${typed}`)) return [];
  const already = new Set(named.split(/[\s,]+/));
  return rules.filter(({ id }) => !already.has(id)).map(rule => item(rule.id, { start: offset - typed.length, end: offset }, {
    kind: CompletionItemKind.EnumMember, detail: session.say(summaryOf(rule)), documentation: asMarkup(ruleText(rule.id, session.say) ?? '', session.traits.completionMarkup),
  }));
}
