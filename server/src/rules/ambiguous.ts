import type { Finding, Severity, Site } from '../model/finding.ts';
import { has, isAny, REPEATED_BY_BROWSERS, WRITING_METHODS } from '../model/methods.ts';
import { fixTo } from './fixes.ts';
import { carries } from './forwarding.ts';
import { dropsRequest, forwards } from './intent.ts';
import { listed, sentBy } from './words.ts';

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
    message: known ? knownMessage(site, writing, kind) : unboundedMessage(site, kind),
    site,
    related: [...site.proofs, ...site.destination?.places ?? []],
    fixes: fixTo(site, forwards(site) ? [...repeating(site, kind), 303] : [303, ...repeating(site, kind)]),
  };
}

// A set such as "all but GET" names no method: POST, the common one, decides.
function severityOf(site: Site, writing: readonly string[]): Severity {
  return 'only' in site.methods && writing.some(method => REPEATED_BY_BROWSERS.includes(method)) ? 'error' : 'warning';
}

function knownMessage(site: Site, writing: readonly string[], kind: Kind): string {
  const repeated = writing.filter(method => REPEATED_BY_BROWSERS.includes(method));
  const named = 'only' in site.methods;
  const what = named ? `a ${listed(writing)}` : isAny(site.methods) ? 'every method' : 'requests other than GET';
  const sentences = [`${sentBy(site)} answers ${what} here${isAny(site.methods) ? ', on a path that receives writing requests' : ''}.`];
  if (named && repeated.length > 0) {
    sentences.push(`Browsers repeat the ${listed(repeated)} on the target; Go, Python requests and others send GET.`);
  }
  if (writing.includes('POST')) {
    sentences.push('A client may turn the POST into GET and drop its body: browsers do, others repeat it.');
  }
  sentences.push(advice(site, kind));
  return sentences.join(' ');
}

function unboundedMessage(site: Site, kind: Kind): string {
  const onward = carries(site);
  if (onward !== null && isAny(site.methods)) {
    const [repeat] = hasOnlyAdvice(site) ? [] : repeating(site, kind);
    const better = repeat === undefined ? advice(site, kind) : `Send ${repeat}, which carries it on unchanged${repeat === kind.repeat ? '' : `, but not permanently: there is no ${kind.repeat} here`}.`;
    return `${sentBy(site)} carries every request on to ${onward}: a POST may arrive there as a GET without its body. ${better}`;
  }
  const all = isAny(site.methods) ? 'every method' : 'methods other than GET too';
  return `${sentBy(site)} answers ${all} here, as far as can be seen: a POST may lose its body, a DELETE is repeated on the target. ${advice(site, kind)}`;
}

function advice(site: Site, kind: Kind): string {
  if (hasOnlyAdvice(site)) return site.instead as string;
  const see = canSend(site, 303) ? 'send 303 to have the target fetched with GET' : '';
  const [code] = repeating(site, kind);
  const repeat = code !== undefined ? `${see ? '' : 'send '}${code} to have the same request repeated there${code === kind.repeat ? '' : `, which is not permanent: there is no ${kind.repeat} here`}` : '';
  const both = [see, repeat].filter(Boolean).join(', ');
  return both ? `${both[0]?.toUpperCase()}${both.slice(1)}.` : '';
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
