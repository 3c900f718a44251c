import { SUPPRESSION_KINDS, type Suppression } from '../model/facts.ts';
import type { Span } from '../model/text.ts';

/**
 * The directive is the first word of its comment, whatever the comment's syntax: prose that names it switches nothing off.
 * A line of a block comment may begin with `*`.
 */
const DIRECTIVE = /((?<!#)#+|(?<!\/)\/\/+|\/\*+|<!--|--|(?<!;);+|\{\{!(?:--)?|<%#|\{#|@\*|^[ \t]*\*)[ \t!]*redirect-lint-([\w-]+):?([^\n\r]*)/gm;
/** What ends a comment that began so; one that is not listed ends with its line. */
const ENDS: readonly (readonly [opener: RegExp, end: string])[] = [
  [/^\/\*/, '*/'], [/^<!--/, '-->'], [/^\{\{!--/, '--}}'], [/^\{\{!$/, '}}'], [/^<%#/, '%>'], [/^\{#/, '#}'], [/^@\*/, '*@'],
];
const MEANT = /^(?:dis|en|ignore|off$|on$)/;

/**
 * Suppression comments in any language: `redirect-lint-disable-next-line RULE -- reason`.
 * Several rules are separated by commas or blanks; none means all.
 */
export function suppressionsIn(text: string): Suppression[] {
  if (!text.includes('redirect-lint-')) return [];
  return [...text.matchAll(DIRECTIVE)].flatMap(match => {
    const word = match[2] ?? '';
    const kind = SUPPRESSION_KINDS.find(known => known === word) ?? null;
    return kind === null && !MEANT.test(word) ? [] : [suppressionOf(text, match, kind)];
  });
}

function suppressionOf(text: string, match: RegExpExecArray, kind: Suppression['kind']): Suppression {
  const [all, opener = '', word = '', behind = ''] = match;
  const from = match.index + (opener.length - opener.trimStart().length);
  const end = ENDS.find(([begin]) => begin.test(opener.trim()))?.[1] ?? null;
  const closed = end === null ? -1 : behind.indexOf(end);
  const said = closed < 0 ? (behind.split('*/', 1)[0] ?? '').trimEnd() : behind.slice(0, closed);
  const start = match.index + all.indexOf('redirect-lint-');
  const saidAt = match.index + all.length - behind.length;
  const [names = '', ...reason] = said.split(/(?<!\S)--(?!\S)/);
  const isWhole = end === null ? !opener.trim().startsWith('*') : closed >= 0;
  return {
    span: { start, end: Math.max(saidAt + said.trimEnd().length, start + 'redirect-lint-'.length + word.length) },
    whole: isWhole ? wholeOf(text, from, end === null ? match.index + all.length : saidAt + closed + end.length) : null,
    kind,
    word: { text: word, span: { start: start + 'redirect-lint-'.length, end: start + 'redirect-lint-'.length + word.length } },
    rules: [...names.matchAll(/[^\s,]+/g)].map(({ 0: id, index }) => ({ id, span: { start: saidAt + index, end: saidAt + index + id.length } })),
    reason: reason.join('--').trim() || null,
  };
}

/** The comment with the blanks that part it from code; with its line's end where it has the line to itself. */
function wholeOf(text: string, from: number, to: number): Span {
  let start = from;
  while (text[start - 1] === ' ' || text[start - 1] === '\t') start--;
  const isFirst = start === 0 || /[\r\n\uFEFF]/.test(text[start - 1] ?? '');
  const blanks = /[ \t]*(\r\n|\n|\r|$)?/y;
  blanks.lastIndex = to;
  const isLast = blanks.exec(text)?.[1] !== undefined;
  if (isFirst) return { start: isLast ? start : from, end: blanks.lastIndex };
  return { start, end: to };
}
