import type { Node } from 'web-tree-sitter';
import { ancestorsOf, partsOf } from '../../syntax/nodes.ts';
import { calleeName, isFunction, receiverOf } from './file.ts';

/** Calls that say or look at something: printing, logging, headers, reading the request. */
const NO_DEED = /^(?:Print\w*|Fprint\w*|(?:Debug|Info|Warn|Error|Trace)(?:f|ln|w)?|Parse\w*|Decode\w*|Unmarshal\w*|Bind\w*|ShouldBind\w*|Scan\w*|Read\w*|Valid\w*|Check\w*|Close|Lock|RLock|Unlock|RUnlock)$/;

/** Whether a function did something on the way to a place: made a call for its own sake, of which it keeps no more than the error. Conditions and names for values are no deed. */
export function hasActed(place: Node): boolean {
  let child = place;
  for (const parent of ancestorsOf(place)) {
    if (parent.type === 'statement_list' && partsOf(parent).some(statement => statement.endIndex <= child.startIndex && isDeed(statement))) return true;
    if (parent.type === 'if_statement' && parent.childForFieldName('initializer')?.id !== child.id && isDeed(parent)) return true;
    if (isFunction(parent)) return false;
    child = parent;
  }
  return false;
}

function isDeed(statement: Node): boolean {
  switch (statement.type) {
    case 'expression_statement':
    case 'go_statement': {
      const call = partsOf(statement)[0];
      return call?.type === 'call_expression' && acts(call);
    }
    case 'assignment_statement':
    case 'short_var_declaration': {
      const [names, values] = [statement.childForFieldName('left'), statement.childForFieldName('right')];
      const call = values && partsOf(values)[0];
      return names !== null && partsOf(names).every(({ text }) => text === 'err' || text === '_') && call?.type === 'call_expression' && acts(call);
    }
    case 'if_statement': {
      const initializer = statement.childForFieldName('initializer');
      return initializer !== null && isDeed(initializer);
    }
    default:
      return false;
  }
}

function acts(call: Node): boolean {
  const receiver = receiverOf(call);
  const isHeader = receiver?.type === 'call_expression' && calleeName(receiver) === 'Header';
  return !isHeader && !NO_DEED.test(calleeName(call) ?? '');
}
