import type { Node } from 'web-tree-sitter';
import { partsOf } from '../../syntax/nodes.ts';
import { argumentsOf } from './file.ts';

/** One decorator of a class, method or parameter. */
export interface Decorator {
  /** Last part of its name: `Post` of `@Post('/x')` and `@nest.Post()`. */
  readonly name: string;
  /** The expression that names it. */
  readonly callee: Node;
  readonly args: readonly Node[];
  /** The expression behind `@`. */
  readonly node: Node;
}

/** Decorators of a method, class or parameter in the order of the text; the two grammars keep them in different places. */
export function decoratorsOf(node: Node): Decorator[] {
  const own = partsOf(node).filter(part => part.type === 'decorator');
  const before: Node[] = [];
  for (let at = node.previousNamedSibling; at && (at.type === 'decorator' || at.type === 'comment'); at = at.previousNamedSibling) {
    if (at.type === 'decorator') before.unshift(at);
  }
  const around = node.parent?.type === 'export_statement' ? partsOf(node.parent).filter(part => part.type === 'decorator' && part.endIndex <= node.startIndex) : [];
  const all = new Map([...around, ...before, ...own].map(each => [each.id, each]));
  return [...all.values()].flatMap(decorator => {
    const expression = decorator.firstNamedChild;
    if (!expression) return [];
    const callee = expression.type === 'call_expression' ? expression.childForFieldName('function') ?? expression : expression;
    const name = callee.type === 'member_expression' ? callee.childForFieldName('property')?.text ?? '' : callee.text;
    return [{ name, callee, args: expression.type === 'call_expression' ? argumentsOf(expression) : [], node: expression }];
  });
}

/** The method, class or parameter that a decorator stands at. */
export function decoratedBy(decorator: Node): Node | null {
  const parent = decorator.parent;
  if (!parent) return null;
  if (parent.type !== 'class_body' && parent.type !== 'export_statement') return parent;
  for (let at = decorator.nextNamedSibling; at; at = at.nextNamedSibling) if (at.type !== 'decorator' && at.type !== 'comment') return at;
  return null;
}
