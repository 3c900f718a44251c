import type { Node } from 'web-tree-sitter';
import { statusValue, targetOf } from '../languages/java/values.ts';
import { addArgument, statementOf } from '../languages/java/edits.ts';
import { locationSet, statusEditsOf } from '../languages/java/builders.ts';
import type { JvmFile } from '../languages/java/file.ts';
import type { JvmFramework } from '../languages/java/framework.ts';
import type { BindingAt, RedirectAt } from '../languages/shared/framework.ts';
import { asksWhich } from '../languages/java/pages.ts';
import { methodsByName } from '../languages/java/routes.ts';
import { annotationsOf, argumentsOf, calleeName, isCall, isFunction, isSequence, itemsOf, methodsOf, nameOf, parametersOf, partsOf, receiverOf, stringValue, supersOf, unwrap } from '../languages/java/syntax.ts';
import { editsBy } from '../languages/shared/status-edits.ts';
import { indentAt, newlineOf, replacement } from '../languages/shared/text-edits.ts';
import { isRedirectStatus, type Status, type StatusEdit, type Variant } from '../model/facts.ts';
import type { TextEdit } from '../model/text.ts';
import { ANY, GET_AND_HEAD, methods } from '../model/methods.ts';
import { phrase } from '../model/phrase.ts';
import { ancestorsOf, oneLine, sameNode, spanOf } from '../syntax/nodes.ts';

/** Jakarta Servlet 6.1: `sendRedirect(String, int)`. https://jakarta.ee/specifications/servlet/6.1/ */
const SINCE_6_1: Variant = { of: 'jakarta.servlet', is: '>=6.1' };
const NAMES: Readonly<Record<number, string>> = { 303: 'SC_SEE_OTHER', 307: 'SC_TEMPORARY_REDIRECT' };
const VERBS = { doGet: GET_AND_HEAD, doHead: methods('HEAD'), doPost: methods('POST'), doPut: methods('PUT'), doPatch: methods('PATCH'), doDelete: methods('DELETE'), doOptions: methods('OPTIONS') };
const RESPONSES = /(?:Response\d?|ResponseWrapper)$/;
const RESPONSE_NAMES = /(?:^|[a-z_.])(?:response|resp|res|rsp|httpresp|hresp)(?:\(\))?$/i;
const INSTEAD = phrase('Before Servlet 6.1 `sendRedirect` knows no other status: to send 303, write `setStatus(HttpServletResponse.SC_SEE_OTHER)`, `setHeader("Location", …)` and leave the method.');

export const servlet: JvmFramework = {
  name: 'servlet',
  docs: {
    title: 'Java servlets',
    url: 'https://jakarta.ee/specifications/servlet/',
    recognised: ['`HttpServletResponse` of `javax.servlet.http` or `jakarta.servlet.http`, in servlets, filters and whatever is handed one', '`response` in the scriptlets of `*.jsp` and `*.jspf`'],
    constructs: [
      { code: 'response.sendRedirect("/x")', status: '302', proved: 'measured', source: 'Tomcat 10.1.60, Jetty 9.4.57' },
      { code: 'response.setStatus(303); response.sendRedirect("/x")', status: '302: the status is overwritten', proved: 'measured' },
      { code: 'response.sendRedirect("/x", 303)', status: 'as written, Servlet 6.1 and later', proved: 'documented', source: 'https://jakarta.ee/specifications/servlet/6.1/' },
      { code: 'response.setStatus(303); response.setHeader("Location", "/x")', status: 'as written', proved: 'measured' },
      { code: 'redirectStrategy.sendRedirect(request, response, "/x")', status: '302 (Spring Security)', proved: 'documented', source: 'https://docs.spring.io/spring-security/reference/' },
    ],
    sendable: [301, 302, 303, 307, 308],
    methods: ['`doPost`, `doPut` and the other methods of an `HttpServlet` bind themselves; `service` and filters answer every method that their conditions leave.', 'Forms tell which of the workspace\'s pages and of the paths of a `service` are posted to.'],
  },
  triggers: ['sendRedirect', 'HttpServletResponse', '"Location"', '"location"', 'LOCATION', 'doPost(', 'doPut(', 'doDelete(', 'doPatch('],
  applies: file => file.isPage || file.imports('javax.servlet', 'jakarta.servlet', 'org.kohsuke.stapler') || file.text.includes('RedirectStrategy'),
  redirects: file => [...file.callsOf('sendRedirect').flatMap(call => sent(file, call)), ...file.callsOf('setHeader', 'addHeader').flatMap(call => put(file, call))],
  bindings: file => [...methodsByName(file, VERBS, (classNode, method) => {
    if (isServlet(classNode)) return 'proven';
    const [, response] = parametersOf(method);
    return response?.type === 'HttpServletResponse' ? 'conventional' : null;
  }), ...services(file)],
};

function isServlet(classNode: Node): boolean {
  return supersOf(classNode).some(name => /Servlet$/.test(name));
}

/**
 * `service(…)` of a servlet, which answers whatever comes to the paths of its `@WebServlet`, Jakarta Servlet 6.0, §8.1.1. Where it does one of several
 * things, a form that is sent there may mean another one.
 */
function services(file: JvmFile): BindingAt[] {
  return file.classes.filter(isServlet).flatMap(classNode => {
    const annotation = annotationsOf(classNode).find(({ name }) => name === 'WebServlet' || name.endsWith('.WebServlet'));
    const paths = annotation?.arguments.filter(({ name }) => name === null || name === 'value' || name === 'urlPatterns').flatMap(({ value }) => itemsOf(value).map(stringValue)) ?? [];
    const handlers = methodsOf(classNode).filter(method => nameOf(method) === 'service' && !asksWhich(method.text));
    return annotation && handlers.length > 0 ? paths.map(path => ({ handlers, methods: ANY, path, node: annotation.node, says: `bound here: ${oneLine(annotation.node)}` })) : [];
  });
}

/** The receiver is a response by its type, or where that is not visible by its name. */
function isResponse(file: JvmFile, receiver: Node | null): boolean {
  if (!receiver) return false;
  const type = file.typeOf(receiver);
  return type ? RESPONSES.test(type) : RESPONSE_NAMES.test(unwrap(receiver).text);
}

function sent(file: JvmFile, call: Node): RedirectAt[] {
  const args = argumentsOf(call).map(each => each.value);
  const receiver = receiverOf(call);
  const [first, second, third] = args;
  // `verify(strategy).sendRedirect(…)` asserts.
  if (!first || args.length > 3 || (receiver && isCall(receiver) && /^(?:verify|doNothing|doThrow)$/.test(calleeName(receiver) ?? ''))) return [];
  // Spring Security: RedirectStrategy.sendRedirect(request, response, url).
  if (third && second && isResponse(file, second)) return [{ node: call, statusNode: null, status: DEFAULT, target: targetOf(file, third), edits: [], instead: phrase('Give the `DefaultRedirectStrategy` a status with `setStatusCode(HttpStatus.SEE_OTHER)` (Spring Security 6.2), or answer yourself, to send 303.') }];
  if (!receiver || !isResponse(file, receiver)) return [];
  const written = [first, second].find(each => each && statusValue(file, each) !== null) ?? null;
  const target = targetOf(file, written?.id === first.id ? second ?? null : first);
  if (written) return [{ node: call, statusNode: written, status: { code: statusValue(file, written), origin: 'explicit' }, target, edits: statusEditsOf(file, written) }];
  // A second argument that is no boolean is a computed status.
  if (second && !/^(?:true|false)$/.test(second.text)) return [{ node: call, statusNode: second, status: { code: null, origin: 'explicit' }, target, edits: [] }];
  return [{ node: call, statusNode: null, status: overwritten(file, call, receiver) ?? DEFAULT, target, edits: editsOf(file, call, receiver, first), instead: INSTEAD }];
}

const DEFAULT: Status = { code: 302, origin: 'default' };

/** `setStatus` just before, in vain. */
function overwritten(file: JvmFile, call: Node, receiver: Node): Status | null {
  const at = statementOf(call);
  const before = at ? partsOf(at.block).filter(part => part.endIndex <= at.statement.startIndex).at(-1) : undefined;
  const set = before ? partsOf(before)[0] ?? before : null;
  if (set?.type !== 'method_invocation' || calleeName(set) !== 'setStatus' || receiverOf(set)?.text !== receiver.text) return null;
  const written = statusValue(file, argumentsOf(set)[0]?.value ?? null);
  return isRedirectStatus(written) && written !== 302 ? { code: 302, origin: 'overridden', written } : null;
}

function editsOf(file: JvmFile, call: Node, receiver: Node, url: Node): StatusEdit[] {
  return [
    ...editsBy(status => argumentsOf(call).length === 1 ? addArgument(call, constantOf(file, status)) : null, true, SINCE_6_1),
    ...editsBy(status => rewritten(file, call, receiver, url, status), false),
  ];
}

function constantOf(file: JvmFile, status: number): string {
  const name = NAMES[status];
  return name && file.imported.some(({ alias }) => alias === 'HttpServletResponse') ? `HttpServletResponse.${name}` : String(status);
}

/**
 * Two statements for one, where nothing runs behind them: `sendRedirect` also ends the answer, which these do not.
 * A single statement without braces around it gets them.
 */
function rewritten(file: JvmFile, call: Node, receiver: Node, url: Node, status: number): TextEdit[] | null {
  const statement = call.parent?.type === 'expression_statement' ? call.parent : null;
  if (file.isKotlin || argumentsOf(call).length !== 1 || !statement?.parent || !isSequence(statement.parent) || !endsAnswer(statement)) return null;
  const name = receiver.text;
  const location = url.type === 'method_invocation' && /^encodeRedirectUR[LI]$/i.test(calleeName(url) ?? '') ? url.text : `${name}.encodeRedirectURL(${url.text})`;
  const text = [`${name}.setStatus(${constantOf(file, status)});`, `${name}.setHeader("Location", ${location});`];
  return [replacement(spanOf(statement), text.join(newlineOf(file.text) + indentAt(file.text, statement.startIndex)))];
}

/** Whether the method is left right behind a statement. */
function endsAnswer(statement: Node): boolean {
  let child = statement;
  for (const parent of ancestorsOf(statement)) {
    if (isFunction(parent)) return true;
    if (isSequence(parent)) {
      const next = partsOf(parent).find(part => part.startIndex >= child.endIndex);
      if (next && next.type !== 'break_statement') return next.type === 'return_statement';
      // A case that is not left goes on with the next.
      if (!next && parent.type === 'switch_block_statement_group' && !sameNode(partsOf(parent.parent ?? parent).at(-1) ?? null, parent)) return false;
    }
    if (/^(?:while|do|for|enhanced_for|try)/.test(parent.type)) return false;
    child = parent;
  }
  return true;
}

/** `response.setHeader("Location", u)` beside `response.setStatus(302)`, in the same block. */
function put(file: JvmFile, call: Node): RedirectAt[] {
  const receiver = receiverOf(call);
  const target = locationSet(file, call);
  const at = statementOf(call);
  if (!receiver || !target || !at || !isResponse(file, receiver)) return [];
  const set = partsOf(at.block).map(part => partsOf(part)[0] ?? part)
    .filter(each => each.type === 'method_invocation' && ['setStatus', 'sendError'].includes(calleeName(each) ?? '') && receiverOf(each)?.text === receiver.text).at(-1);
  const written = set ? argumentsOf(set)[0]?.value ?? null : null;
  const code = statusValue(file, written);
  if (!written || !isRedirectStatus(code)) return [];
  return [{ node: call, statusNode: written, status: { code, origin: 'explicit' }, target: targetOf(file, target), edits: statusEditsOf(file, written) }];
}
