import type { Node } from 'web-tree-sitter';
import { allBut, GET_AND_HEAD, type MethodSet, methods, WRITING_METHODS } from '../../model/methods.ts';
import { partsOf } from '../../syntax/nodes.ts';
import { both, DEEPEST_CONDITION, either, exactly, METHOD_NAME, negated, OPEN, type Split } from '../shared/conditions.ts';
import type { PhpFile } from './file.ts';
import { argumentsOf, calleeName, isCall, isMethodCall, nthOf, receiverOf, scopeAround, stringsOf, stringValue, unwrap } from './syntax.ts';

const POST = methods('POST');
/** Holds only where PHP filled `$_POST` or `$_FILES`, which it does for POST alone (PHP manual, "$_POST"); may fail for POST too. */
const POSTED: Split = { yes: POST, no: OPEN.no };

/** Questions without an argument, asked of a request. Sources: Symfony and Illuminate Request, Laminas, Slim 3, Phalcon, Yii 2 (properties of these names). */
const QUESTIONS: Readonly<Record<string, MethodSet>> = {
  isget: methods('GET'), ishead: methods('HEAD'), ispost: POST, isput: methods('PUT'), ispatch: methods('PATCH'), isdelete: methods('DELETE'), isoptions: methods('OPTIONS'),
  ismethodsafe: methods('GET', 'HEAD', 'OPTIONS', 'TRACE'), ismethodcacheable: GET_AND_HEAD,
};
/** `$request`, `$this->request`, `request()`, `Request` (a facade), `Yii::$app->request`, `$event->getRequest()`. */
const REQUEST = /(?:^|\$|->|::\$?|\\|get(?:Current|Main|Master)?)_?(?:server|http)?_?(?:request|req)(?:\(\))?$|^\\?(?:\w+\\)*[A-Z]\w*Request$/i;
/** Names that say it themselves, whatever object has them: `$app->request_method`, `is_post_request()`, `$request->wasPosted()` (MediaWiki). */
const METHOD_NAMES = /^(?:get)?(?:http)?_?request_?method$/i;
const POST_QUESTIONS = /^(?:is_?post_?request|request_?is_?post|is_?request_?post|was_?posted|is_set_post)$/i;
const METHOD_READERS = new Set(['getmethod', 'method', 'getrealmethod', 'getrequestmethod', 'getactualmethod']);
/** Functions that hand on what they are given, changed at most in case, blanks or escapes: the position of what they change. */
const PASSED_ON: Readonly<Record<string, number>> = {
  strtolower: 0, strtoupper: 0, mb_strtolower: 0, mb_strtoupper: 0, trim: 0, wp_unslash: 0, sanitize_text_field: 0, sanitize_key: 0, filter_var: 0, htmlspecialchars: 0,
  htmlentities: 0, strip_tags: 0, stripslashes: 0, addslashes: 0, intval: 0, absint: 0, strval: 0, esc_attr: 0, esc_html: 0, esc_sql: 0, count: 0, sizeof: 0, strlen: 0, is_array: 0,
  is_string: 0, is_numeric: 0, mysqli_real_escape_string: 1, array_key_exists: 1, key_exists: 1, wp_verify_nonce: 0,
};

/** Methods for which a condition can hold, and those for which it can fail. */
export function splitBy(file: PhpFile, condition: Node, depth = 0): Split {
  if (depth > DEEPEST_CONDITION) return OPEN;
  const node = unwrap(condition);
  switch (node.type) {
    case 'unary_op_expression': {
      const operand = node.childForFieldName('argument');
      return operand && node.text.startsWith('!') ? negated(splitBy(file, operand, depth + 1)) : OPEN;
    }
    case 'binary_expression': return splitByBinary(file, node, depth);
    case 'assignment_expression': {
      const value = node.childForFieldName('right');
      return value ? splitBy(file, value, depth + 1) : OPEN;
    }
    case 'cast_expression': {
      const value = node.childForFieldName('value');
      return value ? splitBy(file, value, depth + 1) : OPEN;
    }
    case 'variable_name': {
      if (isPosted(file, node)) return POSTED;
      const value = file.follow(node);
      return value.type === 'variable_name' ? OPEN : splitBy(file, value, depth + 1);
    }
    case 'conditional_expression': return splitByTernary(file, node, depth);
    case 'member_access_expression': case 'nullsafe_member_access_expression': return question(node.childForFieldName('name')?.text ?? '', node.childForFieldName('object'));
    case 'function_call_expression': case 'member_call_expression': case 'nullsafe_member_call_expression': case 'scoped_call_expression': return splitByCall(file, node);
    default: return isPosted(file, node) ? POSTED : OPEN;
  }
}

function question(name: string, receiver: Node | null): Split {
  const set = Object.hasOwn(QUESTIONS, name.toLowerCase()) ? QUESTIONS[name.toLowerCase()] : undefined;
  return set && receiver && REQUEST.test(receiver.text) ? exactly(set) : OPEN;
}

/** `$a ? true : false` and the like. */
function splitByTernary(file: PhpFile, node: Node, depth: number): Split {
  const [condition, yes, no] = [node.childForFieldName('condition'), node.childForFieldName('body'), node.childForFieldName('alternative')];
  if (!condition || no?.text.toLowerCase() !== 'false' || yes?.text.toLowerCase() !== 'true') return OPEN;
  return splitBy(file, condition, depth + 1);
}

function splitByBinary(file: PhpFile, node: Node, depth: number): Split {
  const [left, right] = [node.childForFieldName('left'), node.childForFieldName('right')];
  const operator = (node.childForFieldName('operator')?.text ?? '').toLowerCase();
  if (!left || !right) return OPEN;
  // Laravel looks for a token in requests that write alone: Illuminate\\Foundation\\Http\\Middleware\\VerifyCsrfToken.
  if (operator === 'instanceof') return /(?:^|\\)TokenMismatchException$/.test(right.text) ? { yes: allBut('GET', 'HEAD', 'OPTIONS'), no: OPEN.no } : OPEN;
  if (operator === 'and' || operator === '&&') return both(splitBy(file, left, depth + 1), splitBy(file, right, depth + 1));
  if (operator === 'or' || operator === '||') return either(splitBy(file, left, depth + 1), splitBy(file, right, depth + 1));
  const [value, constant] = isConstant(left) ? [right, unwrap(left)] : [left, unwrap(right)];
  const isEqual = operator === '==' || operator === '===';
  if (!isEqual && !['!=', '!==', '<>'].includes(operator)) {
    // `count($_POST) > 0`, `$_POST['x'] ?? ''`
    return ['>', '>=', '??'].includes(operator) && isPosted(file, left) && (operator !== '??' || isFalsy(right)) ? POSTED : OPEN;
  }
  const turned = (split: Split) => isEqual ? split : negated(split);
  if (isRequestMethod(file, value)) {
    const name = methodName(file, constant);
    return name === null ? OPEN : turned(exactly(methods(name)));
  }
  const truth = constant.text.toLowerCase();
  if (truth === 'true' || truth === 'false') return turned(truth === 'true' ? splitBy(file, value, depth + 1) : negated(splitBy(file, value, depth + 1)));
  if (!isPosted(file, value)) return OPEN;
  // What is missing equals '', null and 0 by `==`, and null alone by `===`.
  const equalsMissing = operator.length === 3 ? truth === 'null' : isFalsy(constant);
  if (equalsMissing) return turned(negated(POSTED));
  return isConstant(constant) && !isFalsy(constant) ? turned(POSTED) : OPEN;
}

function isConstant(node: Node): boolean {
  const inner = unwrap(node);
  return stringValue(inner) !== null || ['integer', 'boolean', 'null', 'class_constant_access_expression', 'name'].includes(inner.type);
}

function isFalsy(node: Node): boolean {
  const inner = unwrap(node);
  return stringValue(inner) === '' || ['0', 'null', 'false', '[]', 'array()'].includes(inner.text.toLowerCase());
}

function splitByCall(file: PhpFile, call: Node): Split {
  const name = (calleeName(call) ?? '').toLowerCase();
  const receiver = receiverOf(call);
  const args = argumentsOf(call).map(argument => argument.value);
  const [first, second] = args;
  if (POST_QUESTIONS.test(name)) return name === 'is_set_post' ? POSTED : args.length === 0 ? exactly(POST) : OPEN;
  if (!receiver) {
    if (name === 'isset') return args.some(argument => argument.type === 'subscript_expression' && isPosted(file, argument)) ? POSTED : OPEN;
    if (name === 'empty') return first && isPosted(file, first) ? negated(POSTED) : OPEN;
    if (name === 'is_null') return first && isPosted(file, first) ? negated(POSTED) : OPEN;
    if (name === 'in_array') return first && second && isRequestMethod(file, first) ? listed(file.follow(second)) : OPEN;
    if ((name === 'strcasecmp' || name === 'strcmp') && first && second && isRequestMethod(file, first)) return negated(listed(second));
    if (name === 'filter_has_var') return first?.text === 'INPUT_POST' ? POSTED : OPEN;
    return isPosted(file, call) ? POSTED : OPEN;
  }
  if (isRequest(receiver)) {
    if (name === 'ismethod') return first ? listed(first) : OPEN;
    // In Laravel, `is` asks for a path.
    if (name === 'is' && /(?:this|controller(?:\(\))?)->(?:request|getRequest\(\))$/i.test(receiver.text)) return first ? listed(first) : OPEN;
    const asked = question(name, receiver);
    if (asked !== OPEN) return asked;
  }
  if (/form(?:->handleRequest\(.*\))?$/is.test(receiver.text) && (name === 'issubmitted' || (name === 'isvalid' && args.length === 0))) return ofForm(file, call);
  if (name === 'run' && /form_validation$/.test(receiver.text)) return POSTED;
  if (name === 'load' && first && isPosted(file, first)) return POSTED;
  if (name === 'iscsrftokenvalid' && second && /->request->|getPayload\(\)/.test(second.text)) return { yes: methods(...WRITING_METHODS), no: OPEN.no };
  return isPosted(file, call) ? POSTED : OPEN;
}

const FORM_METHOD = /['"]method['"]\s*=>\s*['"](\w+)['"]|->setMethod\(\s*(?:['"](\w+)['"]|Request::METHOD_(\w+))/gi;

/**
 * Symfony forms take POST unless they are told otherwise (Symfony docs, "Changing the Action and HTTP Method").
 * A form may be made in another function of the file; one that takes GET makes it unknown what this one does.
 */
function ofForm(file: PhpFile, call: Node): Split {
  const told = (text: string) => [...text.matchAll(FORM_METHOD)].map(match => (match[1] ?? match[2] ?? match[3] as string).toUpperCase());
  if (told(file.text).includes('GET')) return OPEN;
  const scope = scopeAround(call);
  const others = told(scope ? scope.text : file.text).filter(name => METHOD_NAME.test(name));
  return { yes: methods('POST', ...others), no: OPEN.no };
}

function listed(collection: Node): Split {
  const names = stringsOf(collection) ?? [];
  return names.length > 0 && names.every(name => METHOD_NAME.test(name)) ? exactly(methods(...names)) : OPEN;
}

/** `'POST'`, `'post'`, `Request::METHOD_POST`; null for anything else. */
export function methodName(file: PhpFile, node: Node): string | null {
  const value = file.follow(node);
  const name = stringValue(value) ?? (value.type === 'class_constant_access_expression' ? /^(?:METHOD_)?(\w+)$/.exec(value.lastNamedChild?.text ?? '')?.[1] ?? '' : '');
  return METHOD_NAME.test(name) ? name.toUpperCase() : null;
}

export function isRequest(node: Node): boolean {
  return REQUEST.test(node.text);
}

/** Whether an expression is the request's method: `$_SERVER['REQUEST_METHOD']`, `$request->getMethod()`, a variable made of it. */
export function isRequestMethod(file: PhpFile, expression: Node, depth = 0): boolean {
  if (depth > DEEPEST_CONDITION) return false;
  const node = file.follow(expression);
  if (node.type === 'subscript_expression') {
    const [owner, key] = partsOf(node);
    return owner?.text === '$_SERVER' && stringValue(key ?? null) === 'REQUEST_METHOD';
  }
  if (node.type === 'binary_expression' && ['??', '?:'].includes(node.childForFieldName('operator')?.text ?? '')) {
    const left = node.childForFieldName('left');
    return left !== null && isRequestMethod(file, left, depth + 1);
  }
  if (node.type === 'member_access_expression') {
    const property = node.childForFieldName('name')?.text ?? '';
    return METHOD_NAMES.test(property) || (property === 'method' && isRequest(node.childForFieldName('object') as Node));
  }
  const name = (calleeName(node) ?? '').toLowerCase();
  const receiver = receiverOf(node);
  const args = argumentsOf(node).map(argument => argument.value);
  if (isCall(node) && METHOD_NAMES.test(name)) return args.length === 0;
  if (node.type === 'function_call_expression') {
    if (name === 'getenv' || name === 'filter_input') return args.some(argument => stringValue(argument) === 'REQUEST_METHOD');
    const at = Object.hasOwn(PASSED_ON, name) ? PASSED_ON[name] : undefined;
    const inner = at === undefined ? undefined : args[at];
    return inner !== undefined && isRequestMethod(file, inner, depth + 1);
  }
  if (!receiver || !(isMethodCall(node) || node.type === 'scoped_call_expression')) return false;
  if (name === 'server' || name === 'get' || name === 'getserver') return args.some(argument => stringValue(argument) === 'REQUEST_METHOD');
  return METHOD_READERS.has(name) && (isRequest(receiver) || /->input$/.test(receiver.text));
}

/** Whether an expression is empty unless a form was posted: `$_POST['x']`, `filter_input(INPUT_POST, 'x')`, what is made of them. */
export function isPosted(file: PhpFile, expression: Node, depth = 0): boolean {
  if (depth > DEEPEST_CONDITION) return false;
  const node = file.follow(expression);
  switch (node.type) {
    case 'variable_name': return node.text === '$_POST' || node.text === '$_FILES';
    case 'subscript_expression': case 'cast_expression': {
      const inner = node.childForFieldName('value') ?? node.firstNamedChild;
      return inner !== null && isPosted(file, inner, depth + 1);
    }
    case 'binary_expression': {
      const [left, right] = [node.childForFieldName('left'), node.childForFieldName('right')];
      return node.childForFieldName('operator')?.text === '??' && left !== null && right !== null && isFalsy(right) && isPosted(file, left, depth + 1);
    }
    case 'function_call_expression': {
      const name = (calleeName(node) ?? '').toLowerCase();
      if (name === 'filter_input' || name === 'filter_input_array') return nthOf(node, 0)?.text === 'INPUT_POST';
      const inner = Object.hasOwn(PASSED_ON, name) ? nthOf(node, PASSED_ON[name] as number) : null;
      return inner !== null && isPosted(file, inner, depth + 1);
    }
    case 'member_call_expression': {
      const name = (calleeName(node) ?? '').toLowerCase();
      const receiver = receiverOf(node);
      // CodeIgniter 3 and 4, Yii 2.
      return receiver !== null && ((name === 'post' && /->(?:input|request)$/.test(receiver.text)) || (name === 'getpost' && isRequest(receiver)));
    }
    default: return false;
  }
}
