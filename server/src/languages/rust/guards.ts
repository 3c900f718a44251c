import type { Node } from 'web-tree-sitter';
import type { Proof } from '../../model/facts.ts';
import { ANY, complement, intersection, isAny, isNone, type MethodSet, methods, NONE, union } from '../../model/methods.ts';
import { ancestorsOf, sameNode, spanOf } from '../../syntax/nodes.ts';
import { both, DEEPEST_CONDITION, either, exactly, METHOD_NAME, negated, OPEN, saysOf, type Split } from '../shared/conditions.ts';
import { limitsBy } from '../shared/limits.ts';
import type { RsFile } from './file.ts';
import { argumentsOf, branchesOf, calleeName, isFunction, isSequence, lastNameNode, partsOf, receiverOf, stringValue, unwrap } from './syntax.ts';

/** Which methods the conditions around a node leave, within its function: branches around it, early leaving before it, arms of `match`. */
export function guardsAt(file: RsFile, node: Node): { methods: MethodSet; proofs: Proof[] } {
  let left: MethodSet = ANY;
  const proofs: Proof[] = [];
  const narrow = (set: MethodSet, at: Node) => {
    if (isAny(set)) return;
    left = intersection(left, set);
    proofs.unshift({ span: spanOf(at), says: saysOf(set, at) });
  };
  let child = node;
  for (const parent of ancestorsOf(node)) {
    const branches = branchesOf(parent);
    if (branches && !sameNode(branches.condition, child)) {
      const split = splitBy(file, branches.condition, 0);
      narrow(sameNode(branches.yes, child) ? split.yes : split.no, branches.condition);
    } else if (parent.type === 'match_block') {
      const limits = methodsOfArm(file, parent, child);
      if (limits) narrow(limits, child.childForFieldName('pattern') ?? child);
    }
    if (isSequence(parent)) for (const { at, set } of limitsBefore(file, parent, child)) narrow(set, at);
    if (isFunction(parent)) break;
    child = parent;
  }
  return { methods: left, proofs };
}

const limitsBefore = limitsBy(passing);

/** Methods with which control can go on after a statement. */
function passing(file: RsFile, statement: Node): MethodSet {
  const node = statement.type === 'expression_statement' ? partsOf(statement)[0] ?? statement : statement;
  const branches = branchesOf(node);
  if (!branches) return ANY;
  const split = splitBy(file, branches.condition, 0);
  const rest = branches.no === null ? ANY : leaves(branches.no) ? NONE : passing(file, branches.no);
  const isGone = branches.yes !== null && leaves(branches.yes);
  if (!isGone && isAny(rest)) return ANY;
  const after = union(isGone ? NONE : split.yes, intersection(split.no, rest));
  // Where every branch leaves, what follows is dead whatever the methods; that is no statement about methods.
  return isNone(after) ? ANY : after;
}

/** Whether control never goes on after the statement. */
function leaves(statement: Node, depth = 0): boolean {
  if (depth > DEEPEST_CONDITION) return false;
  if (/^(?:return|break|continue)_expression$/.test(statement.type)) return true;
  if (statement.type === 'macro_invocation') return /^(?:panic|unreachable|todo|unimplemented|bail)$/.test(statement.childForFieldName('macro')?.text ?? '');
  if (isSequence(statement)) return partsOf(statement).some(part => leaves(part, depth + 1));
  if (statement.type === 'expression_statement') return partsOf(statement).some(part => leaves(part, depth + 1));
  const branches = branchesOf(statement);
  return branches?.yes ? branches.no !== null && leaves(branches.yes, depth + 1) && leaves(branches.no, depth + 1) : false;
}

/** Methods for which an arm of a `match` runs; null where what is matched holds no method. */
function methodsOfArm(file: RsFile, block: Node, arm: Node): MethodSet | null {
  const subject = block.parent?.childForFieldName('value');
  if (!subject) return null;
  const at = subject.type === 'tuple_expression' ? partsOf(subject).findIndex(part => isMethod(file, part)) : isMethod(file, subject) ? null : -1;
  if (at === -1) return null;
  let before: MethodSet = NONE;
  for (const each of partsOf(block).filter(part => part.type === 'match_arm')) {
    const holder = each.childForFieldName('pattern');
    const pattern = holder ? partsOf(holder)[0] : undefined;
    const guard = holder?.childForFieldName('condition') ?? null;
    const limits = pattern ? patternMethods(file, pattern, at) : null;
    const own = intersection(limits ?? ANY, complement(before));
    if (sameNode(each, arm)) return guard ? intersection(own, splitBy(file, guard, 0).yes) : own;
    // Of a tuple, another part can keep the arm from matching.
    if (limits && !guard && (at === null || restIsOpen(pattern as Node, at))) before = union(before, limits);
  }
  return null;
}

function patternMethods(file: RsFile, pattern: Node, at: number | null): MethodSet | null {
  if (pattern.type === 'or_pattern') {
    const all = partsOf(pattern).map(part => patternMethods(file, part, at));
    return all.includes(null) ? null : (all as MethodSet[]).reduce(union, NONE);
  }
  if (at !== null && pattern.type === 'tuple_pattern') {
    const part = partsOf(pattern)[at];
    return part ? patternMethods(file, part, null) : null;
  }
  const name = methodName(file, pattern);
  return at === null && name !== null ? methods(name) : null;
}

function restIsOpen(pattern: Node, at: number): boolean {
  return pattern.type === 'tuple_pattern' && partsOf(pattern).every((part, place) => place === at || part.type === 'identifier' || part.text === '_');
}

function splitBy(file: RsFile, condition: Node, depth: number): Split {
  if (depth > DEEPEST_CONDITION) return OPEN;
  const node = unwrap(condition);
  if (node.type === 'unary_expression' && node.text.startsWith('!')) {
    const inner = partsOf(node)[0];
    return inner ? negated(splitBy(file, inner, depth + 1)) : OPEN;
  }
  if (node.type === 'let_chain') return partsOf(node).map(part => splitBy(file, part, depth + 1)).reduce(both, OPEN);
  if (node.type === 'binary_expression') {
    const [left, right] = [node.childForFieldName('left'), node.childForFieldName('right')];
    const operator = node.childForFieldName('operator')?.text ?? '';
    if (!left || !right) return OPEN;
    if (operator === '&&') return both(splitBy(file, left, depth + 1), splitBy(file, right, depth + 1));
    if (operator === '||') return either(splitBy(file, left, depth + 1), splitBy(file, right, depth + 1));
    const name = operator === '==' || operator === '!=' ? isMethod(file, left) ? methodName(file, right) : isMethod(file, right) ? methodName(file, left) : null : null;
    if (name === null) return OPEN;
    return operator === '==' ? exactly(methods(name)) : negated(exactly(methods(name)));
  }
  if (node.type === 'macro_invocation') return splitOfMatches(node);
  if (node.type === 'call_expression' && calleeName(node) === 'contains') {
    const [list, first] = [receiverOf(node), argumentsOf(node)[0]];
    const names = list ? partsOf(file.follow(list)).map(item => methodName(file, item)) : [];
    return first && isMethod(file, first) && names.length > 0 && !names.includes(null) ? exactly(methods(...names as string[])) : OPEN;
  }
  const value = file.follow(node);
  return sameNode(value, node) ? OPEN : splitBy(file, value, depth + 1);
}

/** `matches!(*req.method(), Method::POST | Method::PUT)`. */
function splitOfMatches(macro: Node): Split {
  const match = /^matches!\s*\(\s*[&*]?\w+(?:\.\w+)*?\.method\(\)\s*,([^)]*)\)$/.exec(macro.text);
  const names = match ? (match[1] as string).split('|').map(each => /^\s*&?(?:\w+::)*(\w+)\s*$/.exec(each)?.[1] ?? '') : [];
  return names.length > 0 && names.every(name => METHOD_NAME.test(name)) ? exactly(methods(...names)) : OPEN;
}

/** `Method::POST`, `&http::Method::POST`, `"POST"`; null for anything else. */
function methodName(file: RsFile, expression: Node): string | null {
  const node = file.follow(expression);
  const name = stringValue(node) ?? (node.type === 'scoped_identifier' ? lastNameNode(node)?.text : null) ?? '';
  return METHOD_NAME.test(name) ? name.toUpperCase() : null;
}

/** Whether an expression is a request's method: `req.method()`, `parts.method`, or a variable or parameter of that type. */
function isMethod(file: RsFile, expression: Node): boolean {
  const node = file.follow(expression);
  if (node.type === 'call_expression') return calleeName(node) === 'method' && argumentsOf(node).length === 0 && receiverOf(node) !== null;
  if (node.type === 'field_expression') return node.childForFieldName('field')?.text === 'method' && /(?:req|request|parts|ctx|context|head)$/i.test(node.childForFieldName('value')?.text ?? '');
  return node.type === 'identifier' && file.typeOf(node) === 'Method';
}
