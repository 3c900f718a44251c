import type { Node } from 'web-tree-sitter';
import type { Proof } from '../../model/facts.ts';
import { ANY, complement, intersection, isAny, type MethodSet, methods, NONE, union } from '../../model/methods.ts';
import { ancestorsOf, partsOf, sameNode, spanOf } from '../../syntax/nodes.ts';
import { both, DEEPEST_CONDITION, either, exactly, METHOD_NAME, negated, OPEN, saysOf, type Split } from '../shared/conditions.ts';
import type { ExFile } from './file.ts';
import { argumentsOf, blockOf, calleeName, headOf, isClause, keyOf, keywordOf, qualifierOf, sidesOf, textOf, textsOf, unwrap } from './syntax.ts';

/** Which methods the conditions around a node leave: branches, clauses of `case` and `cond`, and the head of its function. */
export function guardsAt(file: ExFile, node: Node): { methods: MethodSet; proofs: Proof[] } {
  let left: MethodSet = ANY;
  const proofs: Proof[] = [];
  const narrow = (set: MethodSet, at: Node) => {
    if (isAny(set)) return;
    left = intersection(left, set);
    proofs.unshift({ span: spanOf(at), says: saysOf(set, at) });
  };
  let child = node;
  for (const parent of ancestorsOf(node)) {
    if (isClause(parent)) {
      narrow(methodsOfHead(file, parent), argumentsOf(parent)[0] ?? parent);
      break;
    }
    const name = parent.type === 'call' ? calleeName(parent) : null;
    if (name === 'if' || name === 'unless') {
      const condition = argumentsOf(parent)[0];
      const branch = condition && !sameNode(condition, child) ? branchAround(parent, node) : null;
      if (condition && branch) {
        const split = splitBy(file, condition, 0);
        narrow((name === 'if') === (branch === 'do') ? split.yes : split.no, condition);
      }
    } else if (parent.type === 'stab_clause') {
      const limits = methodsOfStab(file, parent);
      if (limits) narrow(limits, parent.childForFieldName('left') ?? parent);
    } else {
      const sides = sidesOf(parent, 'and', '&&', 'or', '||');
      if (sides && sameNode(sides.right, child)) narrow(sidesOf(parent, 'and', '&&') ? splitBy(file, sides.left, 0).yes : splitBy(file, sides.left, 0).no, sides.left);
    }
    child = parent;
  }
  return { methods: left, proofs };
}

/** Which branch of an `if` a node stands in: `do … else … end`, or `do: …, else: …`. */
function branchAround(call: Node, node: Node): 'do' | 'else' | null {
  for (const each of [node, ...ancestorsOf(node)]) {
    if (sameNode(each.parent, blockOf(call)) && each.type === 'else_block') return 'else';
    if (each.type === 'pair' && sameNode(each.parent?.parent?.parent ?? null, call)) return keyOf(each) === 'else' ? 'else' : 'do';
    if (sameNode(each, blockOf(call))) return 'do';
    if (sameNode(each, call)) return null;
  }
  return null;
}

/** Methods for which a clause of `case` or `cond` runs; null where its subject is no method. */
function methodsOfStab(file: ExFile, stab: Node): MethodSet | null {
  const block = stab.parent;
  const call = block?.type === 'do_block' ? block.parent : null;
  const name = call ? calleeName(call) : null;
  if (!block || !call || (name !== 'case' && name !== 'cond')) return null;
  const subject = name === 'case' ? argumentsOf(call)[0] ?? null : null;
  let before: MethodSet = ANY;
  for (const each of partsOf(block).filter(part => part.type === 'stab_clause')) {
    const split = name === 'cond' ? splitOfCond(file, each) : splitOfPattern(file, each, subject);
    if (sameNode(each, stab)) return intersection(before, split.yes);
    before = intersection(before, split.no);
  }
  return null;
}

function splitOfCond(file: ExFile, stab: Node): Split {
  const left = stab.childForFieldName('left');
  const condition = left ? partsOf(left)[0] : undefined;
  return condition ? splitBy(file, condition, 0) : OPEN;
}

function splitOfPattern(file: ExFile, stab: Node, subject: Node | null): Split {
  const left = stab.childForFieldName('left');
  const first = left ? partsOf(left)[0] : undefined;
  const guarded = first ? sidesOf(first, 'when') : null;
  const pattern = guarded?.left ?? first;
  if (!pattern || !subject) return OPEN;
  const own = isMethod(file, subject) ? splitOfValue(file, pattern) : patternSplit(file, pattern);
  return guarded ? both(own, splitBy(file, guarded.right, 0)) : own;
}

/** A pattern that a method is matched against: `"POST"`, `method when method in […]`. */
function splitOfValue(file: ExFile, pattern: Node): Split {
  const name = methodName(file.follow(pattern));
  return name === null ? OPEN : exactly(methods(name));
}

/** A pattern that a connection is matched against: `%{method: "POST"}`, `%Plug.Conn{method: "POST"} = conn`. It can fail for other reasons than its method. */
function patternSplit(file: ExFile, pattern: Node): Split {
  const sides = sidesOf(pattern, '=');
  if (sides) return both(patternSplit(file, sides.left), patternSplit(file, sides.right));
  const content = pattern.type === 'map' ? partsOf(pattern).find(part => part.type === 'map_content') : undefined;
  const value = content ? keywordOf(content, 'method') : null;
  const name = value ? methodName(value) : null;
  if (!content || name === null) return OPEN;
  return { yes: methods(name), no: matchesAll(shapeOf(pattern)) ? complement(methods(name)) : ANY };
}

type Head = NonNullable<ReturnType<typeof headOf>>;

/** Methods for which a clause of a function runs: by its own head, and because clauses above it took the others. */
function methodsOfHead(file: ExFile, clause: Node): MethodSet {
  const head = headOf(clause);
  if (!head) return ANY;
  let before: MethodSet = ANY;
  for (const each of file.clausesNamed(head.name, clause)) {
    const other = headOf(each);
    if (!other || other.parameters.length !== head.parameters.length) continue;
    const own = headMethods(file, other);
    if (sameNode(each, clause)) return intersection(before, own.yes);
    if (takesAll(other, head)) before = intersection(before, own.no);
  }
  return before;
}

/** Methods with which a head matches, and those with which nothing but the method keeps it from matching. */
function headMethods(file: ExFile, { parameters: [first], when }: Head): Split {
  const { yes } = first ? patternSplit(file, first) : OPEN;
  const own = exactly(yes);
  return when ? both(own, splitBy(file, when, 0)) : own;
}

/** Whether a head matches, but for the method, whatever a later one matches: it asks for nothing, or for the same. */
function takesAll(earlier: Head, later: Head): boolean {
  return earlier.parameters.every((parameter, at) => {
    const shape = shapeOf(parameter);
    return matchesAll(shape) || shape === shapeOf(later.parameters[at] as Node);
  });
}

/** A pattern without its method and with all variables alike. */
function shapeOf(pattern: Node): string {
  return pattern.text.replace(/\bmethod:\s*(?:"\w*"|\w+)\s*,?\s*/, '').replace(/\s+/g, '').replace(/,(?=\})/g, '').replace(/(?<![\w".@%]|(?<!\w):)(?!(?:nil|true|false)\b)[a-z_]\w*(?![\w:(])/g, '_');
}

function matchesAll(shape: string): boolean {
  return /^(?:_=)?(?:_|%[\w.]*\{\})(?:=_)?$/.test(shape);
}

function splitBy(file: ExFile, condition: Node, depth: number): Split {
  if (depth > DEEPEST_CONDITION) return OPEN;
  const node = unwrap(condition);
  if (node.type === 'unary_operator' && /^(?:not\b|!)/.test(node.text)) {
    const inner = node.childForFieldName('operand');
    return inner ? negated(splitBy(file, inner, depth + 1)) : OPEN;
  }
  const logic = sidesOf(node, 'and', '&&', 'or', '||');
  if (logic) {
    const join = sidesOf(node, 'and', '&&') ? both : either;
    return join(splitBy(file, logic.left, depth + 1), splitBy(file, logic.right, depth + 1));
  }
  const compared = sidesOf(node, '==', '===', '!=', '!==');
  if (compared) {
    const name = isMethod(file, compared.left) ? methodName(file.follow(compared.right)) : isMethod(file, compared.right) ? methodName(file.follow(compared.left)) : null;
    const split = name === null ? OPEN : exactly(methods(name));
    return sidesOf(node, '!=', '!==') ? negated(split) : split;
  }
  const member = sidesOf(node, 'in', 'not in');
  if (member && isMethod(file, member.left)) {
    const names = textsOf(file.follow(member.right)) ?? [];
    const split = names.length > 0 && names.every(name => METHOD_NAME.test(name)) ? exactly(methods(...names)) : OPEN;
    return sidesOf(node, 'not in') ? negated(split) : split;
  }
  const value = file.follow(node);
  return sameNode(value, node) ? OPEN : splitBy(file, value, depth + 1);
}

/** `"POST"`, and `:post` as routers write it; null for anything else. */
function methodName(node: Node): string | null {
  const name = textOf(node) ?? '';
  return METHOD_NAME.test(name) ? name.toUpperCase() : null;
}

/** Whether an expression is a connection's method: `conn.method`, or a variable that was given it, here or in the function's head. */
function isMethod(file: ExFile, expression: Node, depth = 0): boolean {
  if (depth > DEEPEST_CONDITION) return false;
  const node = file.follow(expression);
  if (node.type === 'identifier') {
    const clause = [...ancestorsOf(node)].find(isClause);
    const head = clause ? argumentsOf(clause)[0]?.text ?? '' : '';
    return new RegExp(`\\bmethod:\\s*${node.text}\\b`).test(head);
  }
  if (node.type !== 'call') return false;
  const owner = qualifierOf(node);
  if (calleeName(node) === 'method' && owner) return /(?:^|_)conn$/.test(owner.text);
  const [first] = argumentsOf(node);
  return /^(?:upcase|downcase|to_string|to_atom|to_existing_atom)$/.test(calleeName(node) ?? '') && first !== undefined && isMethod(file, first, depth + 1);
}

/** Methods listed in an option of a route: `via: [:get, :post]`; null where they are computed. */
export function methodsListed(file: ExFile, expression: Node): MethodSet | null {
  const names = textsOf(file.follow(expression));
  return names && names.length > 0 && names.every(name => METHOD_NAME.test(name)) ? names.map(name => methods(name)).reduce(union, NONE) : null;
}

