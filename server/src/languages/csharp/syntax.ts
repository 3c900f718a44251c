import type { Node } from 'web-tree-sitter';
import { ancestorsOf, sameNode } from '../../syntax/nodes.ts';

/** An argument of a call or attribute; `name` is null where it stands by position. */
export interface Argument {
  readonly name: string | null;
  readonly value: Node;
  /** The whole of it, name included. */
  readonly node: Node;
}

/** `[Name]`, `[Name(…)]`. */
export interface Attribute {
  readonly node: Node;
  /** The last part of its name, without the ending `Attribute`. */
  readonly name: string;
  readonly arguments: readonly Argument[];
}

export interface Parameter {
  readonly name: string;
  /** The last part of its type's name; null where it is inferred. */
  readonly type: string | null;
  readonly node: Node;
}

const FUNCTIONS = new Set([
  'method_declaration', 'constructor_declaration', 'local_function_statement', 'lambda_expression', 'anonymous_method_expression', 'accessor_declaration',
]);
const CLASSES = new Set(['class_declaration', 'record_declaration', 'struct_declaration', 'interface_declaration']);
/** Nodes whose children are statements that run one after the other; of `#if`, as if its condition held and did not hold. */
const SEQUENCES = new Set(['block', 'compilation_unit', 'switch_section', 'preproc_if', 'preproc_elif', 'preproc_else']);

/** Named children without comments, statements of a program's top level without what the grammar wraps them in. */
export function partsOf(node: Node): Node[] {
  return node.namedChildren.flatMap((child): Node[] => {
    if (child === null || child.type === 'comment' || child.type === 'preproc_region' || child.type === 'preproc_endregion') return [];
    return child.type === 'global_statement' ? partsOf(child) : [child];
  });
}

export function isFunction(node: Node): boolean {
  return FUNCTIONS.has(node.type);
}

/** A function with a name. */
export function isMethod(node: Node): boolean {
  return node.type === 'method_declaration' || node.type === 'local_function_statement';
}

export function isClass(node: Node): boolean {
  return CLASSES.has(node.type);
}

export function isSequence(node: Node): boolean {
  return SEQUENCES.has(node.type);
}

export function isCall(node: Node): boolean {
  return node.type === 'invocation_expression' || node.type === 'object_creation_expression';
}

/** The operator of a binary, unary or assignment expression. */
export function operatorOf(node: Node): string {
  return (node.childForFieldName('operator') ?? node.children.find(child => child && !child.isNamed))?.type ?? '';
}

/** The expression without parentheses, casts, `await`, `!` behind it, and `.ConfigureAwait(…)`. */
export function unwrap(node: Node): Node {
  let inner = node;
  for (;;) {
    const next = inner.type === 'parenthesized_expression' || inner.type === 'await_expression' || inner.type === 'checked_expression' ? partsOf(inner)[0]
      : inner.type === 'cast_expression' ? inner.childForFieldName('value')
        : inner.type === 'postfix_unary_expression' && inner.text.endsWith('!') ? partsOf(inner)[0]
          : inner.type === 'as_expression' ? inner.childForFieldName('left')
            : inner.type === 'invocation_expression' && calleeName(inner) === 'ConfigureAwait' ? receiverOf(inner) : null;
    if (!next) return inner;
    inner = next;
  }
}

/** The name of what is called or made: `Redirect`, `RedirectResult`; null where an expression is called. */
export function calleeName(call: Node): string | null {
  return nameNodeOf(call)?.text ?? null;
}

/** The node of that name. */
export function nameNodeOf(call: Node): Node | null {
  if (call.type === 'object_creation_expression') return typeNameNode(call.childForFieldName('type'));
  if (call.type !== 'invocation_expression') return null;
  const callee = call.childForFieldName('function');
  return callee ? lastNameNode(callee) ?? (callee.type === 'generic_name' ? partsOf(callee)[0] ?? null : null) : null;
}

/** `a.b` of `a.b.Name(…)` and of `a.b?.Name(…)`; null where nothing stands before the name. */
export function receiverOf(call: Node): Node | null {
  const callee = call.type === 'invocation_expression' ? call.childForFieldName('function') : null;
  return callee ? ownerOf(callee) : null;
}

/** Arguments in their order. */
export function argumentsOf(call: Node): Argument[] {
  const list = argumentList(call);
  return list ? partsOf(list).flatMap(argumentIn) : [];
}

/** What stands between the parentheses of a call; null where it has none. */
export function argumentList(call: Node): Node | null {
  return call.childForFieldName('arguments') ?? partsOf(call).find(part => part.type === 'argument_list') ?? null;
}

function argumentIn(node: Node): Argument[] {
  const name = node.childForFieldName('name');
  const value = partsOf(node).filter(part => !sameNode(part, name)).at(-1);
  if (!value) return [];
  // `Name = "x"` of an attribute.
  if (node.type === 'attribute_argument' && value.type === 'assignment_expression') {
    const [left, right] = [value.childForFieldName('left'), value.childForFieldName('right')];
    return left && right ? [{ name: left.text, value: right, node }] : [];
  }
  return [{ name: name?.text ?? null, value, node }];
}

/** The argument of this position (from 0) or of this name. */
export function argumentAt(call: Node, position: number, name?: string): Node | null {
  const all = argumentsOf(call);
  const named = name === undefined ? undefined : all.find(each => each.name === name);
  if (named) return named.value;
  const at = all[position];
  return at && at.name === null ? at.value : null;
}

/** The last part of a type's name, without type arguments: `List` of `System.Collections.Generic.List<int>?`. */
export function typeName(type: Node | null): string | null {
  return typeNameNode(type)?.text ?? null;
}

function typeNameNode(type: Node | null): Node | null {
  if (!type) return null;
  if (type.type === 'identifier' || type.type === 'predefined_type') return type;
  if (type.type === 'qualified_name' || type.type === 'alias_qualified_name') return typeNameNode(type.childForFieldName('name'));
  if (type.type === 'generic_name' || type.type === 'nullable_type' || type.type === 'primary_constructor_base_type') return typeNameNode(partsOf(type)[0] ?? null);
  return null;
}

/** `Name` of `Name`, `a.Name` and `a?.Name`, without type arguments; null for any other expression. */
export function lastName(expression: Node): string | null {
  return lastNameNode(expression)?.text ?? null;
}

export function lastNameNode(expression: Node): Node | null {
  if (expression.type === 'identifier') return expression;
  if (expression.type === 'conditional_access_expression') return lastNameNode(partsOf(expression).at(-1) ?? expression);
  if (expression.type !== 'member_access_expression' && expression.type !== 'member_binding_expression') return null;
  const name = expression.childForFieldName('name');
  return name?.type === 'generic_name' ? partsOf(name)[0] ?? null : name;
}

/** `a` of `a.Name` and `a?.Name`, null for any other expression. */
export function ownerOf(expression: Node): Node | null {
  if (expression.type === 'member_access_expression') return expression.childForFieldName('expression');
  if (expression.type === 'conditional_access_expression') return expression.childForFieldName('condition');
  if (expression.type === 'member_binding_expression' && expression.parent?.type === 'conditional_access_expression') return ownerOf(expression.parent);
  return null;
}

/** Text of a string without anything computed in it, escapes left as they are, or the name in `nameof(…)`; null for anything else. */
export function stringValue(node: Node | null): string | null {
  if (!node) return null;
  if (node.type === 'string_literal') return node.text.replace(/^"|"$/g, '');
  if (node.type === 'verbatim_string_literal') return node.text.replace(/^@"|"$/g, '');
  if (node.type === 'raw_string_literal') return node.text.replace(/^"+|"+$/g, '');
  if (node.type === 'interpolated_string_expression') return partsOf(node).some(part => part.type === 'interpolation') ? null : node.text.replace(/^[@$]+"+|"+$/g, '');
  if (node.type === 'invocation_expression' && calleeName(node) === 'nameof') {
    const [first] = argumentsOf(node);
    return first ? lastName(first.value) : null;
  }
  return null;
}

/** Attributes of a class, method or parameter. */
export function attributesOf(declaration: Node): Attribute[] {
  return partsOf(declaration).filter(part => part.type === 'attribute_list').flatMap(partsOf).filter(part => part.type === 'attribute').map(node => ({
    node,
    name: (typeName(node.childForFieldName('name')) ?? '').replace(/(?<=.)Attribute$/, ''),
    arguments: partsOf(partsOf(node).find(part => part.type === 'attribute_argument_list') ?? node).filter(part => part.type === 'attribute_argument').flatMap(argumentIn),
  }));
}

export function hasAttribute(declaration: Node, ...names: string[]): boolean {
  return attributesOf(declaration).some(({ name }) => names.includes(name));
}

/** The values of `new[] { a, b }`, `new string[] { a }`, `[a, b]`, `a | b` and `new List<string> { a }`; an expression alone is its own only item. */
export function itemsOf(expression: Node): Node[] {
  if (expression.type === 'binary_expression' && operatorOf(expression) === '|') {
    return [expression.childForFieldName('left'), expression.childForFieldName('right')].flatMap(each => each ? itemsOf(each) : []);
  }
  if (expression.type === 'element_binding_expression' || expression.type === 'collection_expression') return partsOf(expression).map(part => partsOf(part).at(-1) ?? part);
  const initializer = expression.type === 'initializer_expression' ? expression : partsOf(expression).find(part => part.type === 'initializer_expression');
  return initializer ? partsOf(initializer) : [expression];
}

export function nameOf(declaration: Node): string {
  return declaration.childForFieldName('name')?.text ?? '';
}

/** `public`, `static` and the like, before a declaration. */
export function modifiersOf(declaration: Node): string[] {
  return partsOf(declaration).filter(part => part.type === 'modifier').map(part => part.text);
}

/** The class that a declaration is a member of; null where it stands in none. */
export function classOf(declaration: Node): Node | null {
  for (const parent of ancestorsOf(declaration)) {
    if (isClass(parent)) return parent;
    if (parent.type !== 'declaration_list' && !parent.type.startsWith('preproc_')) return null;
  }
  return null;
}

/** The innermost class around any node. */
export function classAround(node: Node): Node | null {
  return [...ancestorsOf(node)].find(isClass) ?? null;
}

/** The innermost function around any node, lambdas and accessors included. */
export function functionAround(node: Node): Node | null {
  return [...ancestorsOf(node)].find(isFunction) ?? null;
}

/** Members of a class, those under `#if` too. */
export function membersOf(classNode: Node): Node[] {
  const inside = (holder: Node): Node[] => partsOf(holder).flatMap(part => part.type.startsWith('preproc_') ? inside(part) : [part]);
  const body = classNode.childForFieldName('body');
  return body ? inside(body) : [];
}

export function methodsOf(classNode: Node): Node[] {
  return membersOf(classNode).filter(isMethod);
}

/** Names of the classes and interfaces that a class extends or implements, without type arguments. */
export function supersOf(classNode: Node): string[] {
  const list = partsOf(classNode).find(part => part.type === 'base_list');
  return list ? partsOf(list).flatMap(type => typeName(type) ?? []) : [];
}

/** A block, or the arrow with its expression; null for abstract methods and those of interfaces. */
export function bodyOf(fn: Node): Node | null {
  return fn.childForFieldName('body') ?? partsOf(fn).find(part => part.type === 'block' || part.type === 'arrow_expression_clause') ?? null;
}

export function parametersOf(fn: Node): Parameter[] {
  const list = fn.childForFieldName('parameters') ?? partsOf(fn).find(part => part.type === 'parameter_list');
  if (!list) return [];
  if (list.type === 'implicit_parameter') return [{ name: list.text, type: null, node: list }];
  return partsOf(list).filter(part => part.type === 'parameter').map(node => ({ name: nameOf(node), type: typeName(node.childForFieldName('type')), node }));
}

/** An `if` or a conditional expression. */
export interface Branches {
  readonly condition: Node;
  readonly yes: Node | null;
  readonly no: Node | null;
}

export function branchesOf(node: Node): Branches | null {
  if (node.type !== 'if_statement' && node.type !== 'conditional_expression') return null;
  const condition = node.childForFieldName('condition');
  return condition ? { condition, yes: node.childForFieldName('consequence'), no: node.childForFieldName('alternative') } : null;
}

/** One case of a `switch`: its patterns (none: default), and what runs. */
export interface Case {
  readonly node: Node;
  readonly patterns: readonly Node[];
  /** `when` follows, so that the case may be passed by. */
  readonly isFiltered: boolean;
  readonly isDefault: boolean;
}

/** The subject and the cases of a `switch`, statement or expression. */
export function switchOf(node: Node): { subject: Node | null; cases: Case[] } | null {
  if (node.type !== 'switch_statement' && node.type !== 'switch_expression') return null;
  const parts = partsOf(node);
  const sections = node.type === 'switch_expression' ? parts.slice(1) : partsOf(node.childForFieldName('body') ?? node);
  const cases = sections.filter(each => each.type === 'switch_section' || each.type === 'switch_expression_arm').map((each): Case => {
    const labels = partsOf(each).filter(part => part.type.endsWith('_pattern') || part.type === 'discard');
    const isDefault = labels.some(part => part.type === 'discard') || each.children.some(child => child?.type === 'default');
    return { node: each, patterns: labels.filter(part => part.type !== 'discard'), isFiltered: partsOf(each).some(part => part.type === 'when_clause'), isDefault };
  });
  return { subject: node.type === 'switch_expression' ? parts[0] ?? null : node.childForFieldName('value') ?? parts[0] ?? null, cases };
}
