import type { Node } from 'web-tree-sitter';
import { isRedirectStatus } from '../../model/facts.ts';
import { partsOf } from '../../syntax/nodes.ts';
import { calleeName, type PyFile, positionalsOf, receiverOf, stringValue } from './file.ts';
import type { RedirectAt } from '../shared/framework.ts';
import { writtenStatus } from './redirects.ts';
import { statusValue, targetOf } from './values.ts';

/** Redirects put together on a response that the handler is given: `resp.status = 302` beside `resp.location = u` or `resp.set_header('Location', u)`. */
export function statusAndLocation(file: PyFile, response: RegExp): RedirectAt[] {
  return file.text.matchAll(/(?<!\w)(\w+)\.location[ \t]*=(?!=)|(?<!\w)(\w+)\.(?:set_header|append_header)\(/g).flatMap((match): RedirectAt[] => {
    const name = match[1] ?? match[2] ?? '';
    const node = response.test(name) ? file.root.descendantForIndex(match.index, match.index + 1) : null;
    const statement = node ? statementOf(node) : null;
    const target = statement ? locationSet(statement) : null;
    const written = statement && target ? statusNear(file, statement, name) : null;
    const code = statusValue(file, written);
    if (!statement || !target || !written || code === null || !isRedirectStatus(code)) return [];
    return [{ node: statement.firstNamedChild ?? statement, statusNode: written, target: targetOf(file, target), ...writtenStatus(file, written) }];
  });
}

function statementOf(node: Node): Node | null {
  let at: Node | null = node;
  while (at && at.type !== 'expression_statement') at = at.parent;
  return at;
}

function locationSet(statement: Node): Node | null {
  const expression = statement.firstNamedChild;
  if (expression?.type === 'assignment') return expression.childForFieldName('right');
  if (expression?.type !== 'call' || !['set_header', 'append_header'].includes(calleeName(expression) ?? '')) return null;
  const [name, value] = positionalsOf(expression);
  return receiverOf(expression) && stringValue(name ?? null)?.toLowerCase() === 'location' ? value ?? null : null;
}

/** The status given to the same response in the same block: the last one. */
function statusNear(file: PyFile, statement: Node, name: string): Node | null {
  const values = partsOf(statement.parent ?? statement).flatMap(each => {
    const assignment = each.type === 'expression_statement' && each.firstNamedChild?.type === 'assignment' ? each.firstNamedChild : null;
    const isStatus = assignment?.childForFieldName('left')?.text === `${name}.status` || assignment?.childForFieldName('left')?.text === `${name}.status_code`;
    const value = isStatus ? assignment?.childForFieldName('right') : null;
    return value ? [value] : [];
  });
  return values.filter(value => statusValue(file, value) !== null).at(-1) ?? null;
}
