import type { Span, TextEdit } from '../model/text.ts';
import { LineIndex } from '../model/text.ts';
import { type CommentSyntax, commentSyntaxOf, topOf } from './comment-syntax.ts';

/** A line that the next one continues; a comment between the two would be part of it, or end it. */
const CONTINUED = /\\[ \t]*\r?\n$/;

/** The edit that switches a rule off on the line where `span` begins; null where no comment can stand above it. */
export function disableLine(path: string, reader: string | null, text: string, span: Span, rule: string): TextEdit | null {
  const syntax = commentSyntaxOf(path, reader);
  const lines = new LineIndex(text);
  const start = lines.lineStart(lines.position(span.start).line);
  if (!syntax || CONTINUED.test(text.slice(0, start))) return null;
  const indent = /^[ \t]*/.exec(text.slice(start))?.[0] ?? '';
  // Before the first line of all, a byte order mark stays first.
  const at = start === 0 && text.startsWith('\uFEFF') ? 1 : start;
  return { span: { start: at, end: at }, text: `${indent}${comment(syntax, `redirect-lint-disable-next-line ${rule}`)}${newline(text)}` };
}

/** The edit that switches a rule off in the whole file; null where the file can hold no comment. */
export function disableFile(path: string, reader: string | null, text: string, rule: string): TextEdit | null {
  // What stands above a component's parts is markup.
  const syntax = path.endsWith('.vue') ? { before: '<!-- ', behind: ' -->' } : commentSyntaxOf(path, reader);
  if (!syntax) return null;
  const at = topOf(text);
  const onOwnLine = at === 0 || /[\n\uFEFF]$/.test(text.slice(0, at));
  return { span: { start: at, end: at }, text: `${onOwnLine ? '' : newline(text)}${comment(syntax, `redirect-lint-disable ${rule}`)}${newline(text)}` };
}

function comment({ before, behind }: CommentSyntax, said: string): string {
  return `${before}${said}${behind}`;
}

function newline(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}
