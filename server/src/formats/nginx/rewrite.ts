import type { Span } from '../../model/text.ts';
import { type Phrase, phrase } from '../../model/phrase.ts';
import type { Directive } from '../../syntax/directives.ts';
import { MATCHES_ALL, type Stop } from './flow.ts';

/** What can stand in the place of a rewrite and sends the same Location with any status. */
export interface Replacement {
  readonly span: Span;
  readonly write: (status: number) => string;
  /** Where it is not the same to the letter, in what. */
  readonly note?: Phrase;
}

/**
 * A rewrite sends 301 or 302 only. A `return` says the same where no part of the path is carried over, or all of it:
 * captures of a rewrite are escaped again (ngx_http_script_copy_capture_code), those in a `return` are sent decoded,
 * so `$1` is never copied; the whole path is `$request_uri`, unless the URL was rewritten before.
 * A rewrite appends the query string by itself, unless its replacement ends in `?`; a `return` does not.
 */
export function replacementOf(directive: Directive, stop: Stop, text: string): Replacement | null {
  const [, pattern, replacement] = directive.words;
  if (!pattern || !replacement || !directive.closed || pattern.templated || replacement.templated) return null;
  const written = text.slice(replacement.inner.start, replacement.inner.end);
  const dropsQuery = written.endsWith('?');
  const body = dropsQuery ? written.slice(0, -1) : written;
  if (/[\\%]/.test(body) || /\(\?P?[<']/.test(pattern.text)) return null;
  const target = /\$\d/.test(body) ? wholePath(pattern.text, body, dropsQuery, stop) : withQuery(body, dropsQuery);
  if (!target) return null;
  const answer = (status: number) => `return ${status} ${replacement.quote}${target.text}${replacement.quote};`;
  const span = { start: directive.span.start, end: directive.end };
  const note = target.note ? { note: target.note } : {};
  if (MATCHES_ALL.has(pattern.text)) return { span, write: answer, ...note };
  if (stop.parent === 'if' || stop.parent === 'http') return null;
  return { span, write: status => `if ($uri ~ ${text.slice(pattern.span.start, pattern.span.end)}) { ${answer(status)} }`, ...note };
}

interface Location {
  readonly text: string;
  readonly note?: Phrase;
}

function withQuery(body: string, dropsQuery: boolean): Location | null {
  if (dropsQuery) return { text: body };
  if (body.includes('?')) return null;
  const carries = /\$\{?(?:request_uri|args|query_string)\b/.test(body);
  return carries ? { text: body, note: phrase('the query string is sent once, no longer twice') } : { text: `${body}$is_args$args` };
}

function wholePath(pattern: string, body: string, dropsQuery: boolean, stop: Stop): Location | null {
  const form = /^\^?(\/\??)?\((\/?)\.\*\)\$?$/.exec(pattern);
  const prefix = /^([^?]*)\$1$/.exec(body)?.[1];
  if (!form || !prefix || dropsQuery || stop.rewritten || /\$(?:\d|\{?request_uri|\{?(?:document_)?uri\b)/.test(prefix)) return null;
  if (!form[1]) return { text: `${prefix}$request_uri` };
  return prefix.endsWith('/') ? { text: `${prefix.slice(0, -1)}$request_uri` } : null;
}
