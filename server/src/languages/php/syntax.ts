import type { Node } from 'web-tree-sitter';
import { ancestorsOf, partsOf } from '../../syntax/nodes.ts';

/** Calls of every kind: `f()`, `$o->f()`, `$o?->f()`, `C::f()`, `new C()`. */
export const CALLS: readonly string[] = [
  'function_call_expression', 'member_call_expression', 'nullsafe_member_call_expression', 'scoped_call_expression', 'object_creation_expression',
];
const MEMBER_CALLS = new Set(['member_call_expression', 'nullsafe_member_call_expression']);
const FUNCTIONS = new Set(['function_definition', 'method_declaration', 'anonymous_function', 'arrow_function']);
const CLASSES = new Set(['class_declaration', 'trait_declaration', 'enum_declaration', 'anonymous_class']);

export interface Argument {
  /** With its name, as it stands in the list. */
  readonly node: Node;
  /** `status` of `status: 303`. */
  readonly name: string | null;
  readonly value: Node;
}

/** Where a call takes an argument: by its name, or counted from 0. */
export interface Parameter {
  readonly name: string;
  readonly position: number;
}

/** The expression without parentheses, `@` and `clone` around it. */
export function unwrap(node: Node): Node {
  let inner = node;
  while (inner.type === 'parenthesized_expression' || inner.type === 'error_suppression_expression') {
    const next = partsOf(inner)[0];
    if (!next) break;
    inner = next;
  }
  return inner;
}

function argumentList(call: Node): Node | null {
  return call.childForFieldName('arguments') ?? call.childForFieldName('parameters') ?? partsOf(call).find(part => part.type === 'arguments') ?? null;
}

/** The list with its parentheses; null for `new C` and `#[Route]`. */
export function listOf(call: Node): Node | null {
  return argumentList(call);
}

/** Arguments of a call or attribute in their order; what is spread (`...$more`) is left out. */
export function argumentsOf(call: Node): Argument[] {
  const list = argumentList(call);
  return list ? partsOf(list).flatMap((node): Argument[] => {
    const name = node.childForFieldName('name');
    const value = partsOf(node).find(part => part.id !== name?.id);
    return node.type === 'argument' && value && value.type !== 'variadic_unpacking' ? [{ node, name: name?.text ?? null, value }] : [];
  }) : [];
}

/** Whether some arguments are not shown, or it is no call at all: `f(...$args)`, `f(...)`. */
export function hasSpread(call: Node): boolean {
  const list = argumentList(call);
  return list !== null && partsOf(list).some(part => part.type === 'variadic_placeholder' || partsOf(part)[0]?.type === 'variadic_unpacking');
}

/** The value of an argument by name or position; null where it is not given. */
export function argumentOf(call: Node, { name, position }: Parameter): Node | null {
  const args = argumentsOf(call);
  const named = args.find(argument => argument.name === name);
  if (named) return named.value;
  const first = args.findIndex(argument => argument.name !== null);
  return position < (first < 0 ? args.length : first) ? args[position]?.value ?? null : null;
}

/** The value of the nth argument, counted from 0, where no name stands before it. */
export function nthOf(call: Node, position: number): Node | null {
  return argumentOf(call, { name: '', position });
}

/** `f` of `f()`, `$o->f()` and `C::f()`; the last part of a qualified name; null where it is computed. */
export function calleeName(call: Node): string | null {
  const callee = call.childForFieldName('function') ?? call.childForFieldName('name');
  if (!callee) return null;
  if (callee.type === 'name') return callee.text;
  return callee.type === 'qualified_name' || callee.type === 'relative_name' ? callee.lastNamedChild?.text ?? null : null;
}

/** `$o` of `$o->f()` and `C` of `C::f()`, null where nothing stands before the name. */
export function receiverOf(call: Node): Node | null {
  const receiver = call.childForFieldName('object') ?? call.childForFieldName('scope');
  return receiver ? unwrap(receiver) : null;
}

export function isCall(node: Node): boolean {
  return CALLS.includes(node.type);
}

export function isMethodCall(node: Node): boolean {
  return MEMBER_CALLS.has(node.type);
}

/** The name of the class behind `new`, null for anonymous classes and computed ones. */
export function createdClass(creation: Node): Node | null {
  return partsOf(creation).find(part => part.type === 'name' || part.type === 'qualified_name' || part.type === 'relative_name') ?? null;
}

/** Text of a string without variables in it, escapes left as they are; null for anything else. */
export function stringValue(node: Node | null): string | null {
  if (!node) return null;
  const content = node.type === 'heredoc' || node.type === 'nowdoc' ? node.childForFieldName('value') : node;
  if (!content || !['string', 'encapsed_string', 'heredoc_body', 'nowdoc_body'].includes(content.type)) return null;
  const parts = content.namedChildren;
  if (!parts.every(part => part !== null && TEXTS.has(part.type))) return null;
  const text = parts.map(part => part?.text ?? '').join('');
  // PHP takes the indentation of its end off each line.
  return content.id === node.id ? text : text.replace(/^[ \t]+/gm, '');
}

const TEXTS = new Set(['string_content', 'escape_sequence', 'nowdoc_string']);

/** Elements of `[…]` and `array(…)` with their keys; null where one is spread or the node is no array. */
export function elementsOf(node: Node | null): { key: Node | null; value: Node }[] | null {
  if (node?.type !== 'array_creation_expression') return null;
  const elements = partsOf(node).map(element => partsOf(element));
  if (elements.some(parts => parts.length === 0 || parts[0]?.type === 'variadic_unpacking')) return null;
  return elements.map(parts => parts.length > 1 ? { key: parts[0] as Node, value: parts.at(-1) as Node } : { key: null, value: parts[0] as Node });
}

/** The value under a string key of an array, null where it is not there. */
export function valueAt(array: Node | null, ...keys: string[]): Node | null {
  return elementsOf(array)?.find(({ key }) => keys.includes(stringValue(key) ?? ''))?.value ?? null;
}

/** Texts of an array of strings, or of a single string; null where one of them is computed. */
export function stringsOf(node: Node | null): string[] | null {
  if (!node) return null;
  const one = stringValue(node);
  if (one !== null) return [one];
  const texts = elementsOf(node)?.map(({ value }) => stringValue(value));
  return texts && !texts.includes(null) ? texts as string[] : null;
}

export function isFunction(node: Node): boolean {
  return FUNCTIONS.has(node.type);
}

/** A function or method that is called by its name. */
export function isNamed(node: Node): boolean {
  return node.type === 'function_definition' || node.type === 'method_declaration';
}

export function isClass(node: Node): boolean {
  return CLASSES.has(node.type);
}

export function nameOf(definition: Node): string {
  return definition.childForFieldName('name')?.text ?? '';
}

/** The class, trait or enum whose `$this` or `self` something speaks of; null outside of any. */
export function classAround(node: Node): Node | null {
  return [...ancestorsOf(node)].find(isClass) ?? null;
}

/** The function, method or closure around a node; arrow functions see their surroundings' variables and are passed over. */
export function scopeAround(node: Node): Node | null {
  return [...ancestorsOf(node)].find(parent => isFunction(parent) && parent.type !== 'arrow_function') ?? null;
}

export function methodsOf(definition: Node): Node[] {
  const body = definition.childForFieldName('body');
  return body ? partsOf(body).filter(part => part.type === 'method_declaration') : [];
}

/** Names behind `use` in a class body: its traits. */
export function traitsOf(definition: Node): Node[] {
  const body = definition.childForFieldName('body');
  return body ? partsOf(body).filter(part => part.type === 'use_declaration').flatMap(use => partsOf(use).filter(part => part.type === 'name' || part.type === 'qualified_name')) : [];
}

/** The name behind `extends`, null where there is none. */
export function baseOf(definition: Node): Node | null {
  const clause = partsOf(definition).find(part => part.type === 'base_clause');
  return clause ? partsOf(clause)[0] ?? null : null;
}

/** Whether code outside of the class can call a method: PHP's default is public. */
export function isPublic(method: Node): boolean {
  const visibility = partsOf(method).find(part => part.type === 'visibility_modifier')?.text ?? 'public';
  return visibility === 'public' && !partsOf(method).some(part => part.type === 'abstract_modifier');
}

/** The comment that stands right before a definition: where Doctrine's annotations are. */
export function docblockOf(definition: Node): Node | null {
  let before = definition.previousNamedSibling;
  while (before && before.type === 'attribute_list') before = before.previousNamedSibling;
  return before?.type === 'comment' && before.text.startsWith('/**') ? before : null;
}

/** Attributes of a class, method or function: `#[Route('/x')]`. */
export function attributesOf(definition: Node): Node[] {
  return definition.childForFieldName('attributes')?.descendantsOfType('attribute').filter((each): each is Node => each !== null) ?? [];
}
