import type { Node } from 'web-tree-sitter';
import type { Requirement, Written } from '../../model/facts.ts';
import { ancestorsOf, partsOf, sameNode } from '../../syntax/nodes.ts';
import { type Asked, requirementsOf } from '../shared/requirements.ts';
import type { PhpFile } from './file.ts';
import { bodyOf, leaves } from './guards.ts';
import { passing } from './passing.ts';
import { argumentsOf, calleeName, hasSpread, isNamed, nthOf, stringValue, unwrap } from './syntax.ts';

/** What a call hands in; null where a spread leaves open what stands where. */
export function givenIn(file: PhpFile, call: Node): Written[] | null {
  return hasSpread(call) ? null : argumentsOf(call).map(({ value }) => writtenAs(file, value));
}

function writtenAs(file: PhpFile, expression: Node): Written {
  const is = literalOf(file.follow(expression));
  return is === undefined ? {} : { is };
}

/** What a literal is worth; undefined for all else. */
function literalOf(node: Node): Written['is'] {
  const text = stringValue(node);
  if (text !== null) return text;
  if (node.type === 'integer') return Number(node.text);
  if (node.type === 'boolean') return node.text.toLowerCase() === 'true';
  return node.type === 'null' ? null : undefined;
}

/**
 * Conditions around a node on what the function around it is called with: `if ($permanent)`, `switch ($method) { case 'refresh': … break; default: … }`,
 * and those before it that leave, `if (!$url) return;`.
 */
export function requirementsAt(file: PhpFile, node: Node): Requirement[] {
  const found: Asked[] = [];
  let child = node;
  for (const parent of ancestorsOf(node)) {
    found.push(...askedBetween(file, parent, child));
    if (isNamed(parent)) break;
    child = parent;
  }
  return requirementsOf(passing, file, found, writtenAs);
}

/** What a node asks of single variables where control comes to one of its children. */
function askedBetween(file: PhpFile, parent: Node, child: Node): Asked[] {
  switch (parent.type) {
    case 'if_statement': case 'else_if_clause': case 'conditional_expression': {
      const condition = parent.childForFieldName('condition');
      if (!condition || sameNode(condition, child)) return [];
      if (sameNode(parent.childForFieldName('body'), child)) return askedBy(condition, true);
      const earlier = parent.childrenForFieldName('alternative').flatMap(each => each && each.endIndex <= child.startIndex ? each.childForFieldName('condition') ?? [] : []);
      return [condition, ...earlier].flatMap(each => askedBy(each, false));
    }
    case 'binary_expression': {
      const [first, second] = [parent.childForFieldName('left'), parent.childForFieldName('right')];
      const operator = operatorOf(parent);
      return first && sameNode(second, child) && JOINING.has(operator) ? askedBy(first, ALL.has(operator)) : [];
    }
    case 'switch_block': return askedBySwitch(file, parent, child);
    case 'compound_statement': case 'colon_block':
      return partsOf(parent).filter(before => before.endIndex <= child.startIndex && before.type === 'if_statement' && !before.childForFieldName('alternative')).flatMap(before => {
        const [condition, body] = [before.childForFieldName('condition'), before.childForFieldName('body')];
        return condition && body && leaves(file, body) ? askedBy(condition, false) : [];
      });
    default: return [];
  }
}

/** The value of a `case` that nothing falls into from above, or for `default` those of the cases that leave. */
function askedBySwitch(file: PhpFile, block: Node, part: Node): Asked[] {
  const subject = unwrap(block.parent?.childForFieldName('condition') ?? block);
  const parts = partsOf(block);
  const ends = (each: Node) => bodyOf(each).some(statement => leaves(file, statement));
  const about = (each: Node, holds: boolean): Asked[] => {
    const equals = literalOf(each.childForFieldName('value') ?? each);
    return typeof equals === 'string' && subject.type === 'variable_name' ? [{ parameter: subject, equals, holds }] : [];
  };
  if (part.type === 'default_statement') return parts.filter(each => each.type === 'case_statement' && ends(each)).flatMap(each => about(each, false));
  const above = parts[parts.findIndex(each => sameNode(each, part)) - 1];
  return !above || ends(above) ? about(part, true) : [];
}

const ALL = new Set(['&&', 'and']);
const JOINING = new Set([...ALL, '||', 'or']);

function operatorOf(node: Node): string {
  return (node.childForFieldName('operator')?.text ?? '').toLowerCase();
}

/** What has to hold of single variables so that a condition holds, or fails. */
function askedBy(condition: Node, holds: boolean): Asked[] {
  const node = unwrap(condition);
  if (node.type === 'variable_name') return [{ parameter: node, holds }];
  if (node.type === 'unary_op_expression') {
    const inner = node.childForFieldName('argument');
    return inner && node.text.startsWith('!') ? askedBy(inner, !holds) : [];
  }
  if (node.type === 'function_call_expression' && calleeName(node)?.toLowerCase() === 'empty') {
    const inner = nthOf(node, 0);
    return inner?.type === 'variable_name' ? [{ parameter: inner, holds: !holds }] : [];
  }
  const [left, right] = [node.childForFieldName('left'), node.childForFieldName('right')];
  if (node.type !== 'binary_expression' || !left || !right) return [];
  const operator = operatorOf(node);
  // Of `a && b` that fails, and of `a || b` that holds, it is not known which of the two does.
  if (JOINING.has(operator)) return ALL.has(operator) === holds ? [...askedBy(left, holds), ...askedBy(right, holds)] : [];
  if (!/^(?:[!=]==?|<>)$/.test(operator) || left.type !== 'variable_name') return [];
  const equals = literalOf(unwrap(right));
  const isEqual = operator.startsWith('=') === holds;
  if (typeof equals === 'boolean') return [{ parameter: left, holds: equals === isEqual }];
  return typeof equals === 'string' ? [{ parameter: left, equals, holds: isEqual }] : [];
}
