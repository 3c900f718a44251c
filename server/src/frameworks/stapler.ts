import type { Node } from 'web-tree-sitter';
import { statusEditsOf } from '../languages/java/builders.ts';
import type { JvmFile } from '../languages/java/file.ts';
import type { JvmFramework } from '../languages/java/framework.ts';
import { annotated } from '../languages/java/routes.ts';
import { argumentAt, argumentsOf, calleeName, nameNodeOf, receiverOf, unwrap } from '../languages/java/syntax.ts';
import { statusValue, targetOf } from '../languages/java/values.ts';
import type { BindingAt, RedirectAt } from '../languages/shared/framework.ts';
import { editsBy } from '../languages/shared/status-edits.ts';
import { insertion, replacement } from '../languages/shared/text-edits.ts';
import type { TextEdit } from '../model/text.ts';
import { methods } from '../model/methods.ts';
import { phrase } from '../model/phrase.ts';
import { spanOf } from '../syntax/nodes.ts';

const REFERENCE = 'https://javadoc.jenkins.io/component/stapler/org/kohsuke/stapler/';
/** Every row was read there. */
const SOURCE = 'https://github.com/jenkinsci/stapler/blob/master/core/src/main/java/org/kohsuke/stapler';
const RESPONSE = /^StaplerResponse2?$/;
/** Interceptors that let a method answer these requests alone. */
const INTERCEPTORS = {
  names: { RequirePOST: methods('POST'), POST: methods('POST'), PUT: methods('PUT'), DELETE: methods('DELETE'), GET: methods('GET') },
  packages: ['org.kohsuke.stapler.interceptor', 'org.kohsuke.stapler.verb'], path: [],
};
/** Methods of `HttpResponses` that take no address, and the one that takes a status and leads there. */
const FIXED: Readonly<Record<string, { readonly target: string; readonly method: string; readonly address: string }>> = {
  redirectToDot: { target: '.', method: 'redirectTo', address: '.' },
  redirectToContextRoot: { target: '/', method: 'redirectViaContextPath', address: '' },
};
const TO_PREVIOUS_PAGE = phrase('Stapler sends 302 here and nothing else: name the page, with `HttpResponses.redirectTo(303, …)`.');

/** Stapler, the web framework of Jenkins and its plugins. */
export const stapler: JvmFramework = {
  name: 'stapler',
  docs: {
    title: 'Stapler (Jenkins)',
    url: REFERENCE,
    recognised: ['`HttpResponses.redirect…`, `new HttpRedirect(…)`, `StaplerResponse.sendRedirect2` and `forwardToPreviousPage` in files that import `org.kohsuke.stapler`'],
    constructs: [
      { code: 'HttpResponses.redirectTo("..")', status: '302', proved: 'documented', source: `${SOURCE}/HttpResponses.java` },
      { code: 'HttpResponses.redirectTo(303, "..")', status: 'as written', proved: 'documented', source: `${SOURCE}/HttpResponses.java` },
      { code: 'HttpResponses.redirectViaContextPath("/manage")', status: '302', proved: 'documented', source: `${SOURCE}/HttpResponses.java` },
      { code: 'HttpResponses.redirectToDot()', status: '302', proved: 'documented', source: `${SOURCE}/HttpResponses.java` },
      { code: 'HttpResponses.redirectToContextRoot()', status: '302', proved: 'documented', source: `${SOURCE}/HttpResponses.java` },
      { code: 'HttpResponses.forwardToPreviousPage()', status: '302, to the Referer', proved: 'documented', source: `${SOURCE}/ResponseImpl.java` },
      { code: 'new HttpRedirect("..")', status: '302', proved: 'documented', source: `${SOURCE}/HttpRedirect.java` },
      { code: 'rsp.sendRedirect2("..")', status: '302', proved: 'documented', source: `${SOURCE}/ResponseImpl.java` },
      { code: 'rsp.sendRedirect(303, "..")', status: 'as written', proved: 'documented', source: `${SOURCE}/ResponseImpl.java` },
    ],
    sendable: [301, 302, 303, 307, 308],
    methods: ['`@RequirePOST` of `org.kohsuke.stapler.interceptor` and `@POST`, `@PUT`, `@DELETE` and `@GET` of `org.kohsuke.stapler.verb` limit the methods; a `do…` method without them answers every one.'],
  },
  triggers: ['org.kohsuke.stapler'],
  applies: file => file.imports('org.kohsuke.stapler'),
  redirects: file => [
    ...file.callsOf('redirectTo', 'redirectViaContextPath', ...Object.keys(FIXED)).filter(isOfResponses).flatMap(call => redirect(file, call)),
    ...file.callsOf('HttpRedirect').filter(call => call.type === 'object_creation_expression' || receiverOf(call) === null).flatMap(call => redirect(file, call)),
    ...file.callsOf('forwardToPreviousPage').filter(call => isOfResponses(call) || isResponse(file, call)).map((call): RedirectAt => ({
      node: call, statusNode: null, status: { code: 302, origin: 'default' }, target: { kind: 'back', text: null }, edits: [], sendable: [302], instead: TO_PREVIOUS_PAGE,
    })),
    ...file.callsOf('sendRedirect', 'sendRedirect2').filter(call => isResponse(file, call)).flatMap(call => redirect(file, call)),
  ],
  // The path is the name of the object that the method belongs to, which only a running server knows.
  bindings: file => annotated(file, INTERCEPTORS).map(({ router: _, ...binding }): BindingAt => ({ ...binding, path: null })),
};

function isOfResponses(call: Node): boolean {
  return /(?:^|\.)HttpResponses$/.test(receiverOf(call)?.text ?? '');
}

function isResponse(file: JvmFile, call: Node): boolean {
  const receiver = receiverOf(call);
  return receiver !== null && (RESPONSE.test(file.typeOf(receiver) ?? '') || (['sendRedirect2', 'forwardToPreviousPage'].includes(calleeName(call) ?? '') && /^rsp|response$/i.test(unwrap(receiver).text)));
}

/** A redirect whose status is the first of two arguments, or 302 where the address stands alone. */
function redirect(file: JvmFile, call: Node): RedirectAt[] {
  const [first, second, more] = argumentsOf(call).map(each => each.value);
  const fixed = FIXED[calleeName(call) ?? ''];
  if (more || (!first && fixed === undefined)) return [];
  if (first && second) {
    const code = statusValue(file, first);
    return [{ node: call, statusNode: first, status: { code, origin: 'explicit' }, target: targetOf(file, second), edits: code === null ? [] : statusEditsOf(file, first) }];
  }
  return [{
    node: call, statusNode: null, status: { code: 302, origin: 'default' }, target: fixed === undefined ? targetOf(file, first ?? null) : { kind: 'path', text: fixed.target },
    edits: editsBy(status => withStatus(call, status)),
  }];
}

/** `redirectTo("..")` → `redirectTo(303, "..")`; `sendRedirect2`, `redirectToDot` and `redirectToContextRoot` have another name where they take a status. */
function withStatus(call: Node, status: number): TextEdit[] | null {
  const name = nameNodeOf(call);
  const first = argumentAt(call, 0);
  const fixed = FIXED[name?.text ?? ''];
  if (!name) return null;
  if (fixed !== undefined) return [replacement({ start: name.startIndex, end: call.endIndex }, `${fixed.method}(${status}, "${fixed.address}")`)];
  if (!first) return null;
  return [...(name.text === 'sendRedirect2' ? [replacement(spanOf(name), 'sendRedirect')] : []), insertion(first.startIndex, `${status}, `)];
}
