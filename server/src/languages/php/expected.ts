import type { Node } from 'web-tree-sitter';
import type { Handler } from '../../model/facts.ts';
import { GET_AND_HEAD, type MethodSet, NONE, provesWriting, union } from '../../model/methods.ts';
import { formsIn, HOLE } from '../../syntax/forms.ts';
import { oneLine } from '../../syntax/nodes.ts';
import { splitBy } from './conditions.ts';
import type { PhpFile } from './file.ts';
import { isScript } from './handlers.ts';
import { markupOf } from './markup.ts';
import { scopeAround } from './syntax.ts';

/**
 * The methods that a page expects which has a form that is sent to itself, and asks whether it was posted: `if (isset($_POST['save']))`. What it
 * redirects in front of that, as it turns away who is not signed in, answers the form too. Of the form or the condition alone nothing is
 * concluded: a template may be another page's, and what all pages include asks for all of them.
 */
export function expectedBy(file: PhpFile, node: Node): Handler['convention'] | null {
  if (!isScript(node) || !hasOwnForm(file)) return null;
  let tested: MethodSet = NONE;
  let first: Node | null = null;
  for (const condition of conditionsOf(node)) {
    const { yes, no } = splitBy(file, condition);
    // `if (!isset($_POST['save']))` speaks of POST as well as `if (isset($_POST['save']))` does.
    const named = 'only' in yes ? yes : no;
    if (!('only' in named)) continue;
    if (provesWriting(named)) first ??= condition;
    tested = union(tested, named);
  }
  return first && { methods: union(GET_AND_HEAD, tested), says: `the page is sent to itself, and asks: ${oneLine(first)}` };
}

/** Those of the script itself; its functions are called by others too. */
function conditionsOf(script: Node): Node[] {
  return script.descendantsOfType(['if_statement', 'else_if_clause'])
    .flatMap(statement => statement && !scopeAround(statement) ? statement.childForFieldName('condition') ?? [] : []);
}

/** `$_SERVER['PHP_SELF']` and the like, whatever is done with it. */
const SELF = /\b(?:PHP_SELF|SCRIPT_NAME|REQUEST_URI|__FILE__)\b/;

function hasOwnForm({ path, text }: PhpFile): boolean {
  const markup = markupOf(text);
  return formsIn(markup).some(({ method, address }) => {
    if (method !== 'POST' || !address) return method === 'POST';
    const target = markup.slice(address.start, address.end).trim().replace(/[?#].*$/s, '');
    if (target.startsWith(HOLE)) return SELF.test(text.slice(address.start, address.end));
    return target === '' || `/${path}`.endsWith(`/${target.replace(/^\.?\//, '')}`);
  });
}
