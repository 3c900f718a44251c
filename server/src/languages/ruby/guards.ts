import type { Node } from 'web-tree-sitter';
import type { Proof } from '../../model/facts.ts';
import { ANY, complement, intersection, isAny, isNone, type MethodSet, methods, NONE, union, WRITING_METHODS } from '../../model/methods.ts';
import { ancestorsOf, partsOf, sameNode, spanOf } from '../../syntax/nodes.ts';
import { both, DEEPEST_CONDITION, either, exactly, METHOD_NAME, negated, OPEN, saysOf, type Split } from '../shared/conditions.ts';
import { limitsBy } from '../shared/limits.ts';
import { argumentsOf, calleeName, isMethod, type RbFile, receiverOf, statementsOf, textOf, textsOf, unwrap } from './file.ts';

/** `request.post?` and the like. Sources: ActionDispatch::Request, Rack::Request. */
const QUESTIONS: Readonly<Record<string, MethodSet>> = {
  'get?': methods('GET'), 'head?': methods('HEAD'), 'post?': methods('POST'), 'put?': methods('PUT'), 'patch?': methods('PATCH'), 'delete?': methods('DELETE'), 'options?': methods('OPTIONS'),
};
const METHOD_NAMES = ['method', 'request_method', 'method_symbol', 'request_method_symbol', 'raw_request_method', 'env_method'];
const LEAVING = new Set(['raise', 'fail', 'exit', 'abort', 'throw']);
/** Answers that are never nil or false, so that `… and return` returns. */
const ANSWERS = new Set(['redirect_to', 'redirect_back', 'redirect_back_or_to', 'render', 'head', 'send_file', 'send_data']);
const BODIES = new Set(['body_statement', 'block_body', 'then', 'else', 'do', 'program', 'begin', 'parenthesized_statements']);

/** Methods that the conditions around a node leave for it, and the conditions that say so, outermost first. */
export function guardsAt(file: RbFile, node: Node): { methods: MethodSet; proofs: Proof[] } {
  let left: MethodSet = ANY;
  const proofs: Proof[] = [];
  const narrow = (set: MethodSet, at: Node) => {
    if (isAny(set)) return;
    left = intersection(left, set);
    proofs.unshift({ span: spanOf(at), says: saysOf(set, at) });
  };
  let child = node;
  for (const parent of ancestorsOf(node)) {
    const condition = parent.childForFieldName('condition');
    if (condition && !sameNode(condition, child)) {
      const branch = branchOf(parent, child);
      if (branch) narrow(splitBy(file, condition, 0)[branch], condition);
    } else if (parent.type === 'binary' && sameNode(parent.childForFieldName('right'), child)) {
      const first = parent.childForFieldName('left');
      const operator = parent.childForFieldName('operator')?.text ?? '';
      if (first && /^(?:and|&&)$/.test(operator)) narrow(splitBy(file, first, 0).yes, first);
      if (first && /^(?:or|\|\|)$/.test(operator)) narrow(splitBy(file, first, 0).no, first);
    } else if (parent.type === 'when' && sameNode(parent.childForFieldName('body'), child)) {
      narrow(methodsOfWhen(file, parent), partsOf(parent)[0] ?? parent);
    } else if (parent.type === 'case' && child.type === 'else') {
      narrow(restOfCase(file, parent, () => true), parent.childForFieldName('value') ?? parent);
    }
    // What is rescued may have gone wrong before any of the statements before it.
    if (BODIES.has(parent.type) && child.type !== 'rescue' && child.type !== 'ensure') {
      for (const { at, set } of limitsBefore(file, parent, child)) narrow(set, proofIn(at));
    }
    if (isMethod(parent)) break;
    child = parent;
  }
  return { methods: left, proofs };
}

/** Methods for which some condition in a method or block shows that it expects them; null where none speaks of writing requests. */
export function methodsTested(file: RbFile, fn: Node): { methods: MethodSet; at: Node } | null {
  let tested: MethodSet = NONE;
  let first: Node | null = null;
  const body = fn.childForFieldName('body');
  for (const node of body && /request/.test(fn.text) ? body.descendantsOfType(['call', 'binary', 'when']) : []) {
    if (!node) continue;
    const split = node.type === 'when' ? { yes: methodsOfWhen(file, node), no: ANY } : splitBy(file, node, 0);
    const named = 'only' in split.yes ? split.yes : split.no;
    if (!('only' in named)) continue;
    if (named.only.some(method => WRITING_METHODS.includes(method))) first ??= node;
    tested = union(tested, named);
  }
  return first ? { methods: tested, at: first } : null;
}

/** Which outcome of its condition leads a conditional to one of its parts. */
function branchOf(parent: Node, child: Node): 'yes' | 'no' | null {
  const isThen = sameNode(parent.childForFieldName('consequence') ?? parent.childForFieldName('body'), child);
  switch (parent.type) {
    case 'if': case 'elsif': case 'conditional': case 'if_modifier': case 'while': return isThen ? 'yes' : 'no';
    case 'unless': case 'unless_modifier': case 'until': return isThen ? 'no' : 'yes';
    default: return null;
  }
}

function proofIn(statement: Node): Node {
  return statement.childForFieldName('condition') ?? statement.childForFieldName('value') ?? statement;
}

const limitsBefore = limitsBy(passing);

/** Methods with which control can go on after a statement. */
function passing(file: RbFile, statement: Node): MethodSet {
  const set = passes(file, statement, 0);
  // Where every way leaves, what follows is dead whatever the methods; that is no statement about methods.
  return isNone(set) ? ANY : set;
}

function passes(file: RbFile, statement: Node, depth: number): MethodSet {
  if (depth > DEEPEST_CONDITION) return ANY;
  const all = (nodes: readonly Node[]) => nodes.reduce((left, node) => intersection(left, passes(file, node, depth + 1)), ANY);
  switch (statement.type) {
    case 'return': case 'break': case 'next': return NONE;
    case 'if': case 'elsif': case 'unless': {
      const condition = statement.childForFieldName('condition');
      if (!condition) return ANY;
      const { yes, no } = statement.type === 'unless' ? negated(splitBy(file, condition, 0)) : splitBy(file, condition, 0);
      const [body, rest] = [statement.childForFieldName('consequence'), statement.childForFieldName('alternative')];
      return union(body ? intersection(yes, passes(file, body, depth + 1)) : yes, rest ? intersection(no, passes(file, rest, depth + 1)) : no);
    }
    case 'if_modifier': case 'unless_modifier': {
      const [condition, body] = [statement.childForFieldName('condition'), statement.childForFieldName('body')];
      if (!condition || !body) return ANY;
      const { yes, no } = statement.type === 'unless_modifier' ? negated(splitBy(file, condition, 0)) : splitBy(file, condition, 0);
      return union(no, intersection(yes, passes(file, body, depth + 1)));
    }
    case 'binary': {
      const [left, right] = [statement.childForFieldName('left'), statement.childForFieldName('right')];
      const operator = statement.childForFieldName('operator')?.text ?? '';
      if (!left || !right || !/^(?:and|or|&&|\|\|)$/.test(operator)) return ANY;
      const first = passes(file, left, depth + 1);
      const isAnd = operator === 'and' || operator === '&&';
      const { yes, no } = isAnd && ANSWERS.has(calleeName(left) ?? '') ? { yes: ANY, no: NONE } : splitBy(file, left, 0);
      const second = passes(file, right, depth + 1);
      return intersection(first, isAnd ? union(no, intersection(yes, second)) : union(yes, intersection(no, second)));
    }
    case 'case': return restOfCase(file, statement, body => isNone(passes(file, body, depth + 1)));
    case 'then': case 'else': case 'begin': case 'parenthesized_statements': case 'body_statement': case 'block_body': {
      if (partsOf(statement).some(part => part.type === 'rescue')) return ANY;
      return all(partsOf(statement));
    }
    case 'identifier': case 'call': {
      const name = calleeName(statement) ?? '';
      return !receiverOf(statement) && (LEAVING.has(name) || file.halting.has(name)) ? NONE : ANY;
    }
    default: return ANY;
  }
}

/** Methods that none of a `case`'s branches takes of those that `counts`. */
function restOfCase(file: RbFile, statement: Node, counts: (body: Node) => boolean): MethodSet {
  let gone: MethodSet = NONE;
  for (const each of partsOf(statement).filter(part => part.type === 'when')) {
    const body = each.childForFieldName('body');
    if (!body || !counts(body)) continue;
    const taken = methodsOfWhen(file, each);
    if (isAny(taken)) return ANY;
    gone = union(gone, taken);
  }
  return complement(gone);
}

/** Methods for which a `when` runs; ANY where it does not speak of methods. */
function methodsOfWhen(file: RbFile, clause: Node): MethodSet {
  const value = clause.parent?.type === 'case' ? clause.parent.childForFieldName('value') : null;
  const patterns = clause.childrenForFieldName('pattern').flatMap(pattern => pattern ? [partsOf(pattern)[0] ?? pattern] : []);
  if (!value) return patterns.map(pattern => splitBy(file, pattern, 0).yes).reduce(union, NONE);
  if (!isRequestMethod(file, value) || patterns.length === 0) return ANY;
  const names = patterns.map(methodName);
  return names.includes(null) ? ANY : methods(...names as string[]);
}

/** Methods for which a condition can hold, and those for which it can fail. */
export function splitBy(file: RbFile, condition: Node, depth: number): Split {
  if (depth > DEEPEST_CONDITION) return OPEN;
  const node = unwrap(condition);
  if (node.type === 'unary') {
    const operand = node.childForFieldName('operand');
    const operator = node.childForFieldName('operator')?.text;
    return operand && (operator === '!' || operator === 'not') ? negated(splitBy(file, operand, depth + 1)) : OPEN;
  }
  if (node.type === 'binary') return splitByBinary(file, node, depth);
  if (node.type === 'call') return splitByCall(file, node);
  if (node.type === 'identifier') {
    const value = file.follow(node);
    return value.type === 'identifier' ? OPEN : splitBy(file, value, depth + 1);
  }
  return OPEN;
}

function splitByBinary(file: RbFile, node: Node, depth: number): Split {
  const [left, right] = [node.childForFieldName('left'), node.childForFieldName('right')];
  const operator = node.childForFieldName('operator')?.text ?? '';
  if (!left || !right) return OPEN;
  if (operator === 'and' || operator === '&&') return both(splitBy(file, left, depth + 1), splitBy(file, right, depth + 1));
  if (operator === 'or' || operator === '||') return either(splitBy(file, left, depth + 1), splitBy(file, right, depth + 1));
  const name = isRequestMethod(file, left) ? methodName(right) : isRequestMethod(file, right) ? methodName(left) : null;
  if (name === null) return OPEN;
  if (operator === '==' || operator === '===') return exactly(methods(name));
  return operator === '!=' ? negated(exactly(methods(name))) : OPEN;
}

function splitByCall(file: RbFile, call: Node): Split {
  const name = calleeName(call) ?? '';
  const receiver = receiverOf(call);
  if (!receiver) return OPEN;
  const question = Object.hasOwn(QUESTIONS, name) ? QUESTIONS[name] : undefined;
  if (question) return isRequest(receiver) ? exactly(question) : OPEN;
  const [argument] = argumentsOf(call);
  if (!argument) return OPEN;
  if (name === 'in?' && isRequestMethod(file, receiver)) return listed(argument);
  if (['include?', 'member?'].includes(name) && isRequestMethod(file, argument)) return listed(file.follow(receiver));
  if (name === 'casecmp?' && isRequestMethod(file, receiver)) return listed(argument);
  return OPEN;
}

function listed(collection: Node): Split {
  const names = textsOf(collection) ?? [];
  return names.length > 0 && names.every(name => METHOD_NAME.test(name)) ? exactly(methods(...names)) : OPEN;
}

/** `'POST'` or `:post`; null for anything else. */
function methodName(node: Node): string | null {
  const name = textOf(unwrap(node)) ?? '';
  return METHOD_NAME.test(name) ? name.toUpperCase() : null;
}

function isRequest(node: Node): boolean {
  return /^(?:@|self\.|controller\.|context\.)?(?:request|req|r)$/.test(node.text);
}

/** Whether an expression is a request's method: `request.method`, `env['REQUEST_METHOD']`, a variable made of it. */
function isRequestMethod(file: RbFile, expression: Node, hops = 0): boolean {
  if (hops > DEEPEST_CONDITION) return false;
  const node = unwrap(expression);
  if (node.type === 'element_reference') return textOf(partsOf(node)[1] ?? null) === 'REQUEST_METHOD';
  if (node.type === 'call') {
    const receiver = receiverOf(node);
    if (!receiver) return false;
    if (METHOD_NAMES.includes(calleeName(node) ?? '')) return isRequest(receiver);
    return ['upcase', 'downcase', 'to_s', 'to_sym', 'to_str'].includes(calleeName(node) ?? '') && isRequestMethod(file, receiver, hops + 1);
  }
  if (node.type !== 'identifier') return false;
  const value = file.follow(node);
  return value.type !== 'identifier' && isRequestMethod(file, value, hops + 1);
}

/** What a filter's or route's `if:` and `unless:` leave: the body of the lambda that they are given. */
export function lambdaSplit(file: RbFile, value: Node | null): Split {
  if (value?.type !== 'lambda') return OPEN;
  const [only, more] = statementsOf(value.childForFieldName('body'));
  return only && !more ? splitBy(file, only, 0) : OPEN;
}
