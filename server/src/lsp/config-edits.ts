import { applyEdits, modify } from 'jsonc-parser';
import type { TextEdit } from '../model/text.ts';

/** What a new configuration file holds. */
export const EMPTY_CONFIG = '{\n  "rules": {}\n}\n';

/** The edits that switch a rule off in the text of a configuration file; comments and layout stay. */
export function switchOff(text: string, rule: string): TextEdit[] {
  const formattingOptions = { insertSpaces: !/^\t/m.test(text), tabSize: 2, eol: text.includes('\r\n') ? '\r\n' : '\n' };
  return modify(text, ['rules', rule], 'off', { formattingOptions })
    .map(({ offset, length, content }) => ({ span: { start: offset, end: offset + length }, text: content }));
}

/** A new configuration file that switches a rule off. */
export function newConfigWithout(rule: string): string {
  return applyEdits(EMPTY_CONFIG, modify(EMPTY_CONFIG, ['rules', rule], 'off', { formattingOptions: { insertSpaces: true, tabSize: 2, eol: '\n' } }));
}
