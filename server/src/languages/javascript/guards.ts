import type { Node } from 'web-tree-sitter';
import type { Proof } from '../../model/facts.ts';
import { allBut, ANY, complement, intersection, isAny, isNone, type MethodSet, methods, NONE, union } from '../../model/methods.ts';
import { Answers } from '../../syntax/answers.ts';
import { ancestorsOf, partsOf, sameNode, spanOf } from '../../syntax/nodes.ts';
import { both, DEEPEST_CONDITION, either, exactly, METHOD_NAME, negated, OPEN, saysOf, type Split } from '../shared/conditions.ts';
import { argumentsOf, calleeName, type JsFile, receiverOf, stringValue, unwrap } from './file.ts';

/** Methods that the conditions around a node leave for it, and the conditions that say so, outermost first. */
export function guardsAt(file: JsFile, node: Node): { methods: MethodSet; proofs: Proof[] } {
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
    if ((parent.type === 'if_statement' || parent.type === 'ternary_expression') && condition && !sameNode(condition, child)) {
      const split = splitBy(file, condition, 0);
      narrow(sameNode(parent.childForFieldName('consequence'), child) ? split.yes : split.no, condition);
    } else if (parent.type === 'binary_expression' && sameNode(parent.childForFieldName('right'), child)) {
      const first = parent.childForFieldName('left');
      const operator = parent.childForFieldName('operator')?.type;
      if (first && operator === '&&') narrow(splitBy(file, first, 0).yes, first);
      if (first && operator === '||') narrow(splitBy(file, first, 0).no, first);
    } else if (parent.type === 'switch_case' || parent.type === 'switch_default') {
      if (!sameNode(parent.childForFieldName('value'), child)) narrow(methodsOfCase(file, parent), parent.childForFieldName('value') ?? parent);
      for (const before of statementsBefore(parent, child)) narrow(passing(file, before), before.childForFieldName('condition') ?? before);
    } else if (parent.type === 'statement_block' || parent.type === 'program') {
      for (const before of statementsBefore(parent, child)) narrow(passing(file, before), before.childForFieldName('condition') ?? before.childForFieldName('value') ?? before);
    }
    child = parent;
  }
  return { methods: left, proofs };
}

/** The branching statements of each block met in a file; a block is asked for once by every redirect in it. */
const branches = new Answers<Node[]>();

function statementsBefore(block: Node, child: Node): Node[] {
  const inBlock = branches.about(block, () => partsOf(block).filter(part => part.type === 'if_statement' || part.type === 'switch_statement' || isAssertion(part)));
  return inBlock.filter(part => part.endIndex <= child.startIndex);
}

/** Methods with which control can go on after a statement. */
function passing(file: JsFile, statement: Node): MethodSet {
  if (statement.type === 'if_statement') return passingIf(file, statement, 0);
  if (statement.type === 'switch_statement') return passingSwitch(file, statement);
  if (isAssertion(statement)) return listedIn(file, argumentsOf(unwrap(statement.firstNamedChild as Node))[1] ?? null) ?? ANY;
  return leaves(statement) ? NONE : ANY;
}

function passingIf(file: JsFile, statement: Node, depth: number): MethodSet {
  const condition = statement.childForFieldName('condition');
  const consequence = statement.childForFieldName('consequence');
  const alternative = statement.childForFieldName('alternative')?.firstNamedChild ?? null;
  if (!condition || !consequence || depth > DEEPEST_CONDITION) return ANY;
  const thenLeaves = leaves(consequence);
  if (!thenLeaves && !alternative) return ANY;
  const { yes, no } = splitBy(file, condition, 0);
  const afterThen = thenLeaves ? NONE : yes;
  if (!alternative) return union(afterThen, no);
  const afterElse = alternative.type === 'if_statement' ? intersection(no, passingIf(file, alternative, depth + 1)) : leaves(alternative) ? NONE : no;
  const after = union(afterThen, afterElse);
  // Where both branches leave, what follows is dead whatever the methods; that is no statement about methods.
  return isNone(after) ? ANY : after;
}

function passingSwitch(file: JsFile, statement: Node): MethodSet {
  const cases = partsOf(statement.childForFieldName('body') ?? statement);
  if (!isMethod(file, statement.childForFieldName('value'))) return ANY;
  let gone: MethodSet = NONE;
  for (const each of cases) {
    const body = each.childrenForFieldName('body').filter((node): node is Node => node !== null);
    if (body.some(statement => leaves(statement))) gone = union(gone, methodsOfCase(file, each));
  }
  const rest = complement(gone);
  return isNone(rest) ? ANY : rest;
}

/** Whether control never goes on after the statement. */
export function leaves(statement: Node, depth = 0): boolean {
  if (depth > DEEPEST_CONDITION) return false;
  if (statement.type === 'return_statement' || statement.type === 'throw_statement') return true;
  if (statement.type === 'statement_block') return partsOf(statement).some(part => leaves(part, depth + 1));
  if (statement.type === 'else_clause') return partsOf(statement).some(part => leaves(part, depth + 1));
  if (statement.type === 'if_statement') {
    const consequence = statement.childForFieldName('consequence');
    const alternative = statement.childForFieldName('alternative');
    return consequence !== null && alternative !== null && leaves(consequence, depth + 1) && leaves(alternative, depth + 1);
  }
  if (statement.type === 'try_statement') {
    const handler = statement.childForFieldName('handler')?.childForFieldName('body');
    const body = statement.childForFieldName('body');
    return body !== null && leaves(body, depth + 1) && (!handler || leaves(handler, depth + 1));
  }
  return false;
}

/** Methods for which a `case` runs: its own, and those of cases before it that fall through. */
function methodsOfCase(file: JsFile, each: Node): MethodSet {
  const statement = each.parent?.parent;
  if (statement?.type !== 'switch_statement' || !isMethod(file, statement.childForFieldName('value'))) return ANY;
  const cases = partsOf(each.parent as Node);
  const own = (one: Node): MethodSet => {
    if (one.type === 'switch_default') return complement(cases.filter(other => other.type === 'switch_case').reduce((all, other) => union(all, own(other)), NONE));
    const name = stringValue(unwrap(one.childForFieldName('value') ?? one));
    return name !== null && METHOD_NAME.test(name) ? methods(name) : ANY;
  };
  let reached = NONE;
  for (const one of cases) {
    reached = union(reached, own(one));
    if (sameNode(one, each)) return reached;
    const body = one.childrenForFieldName('body').filter((node): node is Node => node !== null);
    if (body.some(part => leaves(part) || part.type === 'break_statement' || (part.type === 'statement_block' && partsOf(part).some(inner => inner.type === 'break_statement')))) reached = NONE;
  }
  return ANY;
}

function splitBy(file: JsFile, condition: Node, depth: number): Split {
  if (depth > DEEPEST_CONDITION) return OPEN;
  const node = unwrap(condition);
  if (node.type === 'unary_expression' && node.childForFieldName('operator')?.type === '!') {
    const inner = node.childForFieldName('argument');
    return inner ? negated(splitBy(file, inner, depth + 1)) : OPEN;
  }
  if (node.type === 'binary_expression') return splitByOperator(file, node, depth);
  if (node.type === 'call_expression') return splitByCall(file, node);
  if (node.type === 'identifier') {
    const value = file.follow(node);
    return sameNode(value, node) || value.type === 'identifier' ? OPEN : splitBy(file, value, depth + 1);
  }
  return OPEN;
}

/** The code of an error that csurf raises, which lets GET, HEAD and OPTIONS pass: https://expressjs.com/en/resources/middleware/csurf.html */
const REFUSED_TOKEN = 'EBADCSRFTOKEN';
const UNVERIFIED: Split = { yes: allBut('GET', 'HEAD', 'OPTIONS'), no: ANY };

function splitByOperator(file: JsFile, node: Node, depth: number): Split {
  const left = node.childForFieldName('left');
  const right = node.childForFieldName('right');
  const operator = node.childForFieldName('operator')?.type;
  if (!left || !right) return OPEN;
  if (operator === '&&' || operator === '||') {
    const a = splitBy(file, left, depth + 1);
    const b = splitBy(file, right, depth + 1);
    return operator === '&&' ? both(a, b) : either(a, b);
  }
  if (operator !== '===' && operator !== '==' && operator !== '!==' && operator !== '!=') return OPEN;
  if (stringValue(unwrap(right)) === REFUSED_TOKEN && /\bcode$/.test(left.text)) return operator.startsWith('=') ? UNVERIFIED : negated(UNVERIFIED);
  const name = isMethod(file, left) ? stringValue(file.follow(right)) : isMethod(file, right) ? stringValue(file.follow(left)) : null;
  if (name === null || !METHOD_NAME.test(name)) return OPEN;
  const named = exactly(methods(name));
  return operator.startsWith('=') ? named : negated(named);
}

/** h3's `assertMethod(event, 'POST')`, which throws for every other method. */
function isAssertion(statement: Node): boolean {
  const call = statement.type === 'expression_statement' && statement.firstNamedChild ? unwrap(statement.firstNamedChild) : null;
  return call?.type === 'call_expression' && call.childForFieldName('function')?.text === 'assertMethod';
}

/** Methods that `'POST'` or `['POST', 'PUT']` lists, null for anything else. */
function listedIn(file: JsFile, expression: Node | null): MethodSet | null {
  const node = expression ? file.follow(expression) : null;
  const names = node?.type === 'array' ? partsOf(node).map(item => stringValue(item)) : [stringValue(node)];
  return names.length > 0 && names.every(name => name !== null && METHOD_NAME.test(name)) ? methods(...names as string[]) : null;
}

/** `['POST', 'PUT'].includes(req.method)`, `WRITES.has(req.method)`, `/^(POST|PUT)$/.test(req.method)`. */
function splitByCall(file: JsFile, call: Node): Split {
  const [subject, second] = argumentsOf(call);
  const receiver = receiverOf(call);
  const name = calleeName(call);
  // h3's `isMethod(event, 'POST')`.
  const asked = name === 'isMethod' && !receiver && second ? listedIn(file, second) : null;
  if (asked) return { yes: asked, no: complement(asked) };
  if (!subject || !receiver || !isMethod(file, subject)) return OPEN;
  const collection = file.follow(receiver);
  let names: (string | null)[] = [];
  if (name === 'includes' && collection.type === 'array') names = partsOf(collection).map(item => stringValue(item));
  if (name === 'has' && collection.type === 'new_expression') {
    const [items] = argumentsOf(collection);
    if (items?.type === 'array') names = partsOf(items).map(item => stringValue(item));
  }
  if (name === 'test' && collection.type === 'regex') {
    const alternatives = /^\^(?:\(\?:|\()?([A-Z|]+)\)?\$$/i.exec(collection.childForFieldName('pattern')?.text ?? '');
    names = alternatives?.[1]?.split('|') ?? [];
  }
  if (names.length === 0 || names.some(each => each === null || !METHOD_NAME.test(each))) return OPEN;
  return exactly(methods(...names as string[]));
}

/** Whether an expression is a request's method: `req.method`, `ctx.req.method`, a constant made of it, h3's `getMethod(event)`. */
function isMethod(file: JsFile, expression: Node | null): boolean {
  if (!expression) return false;
  const node = unwrap(expression);
  if (node.type === 'member_expression') return node.childForFieldName('property')?.text === 'method' || /^(?:httpMethod|requestMethod)$/.test(node.childForFieldName('property')?.text ?? '');
  if (node.type === 'call_expression') {
    const name = calleeName(node);
    if (name === 'toUpperCase' || name === 'toLowerCase') return isMethod(file, receiverOf(node));
    return name === 'getMethod' || (name === 'method' && argumentsOf(node).length === 0);
  }
  if (node.type !== 'identifier') return false;
  const definition = file.define(node);
  if (definition?.kind === 'parameter') return definition.key === 'method';
  if (definition?.kind !== 'variable' || !definition.value) return false;
  if (definition.key !== null) return definition.key === 'method';
  return !sameNode(unwrap(definition.value), node) && unwrap(definition.value).type !== 'identifier' && isMethod(file, definition.value);
}
