import type { Node } from 'web-tree-sitter';
import type { Proof } from '../../model/facts.ts';
import { ANY, GET_AND_HEAD, intersection, isAny, isNone, type MethodSet, methods, NONE, provesWriting, union, WRITING_METHODS } from '../../model/methods.ts';
import { ancestorsOf, enclosing, partsOf, sameNode, spanOf } from '../../syntax/nodes.ts';
import { both, DEEPEST_CONDITION, either, exactly, METHOD_NAME, negated, OPEN, saysOf, type Split } from '../shared/conditions.ts';
import { argumentsOf, calleeName, elementsOf, functionAround, type GoFile, isFunction, lastName, receiverOf, stringValue, unwrap } from './file.ts';

/** What a `break` without a label ends. */
const BREAKABLE = ['for_statement', 'expression_switch_statement', 'type_switch_statement', 'select_statement'];
/** Calls behind which nothing runs. */
const NEVER_RETURN = /^(?:panic|os\.Exit|runtime\.Goexit|log\.(?:Fatal|Panic)(?:f|ln)?)$/;

/**
 * Methods that the conditions around a node leave for it, and the conditions that say so, outermost first.
 * Where these leave it open, a function that asks for writing methods expects them, and GET.
 */
export function guardsAt(file: GoFile, node: Node): { methods: MethodSet; proofs: Proof[] } {
  const around = conditionsAround(file, node);
  const fn = functionAround(node);
  const tested = fn && 'except' in around.methods && !provesWriting(around.methods) ? file.once('tested', fn, () => methodsTested(file, fn)) : null;
  if (!tested) return around;
  const text = tested.at.text.split('\n')[0]?.slice(0, 80);
  return {
    methods: intersection(around.methods, union(GET_AND_HEAD, tested.methods)),
    proofs: [...around.proofs, { span: spanOf(tested.at), says: `the function expects it: ${text}` }],
  };
}

function conditionsAround(file: GoFile, node: Node): { methods: MethodSet; proofs: Proof[] } {
  let left: MethodSet = ANY;
  const proofs: Proof[] = [];
  const narrow = (set: MethodSet, at: Node) => {
    if (isAny(set)) return;
    left = intersection(left, set);
    proofs.unshift({ span: spanOf(at), says: saysOf(set, at) });
  };
  let child = node;
  for (const parent of ancestorsOf(node)) {
    // What a function's surroundings test when they define it says nothing of the request that calls it later.
    if (isFunction(parent)) break;
    const condition = parent.type === 'if_statement' ? parent.childForFieldName('condition') : null;
    if (condition && !sameNode(condition, child)) {
      const split = splitBy(file, condition, 0);
      if (sameNode(parent.childForFieldName('consequence'), child)) narrow(split.yes, condition);
      if (sameNode(parent.childForFieldName('alternative'), child)) narrow(split.no, condition);
    } else if (parent.type === 'binary_expression' && sameNode(parent.childForFieldName('right'), child)) {
      const first = parent.childForFieldName('left');
      const operator = parent.childForFieldName('operator')?.type;
      const split = first && (operator === '&&' || operator === '||') ? splitBy(file, first, 0) : OPEN;
      if (first) narrow(operator === '&&' ? split.yes : split.no, first);
    } else if (parent.type === 'expression_switch_statement') {
      const clause = clausesOf(file, parent).clauses.find(each => sameNode(each.node, child));
      if (clause) narrow(clause.methods, clause.node.childForFieldName('value') ?? parent.childForFieldName('value') ?? clause.node);
    } else if (parent.type === 'statement_list') {
      for (const { statement, methods: set } of limitsIn(file, parent)) if (statement.endIndex <= child.startIndex) narrow(set, proofIn(statement));
    }
    child = parent;
  }
  return { methods: left, proofs };
}

/** Methods for which some condition in a function shows that it expects them: `if r.Method == "POST"`; null where it expects no writing one. */
function methodsTested(file: GoFile, fn: Node): { methods: MethodSet; at: Node } | null {
  let tested: MethodSet = NONE;
  let first: Node | null = null;
  const tests = /\bMethod\b/.test(fn.text) ? fn.descendantsOfType(['binary_expression', 'expression_case', 'call_expression']) : [];
  for (const node of tests) {
    const split = node ? splitByTest(file, node) : OPEN;
    // `!= "POST"` speaks of POST as well as `== "POST"` does.
    const named = 'only' in split.yes ? split.yes : split.no;
    if (!node || !('only' in named) || !sameNode(functionAround(node), fn)) continue;
    if (named.only.some(method => WRITING_METHODS.includes(method))) first ??= node.type === 'expression_case' ? node.childForFieldName('value') : node;
    tested = union(tested, named);
  }
  return first ? { methods: tested, at: first } : null;
}

/** What one comparison, call or case says by itself. */
function splitByTest(file: GoFile, node: Node): Split {
  if (node.type === 'call_expression') return splitByCall(file, node);
  if (node.type === 'binary_expression') return ['==', '!='].includes(node.childForFieldName('operator')?.type ?? '') ? splitBy(file, node, 0) : OPEN;
  const value = node.parent?.childForFieldName('value');
  return value && isMethod(file, value) ? splitByCase(file, node, true) : OPEN;
}

function proofIn(statement: Node): Node {
  return statement.childForFieldName('condition') ?? statement.childForFieldName('value') ?? statement;
}

/** The statements of a list behind which not every method goes on. */
function limitsIn(file: GoFile, list: Node): { statement: Node; methods: MethodSet }[] {
  return file.once('limits', list, () => partsOf(list).filter(part => part.type === 'if_statement' || part.type === 'expression_switch_statement')
    .map(statement => ({ statement, methods: passing(file, statement) })).filter(({ methods: set }) => !isAny(set)));
}

/** Methods with which control can go on after a statement. */
function passing(file: GoFile, statement: Node): MethodSet {
  const after = statement.type === 'if_statement' ? passingIf(file, statement, 0)
    : statement.type === 'expression_switch_statement' ? passingSwitch(file, statement) : ANY;
  // Where every branch leaves, what follows is dead whatever the methods; that is no statement about methods.
  return isNone(after) ? ANY : after;
}

function passingIf(file: GoFile, statement: Node, depth: number): MethodSet {
  const condition = statement.childForFieldName('condition');
  const consequence = statement.childForFieldName('consequence');
  const alternative = statement.childForFieldName('alternative');
  if (!condition || !consequence || depth > DEEPEST_CONDITION) return ANY;
  const split = splitBy(file, condition, 0);
  const rest = !alternative ? ANY : alternative.type === 'if_statement' ? passingIf(file, alternative, depth + 1) : leaves(alternative) ? NONE : ANY;
  return union(leaves(consequence) ? NONE : split.yes, intersection(split.no, rest));
}

function passingSwitch(file: GoFile, statement: Node): MethodSet {
  const { clauses, rest } = clausesOf(file, statement);
  const after = clauses.filter(clause => !fallsThrough(clause.node) && !leaves(clause.node)).map(clause => clause.methods);
  const none = clauses.some(clause => clause.node.type === 'default_case') ? NONE : rest;
  return [...after, none].reduce(union, NONE);
}

interface Clause {
  readonly node: Node;
  readonly methods: MethodSet;
}

/** The cases of a switch over a request's method, or over conditions, with the methods for which each runs; `rest`: those that no case takes. */
function clausesOf(file: GoFile, statement: Node): { clauses: Clause[]; rest: MethodSet } {
  const value = statement.childForFieldName('value');
  const cases = partsOf(statement).filter(part => part.type === 'expression_case' || part.type === 'default_case');
  if (value && !isMethod(file, value)) return { clauses: cases.map(node => ({ node, methods: ANY })), rest: ANY };
  let rest: MethodSet = ANY;
  const own = new Map<number, MethodSet>();
  for (const each of cases.filter(part => part.type === 'expression_case')) {
    const split = splitByCase(file, each, value !== null);
    own.set(each.id, intersection(rest, split.yes));
    rest = intersection(rest, split.no);
  }
  const clauses: Clause[] = [];
  for (const [at, node] of cases.entries()) {
    const before = clauses[at - 1];
    const set = own.get(node.id) ?? rest;
    clauses.push({ node, methods: before && fallsThrough(before.node) ? union(set, before.methods) : set });
  }
  return { clauses, rest };
}

function splitByCase(file: GoFile, clause: Node, overMethod: boolean): Split {
  const values = partsOf(clause.childForFieldName('value') ?? clause);
  const splits = values.map((value): Split => {
    if (!overMethod) return splitBy(file, value, 0);
    const name = methodName(file, value);
    return name === null ? OPEN : exactly(methods(name));
  });
  return splits.reduce(either, { yes: NONE, no: ANY });
}

function bodyOf(clause: Node): Node | null {
  return partsOf(clause).find(part => part.type === 'statement_list') ?? null;
}

function fallsThrough(clause: Node): boolean {
  const body = bodyOf(clause);
  return body !== null && partsOf(body).at(-1)?.type === 'fallthrough_statement';
}

/** Whether control never goes on after the statement. `break` leaves a block, but not the switch or loop that it stands in. */
function leaves(statement: Node, depth = 0, breaks = true): boolean {
  if (depth > DEEPEST_CONDITION) return false;
  switch (statement.type) {
    case 'return_statement':
    case 'goto_statement':
    case 'continue_statement':
      return true;
    case 'break_statement':
      return breaks;
    case 'expression_statement': {
      const call = statement.firstNamedChild;
      return call?.type === 'call_expression' && NEVER_RETURN.test(call.childForFieldName('function')?.text ?? '');
    }
    case 'block':
    case 'statement_list':
      return partsOf(statement).some(part => leaves(part, depth + 1, breaks));
    case 'expression_case':
    case 'default_case': {
      const body = bodyOf(statement);
      return body !== null && leaves(body, depth + 1, false) && !breaksOut(statement);
    }
    case 'if_statement': {
      const [yes, no] = [statement.childForFieldName('consequence'), statement.childForFieldName('alternative')];
      return yes !== null && no !== null && leaves(yes, depth + 1, breaks) && leaves(no, depth + 1, breaks);
    }
    case 'expression_switch_statement': {
      const cases = partsOf(statement).filter(part => part.type === 'expression_case' || part.type === 'default_case');
      return cases.some(each => each.type === 'default_case') && cases.every(each => fallsThrough(each) || leaves(each, depth + 1));
    }
    default:
      return false;
  }
}

/** Whether a `break` somewhere in a case leads behind its switch. */
function breaksOut(clause: Node): boolean {
  return clause.descendantsOfType('break_statement').some(each => each && sameNode(enclosing(each, ...BREAKABLE), clause.parent));
}

function splitBy(file: GoFile, condition: Node, depth: number): Split {
  if (depth > DEEPEST_CONDITION) return OPEN;
  const node = unwrap(condition);
  if (node.type === 'unary_expression') {
    const inner = node.childForFieldName('operand');
    return inner && node.childForFieldName('operator')?.type === '!' ? negated(splitBy(file, inner, depth + 1)) : OPEN;
  }
  if (node.type === 'binary_expression') {
    const [left, right] = [node.childForFieldName('left'), node.childForFieldName('right')];
    const operator = node.childForFieldName('operator')?.type;
    if (!left || !right) return OPEN;
    if (operator === '&&') return both(splitBy(file, left, depth + 1), splitBy(file, right, depth + 1));
    if (operator === '||') return either(splitBy(file, left, depth + 1), splitBy(file, right, depth + 1));
    const name = operator === '==' || operator === '!=' ? comparedMethod(file, left, right) : null;
    if (name === null) return OPEN;
    return operator === '==' ? exactly(methods(name)) : negated(exactly(methods(name)));
  }
  if (node.type === 'call_expression') return splitByCall(file, node);
  if (node.type === 'identifier') {
    const value = file.follow(node);
    return value.type === 'identifier' ? OPEN : splitBy(file, value, depth + 1);
  }
  return OPEN;
}

/** `strings.EqualFold(r.Method, "POST")`, `slices.Contains([]string{"POST"}, r.Method)`. */
function splitByCall(file: GoFile, call: Node): Split {
  const full = file.fullName(call.childForFieldName('function') ?? call);
  const [first, second] = argumentsOf(call);
  if (!first || !second) return OPEN;
  if (full === 'strings.EqualFold') {
    const name = comparedMethod(file, first, second);
    return name === null ? OPEN : exactly(methods(name));
  }
  if (full !== 'slices.Contains' || !isMethod(file, second)) return OPEN;
  const names = elementsOf(file.follow(first)).map(element => methodName(file, element));
  return names.length === 0 || names.includes(null) ? OPEN : exactly(methods(...names as string[]));
}

function comparedMethod(file: GoFile, left: Node, right: Node): string | null {
  if (isMethod(file, left)) return methodName(file, right);
  return isMethod(file, right) ? methodName(file, left) : null;
}

/** `"POST"`, `http.MethodPost`, `echo.POST`, a constant of this file for one of them; null for anything else. */
export function methodName(file: GoFile, expression: Node): string | null {
  const node = file.follow(expression);
  const literal = stringValue(node);
  if (literal !== null) return METHOD_NAME.test(literal) ? literal.toUpperCase() : null;
  const name = lastName(node) ?? '';
  const constant = /^Method([A-Z][a-z]+)$/.exec(name)?.[1] ?? (node.type === 'selector_expression' && /^[A-Z]+$/.test(name) ? name : '');
  return METHOD_NAME.test(constant) ? constant.toUpperCase() : null;
}

/** Whether an expression is a request's method: `r.Method`, Fiber's `c.Method()`, a variable made of it. */
function isMethod(file: GoFile, expression: Node, hops = 0): boolean {
  if (hops > DEEPEST_CONDITION) return false;
  const node = unwrap(expression);
  if (node.type === 'selector_expression') return lastName(node) === 'Method';
  if (node.type === 'call_expression') {
    const args = argumentsOf(node);
    const [only] = args;
    if (!only) return calleeName(node) === 'Method' && receiverOf(node) !== null;
    return args.length === 1 && ['ToUpper', 'ToLower', 'TrimSpace', 'string'].includes(calleeName(node) ?? '') && isMethod(file, only, hops + 1);
  }
  if (node.type !== 'identifier') return false;
  const value = file.follow(node);
  return value.type !== 'identifier' && isMethod(file, value, hops + 1);
}
