import type { Node } from 'web-tree-sitter';
import { ancestorsOf, partsOf, sameNode } from '../../syntax/nodes.ts';
import type { PhpFile } from './file.ts';
import { isFunction } from './syntax.ts';

/** What the request brought, as PHP and its frameworks have it, and the names that scripts give to what they are to do. */
const ASKS = /\$_(?:GET|POST|REQUEST|FILES)\b|REQUEST_METHOD|QUERY_STRING|REQUEST_URI|PATH_INFO|\bINPUT_(?:GET|POST)\b|->(?:input|request|query|get|post|param)\w*\b|\$(?:action|act|do|mode|op|operation|cmd|task|page|step|method|input|request)\b/i;
const LEAVES = /\b(?:exit|die|return|break|continue|header|redirect\w*)\b/i;
const BODIES = new Set(['program', 'compound_statement', 'colon_block', 'case_statement', 'default_statement']);
/** `$id = $_GET['id']`, up to the end of the statement. */
const ASSIGNED = /\$(\w+)\s*=(?![=>])([^;]*)/g;

/** Whether conditions around a node, or in front of it, ask what was sent, so that some requests do not come to it. */
export function dependsOnRequest(file: PhpFile, node: Node): boolean {
  let child = node;
  for (const parent of ancestorsOf(node)) {
    if (isFunction(parent)) return false;
    const condition = parent.childForFieldName('condition') ?? (parent.type === 'binary_expression' ? parent.childForFieldName('left') : null);
    if (condition && !sameNode(condition, child) && asks(file, condition.text)) return true;
    if (BODIES.has(parent.type) && child.startIndex >= firstAsking(file, parent)) return true;
    child = parent;
  }
  return false;
}

function asks(file: PhpFile, text: string): boolean {
  return ASKS.test(text) || [...text.matchAll(/\$(\w+)/g)].some(([, name]) => sentNames(file).has(name as string));
}

const sent = new WeakMap<PhpFile, ReadonlySet<string>>();

/** Variables that hold something of what was sent. */
function sentNames(file: PhpFile): ReadonlySet<string> {
  let names = sent.get(file);
  if (!names) sent.set(file, names = new Set([...file.text.matchAll(ASSIGNED)].filter(([, , value]) => ASKS.test(value as string)).map(([, name]) => name as string)));
  return names;
}

const firsts = new WeakMap<PhpFile, Map<number, number>>();

/** Where the first statement of a block ends that asks what was sent and may leave; once for each block, for a long one has many redirects. */
function firstAsking(file: PhpFile, block: Node): number {
  const known = firsts.get(file) ?? new Map<number, number>();
  firsts.set(file, known);
  let first = known.get(block.id);
  if (first === undefined) {
    const statement = partsOf(block).find(part => {
      const condition = part.type === 'if_statement' || part.type === 'switch_statement' ? part.childForFieldName('condition') : null;
      return condition !== null && asks(file, condition.text) && LEAVES.test(part.text);
    });
    known.set(block.id, first = statement?.endIndex ?? Number.POSITIVE_INFINITY);
  }
  return first;
}
