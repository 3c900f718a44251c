/**
 * One segment of a path pattern: a text; one segment of any text, which may be limited by what it begins and ends with;
 * or all segments that remain, none included.
 */
export type Segment =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'one'; readonly before: string; readonly after: string; readonly optional: boolean }
  | { readonly kind: 'rest' };

/** A path as routers and redirects write it, in the syntax of none of them. */
export interface PathPattern {
  readonly segments: readonly Segment[];
  /** Ends in `/`; what that means differs, so that comparing leaves it aside unless it is asked for. */
  readonly slash: boolean;
}

const REST: Segment = { kind: 'rest' };
/** Patterns longer than this are not compared. */
const MOST_SEGMENTS = 40;
/** Stand-ins for variables while a path is split: private-use characters, which occur in no path. */
const HOLE = '\uE000';
const OPTIONAL = '\uE001';
const MANY = '\uE002';

/**
 * Reads a path in any of the syntaxes that routers have. Null for what is no path from the root, or a pattern that segments cannot say.
 * - `:id`, `:id?`, `:id(\\d+)`, `*`, `*rest`, `:path*`, `(.:format)`: Express 4 and 5, Koa, Rails, Sinatra, `_redirects`, Vercel
 * - `<id>`, `<int:id>`, `<path:rest>`: Flask, Bottle, Django; `^users/(?P<id>\d+)/$`: Django's re_path
 * - `{id}`, `{id:\d+}`, `{id?}`, `{rest...}`, `{*rest}`, `{$}`: FastAPI, Go 1.22, Spring, Laravel, ASP.NET Core, OpenAPI
 * - `[id]`, `[[id]]`, `[...rest]`: Next.js, SvelteKit, Astro
 * - `${id}`, `#{id}`, `{id}`, `%s`, `$1`: targets put together in code and configuration
 */
export function pathPattern(text: string): PathPattern | null {
  let pattern = known.get(text);
  if (pattern === undefined) {
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(text, pattern = patternIn(text));
  }
  return pattern;
}

/** A keystroke asks for the same paths as the one before. */
const known = new Map<string, PathPattern | null>();
const MOST_KNOWN = 5000;

function patternIn(text: string): PathPattern | null {
  // A query or fragment; `(?P<id>` and `:id?` begin none.
  const path = text.replace(/(?<!\()\?(?=[\w$#{%]).*$/s, '').replace(/#(?!\{).*$/s, '');
  const plain = withoutVariables(withoutRegex(path));
  if (plain === null || !plain.startsWith('/') || plain.startsWith('//') || /[\\^$()[\]|+<>{}?]/.test(plain)) return null;
  const parts = plain.slice(1).split('/');
  const slash = parts.at(-1) === '';
  if (slash) parts.pop();
  if (parts.length > MOST_SEGMENTS || parts.includes('')) return null;
  return { segments: parts.map(segmentOf), slash };
}

/** The pattern of a route, which some routers take without the `/` that it begins with: `orders/<int:id>/`, `*`, nothing at all. */
export function routePattern(text: string): PathPattern | null {
  if (/^(?:\^|\/|https?:)/.test(text)) return pathPattern(text);
  return pathPattern(`/${text}`);
}

function segmentOf(part: string): Segment {
  if (part.includes(MANY)) return REST;
  const first = part.search(/[\uE000\uE001]/);
  if (first < 0) return { kind: 'text', text: decoded(part) };
  const last = Math.max(part.lastIndexOf(HOLE), part.lastIndexOf(OPTIONAL));
  return { kind: 'one', before: part.slice(0, first), after: part.slice(last + 1), optional: part === OPTIONAL };
}

/** A pattern that is anchored as Django's re_path and nginx's locations are; other text is left as it is. */
function withoutRegex(text: string): string {
  if (!/^\^|\$$|\\[dw./]|\(\?/.test(text) || text.startsWith('${')) return text;
  return text.replace(/^\^?\/?/, '/').replace(/\$$/, '').replace(/\\([/.\-_])/g, '$1')
    .replace(/\(\?P?<\w+>(?:[^()]|\((?:\?:)?[^()]*\))*\)/g, group => (/\.[*+]/.test(group) ? MANY : HOLE))
    .replace(/\((?:\?:)?(?:[^()|?]|\\.)*\)/g, group => (/\.[*+]/.test(group) ? MANY : HOLE))
    .replace(/\.[*+]/g, MANY).replace(/\/\?$/, '/');
}

function withoutVariables(text: string): string | null {
  let path = text
    // Optional groups: a format ending says nothing, an optional segment may be there.
    .replace(/\(\.:\w+\)/g, '').replace(/\(\/:\w+\)/g, `/${OPTIONAL}`)
    .replace(/[$#]\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}/g, HOLE)
    .replace(/\{[\w.]+[.[(][\w.()[\]'"]*\}/g, inner => (/^\{\w+\.{3}\}$/.test(inner) ? inner : HOLE))
    .replace(/\{\$\}$/, '').replace(/\{\*+\w*\}|\{\w+(?:\.{3}|:path|:\.[*+])\}/g, MANY).replace(/\{\w+(?::[^{}]*(?:\{[^{}]*\}[^{}]*)*)?(\??)\}/g, hole)
    .replace(/<(?:path|re|regex(?:\([^<>]*\))?):\w+>|<\w+:path>/g, MANY).replace(/<(?:[^<>]*[:\s])?\w+>/g, HOLE)
    .replace(/\[?\[\.{3}\w+\]\]?/g, MANY).replace(/\[\[\w+(?:=\w+)?\]\]/g, OPTIONAL).replace(/\[\w+(?:=\w+)?\]/g, HOLE);
  if (/\{|\}/.test(path)) return null;
  path = path
    .replace(/:(?:splat\b|\w+(?:\([^()]*\))?[*+])/g, MANY).replace(/:[A-Za-z_]\w*(?:\((?:[^()]|\([^()]*\))*\))?(\??)/g, hole)
    .replace(/\*{1,2}\w*/g, MANY).replace(/%[sdv]/g, HOLE)
    .replace(/\$(?:is_)?args\b|\$query_string\b/g, '').replace(/\/?\$(?:request_uri|uri|document_uri)\b/g, `/${MANY}`)
    .replace(/\$\d/g, MANY).replace(/\$\w+/g, HOLE);
  return path;
}

function hole(_all: string, optional: string): string {
  return optional ? OPTIONAL : HOLE;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A pattern below another one; the slash between them counts once. */
export function joined(prefix: PathPattern, below: PathPattern): PathPattern {
  return { segments: [...prefix.segments.filter(segment => segment.kind !== 'rest'), ...below.segments], slash: below.segments.length > 0 ? below.slash : prefix.slash || below.slash };
}

/** Whether every segment is a text, so that the pattern is one path. */
export function isLiteral({ segments }: PathPattern): boolean {
  return segments.every(segment => segment.kind === 'text');
}

/** Whether two say the same, but for a slash at the end and the names of variables. */
export function samePath(a: PathPattern, b: PathPattern): boolean {
  return JSON.stringify(a.segments) === JSON.stringify(b.segments);
}

/** Whether every path of `inner` is one of `outer`. */
export function coversPath(outer: PathPattern, inner: PathPattern): boolean {
  return fits(outer.segments, 0, inner.segments, 0);
}

function fits(outer: readonly Segment[], o: number, inner: readonly Segment[], i: number): boolean {
  const [a, b] = [outer[o], inner[i]];
  if (a?.kind === 'rest') return true;
  if (!a) return !b;
  if (!b) return a.kind === 'one' && a.optional && fits(outer, o + 1, inner, i);
  if (a.kind === 'one' && a.optional && fits(outer, o + 1, inner, i)) return true;
  return holds(a, b) && fits(outer, o + 1, inner, i + 1);
}

function holds(a: Exclude<Segment, { kind: 'rest' }>, b: Segment): boolean {
  if (b.kind === 'rest' || (b.kind === 'one' && b.optional)) return false;
  if (a.kind === 'text') return b.kind === 'text' && a.text === b.text;
  if (b.kind === 'text') return b.text.length >= a.before.length + a.after.length && b.text.startsWith(a.before) && b.text.endsWith(a.after);
  return b.before.startsWith(a.before) && b.after.endsWith(a.after);
}

/** Sorts the pattern that a router prefers first: texts before variables before what takes all the rest, from left to right. */
export function bySpecificity(a: PathPattern, b: PathPattern): number {
  for (let at = 0; at < Math.max(a.segments.length, b.segments.length); at++) {
    const differs = rank(b.segments[at]) - rank(a.segments[at]);
    if (differs !== 0) return differs;
  }
  return 0;
}

function rank(segment: Segment | undefined): number {
  if (!segment) return 3;
  return { text: 4, one: 2, rest: 1 }[segment.kind];
}

/** The path for people, in OpenAPI's syntax without names: `/orders/{}`. */
export function shownPath({ segments, slash }: PathPattern): string {
  const parts = segments.map(segment => segment.kind === 'text' ? segment.text : segment.kind === 'rest' ? '*' : `${segment.before}{}${segment.after}`);
  return `/${parts.join('/')}${slash && parts.length > 0 ? '/' : ''}`;
}
