import type { Node } from 'web-tree-sitter';
import { ancestorsOf } from '../../syntax/nodes.ts';
import { isFunction, partsOf } from './syntax.ts';

/** Whether a function did something on the way to a place: awaited, or made a call for its own sake. Conditions and names for values are no deed. */
export function hasActed(place: Node): boolean {
  let child = place;
  for (const parent of ancestorsOf(place)) {
    if (parent.type === 'block' && partsOf(parent).some(statement => statement.endIndex <= child.startIndex && isDeed(statement))) return true;
    if (isFunction(parent)) return false;
    child = parent;
  }
  return false;
}

function isDeed(statement: Node): boolean {
  if (statement.type === 'let_declaration') return statement.descendantsOfType('await_expression').length > 0;
  const expression = statement.type === 'expression_statement' ? partsOf(statement)[0] : undefined;
  return expression !== undefined && /^(?:call|await|try|match)_expression$/.test(expression.type);
}
