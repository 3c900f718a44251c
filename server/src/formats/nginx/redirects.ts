import type { Redirect, Status, Target } from '../../model/facts.ts';
import { phrase } from '../../model/phrase.ts';
import type { Directive, Word } from '../../syntax/directives.ts';
import { FOLLOWED, inserted, OFFERED, replaced } from '../shared/statuses.ts';
import { redirectsByRewrite, type Stop } from './flow.ts';
import { replacementOf } from './rewrite.ts';

/** What a template writes into the place of a number: a tag, `${CODE}`, `$CODE`, `@CODE@`, `__CODE__`, `%CODE%`. */
const PLACEHOLDER = /^(?:\$\{?\w+\}?|@\w+@|__\w+__|%+\w+%+)$/;

/** The redirect that a directive answers with; null where it is none. */
export function redirectOf(stop: Stop, text: string): Redirect | null {
  const understood = { return: returned, rewrite: rewritten, error_page: errorPage }[stop.directive.words[0]?.text ?? ''];
  const own = understood?.(stop.directive, stop, text);
  if (!own) return null;
  return {
    adapter: 'nginx', span: stop.directive.span, path: stop.path, by: 'configuration',
    methods: stop.methods, proofs: stop.proofs, handlers: [], sendable: FOLLOWED, ...own,
    ...(stop.byPath !== null && own.path === undefined ? { byPath: stop.byPath } : {}),
  };
}

type Own = Pick<Redirect, 'status' | 'statusSpan' | 'target' | 'edits'> & Partial<Redirect>;

function returned({ words: [, first, second, ...more] }: Directive): Own | null {
  if (!first || more.length > 0) return null;
  if (!second && !first.templated && /^(?:https?:\/\/|\$scheme)/.test(first.text)) {
    const status: Status = { code: 302, origin: 'default' };
    return { status, statusSpan: null, target: targetOf(first), edits: inserted(first.span.start, code => `${code} `) };
  }
  const code = /^\d{3}$/.test(first.text) ? Number(first.text) : null;
  if (code === null && !(second && (first.templated || PLACEHOLDER.test(first.text)))) return null;
  if (code !== null && !FOLLOWED.includes(code)) return null;
  return {
    status: { code, origin: 'explicit' }, statusSpan: first.inner,
    target: second ? targetOf(second) : { kind: 'unknown', text: null },
    edits: code === null ? [] : replaced(first.inner, code),
  };
}

function rewritten(directive: Directive, stop: Stop, text: string): Own | null {
  const [, pattern, replacement, flag] = directive.words;
  if (!pattern || !replacement || directive.words.length > 4 || !redirectsByRewrite(directive)) return null;
  const written = flag && ['redirect', 'permanent'].includes(flag.text) ? flag : null;
  const code = written?.text === 'permanent' ? 301 : 302;
  const form = replacementOf(directive, stop, text);
  const repeat = code === 301 ? 308 : 307;
  return {
    status: { code, origin: written ? 'explicit' : 'default' },
    statusSpan: written?.span ?? null,
    target: targetOf(replacement, pattern),
    path: /^\^?[/(.]*\*?\)?\$?$/.test(pattern.text) || pattern.templated ? stop.path : pattern.text,
    edits: form ? OFFERED.map(status => ({
      status, onlyStatus: false, edits: [{ span: form.span, text: form.write(status) }], ...(form.note ? { note: form.note } : {}),
    })) : [],
    instead: phrase('rewrite sends only 301 and 302: to have the request repeated on the target, match its path in a location or in `if ($request_uri ~ "^/path/([^?]*)")` and write `return {0} …$1$is_args$args;` there.', repeat),
  };
}

// Anything but a path or a named location is sent as a Location, with 302 unless `=CODE` is one of the five.
function errorPage({ words }: Directive): Own | null {
  const uri = words.at(-1);
  if (!uri || words.length < 3 || !/^(?:https?:\/\/|\$scheme)/.test(uri.text) || !words.slice(1, -1).every(word => /^=?\d*$/.test(word.text))) return null;
  const target = targetOf(uri);
  const answer = words.find(word => word.text.startsWith('='));
  if (!answer) return { status: { code: 302, origin: 'default' }, statusSpan: null, target, edits: inserted(uri.span.start, code => `=${code} `) };
  const span = { start: answer.inner.start + 1, end: answer.inner.end };
  if (answer.text === '=') return { status: { code: 302, origin: 'default' }, statusSpan: null, target, edits: inserted(span.end, String) };
  const written = Number(answer.text.slice(1));
  if (FOLLOWED.includes(written)) return { status: { code: written, origin: 'explicit' }, statusSpan: span, target, edits: replaced(span, written) };
  return { status: { code: 302, origin: 'overridden', written }, statusSpan: span, target, edits: replaced(span, 302) };
}

/** `pattern`: that of a rewrite, whose `$1` is the request's own path where it takes the whole of it. */
function targetOf({ text, templated }: Word, pattern?: Word): Target {
  const path = text.split('?')[0] ?? '';
  const whole = pattern && /^\^?\/?\(\/?\.[*+]\)\$?$/.test(pattern.text) && /\$1/.test(path);
  if (/\$\{?(?:request_uri|uri|document_uri)\b/.test(path) || whole) return { kind: 'request', text };
  if (templated) return { kind: 'unknown', text };
  return { kind: text.includes('$') ? 'pattern' : 'path', text };
}
