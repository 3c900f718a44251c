import type { Node } from 'web-tree-sitter';
import type { Proof } from '../../model/facts.ts';
import { ANY, complement, intersection, isAny, isNone, type MethodSet, methods, NONE, union } from '../../model/methods.ts';
import { ancestorsOf, partsOf, sameNode, spanOf } from '../../syntax/nodes.ts';
import { DEEPEST_CONDITION, METHOD_NAME, negated, saysOf, type Split } from '../shared/conditions.ts';
import { limitsBy } from '../shared/limits.ts';
import { isPosted, isRequest, isRequestMethod, methodName, splitBy } from './conditions.ts';
import type { PhpFile } from './file.ts';
import { argumentsOf, calleeName, isNamed, receiverOf, stringsOf, unwrap } from './syntax.ts';

/** Functions that end the request, in every file: PHP's own, WordPress's, Laravel's, CodeIgniter 3's. */
const LEAVING = new Set(['exit', 'die', 'abort', 'dd', 'wp_die', 'wp_send_json', 'wp_send_json_error', 'wp_send_json_success', 'show_404', 'show_error']);
const BODIES = new Set(['program', 'compound_statement', 'colon_block', 'case_statement', 'default_statement']);
/** What may run an unset key without a warning, or does not run at once. */
const CAREFUL = new Set(['conditional_expression', 'error_suppression_expression', 'anonymous_function', 'arrow_function', 'binary_expression']);

/** Methods that the conditions around a node leave for it, and the conditions that say so, outermost first. */
export function guardsAt(file: PhpFile, node: Node): { methods: MethodSet; proofs: Proof[] } {
  let left: MethodSet = ANY;
  const proofs: Proof[] = [];
  const narrow = (set: MethodSet, at: Node) => {
    if (isAny(set)) return;
    left = intersection(left, set);
    proofs.unshift({ span: spanOf(at), says: saysOf(set, at) });
  };
  let child = node;
  for (const parent of ancestorsOf(node)) {
    for (const { set, at } of limitsBetween(file, parent, child)) narrow(set, at);
    if (isNamed(parent)) break;
    child = parent;
  }
  return { methods: left, proofs };
}

/** What a node says of the methods with which control comes to one of its children. */
function limitsBetween(file: PhpFile, parent: Node, child: Node): { set: MethodSet; at: Node }[] {
  switch (parent.type) {
    case 'if_statement': case 'else_if_clause': case 'conditional_expression': case 'while_statement': return branchLimits(file, parent, child);
    case 'binary_expression': {
      const [first, second] = [parent.childForFieldName('left'), parent.childForFieldName('right')];
      const operator = (parent.childForFieldName('operator')?.text ?? '').toLowerCase();
      if (!first || !sameNode(second, child)) return [];
      if (operator === '&&' || operator === 'and') return [{ set: splitBy(file, first).yes, at: first }];
      return operator === '||' || operator === 'or' ? [{ set: splitBy(file, first).no, at: first }] : [];
    }
    case 'switch_block': return [{ set: reaching(file, parent, child), at: valueOf(parent) }];
    case 'match_conditional_expression': return sameNode(parent.childForFieldName('return_expression'), child) ? [{ set: methodsOfArm(file, parent), at: parent.firstNamedChild ?? parent }] : [];
    case 'match_block': return child.type === 'match_default_expression' ? [{ set: restOfMatch(file, parent), at: valueOf(parent) }] : [];
    default: return BODIES.has(parent.type) ? limitsBefore(file, parent, child).map(({ at, set }) => ({ set, at: proofIn(at) })) : [];
  }
}

function branchLimits(file: PhpFile, parent: Node, child: Node): { set: MethodSet; at: Node }[] {
  const condition = parent.childForFieldName('condition');
  if (!condition || sameNode(condition, child)) return [];
  const split = splitBy(file, condition);
  if (sameNode(parent.childForFieldName('body'), child)) return [{ set: split.yes, at: condition }];
  const alternatives = parent.childrenForFieldName('alternative').filter((each): each is Node => each !== null);
  if (!alternatives.some(each => sameNode(each, child))) return [];
  const earlier = alternatives.filter(each => each.endIndex <= child.startIndex).flatMap(each => each.childForFieldName('condition') ?? []);
  return [{ set: split.no, at: condition }, ...earlier.map(each => ({ set: splitBy(file, each).no, at: each }))];
}

function proofIn(statement: Node): Node {
  return statement.childForFieldName('condition') ?? statement;
}

const limitsBefore = limitsBy(passing);

/** Methods with which control can go on after a statement. */
function passing(file: PhpFile, statement: Node): MethodSet {
  const set = passes(file, statement, 0);
  // Where every way leaves, what follows is dead whatever the methods; that is no statement about methods.
  return isNone(set) ? ANY : set;
}

function passes(file: PhpFile, statement: Node, depth: number): MethodSet {
  if (depth > DEEPEST_CONDITION) return ANY;
  switch (statement.type) {
    case 'return_statement': case 'exit_statement': case 'break_statement': case 'continue_statement': case 'goto_statement': case 'throw_expression': return NONE;
    case 'if_statement': {
      let rest: MethodSet = ANY;
      let through: MethodSet = NONE;
      for (const branch of [statement, ...statement.childrenForFieldName('alternative')]) {
        const condition = branch?.childForFieldName('condition');
        const body = branch?.childForFieldName('body');
        const { yes, no }: Split = condition ? splitBy(file, condition) : { yes: ANY, no: NONE };
        through = union(through, intersection(intersection(rest, yes), body ? passes(file, body, depth + 1) : ANY));
        rest = intersection(rest, no);
      }
      return union(through, rest);
    }
    case 'switch_statement': return afterSwitch(file, statement, depth);
    case 'compound_statement': case 'colon_block':
      return partsOf(statement).reduce((left, part) => intersection(left, passes(file, part, depth + 1)), ANY);
    case 'expression_statement': {
      const expression = statement.firstNamedChild;
      return expression ? passes(file, unwrap(expression), depth + 1) : ANY;
    }
    case 'binary_expression': {
      const [left, right] = [statement.childForFieldName('left'), statement.childForFieldName('right')];
      const operator = (statement.childForFieldName('operator')?.text ?? '').toLowerCase();
      if (!left || !right || !['and', 'or', '&&', '||'].includes(operator)) return ANY;
      const split = operator === 'and' || operator === '&&' ? splitBy(file, left) : negated(splitBy(file, left));
      return union(split.no, intersection(split.yes, passes(file, right, depth + 1)));
    }
    case 'assignment_expression': {
      const value = statement.childForFieldName('right');
      return value && readsPost(file, value) ? methods('POST') : ANY;
    }
    case 'function_call_expression': case 'member_call_expression': case 'scoped_call_expression': return afterCall(file, statement);
    default: return ANY;
  }
}

/** Whether control never goes on after the statement, whatever the method. */
export function leaves(file: PhpFile, statement: Node): boolean {
  return isNone(passes(file, statement, 1));
}

function afterCall(file: PhpFile, call: Node): MethodSet {
  const name = (calleeName(call) ?? '').toLowerCase();
  const receiver = receiverOf(call);
  const [first] = argumentsOf(call);
  if (!receiver && (LEAVING.has(name) || file.halting.has(name))) return NONE;
  if (!receiver && first && /^abort_(?:if|unless)$/.test(name)) {
    const { yes, no } = splitBy(file, first.value);
    return name === 'abort_if' ? no : yes;
  }
  // CakePHP answers 405 to all others.
  if (receiver && first && name === 'allowmethod' && isRequest(receiver)) {
    const names = stringsOf(first.value) ?? [];
    return names.length > 0 && names.every(each => METHOD_NAME.test(each)) ? methods(...names) : ANY;
  }
  return ANY;
}

/**
 * Whether a value is taken from `$_POST` as if it were always there: such code is written for requests that post.
 * Not where the file asks anywhere whether something is in `$_POST`.
 */
function readsPost(file: PhpFile, value: Node): boolean {
  if (!value.text.includes('$_POST') || CAREFUL.has(value.type) || /(?:isset|empty|array_key_exists)\s*\([^)]*\$_POST|\$_POST(?:\[[^\]]*\])*\s*\?\?|@\$_POST|foreach\s*\(\s*\$_POST/.test(file.text)) return false;
  const reads = value.type === 'subscript_expression' ? [value] : value.descendantsOfType('subscript_expression');
  return reads.some(each => each !== null && each.firstNamedChild?.text === '$_POST' && isPosted(file, each));
}

/** What a switch or match decides by. */
function valueOf(block: Node): Node {
  const condition = block.parent?.childForFieldName('condition');
  return condition ? unwrap(condition) : block;
}

/** Methods for which one `case` or arm is taken; ANY where it does not speak of methods. */
function methodsOfValues(file: PhpFile, block: Node, values: readonly Node[]): MethodSet {
  const value = valueOf(block);
  if (values.length === 0) return ANY;
  if (value.text.toLowerCase() === 'true') return values.map(each => splitBy(file, each).yes).reduce(union, NONE);
  if (!isRequestMethod(file, value)) return ANY;
  const names = values.map(each => methodName(file, each));
  return names.includes(null) ? ANY : methods(...names as string[]);
}

function methodsOfCase(file: PhpFile, block: Node, part: Node): MethodSet {
  const value = part.childForFieldName('value');
  return value ? methodsOfValues(file, block, [value]) : restOfSwitch(file, block, () => true);
}

/** The statements of one part of a switch. */
export function bodyOf(part: Node): Node[] {
  const value = part.childForFieldName('value');
  return partsOf(part).filter(each => each.id !== value?.id);
}

/** Methods with which control comes into one part of a switch: by its own value, or by falling through from the part above. */
function reaching(file: PhpFile, block: Node, part: Node): MethodSet {
  let set = methodsOfCase(file, block, part);
  for (let above = part.previousNamedSibling; above; above = above.previousNamedSibling) {
    if (above.type === 'comment') continue;
    if (bodyOf(above).some(each => isNone(passes(file, each, 1)))) break;
    set = union(set, methodsOfCase(file, block, above));
  }
  return set;
}

/** Methods that no `case` takes of those that `counts`. */
function restOfSwitch(file: PhpFile, block: Node, counts: (part: Node) => boolean): MethodSet {
  let gone: MethodSet = NONE;
  for (const part of partsOf(block).filter(each => each.type === 'case_statement' && counts(each))) {
    const taken = methodsOfValues(file, block, [part.childForFieldName('value') as Node]);
    // Values that say nothing of methods take none of them for sure.
    if (!isAny(taken)) gone = union(gone, taken);
  }
  return complement(gone);
}

/** Methods with which control goes on behind a switch: all but those whose part leaves the function. */
function afterSwitch(file: PhpFile, statement: Node, depth: number): MethodSet {
  const block = statement.childForFieldName('body');
  if (!block || !isRequestMethod(file, valueOf(block))) return ANY;
  const leaves = (part: Node) => bodyOf(part).some(each => each.type !== 'break_statement' && isNone(passes(file, each, depth + 1)) && each.descendantsOfType('break_statement').length === 0);
  const fallback = partsOf(block).find(part => part.type === 'default_statement');
  const rest = restOfSwitch(file, block, leaves);
  if (!fallback || !leaves(fallback)) return rest;
  return intersection(rest, complement(restOfSwitch(file, block, () => true)));
}

function methodsOfArm(file: PhpFile, arm: Node): MethodSet {
  const list = arm.childForFieldName('conditional_expressions');
  return arm.parent && list ? methodsOfValues(file, arm.parent, partsOf(list)) : ANY;
}

function restOfMatch(file: PhpFile, block: Node): MethodSet {
  const taken = partsOf(block).filter(arm => arm.type === 'match_conditional_expression').map(arm => methodsOfArm(file, arm)).filter(set => !isAny(set));
  return complement(taken.reduce(union, NONE));
}
