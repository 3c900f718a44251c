import type { Node } from 'web-tree-sitter';
import type { Proof } from '../../model/facts.ts';
import { ANY, complement, intersection, isAny, isNone, type MethodSet, methods, NONE, union } from '../../model/methods.ts';
import { ancestorsOf, sameNode, spanOf } from '../../syntax/nodes.ts';
import { both, DEEPEST_CONDITION, either, exactly, METHOD_NAME, negated, OPEN, saysOf, type Split } from '../shared/conditions.ts';
import { limitsBy } from '../shared/limits.ts';
import type { CsFile } from './file.ts';
import { argumentsOf, branchesOf, calleeName, isCall, isFunction, isSequence, itemsOf, lastName, operatorOf, ownerOf, partsOf, receiverOf, stringValue, switchOf, unwrap } from './syntax.ts';

/** Which methods the conditions around a node leave, within its function: branches around it, early leaving before it, cases. */
export function guardsAt(file: CsFile, node: Node): { methods: MethodSet; proofs: Proof[] } {
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
    } else if (parent.type === 'switch_body' || parent.type === 'switch_expression') {
      const limits = methodsOfCase(file, parent.type === 'switch_body' ? parent.parent ?? parent : parent, child);
      if (limits) narrow(limits, partsOf(child)[0] ?? child);
    }
    if (isSequence(parent)) for (const { at, set } of limitsBefore(file, parent, child)) narrow(set, at.childForFieldName('condition') ?? at);
    // What a lambda's surroundings test when they define it says nothing of the request that runs it later.
    if (isFunction(parent)) break;
    child = parent;
  }
  return { methods: left, proofs };
}

const limitsBefore = limitsBy(passing);

/** Methods with which control can go on after a statement. */
function passing(file: CsFile, statement: Node): MethodSet {
  const branches = branchesOf(statement);
  if (!branches) return ANY;
  const split = splitBy(file, branches.condition, 0);
  const rest = branches.no === null ? ANY : leaves(branches.no) ? NONE : passing(file, branches.no);
  const isGone = branches.yes !== null && leaves(branches.yes);
  if (!isGone && isAny(rest)) return ANY;
  const after = union(isGone ? NONE : split.yes, intersection(split.no, rest));
  // Where every branch leaves, what follows is dead whatever the methods; that is no statement about methods.
  return isNone(after) ? ANY : after;
}

const LEAVING = new Set(['return_statement', 'throw_statement', 'goto_statement', 'continue_statement']);

/** Whether control never goes on after the statement. */
function leaves(statement: Node, depth = 0): boolean {
  if (depth > DEEPEST_CONDITION) return false;
  if (LEAVING.has(statement.type) || (statement.type === 'yield_statement' && /\bbreak\b/.test(statement.text))) return true;
  const all = (nodes: readonly (Node | null)[]) => nodes.length > 0 && nodes.every(node => node !== null && leaves(node, depth + 1));
  if (isSequence(statement)) return partsOf(statement).some(part => leaves(part, depth + 1));
  if (statement.type === 'lock_statement' || statement.type === 'using_statement') return all([partsOf(statement).at(-1) ?? null]);
  const branches = branchesOf(statement);
  if (branches) return branches.no !== null && all([branches.yes, branches.no]);
  if (statement.type !== 'try_statement') return false;
  const blocks = [statement.childForFieldName('body'), ...partsOf(statement).filter(part => part.type === 'catch_clause').map(part => part.childForFieldName('body'))];
  return all(blocks);
}

/** Methods for which a case runs; null where the subject is no method. A case without statements falls through into the next. */
function methodsOfCase(file: CsFile, statement: Node, child: Node): MethodSet | null {
  const found = switchOf(statement);
  if (!found || !isMethodExpression(file, found.subject)) return null;
  let before: MethodSet = NONE;
  let falling: MethodSet = NONE;
  for (const each of found.cases) {
    const limits = each.patterns.map(pattern => patternMethods(file, pattern, 0)).reduce((all: MethodSet, one) => union(all, one ?? ANY), NONE);
    const own = union(falling, each.isDefault ? union(complement(before), limits) : intersection(limits, complement(before)));
    if (sameNode(each.node, child)) return own;
    if (!each.isFiltered && !isAny(limits)) before = union(before, limits);
    falling = each.node.type === 'switch_section' && !partsOf(each.node).some(part => part.type.endsWith('_statement') || part.type === 'block') ? own : NONE;
  }
  return null;
}

/** The methods that a pattern lets through: `"POST"`, `"PUT" or "PATCH"`, `not "GET"`; null where it speaks of something else. */
function patternMethods(file: CsFile, pattern: Node, depth: number): MethodSet | null {
  if (depth > DEEPEST_CONDITION) return null;
  const inner = (node: Node | null | undefined) => node ? patternMethods(file, node, depth + 1) : null;
  if (pattern.type === 'or_pattern' || pattern.type === 'and_pattern') {
    const [left, right] = [inner(pattern.childForFieldName('left')), inner(pattern.childForFieldName('right'))];
    if (!left || !right) return null;
    return pattern.type === 'or_pattern' ? union(left, right) : intersection(left, right);
  }
  if (pattern.type === 'negated_pattern') {
    const negative = inner(partsOf(pattern)[0]);
    return negative ? complement(negative) : null;
  }
  if (pattern.type === 'parenthesized_pattern') return inner(partsOf(pattern)[0]);
  const value = pattern.type === 'constant_pattern' ? partsOf(pattern)[0] : pattern;
  const name = value ? methodName(file.follow(value)) : null;
  return name === null ? null : methods(name);
}

function splitBy(file: CsFile, condition: Node, depth: number): Split {
  if (depth > DEEPEST_CONDITION) return OPEN;
  const node = unwrap(condition);
  if (node.type === 'prefix_unary_expression' && node.text.startsWith('!')) {
    const inner = partsOf(node)[0];
    return inner ? negated(splitBy(file, inner, depth + 1)) : OPEN;
  }
  if (node.type === 'is_pattern_expression') {
    const [subject, pattern] = [node.childForFieldName('expression'), node.childForFieldName('pattern')];
    const set = pattern && isMethodExpression(file, subject) ? patternMethods(file, pattern, 0) : null;
    return set ? exactly(set) : OPEN;
  }
  if (isCall(node)) return splitByCall(file, node);
  if (node.type === 'binary_expression') {
    const [left, right] = [node.childForFieldName('left'), node.childForFieldName('right')];
    const operator = operatorOf(node);
    if (!left || !right) return OPEN;
    if (operator === '&&') return both(splitBy(file, left, depth + 1), splitBy(file, right, depth + 1));
    if (operator === '||') return either(splitBy(file, left, depth + 1), splitBy(file, right, depth + 1));
    if (operator !== '==' && operator !== '!=') return OPEN;
    const name = comparedMethod(file, left, right);
    const split = name !== null ? exactly(methods(name)) : ['true', 'false'].includes(right.text) ? comparedWith(right.text, splitBy(file, left, depth + 1)) : OPEN;
    return operator === '==' ? split : negated(split);
  }
  // Web Forms: a page that is posted back to itself. Source: System.Web.UI.Page.IsPostBack.
  if (lastName(node) === 'IsPostBack') return exactly(methods('POST'));
  const value = file.follow(node);
  return sameNode(value, node) ? OPEN : splitBy(file, value, depth + 1);
}

function comparedWith(literal: string, split: Split): Split {
  return literal === 'true' ? split : negated(split);
}

/** `HttpMethods.IsPost(request.Method)`, `request.Method.Equals("POST", …)`, `string.Equals(a, b, …)`, `new[] { "PUT" }.Contains(m)`. */
function splitByCall(file: CsFile, call: Node): Split {
  const name = calleeName(call) ?? '';
  const receiver = receiverOf(call);
  const [first, second] = argumentsOf(call).map(each => each.value);
  const tested = /^Is(Get|Head|Post|Put|Patch|Delete|Options|Trace|Connect)$/.exec(name)?.[1];
  if (tested && receiver && lastName(receiver) === 'HttpMethods' && isMethodExpression(file, first ?? null)) return exactly(methods(tested));
  if (name === 'Equals' && first) {
    const isStatic = receiver !== null && /^(?:string|String|System\.String|HttpMethods|StringComparer\.\w+)$/.test(receiver.text);
    const [left, right] = isStatic ? [first, second] : [receiver, first];
    const compared = left && right ? comparedMethod(file, left, right) : null;
    return compared === null ? OPEN : exactly(methods(compared));
  }
  if (name === 'Contains' && receiver && first && isMethodExpression(file, first)) {
    const names = itemsOf(file.follow(receiver)).map(item => methodName(file.follow(item)));
    return names.length === 0 || names.includes(null) ? OPEN : exactly(methods(...names as string[]));
  }
  return OPEN;
}

function comparedMethod(file: CsFile, left: Node, right: Node): string | null {
  if (isMethodExpression(file, left)) return methodName(file.follow(right));
  return isMethodExpression(file, right) ? methodName(file.follow(left)) : null;
}

/** `"POST"`, `HttpMethods.Post`, `HttpMethod.Post.Method`, `WebRequestMethods.Http.Post`; null for anything else. */
function methodName(node: Node): string | null {
  if (isCall(node) && calleeName(node) === 'ToString') {
    const receiver = receiverOf(node);
    return receiver ? methodName(receiver) : null;
  }
  const last = lastName(node);
  const owner = ownerOf(node);
  if (last === 'Method' && owner) return methodName(owner);
  const name = stringValue(node) ?? (owner ? last : null) ?? '';
  return METHOD_NAME.test(name) ? name.toUpperCase() : null;
}

/** Whether an expression is a request's method: `Request.Method`, `context.Request.HttpMethod`, a variable that was given it. */
function isMethodExpression(file: CsFile, expression: Node | null, hops = 0): boolean {
  if (!expression || hops > DEEPEST_CONDITION) return false;
  const node = file.follow(expression);
  const name = isCall(node) ? calleeName(node) : lastName(node);
  const owner = isCall(node) ? receiverOf(node) : ownerOf(node);
  if (!owner || !name) return false;
  if (/^(?:Method|HttpMethod|RequestType)$/.test(name)) return /(?:req|request)$/i.test(lastName(unwrap(owner)) ?? '') || /^(?:HttpRequest\w*|HttpRequestMessage)$/.test(file.typeOf(owner) ?? '');
  return /^(?:ToUpper|ToLower|ToUpperInvariant|ToLowerInvariant|Trim|ToString|Method)$/.test(name) && isMethodExpression(file, owner, hops + 1);
}
