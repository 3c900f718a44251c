import type { Node } from 'web-tree-sitter';
import { ancestorsOf, partsOf, sameNode } from '../../syntax/nodes.ts';

/*
 * Elixir's grammar knows calls, operators and blocks; `def`, `if` and `case` are calls like any other.
 */

/** Bodies whose children run one after the other. */
const SEQUENCES = new Set(['do_block', 'else_block', 'after_block', 'rescue_block', 'catch_block', 'body', 'block', 'source']);

export function isSequence(node: Node): boolean {
  return SEQUENCES.has(node.type);
}

/** The name that is called: `redirect` of `redirect(…)` and of `Phoenix.Controller.redirect(…)`; null where an expression is. */
export function calleeName(call: Node): string | null {
  return nameNodeOf(call)?.text ?? null;
}

export function nameNodeOf(call: Node): Node | null {
  const target = call.type === 'call' ? call.childForFieldName('target') : null;
  if (target?.type === 'identifier') return target;
  const name = target?.type === 'dot' ? target.childForFieldName('right') : null;
  return name?.type === 'identifier' ? name : null;
}

/** `Phoenix.Controller` of `Phoenix.Controller.redirect(…)`, `conn` of `conn.method`; null where nothing stands before the name. */
export function qualifierOf(call: Node): Node | null {
  const target = call.type === 'call' ? call.childForFieldName('target') : null;
  return target?.type === 'dot' ? target.childForFieldName('left') : null;
}

function argumentList(call: Node): Node | null {
  return partsOf(call).find(part => part.type === 'arguments') ?? null;
}

/** Positional arguments as they stand; keywords left out, and what a pipe puts in front. */
export function argumentsOf(call: Node): Node[] {
  const list = argumentList(call);
  return list ? partsOf(list).filter(part => part.type !== 'keywords') : [];
}

/** Whether a call is written with parentheses. */
export function hasParentheses(call: Node): boolean {
  return argumentList(call)?.text.startsWith('(') ?? false;
}

/** Every pair behind the positional arguments of a call, or of a list or map. */
export function pairsOf(holder: Node): Node[] {
  const list = holder.type === 'call' ? argumentList(holder) : holder;
  return list ? partsOf(list).flatMap(part => part.type === 'keywords' ? partsOf(part).filter(pair => pair.type === 'pair') : []) : [];
}

/** The value of `name: …`; null where it is not given. */
export function keywordOf(holder: Node, ...names: string[]): Node | null {
  return pairsOf(holder).find(pair => names.includes(keyOf(pair)))?.childForFieldName('value') ?? null;
}

export function keyOf(pair: Node): string {
  return pair.childForFieldName('key')?.text.replace(/:\s*$/, '') ?? '';
}

/** The `do … end` of a call. */
export function blockOf(call: Node): Node | null {
  return partsOf(call).find(part => part.type === 'do_block') ?? null;
}

export function operatorOf(node: Node): string {
  return node.type === 'binary_operator' || node.type === 'unary_operator' ? node.childForFieldName('operator')?.text ?? '' : '';
}

/** The sides of a binary operator of this name; null for any other node. */
export function sidesOf(node: Node, ...operators: string[]): { readonly left: Node; readonly right: Node } | null {
  if (node.type !== 'binary_operator' || !operators.includes(operatorOf(node))) return null;
  const [left, right] = [node.childForFieldName('left'), node.childForFieldName('right')];
  return left && right ? { left, right } : null;
}

/** What a pipe hands to a call; null where none does. */
export function pipedInto(call: Node): Node | null {
  const sides = call.parent ? sidesOf(call.parent, '|>') : null;
  return sides && sameNode(sides.right, call) ? sides.left : null;
}

/** What a call gets first: from a pipe, or as its first argument. */
export function subjectOf(call: Node): Node | null {
  return pipedInto(call) ?? argumentsOf(call)[0] ?? null;
}

/** Arguments behind the first, wherever that one stands. */
export function laterArguments(call: Node): Node[] {
  return pipedInto(call) ? argumentsOf(call) : argumentsOf(call).slice(1);
}

/** The expression without parentheses around it. */
export function unwrap(node: Node): Node {
  let inner = node;
  while (inner.type === 'block') {
    const parts = partsOf(inner);
    if (parts.length !== 1) break;
    inner = parts[0] as Node;
  }
  return inner;
}

/** The text of a string, atom or sigil without interpolation; null for anything else. */
export function textOf(node: Node | null): string | null {
  if (!node) return null;
  if (node.type === 'atom') return node.text.slice(1);
  if (node.type !== 'string' && node.type !== 'sigil' && node.type !== 'quoted_atom') return null;
  const parts = partsOf(node).filter(part => part.type !== 'sigil_name' && part.type !== 'sigil_modifiers');
  return parts.some(part => part.type === 'interpolation') ? null : parts.map(part => part.text).join('');
}

/** The members of `[a, b]` and of `~w(a b)`; null for anything else. */
export function itemsOf(node: Node): Node[] | null {
  return node.type === 'list' ? partsOf(node) : null;
}

/** The texts of `["PUT", "PATCH"]`, `[:create, :update]`, `~w(PUT PATCH)a`; null where one is computed. */
export function textsOf(node: Node): string[] | null {
  if (node.type === 'sigil' && /^~[wW]/.test(node.text)) return textOf(node)?.split(/\s+/).filter(Boolean) ?? null;
  const texts = itemsOf(node)?.map(textOf) ?? [textOf(node)];
  return texts.includes(null) ? null : texts as string[];
}

/** A clause of a function: the call of `def` or `defp`. */
export function isClause(node: Node): boolean {
  return node.type === 'call' && /^(?:def|defp|defmacro|defmacrop)$/.test(node.childForFieldName('target')?.text ?? '');
}

/** What a clause defines: its head without `when`, and what stands behind `when`. */
export function headOf(clause: Node): { readonly name: string; readonly parameters: readonly Node[]; readonly when: Node | null } | null {
  const first = argumentsOf(clause)[0];
  const guarded = first ? sidesOf(first, 'when') : null;
  const head = guarded?.left ?? first;
  if (!head) return null;
  if (head.type === 'identifier') return { name: head.text, parameters: [], when: guarded?.right ?? null };
  const name = calleeName(head);
  const list = argumentList(head);
  return name === null ? null : { name, parameters: list ? partsOf(list) : [], when: guarded?.right ?? null };
}

/** The clause around a node. */
export function clauseAround(node: Node): Node | null {
  return [...ancestorsOf(node)].find(isClause) ?? null;
}

/** The call of `defmodule` around a node. */
export function moduleAround(node: Node): Node | null {
  return [...ancestorsOf(node)].find(each => each.type === 'call' && each.childForFieldName('target')?.text === 'defmodule') ?? null;
}
