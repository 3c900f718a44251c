import type { Redirect, Status, StatusEdit, Target } from '../../model/facts.ts';
import type { Span } from '../../model/text.ts';
import type { Word } from '../../syntax/directives.ts';
import { EVERYTHING, limitedTo, type Stream } from '../shared/splits.ts';
import { FOLLOWED, inserted, replaced } from '../shared/statuses.ts';
import { ALL, type Matcher, matcherAt, type Matchers, matchersIn } from './matchers.ts';
import { type CaddyLine, caddyTree } from './tree.ts';

/** `redir … temporary`; `html` writes a page that the client follows by itself. */
const KEYWORDS: Readonly<Record<string, number>> = { permanent: 301, temporary: 302 };
/** Directives that answer, so that in a `route` nothing below them is reached. */
const ANSWERS = new Set(['redir', 'respond', 'abort', 'error', 'reverse_proxy', 'php_fastcgi']);
const NESTING = new Set(['handle', 'handle_path', 'route', 'handle_errors', 'intercept']);
/** Directives that only the first major version had (https://caddyserver.com/docs/v2-upgrade). */
const FIRST_VERSION = /^[ \t]*(?:proxy[ \t]+\/|gzip[ \t]*(?:\{[ \t]*)?$|fastcgi[ \t]+\/|tls[ \t]+off\b|browse[ \t]*$|internal[ \t]+\/|startup[ \t]|errors[ \t]+\S+\.log|ext[ \t]+\.|rewrite[ \t]*(?:\/\S*[ \t]*)?\{[ \t]*$|redir[ \t]+30\d[ \t]*\{)/m;

interface Context {
  readonly stream: Stream;
  readonly path: string | null;
  readonly matchers: Matchers;
  /** Directives run in the order of the file. */
  readonly inOrder: boolean;
  readonly isFirstVersion: boolean;
  readonly text: string;
}

/** Every redirect of a Caddyfile. */
export function redirectsIn(text: string): Redirect[] {
  const redirects: Redirect[] = [];
  const context: Context = { stream: EVERYTHING, path: null, matchers: new Map(), inOrder: false, isFirstVersion: FIRST_VERSION.test(text), text };
  walk(caddyTree(text), context, redirects);
  return redirects;
}

function walk(lines: readonly CaddyLine[], outer: Context, redirects: Redirect[]): void {
  const context = { ...outer, matchers: matchersIn(lines, outer.matchers) };
  let left = context.stream;
  let unhandled: Stream | null = null;
  for (const line of context.inOrder ? lines : sorted(lines, context.matchers)) {
    const [name, first] = line.words;
    const matcher = matcherAt(first, context.matchers);
    const written = name ? context.text.slice(name.span.start, first?.span.end) : '';
    const stream = limitedTo(name?.text === 'handle' ? unhandled ?? left : left, (matcher ?? ALL).split.yes, line.span, `limited here: ${written}`);
    if (line.block && name && NESTING.has(name.text)) {
      const isError = name.text === 'handle_errors';
      const inside = { ...context, stream: isError ? EVERYTHING : stream, path: matcher?.path ?? context.path, inOrder: name.text === 'route' };
      walk(line.block, inside, redirects);
      if (name.text === 'handle') unhandled = limitedTo(unhandled ?? left, (matcher ?? ALL).split.no, line.span, `handled before: ${written}`);
    } else if (line.block && !name?.text.startsWith('@')) {
      walk(line.block, { ...context, stream: EVERYTHING, path: null }, redirects);
    }
    const own = name?.text === 'redir' ? redirected(line, context) : name?.text === 'respond' ? responded(line, lines, matcher) : null;
    if (own) {
      const { methods, proofs } = stream;
      const path = matcher?.path ?? context.path;
      redirects.push({ adapter: 'caddyfile', span: line.span, path, by: 'configuration', methods, proofs, handlers: [], sendable: FOLLOWED, ...own });
    }
    // Outside `route`, redirects come before every other directive that answers.
    if (name && (context.inOrder ? ANSWERS.has(name.text) : name.text === 'redir') && (own || name.text !== 'redir')) {
      left = limitedTo(left, (matcher ?? ALL).split.no, line.span, `answered before: ${written}`);
    }
  }
}

/**
 * As Caddy runs them (httpcaddyfile, sortRoutes): redirects first, and in a group those without a matcher last.
 * Longer paths come before shorter ones too, which says nothing of methods.
 */
function sorted(lines: readonly CaddyLine[], matchers: Matchers): CaddyLine[] {
  const rank = ({ words: [name, first] }: CaddyLine) => {
    const matcher = matcherAt(first, matchers);
    return (name?.text === 'redir' ? 0 : 2) + (matcher === null || matcher === ALL ? 1 : 0);
  };
  return lines.map(line => ({ line, rank: rank(line) })).sort((one, other) => one.rank - other.rank).map(({ line }) => line);
}

type Own = Pick<Redirect, 'status' | 'statusSpan' | 'target' | 'edits'>;

/** `redir [matcher] TO [code]`. */
function redirected({ words, block }: CaddyLine, context: Context): Own | null {
  const [, ...rest] = words;
  const isMatched = rest.length > 1 && rest[0]?.quote === '' && /^[/@]|^\*$/.test(rest[0].text);
  const [to, code, ...more] = isMatched ? rest.slice(1) : rest;
  if (!to || more.length > 0 || block) return null;
  // A path or a matcher alone is refused.
  if (!isMatched && to.quote === '' && /^[/@]/.test(to.text)) return null;
  const target = targetOf(to);
  if (!code) return defaulted(to, target, context);
  return coded(code.inner, code, target);
}

function defaulted(to: Word, target: Target, context: Context): Own {
  // There, two words are a source and a target, so that a code needs both.
  if (context.isFirstVersion) return { status: { code: 301, origin: 'default' }, statusSpan: null, target, edits: [] };
  return { status: { code: 302, origin: 'default' }, statusSpan: null, target, edits: inserted(to.span.end, status => ` ${status}`) };
}

function coded(span: Span, { text, templated }: Word, target: Target): Own | null {
  if (templated || /^\{.*\}$/.test(text)) return { status: { code: null, origin: 'explicit' }, statusSpan: span, target, edits: [] };
  const code = KEYWORDS[text] ?? (/^\d{3}$/.test(text) ? Number(text) : null);
  if (code === null || !FOLLOWED.includes(code)) return null;
  const status: Status = { code, origin: 'explicit' };
  const edits: StatusEdit[] = replaced(span, code);
  return { status, statusSpan: span, target, edits };
}

/** `respond 302` beside a `header Location …`. */
function responded({ words }: CaddyLine, lines: readonly CaddyLine[], matcher: Matcher | null): Own | null {
  const rest = words.slice(matcher ? 2 : 1);
  const code = rest.length === 1 ? rest[0] : rest[1];
  if (!code || rest.length > 2 || !/^\d{3}$/.test(code.text) || !FOLLOWED.includes(Number(code.text))) return null;
  const header = lines.find(line => line.words[0]?.text === 'header' && line.words.some(word => /^[+?]?location$/i.test(word.text)));
  const to = header?.words.at(-1);
  return to ? coded(code.inner, code, targetOf(to)) : null;
}

function targetOf({ text, templated }: Word): Target {
  const path = text.split('?')[0] ?? '';
  if (/\{(?:uri|path|http\.request\.(?:orig_)?uri(?:\.path)?|http\.request\.uri_escaped)\}/.test(path)) return { kind: 'request', text };
  if (templated) return { kind: 'unknown', text };
  return { kind: /\{[^}]+\}/.test(text) ? 'pattern' : 'path', text };
}
