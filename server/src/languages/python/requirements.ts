import type { Node } from 'web-tree-sitter';
import type { Requirement, Written } from '../../model/facts.ts';
import { ancestorsOf, partsOf, sameNode } from '../../syntax/nodes.ts';
import { type Asked, requirementsOf } from '../shared/requirements.ts';
import { isFunction, type PyFile, stringValue, unwrap } from './file.ts';
import { leaves } from './guards.ts';
import { passing } from './passing.ts';

/** What a call hands in; null where a splat leaves open what stands where. */
export function givenIn(file: PyFile, call: Node): Written[] | null {
  return passing.argumentsIn(file, call)?.map(({ value }) => writtenAs(file, value)) ?? null;
}

function writtenAs(file: PyFile, expression: Node): Written {
  const is = literalOf(file.follow(expression));
  return is === undefined ? {} : { is };
}

/** What a literal is worth; undefined for all else. */
function literalOf(node: Node): Written['is'] {
  const text = stringValue(node);
  if (text !== null) return text;
  if (node.type === 'integer') return Number(node.text);
  if (node.type === 'true' || node.type === 'false') return node.type === 'true';
  return node.type === 'none' ? null : undefined;
}

/** Conditions around a node on what the function around it is called with: `HTTPSeeOther(url) if is_safe else HTTPFound(url)`, `if not url: return None` before it. */
export function requirementsAt(file: PyFile, node: Node): Requirement[] {
  const found: Asked[] = [];
  let child = node;
  for (const parent of ancestorsOf(node)) {
    if (isFunction(parent)) break;
    found.push(...askedBetween(parent, child));
    child = parent;
  }
  return requirementsOf(passing, file, found, writtenAs);
}

/** What a node asks of single parameters where control comes to one of its children. */
function askedBetween(parent: Node, child: Node): Asked[] {
  switch (parent.type) {
    case 'if_statement': case 'elif_clause': {
      const condition = parent.childForFieldName('condition');
      if (!condition || sameNode(condition, child)) return [];
      if (sameNode(parent.childForFieldName('consequence'), child)) return askedBy(condition, true);
      const earlier = partsOf(parent).flatMap(part => part.type === 'elif_clause' && part.endIndex <= child.startIndex ? part.childForFieldName('condition') ?? [] : []);
      return [condition, ...earlier].flatMap(each => askedBy(each, false));
    }
    case 'conditional_expression': {
      const [value, condition] = partsOf(parent);
      return condition && !sameNode(condition, child) ? askedBy(condition, sameNode(value ?? null, child)) : [];
    }
    case 'boolean_operator': {
      const first = parent.childForFieldName('left');
      return first && sameNode(parent.childForFieldName('right'), child) ? askedBy(first, parent.childForFieldName('operator')?.type === 'and') : [];
    }
    case 'block':
      return partsOf(parent).filter(before => before.endIndex <= child.startIndex && before.type === 'if_statement' && !before.childForFieldName('alternative')).flatMap(before => {
        const [condition, body] = [before.childForFieldName('condition'), before.childForFieldName('consequence')];
        return condition && body && leaves(body) ? askedBy(condition, false) : [];
      });
    default: return [];
  }
}

/** What has to hold of single names so that a condition holds, or fails. */
function askedBy(condition: Node, holds: boolean): Asked[] {
  const node = unwrap(condition);
  if (node.type === 'identifier') return [{ parameter: node, holds }];
  if (node.type === 'not_operator') {
    const inner = node.childForFieldName('argument');
    return inner ? askedBy(inner, !holds) : [];
  }
  if (node.type === 'boolean_operator') {
    const [left, right] = [node.childForFieldName('left'), node.childForFieldName('right')];
    // Of `a and b` that fails, and of `a or b` that holds, it is not known which of the two does.
    return left && right && (node.childForFieldName('operator')?.type === 'and') === holds ? [...askedBy(left, holds), ...askedBy(right, holds)] : [];
  }
  const [left, right] = node.type === 'comparison_operator' ? partsOf(node) : [];
  const operator = node.childForFieldName('operators')?.text ?? '';
  const equals = right ? literalOf(unwrap(right)) : undefined;
  if (left?.type !== 'identifier' || typeof equals !== 'string' || !/^[!=]=$/.test(operator)) return [];
  return [{ parameter: left, equals, holds: (operator === '==') === holds }];
}
