import type { Node } from 'web-tree-sitter';
import type { Proof } from '../../model/facts.ts';
import { allBut, ANY, complement, intersection, isAny, isNone, type MethodSet, methods, NONE, provesWriting, union, WRITING_METHODS } from '../../model/methods.ts';
import { ancestorsOf, partsOf, sameNode, spanOf } from '../../syntax/nodes.ts';
import { both, DEEPEST_CONDITION, either, exactly, METHOD_NAME, negated, OPEN, saysOf, type Split } from '../shared/conditions.ts';
import { limitsBy } from '../shared/limits.ts';
import { argumentsOf, calleeName, isFunction, lastName, type PyFile, receiverOf, stringValue, unwrap } from './file.ts';

/**
 * What a submitted form can have come with: WTForms `is_submitted`, Flask-WTF 1.2 `SUBMIT_METHODS`. It names no method: which of them comes
 * is for the route to say.
 */
const SUBMITTED = allBut('GET', 'HEAD', 'OPTIONS', 'TRACE');
/** Calls that are true only for a submitted form: Flask-WTF and its ports to Quart and Starlette. */
const SUBMIT_CALLS = ['validate_on_submit', 'is_submitted'];
/** Attributes of a request that hold what was submitted. Django fills `POST` and `FILES` for POST alone. */
const SUBMITTED_DATA: Readonly<Record<string, MethodSet>> = { POST: methods('POST'), FILES: methods('POST'), form: SUBMITTED, files: SUBMITTED };
/** Names of method sets that frameworks ship: rest_framework.permissions.SAFE_METHODS. */
const NAMED_SETS: Readonly<Record<string, MethodSet>> = { SAFE_METHODS: methods('GET', 'HEAD', 'OPTIONS') };

/** Methods that the conditions around a node leave for it, and the conditions that say so, outermost first. */
export function guardsAt(file: PyFile, node: Node): { methods: MethodSet; proofs: Proof[] } {
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
    if ((parent.type === 'if_statement' || parent.type === 'elif_clause' || parent.type === 'while_statement') && condition) {
      if (sameNode(parent.childForFieldName('consequence') ?? parent.childForFieldName('body'), child)) narrow(splitBy(file, condition, 0).yes, condition);
      else if (!sameNode(condition, child)) for (const earlier of conditionsBefore(parent, child)) narrow(splitBy(file, earlier, 0).no, earlier);
    } else if (parent.type === 'conditional_expression') {
      const [value, test] = partsOf(parent);
      const split = test && !sameNode(test, child) ? splitBy(file, test, 0) : OPEN;
      if (test) narrow(sameNode(value ?? null, child) ? split.yes : split.no, test);
    } else if (parent.type === 'boolean_operator' && sameNode(parent.childForFieldName('right'), child)) {
      const first = parent.childForFieldName('left');
      const split = first ? splitBy(file, first, 0) : OPEN;
      if (first) narrow(parent.childForFieldName('operator')?.type === 'and' ? split.yes : split.no, first);
    } else if (parent.type === 'case_clause') {
      if (sameNode(parent.childForFieldName('consequence'), child)) narrow(methodsOfCase(file, parent), partsOf(parent)[0] ?? parent);
    } else if (parent.type === 'block' || parent.type === 'module') {
      for (const { at, set } of limitsBefore(file, parent, child)) narrow(set, proofIn(at));
    }
    // What a function's surroundings test when they define it says nothing of the request that calls it later.
    if (isFunction(parent)) break;
    child = parent;
  }
  return { methods: left, proofs };
}

/** Methods for which some condition or reading in a function shows that it expects them: `if request.method == 'POST'`, `request.POST['x']`. */
export function methodsTested(file: PyFile, fn: Node): { methods: MethodSet; at: Node } | null {
  let tested: MethodSet = NONE;
  let first: Node | null = null;
  const body = fn.childForFieldName('body');
  for (const node of body ? testsIn(file, body) : []) {
    const { yes, no } = splitBy(file, node, 0);
    // `!= 'POST'` speaks of POST as well as `== 'POST'` does, and forms are posted.
    const named = 'only' in yes ? yes : 'only' in no ? no : provesWriting(yes) ? methods('POST') : NONE;
    if (!('only' in named)) continue;
    if (named.only.some(method => WRITING_METHODS.includes(method))) first ??= node;
    tested = union(tested, named);
  }
  return first ? { methods: tested, at: first } : null;
}

/** Words without which an expression says nothing of methods; looked for in the text, which is much faster than in the tree. */
const TELLING_WORDS = /\b(?:method|request_method|REQUEST_METHOD|POST|FILES|validate_on_submit|is_submitted|is_valid)\b/g;
const EXPRESSIONS = new Set(['attribute', 'call', 'subscript', 'comparison_operator']);

/** Comparisons and readings of submitted data below a node, nested functions left out; each is the largest that says something. */
function testsIn(file: PyFile, body: Node): Node[] {
  const fn = body.parent;
  return file.text.matchesIn(TELLING_WORDS, spanOf(body)).flatMap(({ index }): Node[] => {
    let node = file.root.descendantForIndex(index, index + 1);
    if (node?.type !== 'identifier' && node?.type !== 'string_content') return [];
    let largest: Node | null = null;
    for (let i = 0; node && i < 8; i++, node = node.parent) if (EXPRESSIONS.has(node.type)) largest = node;
      else if (largest) break;
    return largest && sameNode(functionAround(largest), fn) ? [largest] : [];
  });
}

function functionAround(node: Node): Node | null {
  for (const parent of ancestorsOf(node)) if (isFunction(parent)) return parent;
  return null;
}

/** The conditions that failed before an `elif` or `else` of this statement. */
function conditionsBefore(statement: Node, child: Node): Node[] {
  return [statement, ...partsOf(statement).filter(part => part.type === 'elif_clause' && part.endIndex <= child.startIndex)]
    .flatMap(each => each.childForFieldName('condition') ?? []);
}

function proofIn(statement: Node): Node {
  return statement.childForFieldName('condition') ?? statement.childForFieldName('subject') ?? statement;
}

const limitsBefore = limitsBy(passing);

/** Methods with which control can go on after a statement. */
function passing(file: PyFile, statement: Node): MethodSet {
  if (statement.type === 'if_statement') return passingIf(file, statement);
  if (statement.type === 'match_statement') return passingMatch(file, statement);
  const condition = statement.type === 'assert_statement' ? partsOf(statement)[0] : undefined;
  return condition ? splitBy(file, condition, 0).yes : ANY;
}

function passingIf(file: PyFile, statement: Node): MethodSet {
  const branches = [statement, ...statement.childrenForFieldName('alternative')].filter((part): part is Node => part !== null);
  let rest: MethodSet = ANY;
  let after: MethodSet = NONE;
  let someLeaves = false;
  for (const branch of branches) {
    const condition = branch.childForFieldName('condition');
    const body = branch.childForFieldName('consequence') ?? branch.childForFieldName('body');
    const split = condition && branch.type !== 'else_clause' ? splitBy(file, condition, 0) : { yes: ANY, no: NONE };
    const gone = body !== null && leaves(body);
    someLeaves ||= gone;
    if (!gone) after = union(after, intersection(rest, split.yes));
    rest = intersection(rest, split.no);
  }
  after = union(after, rest);
  // Where every branch leaves, what follows is dead whatever the methods; that is no statement about methods.
  return !someLeaves || isNone(after) ? ANY : after;
}

function passingMatch(file: PyFile, statement: Node): MethodSet {
  if (!isMethod(file, statement.childForFieldName('subject'))) return ANY;
  let gone: MethodSet = NONE;
  for (const clause of clausesOf(statement)) {
    const body = clause.childForFieldName('consequence');
    if (body && leaves(body)) gone = union(gone, methodsOfCase(file, clause));
  }
  const rest = complement(gone);
  return isNone(rest) ? ANY : rest;
}

function clausesOf(statement: Node): Node[] {
  return partsOf(statement.childForFieldName('body') ?? statement).filter(part => part.type === 'case_clause');
}

/** Whether control never goes on after the statement. */
export function leaves(statement: Node, depth = 0): boolean {
  if (depth > DEEPEST_CONDITION) return false;
  const all = (nodes: readonly (Node | null)[]) => nodes.length > 0 && nodes.every(node => node !== null && leaves(node, depth + 1));
  if (statement.type === 'return_statement' || statement.type === 'raise_statement') return true;
  // flask.abort, bottle.abort and quart.abort raise.
  if (statement.type === 'expression_statement') return statement.firstNamedChild?.type === 'call' && calleeName(statement.firstNamedChild) === 'abort';
  if (statement.type === 'block') return partsOf(statement).some(part => leaves(part, depth + 1));
  if (statement.type === 'with_statement') return all([statement.childForFieldName('body')]);
  if (statement.type === 'if_statement') {
    const branches = [statement, ...statement.childrenForFieldName('alternative')].filter((part): part is Node => part !== null);
    return branches.at(-1)?.type === 'else_clause' && all(branches.map(branch => branch.childForFieldName('consequence') ?? branch.childForFieldName('body')));
  }
  if (statement.type === 'try_statement') {
    const handlers = partsOf(statement).filter(part => part.type === 'except_clause').map(part => partsOf(part).find(each => each.type === 'block') ?? null);
    return all([statement.childForFieldName('body'), ...handlers]);
  }
  return false;
}

/** Methods for which a `case` runs: its own, without those of cases before it. */
function methodsOfCase(file: PyFile, clause: Node): MethodSet {
  const statement = clause.parent?.parent;
  if (statement?.type !== 'match_statement' || !isMethod(file, statement.childForFieldName('subject'))) return ANY;
  let before: MethodSet = NONE;
  for (const each of clausesOf(statement)) {
    const own = intersection(patternMethods(each), complement(before));
    if (sameNode(each, clause)) return own;
    if (!each.childForFieldName('guard')) before = union(before, own);
  }
  return ANY;
}

function patternMethods(clause: Node): MethodSet {
  const patterns = partsOf(clause).filter(part => part.type === 'case_pattern').flatMap(part => {
    const inner = partsOf(part)[0];
    return inner?.type === 'union_pattern' ? partsOf(inner) : inner ? [inner] : [];
  });
  const names = patterns.map(pattern => methodName(pattern));
  return names.length === 0 || names.includes(null) ? ANY : methods(...names as string[]);
}

function splitBy(file: PyFile, condition: Node, depth: number): Split {
  if (depth > DEEPEST_CONDITION) return OPEN;
  const node = unwrap(condition);
  if (node.type === 'not_operator') {
    const inner = node.childForFieldName('argument');
    return inner ? negated(splitBy(file, inner, depth + 1)) : OPEN;
  }
  if (node.type === 'boolean_operator') {
    const [left, right] = [node.childForFieldName('left'), node.childForFieldName('right')];
    if (!left || !right) return OPEN;
    const [a, b] = [splitBy(file, left, depth + 1), splitBy(file, right, depth + 1)];
    return node.childForFieldName('operator')?.type === 'and' ? both(a, b) : either(a, b);
  }
  if (node.type === 'comparison_operator') return splitByComparison(file, node);
  if (node.type === 'call') return splitByCall(file, node, depth);
  if (node.type === 'named_expression') {
    const value = node.childForFieldName('value');
    return value ? splitBy(file, value, depth + 1) : OPEN;
  }
  if (node.type === 'identifier') {
    const value = file.follow(node);
    return value.type === 'identifier' ? OPEN : splitBy(file, value, depth + 1);
  }
  return { yes: submittedBy(file, node), no: ANY };
}

function splitByComparison(file: PyFile, node: Node): Split {
  const [left, right, more] = partsOf(node);
  const operator = node.childrenForFieldName('operators').map(each => each?.text).join(' ');
  if (!left || !right || more) return OPEN;
  if (operator === 'in' || operator === 'not in') {
    const split = isMethod(file, left) ? listedMethods(file, right) : null;
    if (split) return operator === 'in' ? exactly(split) : negated(exactly(split));
    const held = { yes: submittedBy(file, right), no: ANY };
    return operator === 'in' ? held : negated(held);
  }
  if (operator === 'is not' || operator === '!=') {
    const name = comparedMethod(file, left, right);
    if (name !== null) return negated(exactly(methods(name)));
    return right.type === 'none' ? { yes: submittedBy(file, left), no: ANY } : OPEN;
  }
  if (operator !== '==' && operator !== 'is') return OPEN;
  const name = comparedMethod(file, left, right);
  if (name !== null) return exactly(methods(name));
  return right.type === 'string' && stringValue(right) !== '' ? { yes: submittedBy(file, left), no: ANY } : OPEN;
}

function comparedMethod(file: PyFile, left: Node, right: Node): string | null {
  if (isMethod(file, left)) return methodName(file.follow(right));
  return isMethod(file, right) ? methodName(file.follow(left)) : null;
}

function listedMethods(file: PyFile, expression: Node): MethodSet | null {
  const collection = file.follow(expression);
  const named = NAMED_SETS[lastName(collection) ?? ''];
  if (named) return named;
  if (!['tuple', 'list', 'set'].includes(collection.type)) return null;
  const names = partsOf(collection).map(item => methodName(file.follow(item)));
  return names.length === 0 || names.includes(null) ? null : methods(...names as string[]);
}

/** `'POST'`, `HTTPMethod.POST`, aiohttp's `hdrs.METH_POST`; null for anything else. */
function methodName(node: Node): string | null {
  const name = stringValue(node) ?? lastName(node)?.replace(/^METH_/, '') ?? '';
  return METHOD_NAME.test(name) ? name.toUpperCase() : null;
}

/** Whether an expression is a request's method: `request.method`, `request.META['REQUEST_METHOD']`, a constant made of it. */
function isMethod(file: PyFile, expression: Node | null, hops = 0): boolean {
  if (!expression || hops > DEEPEST_CONDITION) return false;
  const node = unwrap(expression);
  if (node.type === 'attribute') return node.childForFieldName('attribute')?.text === 'method' || node.childForFieldName('attribute')?.text === 'request_method';
  if (node.type === 'subscript') return stringValue(node.childForFieldName('subscript')) === 'REQUEST_METHOD';
  if (node.type === 'call') return ['upper', 'lower'].includes(calleeName(node) ?? '') && isMethod(file, receiverOf(node), hops + 1);
  if (node.type !== 'identifier') return false;
  const value = file.follow(node);
  return value.type !== 'identifier' && isMethod(file, value, hops + 1);
}

function splitByCall(file: PyFile, call: Node, depth: number): Split {
  const name = calleeName(call) ?? '';
  if (SUBMIT_CALLS.includes(name)) return { yes: SUBMITTED, no: ANY };
  const [inner] = argumentsOf(call);
  if (name === 'bool' && inner) return splitBy(file, inner, depth + 1);
  if (name === 'is_valid') return { yes: formMethods(file, receiverOf(call)), no: ANY };
  return { yes: submittedBy(file, call), no: ANY };
}

/** Methods that can make a Django form valid: what it was bound to is what was submitted. */
function formMethods(file: PyFile, form: Node | null): MethodSet {
  const definition = form?.type === 'identifier' ? file.define(form) : null;
  if (definition?.kind !== 'variable') return ANY;
  const bound = definition.values.filter(value => value.type === 'call').flatMap(argumentsOf)
    .map(argument => argument.type === 'keyword_argument' ? argument.childForFieldName('value') ?? argument : argument)
    .flatMap(argument => argument.type === 'boolean_operator' ? partsOf(argument) : [argument]).map(each => submittedBy(file, each)).filter(set => !isAny(set));
  return bound.length === 0 ? ANY : bound.reduce(union);
}

/** A default that no condition takes for something: `None`, `False`, `''`. */
function isNothing(argument: Node): boolean {
  const value = unwrap(argument.type === 'keyword_argument' ? argument.childForFieldName('value') ?? argument : argument);
  return value.type === 'none' || value.type === 'false' || stringValue(value) === '';
}

/** Methods of requests for which a piece of submitted data is there: `request.POST`, `request.POST.get('x')`, `self.request.form['x']`. */
function submittedBy(file: PyFile, expression: Node): MethodSet {
  let node: Node | null = file.follow(expression);
  if (node.type === 'call' && ['get', 'getlist'].includes(calleeName(node) ?? '') && argumentsOf(node).slice(1).every(isNothing)) node = receiverOf(node);
  if (node?.type === 'subscript') node = node.childForFieldName('value');
  if (node) node = file.follow(node);
  if (node?.type !== 'attribute') return ANY;
  const owner = lastName(node.childForFieldName('object') ?? node);
  return owner === 'request' || owner === 'req' ? SUBMITTED_DATA[node.childForFieldName('attribute')?.text ?? ''] ?? ANY : ANY;
}
