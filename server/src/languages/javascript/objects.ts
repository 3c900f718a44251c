import type { Node } from 'web-tree-sitter';
import { ANY, type MethodSet, methods } from '../../model/methods.ts';
import { partsOf } from '../../syntax/nodes.ts';
import { isFunction, type JsFile, stringValue, unwrap } from './file.ts';

/** The pair, method or shorthand of this name in an object literal; null where the literal has none. */
export function memberNamed(object: Node | null, name: string): Node | null {
  if (object?.type !== 'object') return null;
  return partsOf(object).find(part => keyOf(part) === name) ?? null;
}

/** The value of a property of an object literal: an expression, or the method itself. */
export function propertyOf(object: Node | null, name: string): Node | null {
  const member = memberNamed(object, name);
  if (!member) return null;
  return member.type === 'pair' ? member.childForFieldName('value') : member;
}

/** What an expression stands for, members of object literals followed as constants are: `handlers.login` is what `login` holds there. */
export function objectOf(file: JsFile, expression: Node): Node {
  const node = file.follow(expression);
  if (node.type !== 'member_expression') return node;
  const owner = node.childForFieldName('object');
  const held = owner ? propertyOf(objectOf(file, owner), node.childForFieldName('property')?.text ?? '') : null;
  return held ? file.follow(held) : node;
}

/** What statements put into a variable beside its declaration with an object: `auth.login = value` after `const auth = {}`. */
export function assignedMembers(object: Node): { name: string; value: Node }[] {
  const declarator = object.parent?.type === 'variable_declarator' ? object.parent : null;
  const variable = declarator?.childForFieldName('name')?.text;
  const declaration = declarator?.parent?.parent?.type === 'export_statement' ? declarator.parent.parent : declarator?.parent;
  if (variable === undefined || !declaration?.parent) return [];
  return partsOf(declaration.parent).flatMap(statement => {
    const assignment = statement.type === 'expression_statement' ? statement.firstNamedChild : null;
    const left = assignment?.type === 'assignment_expression' ? assignment.childForFieldName('left') : null;
    const value = assignment?.childForFieldName('right');
    const name = left?.type === 'member_expression' && left.childForFieldName('object')?.text === variable ? left.childForFieldName('property')?.text : undefined;
    return name !== undefined && value ? [{ name, value }] : [];
  });
}

/** The object literal that an expression is or that the variable of its name was declared with; null for anything else. */
export function declaredObject(file: JsFile, expression: Node): Node | null {
  const node = unwrap(expression);
  const definition = node.type === 'identifier' ? file.define(node) : null;
  const value = definition?.kind === 'variable' && definition.key === null && definition.value ? unwrap(definition.value) : node;
  return value.type === 'object' ? value : null;
}

/** Name of a member of an object literal or class body, quotes left out; null where it is computed. */
export function keyOf(part: Node): string | null {
  if (part.type === 'shorthand_property_identifier') return part.text;
  const key = part.childForFieldName('key') ?? part.childForFieldName('name') ?? part.childForFieldName('property');
  if (!key || key.type === 'computed_property_name') return null;
  return stringValue(key) ?? key.text;
}

/** Methods that an expression lists: `'POST'`, `['PUT', 'PATCH']`, `'*'` for any; null where it is computed. GET brings HEAD along. */
export function methodsOf(file: JsFile, expression: Node | null): MethodSet | null {
  if (!expression) return null;
  const node = file.follow(expression);
  const names = (node.type === 'array' ? partsOf(node) : [node]).map(item => methodName(file, item));
  if (names.length === 0 || names.some(name => name === null || !/^(?:[a-z]{3,10}|\*)$/i.test(name))) return null;
  if (names.some(name => name === '*' || /^(?:all|any)$/i.test(name as string))) return ANY;
  return methods(...(names as string[]).flatMap(name => name.toUpperCase() === 'GET' ? ['GET', 'HEAD'] : [name]));
}

/** `'POST'`, a constant that holds it, or a member of a list of methods that is named after it: `HttpMethod.POST`. */
function methodName(file: JsFile, item: Node): string | null {
  const node = objectOf(file, item);
  const property = node.type === 'member_expression' ? node.childForFieldName('property')?.text ?? '' : '';
  return /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/i.test(property) ? property : stringValue(node);
}

/** Statements of a function's own body that return something, without those of functions inside it. */
export function returnedBy(fn: Node): Node[] {
  const body = fn.childForFieldName('body');
  if (!body) return [];
  if (body.type !== 'statement_block') return [unwrap(body)];
  const found: Node[] = [];
  const pending = [body];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.type === 'return_statement') {
      if (node.firstNamedChild) found.push(unwrap(node.firstNamedChild));
    } else if (!isFunction(node) && node.type !== 'class_body') {
      pending.push(...partsOf(node));
    }
  }
  return found;
}
