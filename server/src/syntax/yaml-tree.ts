import type { Node } from 'web-tree-sitter';
import type { Parse } from './adapter.ts';
import { type DataEntry, type DataNode, DEEPEST_DATA, listOf, mapOf, scalarOf } from './data.ts';
import { spanOf } from './nodes.ts';
import { isTemplated, withoutTemplates } from './templates.ts';
import type { SyntaxTree } from './tree.ts';

/** So many broken lines are left out of a file before the rest of it is given up. */
const MOST_REPAIRS = 8;
/** A longer text is parsed as it stands, for each repair is another parse. In UTF-16 units. */
const LONGEST_REPAIRED = 500_000;

/** The grammar's scanner counts lines in 16 bits: what is behind this line is not read. */
export const MOST_YAML_LINES = 32_767;

/** The documents of a YAML text, templates tolerated; a broken line costs itself and what hangs on it. */
export async function yamlDocuments(text: string, parse: Parse): Promise<DataNode[]> {
  const tree = await repairedTree(withoutTemplates(text.slice(0, endOfReadable(text))), parse);
  return documentsIn(tree.rootNode).flatMap(node => readNode(node, text, 0) ?? []);
}

/** Where the last line ends that can be read; the text's length in nearly every file. */
export function endOfReadable(text: string): number {
  let at = -1;
  for (let line = 0; line < MOST_YAML_LINES; line++) {
    at = text.indexOf('\n', at + 1);
    if (at < 0) return text.length;
  }
  return at;
}

/**
 * The grammar gives up at the first line that no recovery explains. That line, the one before or the one behind is taken out,
 * whichever lets the parser come farthest, and the text is parsed again.
 */
async function repairedTree(text: string, parse: Parse): Promise<SyntaxTree> {
  let tree = await parse('yaml', text);
  let reached = reachOf(tree);
  let best = text;
  for (let i = 0; i < MOST_REPAIRS && reached < Infinity && text.length <= LONGEST_REPAIRED; i++) {
    const current = best;
    const before = reached;
    for (const without of withoutALine(current, reached)) {
      tree = await parse('yaml', without);
      if (reachOf(tree) > reached) {
        reached = reachOf(tree);
        best = without;
      }
    }
    if (reached === before) break;
  }
  return parse('yaml', best);
}

/** Where the grammar gave up; Infinity where it did not. */
function reachOf({ rootNode }: SyntaxTree): number {
  return rootNode.type === 'ERROR' ? rootNode.endIndex : Infinity;
}

function* withoutALine(text: string, at: number): Generator<string> {
  const start = text.lastIndexOf('\n', Math.min(at, text.length) - 1) + 1;
  const next = text.slice(start).search(/\n[ \t]*[^\s]/);
  const above = lineBefore(text, start);
  // A key that is being typed has no colon yet, and breaks the line behind it.
  const halfTyped = above !== null && !lineAt(text, above).includes(':');
  for (const from of [...halfTyped ? [above, start] : [start, above], next < 0 ? null : start + next + 1]) {
    if (from === null) continue;
    const line = lineAt(text, from);
    if (line.trim()) yield text.slice(0, from) + line.replace(/[^\r]/g, ' ') + text.slice(from + line.length);
  }
}

function lineAt(text: string, start: number): string {
  const end = text.indexOf('\n', start);
  return text.slice(start, end < 0 ? text.length : end);
}

/** Start of the nearest line before this one that is not blank; null where there is none. */
function lineBefore(text: string, start: number): number | null {
  const above = text.slice(0, start).trimEnd();
  return above ? above.lastIndexOf('\n') + 1 : null;
}

function documentsIn(root: Node): Node[] {
  return root.namedChildren.flatMap(child => {
    if (!child) return [];
    if (child.type === 'document') return child.namedChildren.filter((node): node is Node => node?.type === 'block_node' || node?.type === 'flow_node');
    return ['block_node', 'flow_node', 'block_mapping_pair'].includes(child.type) ? [child] : [];
  });
}

function readNode(node: Node, text: string, depth: number): DataNode | null {
  if (depth > DEEPEST_DATA) return null;
  const span = spanOf(node);
  switch (node.type) {
    case 'block_node':
    case 'flow_node': {
      const parts = node.namedChildren.filter((child): child is Node => child !== null && child.type !== 'comment');
      const value = parts.find(part => part.type !== 'tag' && part.type !== 'anchor');
      const read = value ? readNode(value, text, depth + 1) : null;
      const computed = parts.some(part => part.type === 'tag' && !part.text.startsWith('!!'));
      return computed ? { ...scalarOf(span, '', 0, false) } : read;
    }
    case 'block_mapping':
    case 'flow_mapping':
      return mapOf(span, () => node.namedChildren.flatMap(child => child ? entryOf(child, text, depth + 1) ?? [] : []));
    // What the parser understood before it gave up.
    case 'block_mapping_pair':
      return mapOf(span, () => [entryOf(node, text, depth + 1)].filter(entry => entry !== null));
    case 'block_sequence':
    case 'flow_sequence':
      return listOf(span, () => node.namedChildren.flatMap(child => {
        const item = child?.type === 'block_sequence_item' ? child.namedChildren.find(part => part && part.type !== 'comment') ?? null : child;
        return item && item.type !== 'comment' ? readNode(item, text, depth + 1) ?? [] : [];
      }));
    case 'flow_pair':
      return mapOf(span, () => [entryOf(node, text, depth + 1)].filter(entry => entry !== null));
    case 'double_quote_scalar':
    case 'single_quote_scalar':
    case 'plain_scalar':
    case 'block_scalar':
      return readScalar(node, text);
    case 'alias':
      return scalarOf(span, '', 0, false);
    default:
      return null;
  }
}

function entryOf(pair: Node, text: string, depth: number): DataEntry | null {
  const keyNode = pair.childForFieldName('key');
  const key = keyNode ? readNode(keyNode, text, depth) : null;
  if (key?.kind !== 'scalar') return null;
  const valueNode = pair.childForFieldName('value');
  const value = valueNode ? readNode(valueNode, text, depth) : null;
  return { key: key.text, keySpan: key.span, keyInner: key.inner, span: { start: key.span.start, end: value?.span.end ?? pair.endIndex }, value };
}

function readScalar(node: Node, text: string): DataNode {
  const span = spanOf(node);
  const raw = text.slice(span.start, span.end);
  const known = !isTemplated(raw);
  if (node.type === 'double_quote_scalar') return scalarOf(span, unescaped(raw.slice(1, -1)), 1, known);
  if (node.type === 'single_quote_scalar') return scalarOf(span, raw.slice(1, -1).replaceAll('\'\'', '\''), 1, known);
  if (node.type === 'block_scalar') return scalarOf(span, raw.replace(/^[^\n]*\n?/, '').trimEnd(), 0, known);
  return scalarOf(span, raw, 0, known);
}

/** Escapes that occur in keys, paths and addresses; others stay as they are written. */
function unescaped(text: string): string {
  return text.replace(/\\(["\\/])/g, '$1');
}
