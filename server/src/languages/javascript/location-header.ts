import type { Node } from 'web-tree-sitter';
import { isRedirectStatus } from '../../model/facts.ts';
import { ancestorsOf, partsOf, sameNode } from '../../syntax/nodes.ts';
import { argumentsOf, calleeName, isFunction, type JsFile, receiverOf, stringValue, unwrap } from './file.ts';
import type { RedirectAt } from '../shared/framework.ts';
import { passing } from './requirements.ts';
import { editsBy, replacePhrase, statusText, statusValue, targetOf } from './values.ts';

/** Forms in which code can name a Location header; `window.location`, whatever follows it, and an argument are none of them. */
export const NAMES_LOCATION = /['"`][Ll]ocation['"`]|(?<![.\w$-])[Ll]ocation(?:\s*[:}]|(?<=[{,\n][ \t]{0,80}[Ll]ocation)\s*,)|\.location\(|LOCATION/;
/** Methods that set a header of a response, by name and value. `location` takes the value alone. */
const SETTERS = ['set', 'header', 'setHeader', 'append', 'location'];
/** Methods that set the status of a response. */
const STATUS_SETTERS = ['status', 'sendStatus', 'code', 'writeHead'];

export interface StatusPlace {
  /** The expression that is the status. */
  readonly value: Node;
  /** The reason phrase beside it, where one stands. */
  readonly phrase: Node | null;
}

/**
 * Redirects that are put together from a Location header and a status: `res.location(u).status(302).end()`,
 * `res.writeHead(302, { Location: u })`, `res.statusCode = 302; res.setHeader('Location', u)`.
 * A Location beside any other status is no redirect (RFC 9110 §10.2.2) and is left out.
 */
export function headerRedirects(file: JsFile, isResponse: (node: Node | null) => boolean): RedirectAt[] {
  if (!file.text.has(/location/i)) return [];
  const set = file.callsOf(...SETTERS).flatMap(call => {
    const target = locationSet(file, call);
    if (!target || !isResponse(rootOf(call))) return [];
    const status = statusInChain(call) ?? statusBeside(call, isResponse);
    return status ? redirectAt(file, call, status, target) : [];
  });
  const written = file.callsOf('writeHead').flatMap(call => {
    const target = locationIn(file, argumentsOf(call).at(-1) ?? null);
    const status = statusOfCall(call);
    return target && status && isResponse(rootOf(call)) ? redirectAt(file, call, status, target) : [];
  });
  return [...set, ...written];
}

function redirectAt(file: JsFile, node: Node, place: StatusPlace, target: Node): RedirectAt[] {
  const code = statusValue(file, place.value);
  if (code !== null && !isRedirectStatus(code)) return [];
  // A computed status beside a Location may be 201 as well as 302: nothing can be said, but where callers that give none get a redirect.
  if (code === null) return isRedirectByDefault(file, place.value) ? [{ node, statusNode: place.value, status: { code, origin: 'explicit' }, target: targetOf(file, target), edits: [] }] : [];
  const edits = editsBy(status => [
    { span: { start: place.value.startIndex, end: place.value.endIndex }, text: statusText(file, place.value, status) },
    ...replacePhrase(place.phrase, status),
  ]);
  return [{ node, statusNode: place.value, status: { code, origin: 'explicit' }, target: targetOf(file, target), edits }];
}

function isRedirectByDefault(file: JsFile, status: Node): boolean {
  return isRedirectStatus(statusValue(file, passing.parameterAt(file, status)?.otherwise ?? null));
}

/** The value of `.location(u)`, `.setHeader('Location', u)` or `.set({ Location: u })`. */
function locationSet(file: JsFile, call: Node): Node | null {
  const args = argumentsOf(call);
  if (calleeName(call) === 'location') return args[0] ?? null;
  if (args.length === 1) return locationIn(file, args[0] ?? null);
  return stringValue(args[0] ?? null)?.toLowerCase() === 'location' ? args[1] ?? null : null;
}

/** The value of the Location in `{ Location: u }`, `['Location', u]`, `[['Location', u]]`, `new Headers({ Location: u })`. */
export function locationIn(file: JsFile, headers: Node | null): Node | null {
  if (!headers) return null;
  const node = file.follow(headers);
  if (node.type === 'new_expression' && node.childForFieldName('constructor')?.text === 'Headers') {
    return locationIn(file, argumentsOf(node)[0] ?? null) ?? locationSetOn(file, unwrap(headers));
  }
  if (node.type === 'object') {
    for (const pair of partsOf(node)) {
      const key = pair.childForFieldName('key');
      if (key && (stringValue(key) ?? key.text).toLowerCase() === 'location') return pair.childForFieldName('value');
      if (pair.type === 'shorthand_property_identifier' && pair.text.toLowerCase() === 'location') return pair;
    }
  }
  if (node.type === 'array') {
    const items = partsOf(node);
    const at = items.findIndex(item => stringValue(item)?.toLowerCase() === 'location');
    if (at >= 0) return items[at + 1] ?? null;
    const pair = items.map(item => partsOf(item)).find(([name]) => stringValue(name ?? null)?.toLowerCase() === 'location');
    return pair?.[1] ?? null;
  }
  return null;
}

/** The value in `headers.set('Location', u)` or `headers.append(…)`, for the same variable. */
function locationSetOn(file: JsFile, headers: Node): Node | null {
  if (headers.type !== 'identifier' && headers.type !== 'shorthand_property_identifier') return null;
  const made = file.follow(headers);
  for (const call of file.callsOf('set', 'append')) {
    const receiver = receiverOf(call);
    if (receiver?.type === 'identifier' && receiver.text === headers.text && sameNode(file.follow(receiver), made)) {
      const value = locationSet(file, call);
      if (value) return value;
    }
  }
  return null;
}

function rootOf(call: Node): Node | null {
  let at = receiverOf(call);
  while (at?.type === 'call_expression' && receiverOf(at)) at = receiverOf(at);
  return at;
}

/** The whole of `res.a().b().c()` that a call is a part of. */
function wholeChain(call: Node): Node {
  let at = call;
  for (const parent of ancestorsOf(call)) {
    if (parent.type === 'member_expression' && sameNode(unwrap(parent.childForFieldName('object') ?? parent), at)) at = parent;
    else if (parent.type === 'call_expression' && sameNode(parent.childForFieldName('function'), at)) at = parent;
    else if (parent.type !== 'parenthesized_expression') break;
  }
  return at;
}

function statusInChain(call: Node): StatusPlace | null {
  let at: Node | null = wholeChain(call);
  while (at) {
    if (at.type === 'call_expression') {
      const status = statusOfCall(at);
      if (status) return status;
      at = receiverOf(at);
    } else at = at.type === 'member_expression' ? at.childForFieldName('object') : null;
  }
  return null;
}

function statusOfCall(call: Node): StatusPlace | null {
  if (!STATUS_SETTERS.includes(calleeName(call) ?? '')) return null;
  const [value, second] = argumentsOf(call);
  return value ? { value, phrase: calleeName(call) === 'writeHead' && second?.type === 'string' ? second : null } : null;
}

/** The status set by a statement beside: the next one behind the header, else the last one before it. */
function statusBeside(call: Node, isResponse: (node: Node | null) => boolean): StatusPlace | null {
  const statement = [...ancestorsOf(call)].find(parent => parent.type === 'expression_statement' || parent.type === 'return_statement');
  const block = statement?.parent;
  if (!statement || !block || isFunction(block)) return null;
  const beside = partsOf(block);
  const at = beside.findIndex(each => sameNode(each, statement));
  for (const each of [...beside.slice(at + 1), ...beside.slice(0, at).reverse()]) {
    const status = statusOfStatement(each, isResponse);
    if (status) return status;
  }
  return null;
}

/** The nearest status that a statement sets on the way to a node, within its function and on every path; null where none does. */
export function statusSetBefore(node: Node, isResponse: (node: Node | null) => boolean): StatusPlace | null {
  let child = node;
  for (const parent of ancestorsOf(node)) {
    if (isFunction(parent)) return null;
    if (parent.type === 'statement_block' || parent.type === 'program' || parent.type === 'switch_case' || parent.type === 'switch_default') {
      for (const before of partsOf(parent).filter(part => part.endIndex <= child.startIndex).reverse()) {
        const status = statusOfStatement(before, isResponse);
        if (status) return status;
      }
    }
    if (parent.type === 'sequence_expression') {
      for (const before of partsOf(parent).filter(part => part.endIndex <= child.startIndex).reverse()) {
        const status = statusOfExpression(before, isResponse);
        if (status) return status;
      }
    }
    child = parent;
  }
  return null;
}

/** The status that one of the next statements of the same block sets. */
export function statusSetAfter(node: Node, isResponse: (node: Node | null) => boolean): StatusPlace | null {
  const statement = [...ancestorsOf(node)].find(parent => parent.type === 'expression_statement');
  const block = statement?.parent;
  if (!statement || !block || statement.firstNamedChild?.id !== node.id) return null;
  for (const after of partsOf(block).filter(part => part.startIndex >= statement.endIndex)) {
    const status = statusOfStatement(after, isResponse);
    if (status) return status;
  }
  return null;
}

function statusOfStatement(statement: Node, isResponse: (node: Node | null) => boolean): StatusPlace | null {
  const isSimple = statement.type === 'expression_statement' || statement.type === 'return_statement';
  return isSimple && statement.firstNamedChild ? statusOfExpression(unwrap(statement.firstNamedChild), isResponse) : null;
}

function statusOfExpression(expression: Node, isResponse: (node: Node | null) => boolean): StatusPlace | null {
  if (expression.type === 'assignment_expression') {
    const left = expression.childForFieldName('left');
    const right = expression.childForFieldName('right');
    const isStatus = /^(?:statusCode|status)$/.test(left?.childForFieldName('property')?.text ?? '');
    return isStatus && right && isResponse(left?.childForFieldName('object') ?? null) ? { value: right, phrase: null } : null;
  }
  if (expression.type !== 'call_expression' || !isResponse(rootOf(expression))) return null;
  let at: Node | null = expression;
  while (at?.type === 'call_expression') {
    const status = statusOfCall(at);
    if (status) return status;
    at = receiverOf(at);
  }
  return null;
}
