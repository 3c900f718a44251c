import type { Node } from 'web-tree-sitter';
import { ancestorsOf, sameNode } from '../../syntax/nodes.ts';

/*
 * What Java and Kotlin write differently, read alike: everything above this file sees calls, arguments, annotations, classes and
 * branches, whichever of the two grammars the tree is of. Both name their nodes apart, so a node's type tells the language.
 */

/** An argument of a call or annotation; `name` is null where it stands by position. */
export interface Argument {
  readonly name: string | null;
  readonly value: Node;
}

/** `@Name`, `@Name(…)`. */
export interface Annotation {
  readonly node: Node;
  /** As written: `PostMapping`, `javax.ws.rs.POST`. */
  readonly name: string;
  readonly arguments: readonly Argument[];
}

export interface Parameter {
  readonly name: string;
  /** Without type arguments; null where it is inferred. */
  readonly type: string | null;
  readonly node: Node;
}

const FUNCTIONS = new Set([
  'method_declaration', 'constructor_declaration', 'lambda_expression', 'static_initializer',
  'function_declaration', 'lambda_literal', 'anonymous_function',
]);
const CLASSES = new Set(['class_declaration', 'interface_declaration', 'record_declaration', 'enum_declaration', 'object_declaration']);
/** Nodes whose children are statements that run one after the other. */
const SEQUENCES = new Set(['block', 'lambda_literal', 'constructor_body', 'switch_block_statement_group', 'program', 'source_file']);

/** Named children without comments. */
export function partsOf(node: Node): Node[] {
  return node.namedChildren.filter((child): child is Node => child !== null && !child.type.endsWith('comment'));
}

export function isFunction(node: Node): boolean {
  return FUNCTIONS.has(node.type);
}

/** A function with a name: a method, or a function at the top level of a Kotlin file. */
export function isMethod(node: Node): boolean {
  return node.type === 'method_declaration' || node.type === 'function_declaration';
}

export function isClass(node: Node): boolean {
  return CLASSES.has(node.type);
}

export function isSequence(node: Node): boolean {
  return SEQUENCES.has(node.type);
}

export function isCall(node: Node): boolean {
  return node.type === 'method_invocation' || node.type === 'object_creation_expression' || node.type === 'call_expression' || genericCall(node) !== null;
}

/** `post<Login> { … }`, which the Kotlin grammar takes for two comparisons: the name and the lambda. */
function genericCall(node: Node): { name: Node; lambda: Node } | null {
  if (node.type !== 'binary_expression' || operatorOf(node) !== '>') return null;
  const [left, lambda] = [node.childForFieldName('left'), node.childForFieldName('right')];
  const name = left?.type === 'binary_expression' && operatorOf(left) === '<' ? left.childForFieldName('left') : null;
  return name && lambda?.type === 'lambda_literal' ? { name, lambda } : null;
}

/** The operator of a binary or unary expression. */
export function operatorOf(node: Node): string {
  return (node.childForFieldName('operator') ?? node.children.find(child => child && !child.isNamed))?.type ?? '';
}

/** The expression without parentheses, casts and Kotlin's `!!` around it. */
export function unwrap(node: Node): Node {
  let inner = node;
  for (;;) {
    const next = inner.type === 'parenthesized_expression' ? partsOf(inner)[0]
      : inner.type === 'cast_expression' ? inner.childForFieldName('value')
        : inner.type === 'as_expression' ? partsOf(inner)[0]
          : inner.type === 'unary_expression' && inner.text.endsWith('!!') ? partsOf(inner)[0] : null;
    if (!next) return inner;
    inner = next;
  }
}

/** The name of what is called or made: `sendRedirect`, `RedirectView`; null where an expression is called. */
export function calleeName(call: Node): string | null {
  return nameNodeOf(call)?.text ?? null;
}

/** The node of that name. */
export function nameNodeOf(call: Node): Node | null {
  if (call.type === 'method_invocation') return call.childForFieldName('name');
  if (call.type === 'object_creation_expression') return typeNameNode(call.childForFieldName('type'));
  const generic = genericCall(call);
  const callee = generic?.name ?? (call.type === 'call_expression' ? partsOf(call)[0] : null);
  if (!callee) return null;
  if (callee.type === 'call_expression') return nameNodeOf(callee);
  if (callee.type === 'identifier') return callee;
  return callee.type === 'navigation_expression' ? partsOf(callee).at(-1) ?? null : null;
}

/** `a.b` of `a.b.name(…)`; null where nothing stands before the name. */
export function receiverOf(call: Node): Node | null {
  if (call.type === 'method_invocation') return call.childForFieldName('object');
  const callee = genericCall(call)?.name ?? (call.type === 'call_expression' ? partsOf(call)[0] : null);
  if (callee?.type === 'call_expression') return receiverOf(callee);
  return callee?.type === 'navigation_expression' ? partsOf(callee)[0] ?? null : null;
}

/** Arguments in their order, a lambda behind the parentheses included. */
export function argumentsOf(call: Node): Argument[] {
  const generic = genericCall(call);
  if (generic) return [{ name: null, value: generic.lambda }];
  if (call.type === 'call_expression') {
    const [callee, ...rest] = partsOf(call);
    const before = callee?.type === 'call_expression' ? argumentsOf(callee) : [];
    return [...before, ...rest.flatMap(part => part.type === 'value_arguments' ? partsOf(part).flatMap(argumentIn) : lambdaIn(part))];
  }
  const list = call.childForFieldName('arguments');
  return list ? partsOf(list).map(value => ({ name: null, value })) : [];
}

/** What stands between the parentheses of a call; null where it has none. */
export function argumentList(call: Node): Node | null {
  if (call.type !== 'call_expression') return call.childForFieldName('arguments');
  const [callee, ...rest] = partsOf(call);
  return rest.find(part => part.type === 'value_arguments') ?? (callee?.type === 'call_expression' ? argumentList(callee) : null);
}

function argumentIn(node: Node): Argument[] {
  const parts = partsOf(node);
  const named = node.children.some(child => child?.type === '=');
  const value = parts.at(-1);
  return value ? [{ name: named ? parts[0]?.text ?? null : null, value }] : [];
}

function lambdaIn(node: Node): Argument[] {
  const lambda = node.type === 'annotated_lambda' ? partsOf(node).find(part => part.type === 'lambda_literal') : null;
  return lambda ? [{ name: null, value: lambda }] : [];
}

/** The argument of this position (from 0) or, in Kotlin, of this name. */
export function argumentAt(call: Node, position: number, name?: string): Node | null {
  const all = argumentsOf(call);
  const named = name === undefined ? undefined : all.find(each => each.name === name);
  if (named) return named.value;
  const at = all[position];
  return at && at.name === null ? at.value : null;
}

/** The last part of a type's name, without type arguments: `Map` of `java.util.Map<K, V>`. */
export function typeName(type: Node | null): string | null {
  return typeNameNode(type)?.text ?? null;
}

function typeNameNode(type: Node | null): Node | null {
  if (!type) return null;
  if (type.type === 'type_identifier' || type.type === 'identifier') return type;
  if (type.type === 'generic_type') return typeNameNode(partsOf(type)[0] ?? null);
  if (type.type === 'nullable_type') return typeNameNode(partsOf(type)[0] ?? null);
  if (type.type === 'scoped_type_identifier') return partsOf(type).at(-1) ?? null;
  if (type.type === 'user_type') return partsOf(type).filter(part => part.type === 'identifier').at(-1) ?? null;
  return null;
}

/** `name` of `name`, `a.name` and Kotlin's `a?.name`; null for any other expression. */
export function lastName(expression: Node): string | null {
  return lastNameNode(expression)?.text ?? null;
}

export function lastNameNode(expression: Node): Node | null {
  if (expression.type === 'identifier') return expression;
  if (expression.type === 'field_access') return expression.childForFieldName('field');
  if (expression.type !== 'navigation_expression') return null;
  const last = partsOf(expression).at(-1);
  return last?.type === 'identifier' ? last : null;
}

/** `a` of `a.name`, null for any other expression. */
export function ownerOf(expression: Node): Node | null {
  if (expression.type === 'field_access') return expression.childForFieldName('object');
  return expression.type === 'navigation_expression' ? partsOf(expression)[0] ?? null : null;
}

/** Text of a string without anything computed in it, escapes left as they are; null for anything else. */
export function stringValue(node: Node | null): string | null {
  if (node?.type !== 'string_literal' && node?.type !== 'multiline_string_literal') return null;
  const text = innerText(node);
  return isTemplate(node, text) ? null : text;
}

function innerText(node: Node): string {
  const quote = node.text.startsWith('"""') ? 3 : 1;
  return node.text.slice(quote, Math.max(quote, node.text.length - quote));
}

/** Kotlin's strings compute what follows a `$`; Java's do not. */
function isTemplate(node: Node, text: string): boolean {
  const isKotlin = node.namedChildren.some(child => child?.type === 'string_content' || child?.type === 'interpolation');
  return isKotlin && /(?<!\\)\$(?:\w|\{)/.test(text);
}

/** The text with which an expression is known to begin: of `"redirect:/x/" + id`, of `"redirect:$url"`; '' where it is computed. */
export function leadingText(node: Node, depth = 0): string {
  if (depth > 60) return '';
  if (node.type === 'string_literal' || node.type === 'multiline_string_literal') {
    const text = innerText(node);
    return isTemplate(node, text) ? text.slice(0, text.search(/(?<!\\)\$(?:\w|\{)/)) : text;
  }
  if (node.type === 'parenthesized_expression') return leadingText(unwrap(node), depth + 1);
  const left = node.type === 'binary_expression' && operatorOf(node) === '+' ? node.childForFieldName('left') : null;
  return left ? leadingText(left, depth + 1) : '';
}

/** True, false, or null where it is computed. */
export function booleanValue(node: Node): boolean | null {
  return node.text === 'true' ? true : node.text === 'false' ? false : null;
}

export function annotationsOf(declaration: Node): Annotation[] {
  const modifiers = partsOf(declaration).find(part => part.type === 'modifiers');
  const nodes = modifiers ? partsOf(modifiers).filter(part => part.type.endsWith('annotation')) : [];
  return nodes.flatMap((node): Annotation[] => {
    const name = node.childForFieldName('name');
    if (name) return [{ node, name: name.text, arguments: javaElements(node.childForFieldName('arguments')) }];
    const [target] = partsOf(node).filter(part => part.type === 'constructor_invocation' || part.type === 'user_type');
    if (!target) return [];
    const type = target.type === 'user_type' ? target : partsOf(target)[0];
    const list = partsOf(target).find(part => part.type === 'value_arguments');
    return [{ node, name: type?.text ?? '', arguments: list ? partsOf(list).flatMap(argumentIn) : [] }];
  });
}

function javaElements(list: Node | null): Argument[] {
  return list ? partsOf(list).flatMap(part => {
    const value = part.type === 'element_value_pair' ? part.childForFieldName('value') : part;
    return value ? [{ name: part.childForFieldName('key')?.text ?? null, value }] : [];
  }) : [];
}

/** The values of `{a, b}`, `[a, b]` and `arrayOf(a, b)`; an expression alone is its own only item. */
export function itemsOf(expression: Node): Node[] {
  if (expression.type === 'element_value_array_initializer' || expression.type === 'array_initializer' || expression.type === 'collection_literal') return partsOf(expression);
  if (isCall(expression) && ['of', 'asList', 'listOf', 'setOf', 'arrayOf'].includes(calleeName(expression) ?? '')) return argumentsOf(expression).map(each => each.value);
  return [expression];
}

export function nameOf(declaration: Node): string {
  return declaration.childForFieldName('name')?.text ?? '';
}

/** The class around a declaration of it; null where it stands in none. */
export function classOf(declaration: Node): Node | null {
  const body = declaration.parent;
  const holder = body && /^(?:class|interface|enum)_body(?:_declarations)?$/.test(body.type) ? body.parent : null;
  if (holder?.type === 'companion_object') return classOf(holder);
  if (holder?.type === 'enum_body') return holder.parent;
  return holder && isClass(holder) ? holder : null;
}

/** The innermost class around any node. */
export function classAround(node: Node): Node | null {
  for (const parent of ancestorsOf(node)) if (isClass(parent)) return parent;
  return null;
}

/** The innermost method around any node. */
export function methodAround(node: Node): Node | null {
  for (const parent of ancestorsOf(node)) if (isMethod(parent)) return parent;
  return null;
}

export function membersOf(classNode: Node): Node[] {
  const body = classNode.childForFieldName('body') ?? partsOf(classNode).find(part => part.type === 'class_body' || part.type === 'enum_class_body');
  return body ? partsOf(body).flatMap(part => part.type === 'companion_object' || part.type === 'enum_body_declarations' ? [part, ...partsIn(part)] : [part]) : [];
}

function partsIn(holder: Node): Node[] {
  const body = partsOf(holder).find(part => part.type === 'class_body');
  return body ? partsOf(body) : partsOf(holder);
}

export function methodsOf(classNode: Node): Node[] {
  return membersOf(classNode).filter(isMethod);
}

/** Names of the classes and interfaces that a class extends or implements, without type arguments. */
export function supersOf(classNode: Node): string[] {
  const names = partsOf(classNode).flatMap(part => {
    if (part.type === 'superclass') return partsOf(part);
    if (part.type === 'super_interfaces' || part.type === 'extends_interfaces') return partsOf(part).flatMap(partsOf);
    if (part.type !== 'delegation_specifiers') return [];
    return partsOf(part).map(each => partsOf(each)[0] ?? each).map(each => each.type === 'constructor_invocation' ? partsOf(each)[0] ?? each : each);
  });
  return names.flatMap(type => typeName(type) ?? []);
}

/** Null for interface methods and abstract ones. */
export function bodyOf(fn: Node): Node | null {
  if (fn.type === 'lambda_literal') return fn;
  return fn.childForFieldName('body') ?? partsOf(fn).find(part => part.type === 'function_body') ?? null;
}

export function parametersOf(fn: Node): Parameter[] {
  if (fn.type === 'lambda_literal') {
    const list = partsOf(fn).find(part => part.type === 'lambda_parameters');
    return list ? partsOf(list).flatMap(parameterIn) : [];
  }
  const list = fn.childForFieldName('parameters') ?? partsOf(fn).find(part => part.type === 'function_value_parameters');
  if (!list) return [];
  return list.type === 'identifier' ? [{ name: list.text, type: null, node: list }] : partsOf(list).flatMap(parameterIn);
}

function parameterIn(node: Node): Parameter[] {
  if (node.type === 'identifier') return [{ name: node.text, type: null, node }];
  if (node.type === 'formal_parameter') return [{ name: nameOf(node), type: typeName(node.childForFieldName('type')), node }];
  if (node.type === 'spread_parameter') {
    const declarator = partsOf(node).find(part => part.type === 'variable_declarator');
    return declarator ? [{ name: nameOf(declarator), type: null, node }] : [];
  }
  if (node.type !== 'parameter' && node.type !== 'variable_declaration' && node.type !== 'class_parameter') return [];
  const [name, type] = partsOf(node).filter(part => part.type !== 'modifiers');
  return name ? [{ name: name.text, type: typeName(type ?? null), node }] : [];
}

/** Parameters of a Kotlin class's primary constructor, or of a Java record; they are its fields. */
export function classParameters(classNode: Node): Parameter[] {
  const constructor = partsOf(classNode).find(part => part.type === 'primary_constructor');
  const list = constructor ? partsOf(constructor).find(part => part.type === 'class_parameters') : classNode.childForFieldName('parameters');
  return list ? partsOf(list).flatMap(parameterIn) : [];
}

/** A branching statement or expression, whatever its language calls it: `if`, `?:`, Kotlin's `if` as a value. */
export interface Branches {
  readonly condition: Node;
  readonly yes: Node | null;
  readonly no: Node | null;
}

export function branchesOf(node: Node): Branches | null {
  if (node.type !== 'if_statement' && node.type !== 'if_expression' && node.type !== 'ternary_expression') return null;
  const condition = node.childForFieldName('condition');
  if (!condition) return null;
  if (node.type === 'if_expression') {
    const [yes, no] = partsOf(node).filter(part => !sameNode(part, condition));
    return { condition, yes: yes ?? null, no: no ?? null };
  }
  return { condition, yes: node.childForFieldName('consequence'), no: node.childForFieldName('alternative') };
}

/** One case of a `switch` or `when`: the values it is for (none: default), and what runs. */
export interface Case {
  readonly node: Node;
  readonly values: readonly Node[];
  readonly isDefault: boolean;
}

/** The subject and the cases of a `switch` or `when`; `condition` is null for a `when` without a subject. */
export function switchOf(node: Node): { subject: Node | null; cases: Case[] } | null {
  if (node.type === 'switch_expression' || node.type === 'switch_statement') {
    const body = node.childForFieldName('body');
    const cases = body ? partsOf(body).map(each => {
      const labels = partsOf(each).filter(part => part.type === 'switch_label');
      return { node: each, values: labels.flatMap(partsOf), isDefault: labels.some(label => label.text.startsWith('default')) };
    }) : [];
    return { subject: node.childForFieldName('condition'), cases };
  }
  if (node.type !== 'when_expression') return null;
  const subject = partsOf(node).find(part => part.type === 'when_subject');
  const cases = partsOf(node).filter(part => part.type === 'when_entry').map(each => {
    const values = each.childrenForFieldName('condition').filter((value): value is Node => value !== null);
    return { node: each, values, isDefault: values.length === 0 };
  });
  return { subject: subject ? partsOf(subject).at(-1) ?? null : null, cases };
}

/** A value that a statement answers with: of `return x`, of Kotlin's `fun f() = x`; null where it answers nothing. */
export function returned(statement: Node): Node | null {
  if (statement.type !== 'return_statement' && statement.type !== 'return_expression') return null;
  return partsOf(statement).filter(part => !sameNode(part, statement.childForFieldName('label'))).at(-1) ?? null;
}
