import type { Redirect, Target } from '../../model/facts.ts';
import { ANY, NONE } from '../../model/methods.ts';
import { phrase } from '../../model/phrase.ts';
import type { Word } from '../../syntax/directives.ts';
import { type Line, linesOf } from '../../syntax/lines.ts';
import { ALWAYS, EVERYTHING, limitedTo, type Stream } from '../shared/splits.ts';
import { FOLLOWED, inserted, replaced } from '../shared/statuses.ts';
import { type Acl, type Acls, conditionOf, addAcl } from './conditions.ts';

const SECTION = /^(?:global|defaults|frontend|backend|listen|resolvers|peers|userlist|cache|program|mailers|ring|http-errors|fcgi-app|log-forward|crt-list)$/;
/** Rules behind which a request goes no further in its ruleset. */
const FINAL = new Set(['redirect', 'deny', 'reject', 'tarpit', 'return', 'auth', 'silent-drop', 'allow']);
/** Key of the requests that no rule of a section has answered; that of `http-request` leaves out those that an `allow` sent on. */
const PASSED = '';
const ERRORLOC = phrase('errorloc sends 302 or, as errorloc303, 303: to have the same request repeated at the target, use `http-request redirect … code 307`.');

type Own = Pick<Redirect, 'status' | 'statusSpan' | 'target' | 'edits'> & Partial<Redirect>;

/** Every redirect of a file. */
export function redirectsIn(text: string): Redirect[] {
  const redirects: Redirect[] = [];
  let acls = new Map<string, Acl>();
  let left = new Map<string, Stream>();
  for (const item of linesOf(text, { comment: 'anywhere', quotes: '"\'', quotesInsideWords: true, quotesOverLines: false, escape: 'any' })) {
    if (item.kind === 'tag') {
      // Of what stands between a template's tags it is not known whether it is written.
      left = new Map();
      continue;
    }
    const [first] = item.words as [Word];
    if (SECTION.test(first.text)) {
      acls = new Map();
      left = new Map();
    } else if (first.text === 'acl') {
      addAcl(acls, item.words);
    } else {
      rule(item, acls, left, redirects, text);
    }
  }
  return redirects;
}

function rule(line: Line, acls: Acls, left: Map<string, Stream>, redirects: Redirect[], text: string): void {
  const [first, second] = line.words as [Word, Word | undefined];
  const ruleset = /^http-(?:request|response)$/.test(first.text) ? first.text : first.text === 'redirect' ? 'redirect' : null;
  const at = line.words.findIndex((word, index) => index > 0 && word.quote === '' && (word.text === 'if' || word.text === 'unless'));
  const action = line.words.slice(ruleset && ruleset !== 'redirect' ? 1 : 0, at < 0 ? line.words.length : at);
  const condition = at < 0 ? { split: ALWAYS, path: null } : conditionOf(line.words.slice(at + 1), acls);
  const turned = line.words[at]?.text === 'unless' ? { split: { yes: condition.split.no, no: condition.split.yes }, path: null } : condition;
  const before = ruleset ? left.get(ruleset === 'http-request' ? ruleset : PASSED) ?? EVERYTHING : EVERYTHING;
  const written = text.slice(line.words[Math.max(at, 0)]?.span.start, line.span.end);
  const stream = ruleset ? limitedTo(before, turned.split.yes, line.span, `limited here: ${written}`) : EVERYTHING;
  const own = understood(action, ruleset);
  if (own) redirects.push(redirect(line, own, stream, turned));
  const name = ruleset === 'redirect' ? ruleset : second?.text ?? '';
  if (!ruleset || !FINAL.has(name) || (name === 'redirect' && !own)) return;
  const rest = limitedTo(before, at < 0 ? NONE : turned.split.no, line.span, `answered before: ${text.slice(line.span.start, line.span.end)}`);
  if (ruleset === 'http-request') left.set(ruleset, rest);
  if (name !== 'allow') left.set(PASSED, rest);
}

function redirect(line: Line, own: Own, { methods, proofs }: Stream, { path }: Acl): Redirect {
  return {
    adapter: 'haproxy', span: line.span, path, by: 'configuration', methods, proofs, handlers: [], sendable: FOLLOWED, ...own,
  };
}

/** What an action without its condition answers with; null where it is no redirect. */
function understood(action: readonly Word[], ruleset: string | null): Own | null {
  const name = action[0]?.text ?? '';
  if (name === 'redirect' && ruleset) return redirected(action, ruleset);
  if (name === 'return' && ruleset) return returned(action);
  if (/^errorloc(?:302|303)?$/.test(name)) return errorLocation(action);
  return null;
}

/** `redirect location|prefix|scheme X [code N] [options]`; options stand in any order and the last code holds. */
function redirected(action: readonly Word[], ruleset: string): Own | null {
  const at = action.findIndex(word => ['location', 'prefix', 'scheme'].includes(word.text));
  const [kind, to] = [action[at], action[at + 1]];
  if (!kind || !to) return null;
  const code = action.findLastIndex((word, index) => word.text === 'code' && index !== at + 1);
  const number = code < 0 ? undefined : action[code + 1];
  const own = {
    target: targetOf(kind.text, to),
    // The request has been served by then.
    ...(ruleset === 'http-response' ? { by: 'handler' as const } : {}),
  };
  if (code < 0) return { ...own, status: { code: 302, origin: 'default' }, statusSpan: null, edits: inserted(to.span.end, status => ` code ${status}`) };
  if (!number) return null;
  const written = /^\d{3}$/.test(number.text) ? Number(number.text) : null;
  if (written === null && !isComputed(number)) return null;
  if (written !== null && !FOLLOWED.includes(written)) return null;
  return { ...own, status: { code: written, origin: 'explicit' }, statusSpan: number.span, edits: written === null ? [] : replaced(number.span, written) };
}

/** `http-request return status 302 hdr Location X`. */
function returned(action: readonly Word[]): Own | null {
  const header = action.findIndex((word, index) => word.text === 'hdr' && action[index + 1]?.text.toLowerCase() === 'location');
  const number = action[action.findIndex(word => word.text === 'status') + 1];
  const to = action[header + 2];
  if (header < 0 || !to || !number || !FOLLOWED.includes(Number(number.text))) return null;
  const code = Number(number.text);
  return { target: targetOf('location', to), status: { code, origin: 'explicit' }, statusSpan: number.span, edits: replaced(number.span, code) };
}

/** `errorloc CODE URL`: the keyword is the status. */
function errorLocation(action: readonly Word[]): Own | null {
  const [keyword, error, to] = action;
  if (!keyword || !to || !/^\d{3}$/.test(error?.text ?? '')) return null;
  const code = keyword.text === 'errorloc303' ? 303 : 302;
  return {
    target: targetOf('location', to), status: { code, origin: keyword.text === 'errorloc' ? 'default' : 'explicit' }, statusSpan: keyword.span,
    methods: ANY, sendable: [302, 303], instead: ERRORLOC,
    edits: code === 303 ? [] : replaced(keyword.span, 302, status => `errorloc${status}`).filter(({ status }) => status === 303),
  };
}

function targetOf(kind: string, to: Word): Target {
  const carries = kind !== 'location' || /%\[(?:url|path|pathq|baseq?|capture\.req\.uri|http\.uri)\b|%(?:HU|HPO?|HUO)\b/.test(to.text.split('?')[0] ?? '');
  if (carries) return { kind: 'request', text: to.text };
  if (to.templated) return { kind: 'unknown', text: to.text };
  return { kind: /%\[|%[A-Z{]/.test(to.text) ? 'pattern' : 'path', text: to.text };
}

function isComputed({ text, templated }: Word): boolean {
  return templated || /^(?:"?\$\{?\w+\}?"?|@\w+@|__\w+__)$/.test(text);
}
