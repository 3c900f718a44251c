import type { Node } from 'web-tree-sitter';
import { nameInFamily } from '../../model/statuses.ts';
import type { TextEdit } from '../../model/text.ts';
import { sameNode, spanOf } from '../../syntax/nodes.ts';
import { indentAt, insertion, newlineOf, replacement } from '../shared/text-edits.ts';
import type { ExFile } from './file.ts';
import { argumentsOf, hasParentheses, pipedInto } from './syntax.ts';

/** Plug's atoms (Plug.Conn.Status). */
export const ATOMS: Readonly<Record<number, string>> = { 303: ':see_other', 307: ':temporary_redirect', 308: ':permanent_redirect' };

/** The text that gives a status expression another status in its author's style: `302`, `:found`. Null where it is neither. */
export function statusEdits(file: ExFile, expression: Node, status: number): TextEdit[] | null {
  const node = file.follow(expression);
  const span = spanOf(expression);
  if (/^\d{3}$/.test(node.text)) return [replacement(span, String(status))];
  const other = node.type === 'atom' ? nameInFamily(node.text.slice(1), status) : null;
  return other === null ? null : [replacement(sameNode(node, expression) ? spanOf(node) : span, `:${other}`)];
}

/**
 * Sets the status before a redirect: one more step in its pipe, or a pipe where a plain connection is its argument.
 * `put_status`: how the file calls it.
 */
export function statusBefore(file: ExFile, call: Node, putStatus: string, status: number): TextEdit[] | null {
  const atom = ATOMS[status] as string;
  const piped = pipedInto(call);
  if (piped) {
    const isOwnLine = file.text.slice(piped.endIndex, call.startIndex).includes('\n');
    const next = isOwnLine ? `${newlineOf(file.text)}${indentAt(file.text, call.startIndex)}|> ` : ' |> ';
    return [insertion(call.startIndex, `${putStatus}(${atom})${next}`)];
  }
  const [first, ...rest] = argumentsOf(call);
  const second = rest[0] ?? call.namedChildren.find(child => child?.type === 'arguments')?.namedChildren.find(child => child?.type === 'keywords') ?? null;
  if (!first) return null;
  if (first.type !== 'identifier' || !hasParentheses(call) || !second) return [insertion(first.startIndex, `${putStatus}(`), insertion(first.endIndex, `, ${atom})`)];
  return [insertion(call.startIndex, `${first.text} |> ${putStatus}(${atom}) |> `), replacement({ start: first.startIndex, end: second.startIndex }, '')];
}

/** How a file calls Plug's `put_status`: by its name where it is imported. Source: Phoenix.Controller and Plug.Builder, `__using__`. */
export function putStatusIn(file: ExFile): string {
  const isUsed = /^[ \t\uFEFF]*use\s+(?:Phoenix\.Controller|Plug\.(?:Builder|Router)|[\w.]+\s*,\s*(?::controller|:router|:plug))\b/m.test(file.text);
  const imported = /^[ \t\uFEFF]*import\s+Plug\.Conn\b(?:\s*,\s*(only|except):\s*(\[[^\]]*\]))?/m.exec(file.text);
  const isImported = imported !== null && (imported[1] === undefined || (imported[1] === 'only') === /\bput_status:/.test(imported[2] ?? ''));
  return isUsed || isImported ? 'put_status' : 'Plug.Conn.put_status';
}
