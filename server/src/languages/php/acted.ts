import type { Node } from 'web-tree-sitter';
import { ancestorsOf, partsOf } from '../../syntax/nodes.ts';
import { calleeName, isCall, isFunction } from './syntax.ts';

/** Functions that prepare or answer, and change nothing that a repeated request would change again. */
const NO_DEEDS = new Set(['header', 'http_response_code', 'session_start', 'ob_start', 'ob_end_clean', 'ob_clean', 'error_reporting', 'ini_set', 'set_time_limit', 'define', 'defined', 'headers_sent']);

/** Whether a function or script did something on the way to a place: made a call for its own sake, or a statement such as `echo`. Conditions alone are no deed. */
export function hasActed(place: Node): boolean {
  let child = place;
  for (const parent of ancestorsOf(place)) {
    if (BODIES.has(parent.type) && partsOf(parent).some(statement => statement.endIndex <= child.startIndex && isDeed(statement))) return true;
    if (isFunction(parent)) return false;
    child = parent;
  }
  return false;
}

const BODIES = new Set(['program', 'compound_statement', 'colon_block', 'case_statement', 'default_statement']);

function isDeed(statement: Node): boolean {
  const expression = statement.type === 'expression_statement' ? statement.firstNamedChild : null;
  if (expression?.type === 'unset_statement' || statement.type === 'unset_statement') return true;
  return expression !== null && isCall(expression) && !NO_DEEDS.has((calleeName(expression) ?? '').toLowerCase());
}
