import type { Position, Range } from 'vscode-languageserver';
import { LineIndex, type Span } from '../model/text.ts';

/** The encodings that this server counts columns in (LSP 3.17, PositionEncodingKind). */
export type Encoding = 'utf-16' | 'utf-8';

/** UTF-16 wherever the client takes it, as every client must: then no column is ever counted. */
export function encodingFor(offered: readonly string[] | undefined): Encoding {
  return offered && !offered.includes('utf-16') && offered.includes('utf-8') ? 'utf-8' : 'utf-16';
}

/** Translates between LSP positions and UTF-16 offsets of one text. */
export class Positions {
  readonly #text: string;
  readonly #lines: LineIndex;
  readonly #encoding: Encoding;

  constructor(text: string, encoding: Encoding) {
    this.#text = text;
    this.#lines = new LineIndex(text);
    this.#encoding = encoding;
  }

  position(offset: number): Position {
    const { line, column } = this.#lines.position(offset);
    if (this.#encoding === 'utf-16') return { line, character: column };
    const start = this.#lines.lineStart(line);
    return { line, character: utf8Length(this.#text, start, start + column) };
  }

  range(span: Span): Range {
    return { start: this.position(span.start), end: this.position(span.end) };
  }

  /** Offset of a position; a column past the line's end is taken to that end, a line past the last to the text's end. */
  offset(position: Position): number {
    const line = Math.max(0, position.line);
    const start = this.#lines.lineStart(line);
    const end = this.#endOfLine(line, start);
    return this.#encoding === 'utf-16'
      ? Math.min(start + Math.max(0, position.character), end)
      : utf8Offset(this.#text, start, end, position.character);
  }

  span(range: Range): Span {
    const start = this.offset(range.start);
    return { start, end: Math.max(start, this.offset(range.end)) };
  }

  #endOfLine(line: number, start: number): number {
    let end = this.#lines.lineStart(line + 1);
    while (end > start && /[\r\n]/.test(this.#text[end - 1] ?? '')) end--;
    return end;
  }
}

function utf8Length(text: string, start: number, end: number): number {
  let bytes = 0;
  for (let at = start; at < end; ) {
    const code = text.codePointAt(at) ?? 0;
    bytes += bytesOf(code);
    at += code > 0xffff ? 2 : 1;
  }
  return bytes;
}

// A column within a character is taken to that character's start.
function utf8Offset(text: string, start: number, end: number, column: number): number {
  let bytes = 0;
  let at = start;
  while (at < end) {
    const code = text.codePointAt(at) ?? 0;
    bytes += bytesOf(code);
    if (bytes > column) break;
    at += code > 0xffff ? 2 : 1;
  }
  return at;
}

function bytesOf(codePoint: number): number {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
}
