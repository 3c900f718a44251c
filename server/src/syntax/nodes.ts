import type { Node } from 'web-tree-sitter';
import type { Span } from '../model/text.ts';
import type { AskedText } from './asked-text.ts';
import { headOf } from './tree.ts';

/** Climbing stops after so many parents: code nested deeper was made to be, and each step costs its depth. */
export const DEEPEST = 400;

export function spanOf(node: Node): Span {
  return { start: node.startIndex, end: node.endIndex };
}

/** The node's parents, innermost first, `DEEPEST` at most. */
export function* ancestorsOf(node: Node): Generator<Node> {
  let parent = node.parent;
  for (let i = 0; parent && i < DEEPEST; i++) {
    yield parent;
    parent = parent.parent;
  }
}

/** The nearest parent of one of these types, null where there is none. */
export function enclosing(node: Node, ...types: string[]): Node | null {
  for (const parent of ancestorsOf(node)) if (types.includes(parent.type)) return parent;
  return null;
}

/** Named children without comments. */
export function partsOf(node: Node): Node[] {
  return node.namedChildren.filter((child): child is Node => child !== null && child.type !== 'comment');
}

/** The deepest node that covers each place where the pattern (global) matches the text; a place inside a comment or string counts too. */
export function* nodesAt(root: Node, text: Pick<AskedText, 'matchAll'> | string, pattern: RegExp): Generator<{ node: Node; at: number; match: RegExpMatchArray }> {
  for (const match of text.matchAll(pattern)) {
    const node = root.descendantForIndex(match.index, match.index + 1);
    if (node) yield { node, at: match.index, match };
  }
}

/** The first line of a node's text, at most 80 UTF-16 code units, as it is shown in messages. */
export function oneLine(node: Node): string {
  const line = headOf(node, '\n').trim();
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}

export function sameNode(a: Node | null, b: Node | null): boolean {
  return a !== null && b !== null && a.id === b.id;
}
