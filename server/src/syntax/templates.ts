import type { Span } from '../model/text.ts';

/** How tags of Helm and Go, Jinja and ERB begin and end. */
const ENDS: Readonly<Record<string, string>> = { '{{': '}}', '{%': '%}', '{#': '#}', '<%': '%>' };
const BEGIN = /\{[{%#]|<%/g;

/**
 * The text with its template tags (Helm and Go `{{ }}`, Jinja `{% %}`, ERB `<% %>`) made harmless, offset by offset:
 * tags that have their lines to themselves turn blank, one within a line becomes a word of `x`.
 */
export function withoutTemplates(text: string): string {
  let result = '';
  let done = 0;
  for (const tags of tagsByLine(text)) {
    const filler = haveLinesToThemselves(text, tags) ? ' ' : 'x';
    for (const { start, end } of tags) {
      result += text.slice(done, start) + text.slice(start, end).replace(/[^\r\n]/g, filler);
      done = end;
    }
  }
  return result + text.slice(done);
}

/** Whether a tag of a template stands in this part of the text. */
export function isTemplated(text: string): boolean {
  return /\{\{|\{%|<%/.test(text);
}

/** Tags with no line break between them stand together. */
function tagsByLine(text: string): Span[][] {
  const groups: Span[][] = [];
  const unclosed = new Set<string>();
  let last: Span | null = null;
  for (const { 0: begin, index: start } of text.matchAll(BEGIN)) {
    if (start < (last?.end ?? 0) || unclosed.has(begin)) continue;
    const end = ENDS[begin] as string;
    const at = text.indexOf(end, start + 2);
    if (at < 0) {
      unclosed.add(begin);
      continue;
    }
    const tag: Span = { start, end: at + end.length };
    if (last && !text.slice(last.end, start).includes('\n')) groups.at(-1)?.push(tag);
    else groups.push([tag]);
    last = tag;
  }
  return groups;
}

function haveLinesToThemselves(text: string, tags: readonly Span[]): boolean {
  const first = tags[0] as Span;
  const last = tags.at(-1) as Span;
  const lineEnd = text.indexOf('\n', last.end);
  const gaps = tags.map((tag, at) => text.slice(tag.end, tags[at + 1]?.start ?? (lineEnd < 0 ? text.length : lineEnd)));
  // The byte order mark is blank to trim.
  return [text.slice(text.lastIndexOf('\n', first.start) + 1, first.start), ...gaps].every(gap => gap.trim() === '');
}
