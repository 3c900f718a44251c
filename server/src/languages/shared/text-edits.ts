import type { Span, TextEdit } from '../../model/text.ts';
import type { AskedText } from '../../syntax/asked-text.ts';

export function insertion(at: number, text: string): TextEdit {
  return { span: { start: at, end: at }, text };
}

export function replacement(span: Span, text: string): TextEdit {
  return { span, text };
}

/** The blanks with which the line of a place begins. */
export function indentAt(text: string, at: number): string {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, at))?.[0] ?? '';
}

/** How the lines of a text end. */
export function newlineOf(text: Pick<AskedText, 'includes'> | string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}
