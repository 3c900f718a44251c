import type { Node } from 'web-tree-sitter';
import { ancestorsOf, partsOf as plainPartsOf, sameNode } from '../../syntax/nodes.ts';

/** Named children without comments. */
export function partsOf(node: Node): Node[] {
  return plainPartsOf(node).filter(part => !part.type.endsWith('_comment'));
}

const SEQUENCES = new Set(['block', 'source_file', 'declaration_list']);

export function isSequence(node: Node): boolean {
  return SEQUENCES.has(node.type);
}

export function isFunction(node: Node): boolean {
  return node.type === 'function_item' || node.type === 'closure_expression';
}

/** The expression without what stands around its value: parentheses, `?`, `.await`, `&`, `*`, `as`, and `.into()` behind it. */
export function unwrap(node: Node): Node {
  let inner = node;
  for (;;) {
    const next = ['parenthesized_expression', 'try_expression', 'await_expression', 'type_cast_expression'].includes(inner.type) ? partsOf(inner)[0]
      : inner.type === 'reference_expression' || inner.type === 'reference_pattern' ? partsOf(inner).filter(part => part.type !== 'mutable_specifier').at(-1)
        : inner.type === 'unary_expression' && inner.text.startsWith('*') ? partsOf(inner)[0]
          : inner.type === 'call_expression' && ['into', 'clone', 'as_str', 'as_ref', 'to_string', 'to_owned', 'unwrap'].includes(calleeName(inner) ?? '') && argumentsOf(inner).length === 0 ? receiverOf(inner) : null;
    if (!next) return inner;
    inner = next;
  }
}

/** What is called, without type arguments: `Redirect::to`, `res.finish`. */
export function calleeOf(call: Node): Node | null {
  const callee = call.type === 'call_expression' ? call.childForFieldName('function') : null;
  return callee?.type === 'generic_function' ? callee.childForFieldName('function') : callee;
}

/** The last part of what is called: `to` of `Redirect::to(…)`, `finish` of `res.finish()`. */
export function calleeName(call: Node): string | null {
  return nameNodeOf(call)?.text ?? null;
}

export function nameNodeOf(call: Node): Node | null {
  const callee = calleeOf(call);
  return callee ? lastNameNode(callee) : null;
}

/** `a::b` → `b`, `a.b` → `b`, `b` → `b`; null for any other expression. */
export function lastNameNode(node: Node): Node | null {
  if (node.type === 'identifier' || node.type === 'type_identifier') return node;
  if (node.type === 'scoped_identifier' || node.type === 'scoped_type_identifier') return node.childForFieldName('name');
  return node.type === 'field_expression' ? node.childForFieldName('field') : null;
}

/** `res` of `res.finish()`; null where the call is of no method. */
export function receiverOf(call: Node): Node | null {
  const callee = calleeOf(call);
  return callee?.type === 'field_expression' ? callee.childForFieldName('value') : null;
}

export function argumentsOf(call: Node): Node[] {
  const list = call.childForFieldName('arguments');
  return list ? partsOf(list).filter(part => part.type !== 'attribute_item') : [];
}

/** The call of a method on this expression: `x.to(…)` of `x`. */
export function calledOn(expression: Node): Node | null {
  const field = expression.parent?.type === 'field_expression' && sameNode(expression.parent.childForFieldName('value'), expression) ? expression.parent : null;
  const callee = field?.parent?.type === 'generic_function' ? field.parent : field;
  return callee?.parent?.type === 'call_expression' && sameNode(callee.parent.childForFieldName('function'), callee) ? callee.parent : null;
}

/** Text of a string literal, escapes left as they are; null for anything else. */
export function stringValue(node: Node | null): string | null {
  if (node?.type === 'string_literal') return node.text.replace(/^b?"|"$/g, '');
  return node?.type === 'raw_string_literal' ? node.text.replace(/^b?r#*"|"#*$/g, '') : null;
}

export function nameOf(declaration: Node): string {
  return declaration.childForFieldName('name')?.text ?? '';
}

/** `#[name(…)]` before a function: its path as written, and the text between its parentheses. */
export interface Attribute {
  readonly node: Node;
  readonly path: string;
  readonly content: string;
}

export function attributesOf(declaration: Node): Attribute[] {
  const attributes: Attribute[] = [];
  for (let before = declaration.previousNamedSibling; before && (before.type === 'attribute_item' || before.type.endsWith('_comment')); before = before.previousNamedSibling) {
    const attribute = partsOf(before)[0];
    const path = attribute ? partsOf(attribute)[0] : undefined;
    if (attribute && path) attributes.unshift({ node: before, path: path.text.replace(/\s/g, ''), content: attribute.childForFieldName('arguments')?.text.slice(1, -1) ?? '' });
  }
  return attributes;
}

/** An `if`; the alternative without its `else`. */
export function branchesOf(node: Node): { readonly condition: Node; readonly yes: Node | null; readonly no: Node | null } | null {
  const condition = node.type === 'if_expression' ? node.childForFieldName('condition') : null;
  const otherwise = node.childForFieldName('alternative');
  return condition ? { condition, yes: node.childForFieldName('consequence'), no: otherwise ? partsOf(otherwise)[0] ?? null : null } : null;
}

/** The type whose `impl` a function stands in; null where it stands in none. */
export function implAround(fn: Node): string | null {
  const impl = [...ancestorsOf(fn)].find(each => each.type === 'impl_item' || each.type === 'function_item');
  const type = impl?.type === 'impl_item' ? impl.childForFieldName('type') : null;
  return type ? /^[\w:]+/.exec(type.text)?.[0].replace(/^.*::/, '') ?? null : null;
}
