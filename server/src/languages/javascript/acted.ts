import type { Node } from 'web-tree-sitter';
import { ancestorsOf, partsOf } from '../../syntax/nodes.ts';
import { startsWith } from '../../syntax/tree.ts';
import { calleeName, isFunction, unwrap } from './file.ts';

const BINDING = /^(?:get|head|post|put|patch|delete|del|options|all|use|on|route)$/;
const BLOCKS = new Set(['statement_block', 'program', 'switch_case', 'switch_default']);

/** Whether a function did something on the way to a place: awaited, or made a call for its own sake. Conditions alone are no deed. */
export function hasActed(place: Node): boolean {
  let child = place;
  for (const parent of ancestorsOf(place)) {
    if (BLOCKS.has(parent.type) && partsOf(parent).some(statement => statement.endIndex <= child.startIndex && isDeed(statement))) return true;
    if (parent.type === 'program' || (isFunction(parent) && !isCallback(parent))) return false;
    child = parent;
  }
  return false;
}

/** A function that is called back by what the handler calls: what stands before that call was done before. One that a router is given is a handler itself. */
function isCallback(fn: Node): boolean {
  const call = fn.parent?.type === 'arguments' ? fn.parent.parent : null;
  return call?.type === 'call_expression' && !BINDING.test(calleeName(call) ?? '');
}

function isDeed(statement: Node): boolean {
  if (statement.type === 'expression_statement') {
    const expression = statement.firstNamedChild;
    return expression !== null && (expression.type === 'await_expression' || (unwrap(expression).type === 'call_expression' && !startsWith(expression, 'console.')));
  }
  const isDeclaration = statement.type === 'lexical_declaration' || statement.type === 'variable_declaration';
  if (isDeclaration) return partsOf(statement).some(declarator => declarator.childForFieldName('value')?.type === 'await_expression');
  return statement.type === 'try_statement' && statement.descendantsOfType('await_expression').length > 0;
}
