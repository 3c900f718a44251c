import type { Node } from 'web-tree-sitter';
import { isAny, type MethodSet } from '../../model/methods.ts';
import { partsOf } from '../../syntax/nodes.ts';

/** A statement behind which not every method goes on. */
export interface Limit {
  readonly at: Node;
  readonly set: MethodSet;
}

/**
 * A function that gives the limits of a block that stand before one of its children. They are worked out once for each block of a file: every
 * redirect of a long block asks for them. `passing` gives the methods with which control can go on after a statement.
 */
export function limitsBy<F extends object>(passing: (file: F, statement: Node) => MethodSet): (file: F, block: Node, child: Node) => Limit[] {
  const files = new WeakMap<F, Map<number, Limit[]>>();
  return (file, block, child) => {
    const blocks = files.get(file) ?? new Map<number, Limit[]>();
    files.set(file, blocks);
    const limits = blocks.get(block.id) ?? partsOf(block).map(at => ({ at, set: passing(file, at) })).filter(({ set }) => !isAny(set));
    blocks.set(block.id, limits);
    return limits.filter(({ at }) => at.endIndex <= child.startIndex);
  };
}
