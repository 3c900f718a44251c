import type { Redirect, Status, StatusEdit, Target } from '../../model/facts.ts';
import type { Span } from '../../model/text.ts';
import { ALWAYS, EVERYTHING, limitedTo, matching, negated, type Split, type Stream, tested, UNDECIDED } from '../shared/splits.ts';
import { FOLLOWED, inserted, replaced } from '../shared/statuses.ts';
import { type Assignment, type Block, type LighttpdItem, lighttpdTree, textOf, type Token } from './tree.ts';

/** The status that holds in a block: written there, written around it, or the default. */
interface Code {
  readonly status: Status;
  readonly span: Span | null;
}

interface Context {
  readonly stream: Stream;
  readonly path: string | null;
  readonly code: Code;
  readonly text: string;
}

/** mod_redirect's own (`url.redirect-code`, since 1.4.31). */
const DEFAULT: Code = { status: { code: 301, origin: 'default' }, span: null };

/** Every redirect of a file: one for each pair of `url.redirect`. */
export function redirectsIn(text: string): Redirect[] {
  const redirects: Redirect[] = [];
  walk(lighttpdTree(text), { stream: EVERYTHING, path: null, code: DEFAULT, text }, redirects);
  return redirects;
}

function walk(items: readonly LighttpdItem[], outer: Context, redirects: Redirect[]): void {
  const written = items.findLast((item): item is Assignment => item.kind === 'assignment' && item.key.text === 'url.redirect-code');
  const context = written ? { ...outer, code: codeOf(written, outer.code) } : outer;
  let rest = context.stream;
  for (const item of items) {
    if (item.kind === 'assignment') {
      if (item.key.text === 'url.redirect') redirects.push(...pairsOf(item, context, written ?? null));
      continue;
    }
    const split = splitOf(item);
    const before = item.isElse ? rest : context.stream;
    const says = context.text.slice(item.span.start, item.span.end);
    const path = pathOf(item) ?? context.path;
    walk(item.items, { ...context, path, stream: limitedTo(before, split.yes, item.span, `limited here: ${says}`) }, redirects);
    rest = limitedTo(before, split.no, item.span, `the rest of: ${says}`);
  }
}

function codeOf({ value: [token] }: Assignment, outer: Code): Code {
  const text = textOf(token?.text ?? '');
  if (!token || !/^\d+$/.test(text)) return { status: { code: null, origin: 'explicit' }, span: token?.span ?? outer.span };
  const quote = token.text === text ? 0 : 1;
  return { status: { code: Number(text), origin: 'explicit' }, span: { start: token.span.start + quote, end: token.span.end - quote } };
}

function splitOf({ field, operator, operand }: Block): Split {
  if (field !== 'request-method') return field === null ? ALWAYS : UNDECIDED;
  if (operator === '==' || operator === '!=') {
    const equal = tested(method => method === operand);
    return operator === '==' ? equal : negated(equal);
  }
  if (operator === '=~' || operator === '!~') {
    const found = tested(matching(operand, false));
    return operator === '=~' ? found : negated(found);
  }
  return UNDECIDED;
}

function pathOf({ field, operator, operand }: Block): string | null {
  return field === 'url' && ['==', '=~', '=^'].includes(operator) ? operand : null;
}

/** The pairs of one list; the status is that of the block, so one edit changes it for all of them. */
function pairsOf(list: Assignment, context: Context, written: Assignment | null): Redirect[] {
  const { code, stream } = context;
  if (code.status.code !== null && !FOLLOWED.includes(code.status.code)) return [];
  const edits = editsOf(list, code, written, context.text);
  return list.value.flatMap((token, index) => {
    const [from, to] = [list.value[index - 1], list.value[index + 1]];
    if (token.text !== '=>' || !from || !to || !/^["']/.test(from.text) || !/^["']/.test(to.text)) return [];
    const pattern = textOf(from.text);
    return [{
      adapter: 'lighttpd', span: { start: from.span.start, end: to.span.end }, statusSpan: written ? code.span : null, status: code.status,
      target: targetOf(to, pattern), path: isEvery(pattern) ? context.path : pattern, by: 'configuration' as const,
      methods: stream.methods, proofs: stream.proofs, handlers: [], edits, sendable: FOLLOWED,
    }];
  });
}

function editsOf({ key }: Assignment, code: Code, written: Assignment | null, text: string): StatusEdit[] {
  if (written) return code.status.code === null || !code.span ? [] : replaced(code.span, code.status.code);
  const line = text.lastIndexOf('\n', key.span.start - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(line, key.span.start))?.[0] ?? '';
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  return inserted(key.span.start, status => `url.redirect-code = ${status}${end}${indent}`).filter(({ status }) => status !== code.status.code);
}

function isEvery(pattern: string): boolean {
  return /^\^?\/?\(?(?:\.[*+])?\)?\$?$/.test(pattern);
}

function targetOf({ text: written }: Token, pattern: string): Target {
  const text = textOf(written);
  const path = text.split('?')[0] ?? '';
  const whole = (/^\^?\/?\(\/?\.[*+]\)\$?$/.test(pattern) && /\$1/.test(path)) || (isEvery(pattern) && /\$0/.test(path));
  if (whole || /\$\{url\.path\}/.test(path)) return { kind: 'request', text };
  return { kind: /\$\d|%\d|[$%]\{/.test(text) ? 'pattern' : 'path', text };
}
