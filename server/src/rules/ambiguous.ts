import type { Finding, Severity, Site } from '../model/finding.ts';
import { has, isAny, REPEATED_BY_BROWSERS, WRITING_METHODS } from '../model/methods.ts';
import { type Phrase, phrase } from '../model/phrase.ts';
import { fixTo } from './fixes.ts';
import { carries } from './forwarding.ts';
import { dropsRequest, forwards } from './intent.ts';
import { listed, requestsTo, says, SEND_303, sentBy } from './words.ts';

interface Kind {
  readonly rule: string;
  readonly status: 301 | 302;
  /** The status that repeats the request and keeps the permanence. */
  readonly repeat: 307 | 308;
}

/** 301 and 302 differ in their number, their permanence and nothing else. */
export function ambiguous(site: Site, kind: Kind): Finding | null {
  if (site.status.code !== kind.status) return null;
  const writing = WRITING_METHODS.filter(method => has(site.methods, method));
  // Where the target tells that the request is lost, that is said instead.
  if (writing.length === 0 || dropsRequest(site)) return null;
  const known = site.evidence !== 'unbounded';
  return {
    rule: kind.rule,
    severity: known ? severityOf(site, writing) : 'hint',
    ...says(...known ? knownMessage(site, writing, kind) : unboundedMessage(site, kind)),
    site,
    related: [...site.proofs, ...site.destination?.places ?? []],
    fixes: fixTo(site, forwards(site) ? [...repeating(site, kind), 303] : [303, ...repeating(site, kind)]),
  };
}

// A set such as "all but GET" names no method: POST, the common one, decides.
function severityOf(site: Site, writing: readonly string[]): Severity {
  return 'only' in site.methods && writing.some(method => REPEATED_BY_BROWSERS.includes(method)) ? 'error' : 'warning';
}

function knownMessage(site: Site, writing: readonly string[], kind: Kind): (Phrase | null)[] {
  const repeated = writing.filter(method => REPEATED_BY_BROWSERS.includes(method));
  const what = requestsTo(site);
  return [
    isAny(site.methods) ? phrase('{0} answers {1} here, on a path that receives writing requests.', sentBy(site), what) : phrase('{0} answers {1} here.', sentBy(site), what),
    'only' in site.methods && repeated.length > 0 ? phrase('Browsers repeat the {0} on the target; Go, Python requests and others send GET.', listed(repeated)) : null,
    writing.includes('POST') ? phrase('A client may turn the POST into GET and drop its body: browsers do, others repeat it.') : null,
    advice(site, kind),
  ];
}

function unboundedMessage(site: Site, kind: Kind): (Phrase | null)[] {
  const onward = carries(site);
  if (onward !== null && isAny(site.methods)) {
    const said = phrase('{0} carries every request on to {1}: a POST may arrive there as a GET without its body.', sentBy(site), onward);
    const [repeat] = hasOnlyAdvice(site) ? [] : repeating(site, kind);
    if (repeat === undefined) return [said, advice(site, kind)];
    if (repeat === kind.repeat) return [said, phrase('Send {0}, which carries it on unchanged.', repeat)];
    return [said, phrase('Send {0}, which carries it on unchanged, but not permanently: there is no {1} here.', repeat, kind.repeat)];
  }
  return [
    isAny(site.methods)
      ? phrase('{0} answers every method here, as far as can be seen: a POST may lose its body, a DELETE is repeated on the target.', sentBy(site))
      : phrase('{0} answers methods other than GET too here, as far as can be seen: a POST may lose its body, a DELETE is repeated on the target.', sentBy(site)),
    advice(site, kind),
  ];
}

function advice(site: Site, kind: Kind): Phrase | null {
  if (hasOnlyAdvice(site)) return site.instead;
  const [code] = repeating(site, kind);
  const isLasting = code === kind.repeat;
  if (!canSend(site, 303)) {
    if (code === undefined) return null;
    return isLasting ? phrase('Send {0} to have the same request repeated there.', code)
      : phrase('Send {0} to have the same request repeated there, which is not permanent: there is no {1} here.', code, kind.repeat);
  }
  if (code === undefined) return SEND_303;
  return isLasting ? phrase('Send 303 to have the target fetched with GET, {0} to have the same request repeated there.', code)
    : phrase('Send 303 to have the target fetched with GET, {0} to have the same request repeated there, which is not permanent: there is no {1} here.', code, kind.repeat);
}

/** The statuses that repeat the request: the one that keeps the permanence; where the platform has none, the other, if an edit writes it. */
function repeating(site: Site, { repeat }: Kind): (307 | 308)[] {
  if (canSend(site, repeat)) return [repeat];
  return site.edits.some(({ status }) => status === 307) ? [307] : [];
}

function hasOnlyAdvice({ instead, edits }: Site): boolean {
  return instead !== null && edits.length === 0;
}

function canSend({ sendable }: Site, status: number): boolean {
  return sendable === null || sendable.includes(status);
}
