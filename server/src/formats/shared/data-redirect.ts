import type { Redirect, StatusEdit, Target } from '../../model/facts.ts';
import { ANY } from '../../model/methods.ts';
import type { Span } from '../../model/text.ts';
import type { Phrase } from '../../model/phrase.ts';
import type { DataEntry, DataScalar } from '../../syntax/data.ts';
import type { DataFile } from './data-format.ts';
import { OFFERED } from './statuses.ts';

/** A redirect that configuration declares for every method; what differs is given. */
export function configured(given: Pick<Redirect, 'adapter' | 'span' | 'status'> & Partial<Redirect>): Redirect {
  return {
    statusSpan: null, target: { kind: 'unknown', text: null }, path: null, by: 'configuration', methods: ANY, proofs: [], handlers: [], edits: [], ...given,
  };
}

/** A target as written: text with captures, wildcards or variables in it is a pattern. */
export function targetOf(text: string | null): Target {
  if (text === null) return { kind: 'unknown', text: null };
  return { kind: /[$*{(]|(?:^|\/):[A-Za-z]/.test(text.replace(/^https?:\/\/[^/]*/i, '')) ? 'pattern' : 'path', text };
}

/**
 * The target of a redirect that changes the scheme and host that are given and nothing else: `https`, `https://HOST`, `//HOST`;
 * text null where neither is known.
 */
export function carriedTo(scheme: string | null, host: string | null): Target {
  const secure = scheme?.toLowerCase() === 'https';
  const known = host !== null && /^[\w.-]+(?::\d+)?$/.test(host) ? `${secure ? 'https:' : ''}//${host}` : null;
  return { kind: 'request', text: known ?? (secure ? 'https' : null) };
}

/** How a platform writes codes: those that it sends, with the text of each. */
export interface Spelling {
  readonly sendable: readonly number[];
  /** 307 → `Temporary`; the number itself where nothing else is said. */
  readonly write?: (status: number) => string;
  readonly note?: Phrase;
}

/** Writes each code that a fix can want, and that the platform sends, in the place of the one that stands there, within its quotes. */
export function rewritten(scalar: DataScalar | Span, code: number | null, spelling: Spelling): StatusEdit[] {
  const span = 'kind' in scalar ? scalar.inner : scalar;
  return editsFor(code, spelling, status => ({ span, text: (spelling.write ?? String)(status) }));
}

/** Adds `key: CODE` behind an entry, in a line of its own where the entry has one, for each code that a fix can want and the platform sends. */
export function added(after: DataEntry, key: string, code: number, file: DataFile, spelling: Spelling): StatusEdit[] {
  const { at, before } = placeBehind(after, file);
  const separator = { json: ': ', yaml: ': ', toml: ' = ', hcl: ' = ' }[file.syntax];
  const name = file.syntax === 'json' ? `"${key}"` : key;
  return editsFor(code, spelling, status => ({ span: { start: at, end: at }, text: `${before}${name}${separator}${(spelling.write ?? String)(status)}` }));
}

function editsFor(code: number | null, { sendable, note }: Spelling, edit: (status: number) => StatusEdit['edits'][number]): StatusEdit[] {
  return OFFERED.filter(status => status !== code && sendable.includes(status))
    .map(status => ({ status, onlyStatus: true, edits: [edit(status)], ...(note ? { note } : {}) }));
}

function placeBehind(entry: DataEntry, { text, syntax }: DataFile): { readonly at: number; readonly before: string } {
  const lineStart = text.lastIndexOf('\n', entry.span.start - 1) + 1;
  const lead = text.slice(lineStart, entry.span.start);
  const comma = syntax === 'json' ? ',' : '';
  if (!/^[\s\uFEFF]*(?:-[ \t]+)*$/.test(lead)) return { at: entry.span.end, before: ', ' };
  const end = text.indexOf('\n', entry.span.end);
  const rest = text.slice(entry.span.end, end < 0 ? text.length : end);
  // The last line of a text may have no end of its own.
  const newline = rest.endsWith('\r') || (end < 0 && text.includes('\r\n')) ? '\r\n' : '\n';
  const before = `${comma}${newline}${lead.replace(/[-\uFEFF]/g, ' ')}`;
  // In YAML, TOML and HCL a comment can follow on the line; in JSON a comma.
  return { at: syntax === 'json' ? entry.span.end : entry.span.end + rest.replace(/\r$/, '').length, before };
}
