import type { Node } from 'web-tree-sitter';
import type { Proof } from '../../model/facts.ts';
import { ANY, complement, intersection, isAny, isNone, type MethodSet, methods, NONE, union } from '../../model/methods.ts';
import { ancestorsOf, sameNode, spanOf } from '../../syntax/nodes.ts';
import { both, DEEPEST_CONDITION, either, exactly, METHOD_NAME, negated, OPEN, saysOf, type Split } from '../shared/conditions.ts';
import { limitsBy } from '../shared/limits.ts';
import type { JvmFile } from './file.ts';
import { argumentsOf, branchesOf, calleeName, isCall, isFunction, isSequence, itemsOf, lastName, operatorOf, ownerOf, partsOf, receiverOf, stringValue, switchOf, unwrap } from './syntax.ts';

/** Which methods the conditions around a node leave, within its function: branches around it, early leaving before it, cases. */
export function guardsAt(file: JvmFile, node: Node): { methods: MethodSet; proofs: Proof[] } {
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
    } else if (parent.type === 'while_statement' && sameNode(parent.childForFieldName('body'), child)) {
      const condition = parent.childForFieldName('condition');
      if (condition) narrow(splitBy(file, condition, 0).yes, condition);
    } else if (parent.type === 'binary_expression' && sameNode(parent.childForFieldName('right'), child)) {
      const first = parent.childForFieldName('left');
      const operator = operatorOf(parent);
      if (first && (operator === '&&' || operator === '||')) narrow(operator === '&&' ? splitBy(file, first, 0).yes : splitBy(file, first, 0).no, first);
    } else if (parent.type === 'switch_block' || parent.type === 'when_expression') {
      const limits = methodsOfCase(file, parent.type === 'switch_block' ? parent.parent ?? parent : parent, child);
      if (limits) narrow(limits, partsOf(child)[0] ?? child);
    }
    if (isSequence(parent)) for (const { at, set } of limitsBefore(file, parent, child)) narrow(set, proofIn(at));
    // What a lambda's surroundings test when they define it says nothing of the request that runs it later.
    if (isFunction(parent)) break;
    child = parent;
  }
  return { methods: left, proofs };
}

function proofIn(statement: Node): Node {
  return statement.childForFieldName('condition') ?? statement;
}

const limitsBefore = limitsBy(passing);

/** Methods with which control can go on after a statement. */
function passing(file: JvmFile, statement: Node): MethodSet {
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

const LEAVING = new Set(['return_statement', 'throw_statement', 'return_expression', 'throw_expression', 'jump_expression']);

/** Whether control never goes on after the statement. */
export function leaves(statement: Node, depth = 0): boolean {
  if (depth > DEEPEST_CONDITION) return false;
  if (LEAVING.has(statement.type)) return true;
  const all = (nodes: readonly (Node | null)[]) => nodes.length > 0 && nodes.every(node => node !== null && leaves(node, depth + 1));
  if (isSequence(statement)) return partsOf(statement).some(part => leaves(part, depth + 1));
  if (statement.type === 'expression_statement' || statement.type === 'synchronized_statement') return all([partsOf(statement).at(-1) ?? null]);
  const branches = branchesOf(statement);
  if (branches) return branches.no !== null && all([branches.yes, branches.no]);
  if (!statement.type.startsWith('try')) return false;
  const blocks = partsOf(statement).filter(part => part.type === 'block' || part.type === 'catch_clause' || part.type === 'catch_block');
  return all(blocks.map(part => part.type === 'block' ? part : part.childForFieldName('body') ?? partsOf(part).find(each => each.type === 'block') ?? null));
}

/** Methods for which a case runs; those of the cases that fall through into it too. Null where the subject is no method. */
function methodsOfCase(file: JvmFile, statement: Node, child: Node): MethodSet | null {
  const found = switchOf(statement);
  if (!found) return null;
  const isWhole = found.subject === null;
  if (!isWhole && !isMethod(file, found.subject)) return null;
  let before: MethodSet = NONE;
  let falling: MethodSet = NONE;
  for (const each of found.cases) {
    const limits = each.isDefault ? complement(before) : isWhole
      ? each.values.map(value => splitBy(file, value, 0).yes).reduce(union, NONE)
      : named(each.values.map(value => methodName(file.follow(value))));
    const own = union(falling, each.isDefault ? limits : intersection(limits, complement(before)));
    if (sameNode(each.node, child)) return own;
    before = union(before, isWhole && isAny(limits) ? NONE : limits);
    falling = each.node.type === 'switch_block_statement_group' && !endsCase(each.node) ? own : NONE;
  }
  return null;
}

function named(names: readonly (string | null)[]): MethodSet {
  return names.length === 0 || names.includes(null) ? ANY : methods(...names as string[]);
}

function endsCase(group: Node): boolean {
  const last = partsOf(group).at(-1);
  return last !== undefined && (last.type === 'break_statement' || last.type === 'continue_statement' || leaves(last) || (last.type === 'block' && partsOf(last).at(-1)?.type === 'break_statement'));
}

function splitBy(file: JvmFile, condition: Node, depth: number): Split {
  if (depth > DEEPEST_CONDITION) return OPEN;
  const node = unwrap(condition);
  if (/^(?:unary|prefix)_expression$/.test(node.type) && node.text.startsWith('!')) {
    const inner = node.childForFieldName('operand') ?? partsOf(node)[0];
    return inner ? negated(splitBy(file, inner, depth + 1)) : OPEN;
  }
  // The Kotlin grammar binds `!` to the first name of `!request.method.equals(…)`.
  if (isCall(node)) return node.text.startsWith('!') ? negated(splitByCall(file, node)) : splitByCall(file, node);
  if (node.type === 'binary_expression') {
    const [left, right] = [node.childForFieldName('left'), node.childForFieldName('right')];
    const operator = operatorOf(node);
    if (!left || !right) return OPEN;
    if (operator === '&&') return both(splitBy(file, left, depth + 1), splitBy(file, right, depth + 1));
    if (operator === '||') return either(splitBy(file, left, depth + 1), splitBy(file, right, depth + 1));
    const name = /^[!=]==?$/.test(operator) ? comparedMethod(file, left, right) : null;
    if (name === null) return OPEN;
    return operator.startsWith('=') ? exactly(methods(name)) : negated(exactly(methods(name)));
  }
  if (node.type === 'in_expression') {
    const [what, list] = partsOf(node);
    const names = list ? itemsOf(file.follow(list)).map(item => methodName(file.follow(item))) : [];
    if (!what || !isMethod(file, what) || names.length === 0 || names.includes(null)) return OPEN;
    const split = exactly(methods(...names as string[]));
    return node.children.some(child => child?.text === '!in') ? negated(split) : split;
  }
  const value = file.follow(node);
  return sameNode(value, node) ? OPEN : splitBy(file, value, depth + 1);
}

/** `"POST".equals(request.getMethod())`, `Objects.equals(a, b)`, `HttpMethod.POST.matches(m)`, `List.of("PUT").contains(m)`. */
function splitByCall(file: JvmFile, call: Node): Split {
  const name = calleeName(call) ?? '';
  const values = argumentsOf(call).map(each => each.value);
  const receiver = receiverOf(call);
  const [first, second] = values;
  if (/^(?:equals|equalsIgnoreCase|matches|contentEquals)$/.test(name) && first) {
    const [left, right] = second && values.length === 2 && !isMethod(file, receiver) ? [first, second] : [receiver, first];
    const compared = left ? comparedMethod(file, left, right) : null;
    return compared === null ? OPEN : exactly(methods(compared));
  }
  if (name === 'contains' && receiver && first && isMethod(file, first)) {
    const names = itemsOf(file.follow(receiver)).map(item => methodName(file.follow(item)));
    return names.length === 0 || names.includes(null) ? OPEN : exactly(methods(...names as string[]));
  }
  return OPEN;
}

function comparedMethod(file: JvmFile, left: Node, right: Node): string | null {
  if (isMethod(file, left)) return methodName(file.follow(right));
  return isMethod(file, right) ? methodName(file.follow(left)) : null;
}

/** `"POST"`, `HttpMethod.POST`, `HttpMethod.Post`, `HttpMethod.POST.name()`; null for anything else. */
function methodName(node: Node): string | null {
  if (isCall(node) && ['name', 'toString', 'asString'].includes(calleeName(node) ?? '')) {
    const receiver = receiverOf(node);
    return receiver ? methodName(receiver) : null;
  }
  const last = lastName(node);
  if (last === 'value' || last === 'name') {
    const owner = ownerOf(node);
    return owner ? methodName(owner) : null;
  }
  const name = stringValue(node) ?? last ?? '';
  return METHOD_NAME.test(name) ? name.toUpperCase() : null;
}

const REQUESTS = /(?:req|request|exchange|ctx|context|call)(?:\(\))?$/i;

/** Whether an expression is a request's method: `request.getMethod()`, `req.method`, `call.request.httpMethod`, a constant made of it. */
function isMethod(file: JvmFile, expression: Node | null, hops = 0): boolean {
  if (!expression || hops > DEEPEST_CONDITION) return false;
  const node = file.follow(expression);
  const name = isCall(node) ? calleeName(node) : lastName(node);
  const owner = isCall(node) ? receiverOf(node) : ownerOf(node);
  if (!owner || !name) return false;
  if (/^(?:getMethod|method|httpMethod|getHttpMethod|getRequestMethod|requestMethod|getMethodValue)$/.test(name)) return REQUESTS.test(owner.text) || /Request$/.test(file.typeOf(owner) ?? '');
  return /^(?:toUpperCase|toLowerCase|uppercase|lowercase|trim|name|value|toString|intern)$/.test(name) && isMethod(file, owner, hops + 1);
}
