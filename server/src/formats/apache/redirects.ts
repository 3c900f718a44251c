import type { Redirect, Status, Target } from '../../model/facts.ts';
import { phrase } from '../../model/phrase.ts';
import type { Word } from '../../syntax/directives.ts';
import { FOLLOWED, inserted, replaced } from '../shared/statuses.ts';
import type { Stop } from './flow.ts';

/** mod_alias (`add_redirect_internal`) and mod_rewrite (`cmd_rewriterule_setflag`) know these names; any other code is a number. */
const KEYWORDS: Readonly<Record<string, number>> = { permanent: 301, temp: 302, seeother: 303, gone: 410 };
/** Patterns that are about no path in particular. */
const NAMES_NO_PATH = /^\^?(?:\/\??)?\(?(?:\/?\.[*+]?)?\)?$|^\^?(?:\/\??)?\(?\/?\.[*+]\)?\$$/;
const ERROR_DOCUMENT = phrase('ErrorDocument sends 302 with an absolute URL, whatever the request was: name a local path, which keeps the error\'s own status, or redirect with RewriteRule and R=307.');

type Own = Pick<Redirect, 'status' | 'statusSpan' | 'target' | 'edits' | 'path'> & Partial<Redirect>;

/** The redirect that a directive answers with; null where it is none. */
export function redirectOf(stop: Stop): Redirect | null {
  const own = ownOf(stop);
  if (!own) return null;
  const { methods, proofs } = stop.stream;
  return { adapter: 'apache', span: stop.directive.span, by: 'configuration', methods, proofs, handlers: [], sendable: FOLLOWED, ...own };
}

function ownOf(stop: Stop): Own | null {
  switch (stop.directive.name) {
    case 'redirect':
    case 'redirectmatch': return redirected(stop);
    case 'redirecttemp': return named(stop, 302);
    case 'redirectpermanent': return named(stop, 301);
    case 'errordocument': return errorDocument(stop);
    case 'rewriterule': return rewritten(stop);
    default: return null;
  }
}

/** `Redirect [status] path URL`; in a `<Location>` or `<If>`, `Redirect [status] URL`. */
function redirected({ directive, path, pathless }: Stop): Own | null {
  const { words, name } = directive;
  const first = words[0];
  if (!first) return null;
  const numbered = /^\d+$/.test(first.text) ? Number(first.text) : KEYWORDS[first.text.toLowerCase()];
  const isComputed = first.templated && words.length === 3 && !/^[/"^]/.test(first.text);
  const rest = numbered !== undefined || isComputed ? words.slice(1) : words;
  const [from, to] = rest.length === 1 && pathless ? [null, rest[0]] : rest;
  if (!to || rest.length > 2) return null;
  const where = { path: from && !from.templated ? from.text : path, target: aliasTarget(to, from, name === 'redirectmatch'), ...below(from, pathless || name !== 'redirect') };
  if (isComputed) return { ...where, status: { code: null, origin: 'explicit' }, statusSpan: first.inner, edits: [] };
  if (numbered === undefined) {
    return { ...where, status: { code: 302, origin: 'default' }, statusSpan: null, edits: inserted(first.span.start, status => `${status} `) };
  }
  if (!FOLLOWED.includes(numbered)) return null;
  return { ...where, status: { code: numbered, origin: 'explicit' }, statusSpan: first.inner, edits: replaced(first.inner, numbered) };
}

/** `RedirectTemp path URL`: the directive's name is its status. */
function named({ directive, path, pathless }: Stop, code: number): Own | null {
  const { words, nameSpan } = directive;
  const [from, to] = words.length === 1 && pathless ? [null, words[0]] : words;
  if (!to || words.length > 2) return null;
  return {
    path: from && !from.templated ? from.text : path, target: aliasTarget(to, from, false), ...below(from, pathless),
    status: { code, origin: 'explicit' }, statusSpan: nameSpan, edits: replaced(nameSpan, code, status => `Redirect ${status}`),
  };
}

/** An alias answers for its path and all below it (mod_alias, Redirect); in a section, the section decides as well. */
function below(from: Word | null | undefined, isElse: boolean): Pick<Redirect, 'byPath'> {
  return from && !from.templated && !isElse ? { byPath: 'below' } : {};
}

/** `Redirect` appends what follows its path; with the path `/` that is the whole of the request's own. */
function aliasTarget(to: Word, from: Word | null | undefined, isPattern: boolean): Target {
  const carries = isPattern ? from && wholeCapture(from) && /\$1/.test(to.text) : from?.text === '/';
  if (carries || carriesRequest(to.text)) return { kind: 'request', text: to.text };
  if (to.templated) return { kind: 'unknown', text: to.text };
  return { kind: /\$\d|%\{/.test(to.text) ? 'pattern' : 'path', text: to.text };
}

// A 401 cannot be answered so: Apache ignores the directive (core.c, set_error_document).
function errorDocument({ directive, path }: Stop): Own | null {
  const [code, to, ...rest] = directive.words;
  if (!code || !to || rest.length > 0 || !/^[45]\d\d$/.test(code.text) || code.text === '401' || !isAbsolute(to.text)) return null;
  return {
    path, target: { kind: to.templated ? 'unknown' : 'path', text: to.text }, status: { code: 302, origin: 'default' }, statusSpan: null,
    edits: [], sendable: [302], instead: ERROR_DOCUMENT,
  };
}

/** `R` redirects; so does an absolute URL without it, unless it is proxied. */
function rewritten(stop: Stop): Own | null {
  const { directive, flags } = stop;
  const [pattern, to] = directive.words as [Word, Word];
  const has = (name: string) => flags.all.some(flag => flag.name === name);
  if (has('p') || has('f') || has('g') || to.text === '-') return null;
  const written = flags.all.filter(flag => flag.name === 'r');
  const telling = written.findLast(flag => flag.value) ?? written[0];
  if (!telling && !isAbsolute(to.text)) return null;
  const path = NAMES_NO_PATH.test(pattern.text) || pattern.templated ? stop.path : pattern.text;
  const common = { path, target: rewriteTarget(pattern, to) };
  if (!telling) {
    const edits = flags.start === null ? inserted(to.span.end, status => ` [R=${status}]`) : inserted(flags.start, status => `R=${status},`);
    return { ...common, status: { code: 302, origin: 'default' }, statusSpan: null, edits };
  }
  if (telling.value === '') return null;
  if (!telling.value || !telling.valueSpan) {
    const edits = inserted(telling.nameSpan.end, status => `=${status}`);
    return { ...common, status: { code: 302, origin: 'default' }, statusSpan: telling.nameSpan, edits };
  }
  const code = /^\d+$/.test(telling.value) ? Number(telling.value) : KEYWORDS[telling.value.toLowerCase()] ?? null;
  const isComputed = /[<{$@_%]/.test(telling.value);
  if (code === null ? !isComputed : !FOLLOWED.includes(code)) return null;
  const status: Status = { code, origin: 'explicit' };
  return { ...common, status, statusSpan: telling.valueSpan, edits: code === null ? [] : replaced(telling.valueSpan, code) };
}

function rewriteTarget(pattern: Word, to: Word): Target {
  const whole = wholeCapture(pattern) && /\$1/.test(pathOf(to.text));
  const carries = carriesRequest(to.text) || (isAbsolute(to.text) && (whole || (NAMES_NO_PATH.test(pattern.text) && /\$0/.test(to.text))));
  if (carries) return { kind: 'request', text: to.text };
  if (to.templated) return { kind: 'unknown', text: to.text };
  return { kind: /\$\d|[%$]\{|%\d/.test(to.text) ? 'pattern' : 'path', text: to.text };
}

function carriesRequest(target: string): boolean {
  return /%\{(?:REQUEST_URI|THE_REQUEST)\}/i.test(pathOf(target));
}

function wholeCapture({ text }: Word): boolean {
  return /^\^?\/?\??\(\/?\.[*+]\??\)\/?\$?$/.test(text);
}

function pathOf(target: string): string {
  return target.split('?')[0] ?? '';
}

/** An absolute URL, or one whose scheme is computed. */
function isAbsolute(target: string): boolean {
  return /^(?:https?|(?:<%=|\{\{).{1,80}(?:%>|\}\})|%\{[\w:-]+\}|\$\{\w+\}|%\d):\/\//i.test(target);
}
