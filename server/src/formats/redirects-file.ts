import type { Redirect, Status, StatusEdit, Target, Variant } from '../model/facts.ts';
import { ANY } from '../model/methods.ts';
import type { Span } from '../model/text.ts';
import { phrase } from '../model/phrase.ts';
import type { FormatAdapter } from '../syntax/adapter.ts';
import { FOLLOWED, OFFERED } from './shared/statuses.ts';
import { inOrder } from './shared/in-order.ts';

const NETLIFY = 'https://docs.netlify.com/manage/routing/redirects/redirect-options/';
const CLOUDFLARE = 'https://developers.cloudflare.com/pages/configuration/redirects/';
const GITLAB = 'https://docs.gitlab.com/user/project/pages/redirects/';

const NETLIFY_DEFAULT = 301;
/** The platforms that read a file of this name, with the status of a line that has none; each row is documented at its address. */
const PLATFORMS = [
  { is: 'netlify', code: NETLIFY_DEFAULT },
  { is: 'cloudflare-pages', code: 302 },
  { is: 'gitlab-pages', code: 301 },
] as const;
/** Its PERMITTED_STATUS_CODES (pages-shared, metadata-generator/constants.ts) hold every code that a fix can want. */
const ON_CLOUDFLARE: Variant = { of: '_redirects', is: 'cloudflare-pages' };

const INSTEAD_ON_NETLIFY = phrase('Netlify sends neither 303 nor 307 or 308 from _redirects: use status 200, a rewrite, where the target is to get the request itself, or answer in a function.');
const INSTEAD = phrase('On Cloudflare Pages, 303, 307 or 308 can be written at the end of the line. Netlify and GitLab Pages send only 301 and 302 from _redirects: use status 200, a rewrite, where the target is to get the request itself.');

/** `_redirects` of Netlify, Cloudflare Pages, Workers' static assets and GitLab Pages, whose default status differs. */
export const redirectsFile: FormatAdapter = {
  name: '_redirects',
  docs: {
    title: '`_redirects`',
    url: NETLIFY,
    recognised: ['`_redirects`'],
    constructs: [
      { code: '/old /new', status: '301 (Netlify)', proved: 'documented', source: NETLIFY },
      { code: '/old /new', status: '302 (Cloudflare Pages)', proved: 'measured', source: CLOUDFLARE },
      { code: '/old /new', status: '301 (GitLab Pages)', proved: 'documented', source: GITLAB },
      { code: '/old /new 302', status: 'as written', proved: 'measured', source: CLOUDFLARE },
      { code: '/old /new 302!', status: 'as written (Netlify)', proved: 'measured', source: NETLIFY },
    ],
    unwritten: 'Netlify and GitLab Pages 301, Cloudflare Pages 302',
    sendable: [301, 302],
    notes: [
      'The platform is known by a file of the same or the nearest folder above that only it has (`netlify.toml`, `wrangler.toml`, `_routes.json`, a `pages` job '
        + 'in `.gitlab-ci.yml`), by marks in the file that only Netlify reads (`302!`, `Country=`, 404), or by a setting. While it is not known, a line without a '
        + 'status is not judged.',
      'Only Cloudflare sends 303, 307 and 308; on the others no fix is offered.',
    ],
  },
  languageIds: ['redirects', '_redirects'],
  files: ['**/_redirects'],
  triggers: ['/'],
  facts: ({ text }) => {
    const lines = linesOf(text);
    const onNetlify = lines.some(onlyNetlifyReads);
    const sources = new Set<string>();
    const isRepeated = ({ from }: Line) => sources.has(from.text) || !sources.add(from.text);
    return {
      redirects: inOrder(lines.flatMap(line => {
        const redirect = redirectOf(line, onNetlify, isRepeated(line));
        return redirect ? [{ redirect, isConditional: line.query.length > 0 || line.conditions.length > 0 }] : [];
      })),
    };
  },
};

interface Word {
  readonly text: string;
  readonly span: Span;
}

/** `FROM [query…] TO [STATUS[!]] [condition…]`; the order is that of Netlify, the others read a part of it. */
interface Line {
  readonly from: Word;
  readonly query: readonly Word[];
  readonly to: Word | null;
  readonly status: Word | null;
  readonly conditions: readonly Word[];
  readonly span: Span;
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  for (const match of text.matchAll(/[^\r\n]+/g)) {
    const words = wordsOf(match[0], match.index);
    const [from, ...rest] = words;
    if (!from || rest.length === 0 || !isAddress(from)) continue;
    const forward = isStatus(rest[0]);
    const at = forward ? -1 : rest.findIndex(isAddress);
    if (at < 0 && !forward) continue;
    const after = rest.slice(at + 1);
    const status = isStatus(after[0]) ? after[0] as Word : null;
    if (after[0] && !status && !after[0].text.includes('=')) continue;
    lines.push({
      from, query: rest.slice(0, Math.max(at, 0)), to: rest[at] ?? null, status, conditions: status ? after.slice(1) : after,
      span: { start: from.span.start, end: (words.at(-1) as Word).span.end },
    });
  }
  return lines;
}

/** The words of a line up to a comment. */
function wordsOf(line: string, start: number): Word[] {
  const words: Word[] = [];
  for (const match of line.matchAll(/[^\s\uFEFF]+/g)) {
    if (match[0].startsWith('#')) break;
    const at = start + match.index;
    words.push({ text: match[0], span: { start: at, end: at + match[0].length } });
  }
  return words;
}

function isAddress({ text }: Word): boolean {
  return /^(?:\/|https?:)/i.test(text);
}

function isStatus(word: Word | undefined): boolean {
  return word !== undefined && /^\d{3}!?$/.test(word.text);
}

/** Forced statuses, queries and conditions, and error pages are Netlify's alone. */
function onlyNetlifyReads({ query, to, status, conditions }: Line): boolean {
  return status !== null && (status.text.endsWith('!') || /^4\d\d/.test(status.text))
    || query.some(word => /^[\w.-]+=/.test(word.text))
    || conditions.some(word => /^(?:Country|Language|Role|Cookie|Sign(?:ed)?)=/i.test(word.text))
    || (to?.text.startsWith('/.netlify/') ?? false);
}

function redirectOf(line: Line, onNetlify: boolean, isRepeated: boolean): Redirect | null {
  const { to, status, span, from } = line;
  const code = status ? Number.parseInt(status.text, 10) : null;
  if (!to || (code !== null && !FOLLOWED.includes(code))) return null;
  // Cloudflare drops a line that it cannot read, and the second line for a source.
  const isDropped = isRepeated || onlyNetlifyReads(line);
  return {
    adapter: '_redirects', span, path: from.text, by: 'configuration', methods: ANY, proofs: [], handlers: [], pages: true,
    target: targetOf(from, to),
    status: statusOf(code, onNetlify, isDropped),
    statusSpan: status ? { start: status.span.start, end: status.span.start + 3 } : null,
    edits: [...(isDropped ? [] : editsOf(to, status, code)), ...rewriteOf(to, status)],
    instead: onNetlify ? INSTEAD_ON_NETLIFY : INSTEAD,
  };
}

/** `/* https://www.example.com/:splat` carries every path over. */
function targetOf(from: Word, { text }: Word): Target {
  const path = text.replace(/^https?:\/\/[^/]*/i, '');
  const onward = path !== text && path === '/:splat' && from.text.replace(/^https?:\/\/[^/]*/i, '') === '/*';
  return { kind: onward ? 'request' : /[*]|:[A-Za-z]\w*/.test(path) ? 'pattern' : 'path', text };
}

/** A platform that the project's files name wins over what the file itself suggests. */
function statusOf(code: number | null, onNetlify: boolean, isDropped: boolean): Status {
  const dropped = isDropped ? [{ when: ON_CLOUDFLARE, code: null }] : [];
  if (code !== null) return { code, origin: 'explicit', ...(isDropped ? { variants: dropped } : {}) };
  const defaults = PLATFORMS.map(platform => ({ when: { of: '_redirects', is: platform.is }, code: platform.code }));
  return { code: onNetlify ? NETLIFY_DEFAULT : null, origin: 'default', variants: [...dropped, ...defaults] };
}

/** Netlify calls a function by a rewrite; a redirect to its address shows that address and takes the request's body away. */
function rewriteOf(to: Word, status: Word | null): StatusEdit[] {
  if (!to.text.startsWith('/.netlify/functions/')) return [];
  const span = status?.span ?? { start: to.span.end, end: to.span.end };
  return [{ status: 200, onlyStatus: false, edits: [{ span, text: status ? '200' : ' 200' }] }];
}

function editsOf(to: Word, status: Word | null, code: number | null): StatusEdit[] {
  const span = status?.span ?? { start: to.span.end, end: to.span.end };
  return OFFERED.filter(offered => offered !== code).map(offered => ({
    status: offered, onlyStatus: true, when: ON_CLOUDFLARE, edits: [{ span, text: status ? String(offered) : ` ${offered}` }],
  }));
}
