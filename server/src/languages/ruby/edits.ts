import type { Node } from 'web-tree-sitter';
import { nameInFamily, REASON_PHRASES } from '../../model/statuses.ts';
import type { TextEdit } from '../../model/text.ts';
import { partsOf, spanOf } from '../../syntax/nodes.ts';
import { insertion, replacement } from '../shared/text-edits.ts';
import { argumentsOf, hasSplat, pairsOf, textOf } from './file.ts';

/** Rack's symbols (Rack::Utils::SYMBOL_TO_STATUS_CODE). */
const SYMBOLS: Readonly<Record<number, string>> = { 303: ':see_other', 307: ':temporary_redirect', 308: ':permanent_redirect' };

/** Adds `name: value` behind the last argument, in the style of the pairs that stand there; null where that would change more. */
export function addKeyword(call: Node, name: string, value: string): TextEdit[] | null {
  const args = argumentsOf(call);
  const last = args.at(-1);
  if (hasSplat(call) || args.some(holdsReturn)) return null;
  if (last) {
    const open = openParenthesis(last);
    return [...open, insertion(last.endIndex, `${open.length > 0 ? ')' : ''}, ${pair(call, name, value)}`)];
  }
  const list = call.childForFieldName('arguments');
  if (list) return [insertion(list.startIndex + 1, pair(call, name, value))];
  const method = call.childForFieldName('method') ?? call;
  return [insertion(method.endIndex, `(${pair(call, name, value)})`)];
}

/** `redirect_to a && return` gives its `return` to the arguments. */
function holdsReturn(argument: Node): boolean {
  return argument.type === 'binary' && argument.descendantsOfType('return').length > 0;
}

function pair(call: Node, name: string, value: string): string {
  const rockets = pairsOf(call).some(each => each.childForFieldName('key')?.type === 'simple_symbol');
  return rockets ? `:${name} => ${value}` : `${name}: ${value}`;
}

/** `edit_path @order` takes what follows it for its own, unless it gets parentheses. */
function openParenthesis(argument: Node): TextEdit[] {
  const list = argument.type === 'call' ? argument.childForFieldName('arguments') : null;
  const before = argument.childForFieldName('method');
  if (!list || !before || list.text.startsWith('(')) return [];
  return [replacement({ start: before.endIndex, end: list.startIndex }, '(')];
}

export function symbolFor(status: number): string {
  return SYMBOLS[status] ?? String(status);
}

/** The text that gives a status expression another status in its author's style: `:found`, `'found'`, `'302 Found'`, `302`. */
export function statusEdit(expression: Node, status: number): TextEdit[] {
  const text = textOf(expression);
  if (expression.type === 'simple_symbol') return [replacement(spanOf(expression), `:${nameInFamily(text ?? '', status) ?? status}`)];
  if (expression.type === 'string' && text !== null) {
    const name = nameInFamily(text, status) ?? `${status}${text.length > 3 ? ` ${REASON_PHRASES[status]}` : ''}`;
    const content = partsOf(expression)[0];
    return [replacement(content ? spanOf(content) : spanOf(expression), name)];
  }
  return [replacement(spanOf(expression), expression.type === 'integer' ? String(status) : symbolFor(status))];
}
