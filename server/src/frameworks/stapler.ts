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
import { spanOf } from '../syntax/nodes.ts';

const REFERENCE = 'https://javadoc.jenkins.io/component/stapler/org/kohsuke/stapler/';
const RESPONSE = /^StaplerResponse2?$/;
/** Interceptors that let a method answer these requests alone. */
const INTERCEPTORS = {
  names: { RequirePOST: methods('POST'), POST: methods('POST'), PUT: methods('PUT'), DELETE: methods('DELETE'), GET: methods('GET') },
  packages: ['org.kohsuke.stapler.interceptor', 'org.kohsuke.stapler.verb'], path: [],
};
/** Methods of `HttpResponses` that take no address: what each is in words of `redirectTo`. */
const FIXED: Readonly<Record<string, string>> = { redirectToDot: '.' };

/** Stapler, the web framework of Jenkins and its plugins. */
export const stapler: JvmFramework = {
  name: 'stapler',
  docs: {
    title: 'Stapler (Jenkins)',
    url: REFERENCE,
    recognised: ['`HttpResponses.redirect…`, `new HttpRedirect(…)` and `StaplerResponse.sendRedirect2` in files that import `org.kohsuke.stapler`'],
    constructs: [
      { code: 'HttpResponses.redirectTo("..")', status: '302', proved: 'documented', source: `${REFERENCE}HttpResponses.html` },
      { code: 'HttpResponses.redirectTo(303, "..")', status: 'as written', proved: 'documented', source: `${REFERENCE}HttpResponses.html` },
      { code: 'HttpResponses.redirectViaContextPath("/manage")', status: '302', proved: 'documented', source: `${REFERENCE}HttpResponses.html` },
      { code: 'HttpResponses.redirectToDot()', status: '302', proved: 'documented', source: `${REFERENCE}HttpResponses.html` },
      { code: 'new HttpRedirect("..")', status: '302', proved: 'documented', source: `${REFERENCE}HttpRedirect.html` },
      { code: 'rsp.sendRedirect2("..")', status: '302', proved: 'documented', source: `${REFERENCE}StaplerResponse2.html` },
      { code: 'rsp.sendRedirect(303, "..")', status: 'as written', proved: 'documented', source: `${REFERENCE}StaplerResponse2.html` },
    ],
    sendable: [301, 302, 303, 307, 308],
    methods: ['`@RequirePOST` of `org.kohsuke.stapler.interceptor` and `@POST`, `@PUT`, `@DELETE` and `@GET` of `org.kohsuke.stapler.verb` limit the methods; a `do…` method without them answers every one.'],
  },
  triggers: ['org.kohsuke.stapler'],
  applies: file => file.imports('org.kohsuke.stapler'),
  redirects: file => [
    ...file.callsOf('redirectTo', 'redirectViaContextPath', ...Object.keys(FIXED)).filter(call => /(?:^|\.)HttpResponses$/.test(receiverOf(call)?.text ?? '')).flatMap(call => redirect(file, call)),
    ...file.callsOf('HttpRedirect').filter(call => call.type === 'object_creation_expression' || receiverOf(call) === null).flatMap(call => redirect(file, call)),
    ...file.callsOf('sendRedirect', 'sendRedirect2').filter(call => isResponse(file, call)).flatMap(call => redirect(file, call)),
  ],
  // The path is the name of the object that the method belongs to, which only a running server knows.
  bindings: file => annotated(file, INTERCEPTORS).map(({ router: _, ...binding }): BindingAt => ({ ...binding, path: null })),
};

function isResponse(file: JvmFile, call: Node): boolean {
  const receiver = receiverOf(call);
  return receiver !== null && (RESPONSE.test(file.typeOf(receiver) ?? '') || (calleeName(call) === 'sendRedirect2' && /^rsp|response$/i.test(unwrap(receiver).text)));
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
    node: call, statusNode: null, status: { code: 302, origin: 'default' }, target: fixed === undefined ? targetOf(file, first ?? null) : { kind: 'path', text: fixed },
    edits: editsBy(status => withStatus(call, status)),
  }];
}

/** `redirectTo("..")` → `redirectTo(303, "..")`; `sendRedirect2` and `redirectToDot` have another name where they take a status. */
function withStatus(call: Node, status: number): TextEdit[] | null {
  const name = nameNodeOf(call);
  const first = argumentAt(call, 0);
  const fixed = FIXED[name?.text ?? ''];
  if (!name) return null;
  if (fixed !== undefined) return [replacement({ start: name.startIndex, end: call.endIndex }, `redirectTo(${status}, "${fixed}")`)];
  if (!first) return null;
  return [...(name.text === 'sendRedirect2' ? [replacement(spanOf(name), 'sendRedirect')] : []), insertion(first.startIndex, `${status}, `)];
}
