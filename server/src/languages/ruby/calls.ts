import type { Node } from 'web-tree-sitter';
import { partsOf, sameNode } from '../../syntax/nodes.ts';
import type { CallOut } from '../shared/assemble.ts';
import { argumentsOf, blockOf, calleeName, classAround, isMethod, nameOf, pairOf, receiverOf, type RbFile, statementsOf } from './file.ts';
import { methodNamed, namesAbove } from './handlers.ts';

/** Calls, in this file, of a method around a redirect: `redirect_to_cart` in an action brings that action's methods along. */
export function callsOf(file: RbFile, method: Node): Node[] {
  if (!isMethod(method) || !/^\w+[?!]?$/.test(nameOf(method))) return [];
  return file.callsOf(nameOf(method)).filter(call => (receiverOf(call)?.type ?? 'self') === 'self' && isOf(file, call, method));
}

function isOf(file: RbFile, call: Node, method: Node): boolean {
  const [from, to] = [classAround(call), classAround(method)];
  if (!from || !to) return sameNode(from, to) || (from === null && to === null);
  return sameNode(from, to) || sameNode(methodNamed(file, from, nameOf(method)), method);
}

/**
 * Calls of methods that stand in no class of this file, so that the superclass or an included module has them.
 * Only where the value is not used for anything but going on or not: `deny_access`, `return deny_access unless x`, `login_required or return`.
 */
export function callsOut(file: RbFile, bound: ReadonlySet<number>): CallOut[] {
  return file.classes.filter(definition => !/(?:Test|Spec)$/.test(nameOf(definition))).flatMap(definition => {
    const above = ownersAbove(file, definition);
    if (above.length === 0) return [];
    const runs = statementsOf(definition.childForFieldName('body')).flatMap(part => part.type === 'method' ? [part] : closuresOf(part).filter(each => bound.has(each.id)));
    return runs.flatMap(run => [...answersIn(bodyOf(run))].flatMap(call => {
      const name = calleeName(call);
      const receiver = receiverOf(call);
      if (name === null || OF_RAILS.has(name) || (receiver && receiver.type !== 'self' && receiver.text !== handedTo(run))) return [];
      if ((call.type === 'identifier' && file.isVariable(call)) || methodNamed(file, definition, name)) return [];
      // The status that it is given is sent instead of the method's own.
      if (/redirect/.test(name) && pairOf(call, 'status')) return [];
      // Only a name that says so tells that the call answers; `require_login` may let the request through.
      return [{ call, callees: above.map(owner => ({ module: null, name: `${owner}#${name}` })), ...(/redirect/.test(name) ? { answers: true } : {}) }];
    }));
  });
}

/** What has the methods that a class or module calls and does not have; a concern of Rails' controllers calls those of the controller that includes it. */
function ownersAbove(file: RbFile, definition: Node): string[] {
  if (definition.type === 'class') return namesAbove(definition);
  return /(?:^|\/)app\/controllers\//.test(file.path) ? [...namesAbove(definition), 'ApplicationController'] : [];
}

/** Blocks and lambdas that a call in the body of a class is handed: `before_action -> { require_role 'admin' }`. */
function closuresOf(call: Node): Node[] {
  if (call.type !== 'call') return [];
  const block = blockOf(call);
  return [...argumentsOf(call).filter(argument => argument.type === 'lambda'), ...(block ? [block] : [])];
}

/** The statements of a method or a block; a lambda holds one. */
function bodyOf(run: Node): Node | null {
  const body = run.childForFieldName('body');
  return body?.type === 'block' || body?.type === 'do_block' ? bodyOf(body) : body;
}

/** `controller` of `before_action { |controller| controller.require_role 'admin' }`: a filter's block is handed the controller. */
function handedTo(run: Node): string | null {
  return run.type === 'method' ? null : run.childForFieldName('parameters')?.namedChildren[0]?.text ?? null;
}

/** Methods of every controller that are called all the time and that no application defines. */
const OF_RAILS = new Set([
  'render', 'redirect_to', 'respond_to', 'respond_with', 'head', 'send_file', 'send_data', 'raise', 'fail', 'puts', 'p',
  'flash', 'session', 'cookies', 'params', 'request', 'response', 'logger', 'require', 'reset_session', 'expires_in', 'fresh_when', 'yield', 'super', 'lambda', 'proc',
  'format', 'sleep', 'loop', 'binding', 'authorize', 'authorize!', 'skip_authorization', 'render_to_string', 'sign_in', 'sign_out', 'halt', 'redirect',
]);

/** Parts of statements that run, are answered, or decide whether the method goes on. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  if: ['condition', 'consequence', 'alternative'], elsif: ['condition', 'consequence', 'alternative'], unless: ['condition', 'consequence', 'alternative'],
  if_modifier: ['body', 'condition'], unless_modifier: ['body', 'condition'], rescue_modifier: ['body', 'handler'], when: ['body'], rescue: ['body'],
};
const HOLDERS = new Set(['body_statement', 'block_body', 'then', 'else', 'begin', 'ensure', 'parenthesized_statements', 'return', 'argument_list', 'case', 'unary']);

/** Calls in a method that stand as a statement, are answered, or decide whether it goes on. */
function* answersIn(node: Node | null, depth = 0): Generator<Node> {
  if (!node || depth > 60) return;
  if (node.type === 'call' || node.type === 'identifier') {
    yield node;
    yield* answersIn(blockOf(node)?.childForFieldName('body') ?? null, depth + 1);
  } else if (Object.hasOwn(PARTS, node.type)) {
    for (const part of PARTS[node.type] as readonly string[]) yield* answersIn(node.childForFieldName(part), depth + 1);
  } else if (HOLDERS.has(node.type)) {
    for (const part of partsOf(node)) yield* answersIn(part, depth + 1);
  } else if (node.type === 'binary' && /^(?:and|or|&&|\|\|)$/.test(node.childForFieldName('operator')?.text ?? '')) {
    yield* answersIn(node.childForFieldName('left'), depth + 1);
    yield* answersIn(node.childForFieldName('right'), depth + 1);
  }
}
