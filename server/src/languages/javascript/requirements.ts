import type { Node } from 'web-tree-sitter';
import type { Requirement, Written } from '../../model/facts.ts';
import { ancestorsOf, partsOf, sameNode } from '../../syntax/nodes.ts';
import type { Passing } from '../shared/given.ts';
import { idOf } from '../shared/handlers.ts';
import type { Asked } from '../shared/requirements.ts';
import { argumentsOf, isFunction, type JsFile, stringValue, unwrap } from './file.ts';
import { leaves } from './guards.ts';
import { anyOf } from '../../syntax/triggers.ts';

/** What a call hands in; null where a spread leaves open what stands where. */
export function givenIn(file: JsFile, call: Node): Written[] | null {
  const args = argumentsOf(call);
  return args.some(argument => argument.type === 'spread_element') ? null : args.map(argument => writtenAs(file, argument));
}

function writtenAs(file: JsFile, expression: Node): Written {
  const is = literalOf(file.follow(expression));
  return is === undefined ? {} : { is };
}

/** What a literal is worth, null for `undefined` too; undefined for all else. */
function literalOf(node: Node): Written['is'] {
  const text = stringValue(node);
  if (text !== null) return text;
  if (node.type === 'number') return Number(node.text);
  if (node.type === 'true' || node.type === 'false') return node.type === 'true';
  return node.type === 'null' || node.type === 'undefined' ? null : undefined;
}

/**
 * Conditions around a node on what the functions around it are called with: `if (page)`, `if (mode === 'page' && user)`,
 * and those before it that leave, `if (!page) return next()`.
 */
export function requirementsAt(file: JsFile, node: Node): Requirement[] {
  const found: Requirement[] = [];
  let child = node;
  for (const parent of ancestorsOf(node)) {
    const condition = parent.childForFieldName('condition');
    if ((parent.type === 'if_statement' || parent.type === 'ternary_expression') && condition && !sameNode(condition, child)) {
      found.push(...required(file, askedBy(condition, sameNode(parent.childForFieldName('consequence'), child))));
    } else if (parent.type === 'binary_expression' && sameNode(parent.childForFieldName('right'), child)) {
      const first = parent.childForFieldName('left');
      const operator = parent.childForFieldName('operator')?.type;
      if (first && (operator === '&&' || operator === '||')) found.push(...required(file, askedBy(first, operator === '&&')));
    } else if (parent.type === 'statement_block') {
      for (const before of partsOf(parent)) {
        if (before.endIndex > child.startIndex) break;
        const asked = before.type === 'if_statement' && !before.childForFieldName('alternative') ? before.childForFieldName('condition') : null;
        const consequence = before.childForFieldName('consequence');
        if (asked && consequence && leaves(consequence)) found.push(...required(file, askedBy(asked, false)));
      }
    }
    child = parent;
  }
  return found;
}

/** What has to hold of single names so that a condition holds, or fails. */
function askedBy(condition: Node, holds: boolean): Asked[] {
  const node = unwrap(condition);
  if (node.type === 'identifier') return [{ parameter: node, holds }];
  if (node.type === 'unary_expression' && node.childForFieldName('operator')?.type === '!') {
    const inner = node.childForFieldName('argument');
    return inner ? askedBy(inner, !holds) : [];
  }
  const left = node.type === 'binary_expression' ? node.childForFieldName('left') : null;
  const right = node.childForFieldName('right');
  const operator = node.childForFieldName('operator')?.type ?? '';
  if (!left || !right) return [];
  // Of `a && b` that fails, and of `a || b` that holds, it is not known which of the two does.
  if (operator === '&&' || operator === '||') return (operator === '&&') === holds ? [...askedBy(left, holds), ...askedBy(right, holds)] : [];
  if (!/^[!=]==?$/.test(operator) || left.type !== 'identifier') return [];
  const equals = literalOf(right);
  return equals === undefined || equals === null ? [] : [{ parameter: left, equals, holds: operator.startsWith('=') === holds }];
}

function required(file: JsFile, asked: readonly Asked[]): Requirement[] {
  return asked.flatMap(({ parameter, holds, ...condition }): Requirement[] => {
    const definition = file.define(parameter);
    if (definition?.kind !== 'parameter' || definition.key !== null || isReassigned(definition.of, parameter.text)) return [];
    const declared = parameterNode(definition.of, definition.index);
    if ((declared?.childForFieldName('pattern') ?? declared)?.type === 'rest_pattern') return [];
    const initial = defaultOf(declared);
    const otherwise = initial ? writtenAs(file, initial) : { is: null };
    return [{ handler: idOf(definition.of), parameter: definition.index, otherwise, ...condition, ...(holds ? {} : { not: true as const }) }];
  });
}

/** How arguments become parameters. */
export const passing: Passing<JsFile> = {
  argumentsIn: (_, call) => {
    const args = argumentsOf(call);
    return args.some(argument => argument.type === 'spread_element') ? null : args.map(value => ({ name: null, value }));
  },
  parameterAt: (file, expression) => {
    const { node, otherwise } = withFallback(unwrap(expression));
    const definition = node.type === 'identifier' ? file.define(node) : null;
    if (definition?.kind !== 'parameter' || definition.key !== null) return null;
    const given = assignments(definition.of, node.text);
    const filled = given === 1 ? filledIn(definition.of, node.text) : null;
    if (given > 0 && !filled) return null;
    return { of: definition.of, index: definition.index, name: node.text, otherwise: defaultOf(parameterNode(definition.of, definition.index)) ?? filled ?? otherwise };
  },
};

/** `status` of `status || 302` and `status ?? 302`, and what it is where it is not given. */
function withFallback(node: Node): { readonly node: Node; readonly otherwise: Node | null } {
  const [left, right] = [node.childForFieldName('left'), node.childForFieldName('right')];
  const isFallback = node.type === 'binary_expression' && ['||', '??'].includes(node.childForFieldName('operator')?.text ?? '');
  return isFallback && left && right ? { node: unwrap(left), otherwise: right } : { node, otherwise: null };
}

function parameterNode(fn: Node, index: number): Node | null {
  return partsOf(fn.childForFieldName('parameters') ?? fn).filter(each => each.type !== 'this')[index] ?? null;
}

function defaultOf(declared: Node | null): Node | null {
  return declared?.childForFieldName('value') ?? declared?.childForFieldName('right') ?? null;
}

/** Whether a function gives its parameter another value. */
function isReassigned(fn: Node, name: string): boolean {
  return assignments(fn, name) > 0;
}

/** How often a function gives its parameter a value. */
function assignments(fn: Node, name: string): number {
  const assigned = new RegExp(`(?<![\\w$.])${anyOf([name])}\\s*(?:[-+*/|&?]{0,2}=(?![=>])|\\+\\+|--)`, 'g');
  return [...(fn.childForFieldName('body')?.text ?? '').matchAll(assigned)].length;
}

/** What a parameter is where a call leaves it out, by a statement of the function: `status = status || 302`, `status ??= 302`. */
function filledIn(fn: Node, name: string): Node | null {
  const statements = partsOf(fn.childForFieldName('body') ?? fn).filter(part => part.type === 'expression_statement').flatMap(part => partsOf(part).slice(0, 1));
  for (const statement of statements) {
    const [left, right] = [statement.childForFieldName('left'), statement.childForFieldName('right')];
    if (left?.text !== name || !right) continue;
    if (statement.type === 'augmented_assignment_expression') return /^(?:\|\||\?\?)=$/.test(statement.childForFieldName('operator')?.text ?? '') ? right : null;
    const { node, otherwise } = withFallback(unwrap(right));
    return node.text === name ? otherwise : null;
  }
  return null;
}

/** Whether a call that makes a handler has a name outside the file, by which a route can bind it: `exports.requireAdmin = requireRole('admin')`. */
export function isMade(call: Node): boolean {
  let whole = call;
  while (whole.parent && ['parenthesized_expression', 'as_expression', 'satisfies_expression'].includes(whole.parent.type)) whole = whole.parent;
  const holder = whole.parent;
  return holder !== null && !isFunction(holder) && ['variable_declarator', 'pair', 'assignment_expression', 'export_statement', 'public_field_definition', 'field_definition'].includes(holder.type);
}
