import type { Suppression } from '../model/facts.ts';

// The word alone is looked for, whatever the comment syntax; the comment's end is cut off the reason.
const DIRECTIVE = /(?:#|\/\/|\/\*|<!--|--|;|\{\{!--|<%#).{0,40}?redirect-lint-(disable-next-line|disable-line|disable|enable)\b([^\n\r]*)/g;
const COMMENT_END = /\s*(?:\*\/|-->|--\}\}|%>).*$/;

/**
 * Suppression comments in any language: `redirect-lint-disable-next-line RULE -- reason`.
 * Several rules are separated by commas or blanks; none means all.
 */
export function suppressionsIn(text: string): Suppression[] {
  if (!text.includes('redirect-lint-')) return [];
  return [...text.matchAll(DIRECTIVE)].map(match => {
    const keyword = match[1] as Suppression['kind'];
    const start = match.index + match[0].indexOf('redirect-lint-');
    const rest = (match[2] ?? '').replace(COMMENT_END, '');
    const [names = '', ...reason] = rest.split(/\s--\s/);
    return {
      span: { start, end: start + `redirect-lint-${keyword}`.length + rest.trimEnd().length },
      kind: keyword,
      rules: names.split(/[\s,]+/).filter(Boolean),
      reason: reason.join(' -- ').trim() || null,
    };
  });
}
