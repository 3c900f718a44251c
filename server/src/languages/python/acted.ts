import type { Node } from 'web-tree-sitter';
import { ancestorsOf, partsOf } from '../../syntax/nodes.ts';

/** Whether a function did something on the way to a place: awaited, or made a call for its own sake. Conditions alone are no deed. */
export function hasActed(place: Node): boolean {
  let child = place;
  for (const parent of ancestorsOf(place)) {
    if (parent.type === 'block' && partsOf(parent).some(statement => statement.endIndex <= child.startIndex && isDeed(statement))) return true;
    if (parent.type === 'function_definition') return false;
    child = parent;
  }
  return false;
}

function isDeed(statement: Node): boolean {
  const expression = statement.type === 'expression_statement' ? statement.firstNamedChild : null;
  if (expression?.type === 'assignment') return expression.childForFieldName('right')?.type === 'await';
  return expression?.type === 'await' || expression?.type === 'call'
    || ((statement.type === 'try_statement' || statement.type === 'with_statement') && statement.descendantsOfType(['await', 'call']).length > 0);
}
