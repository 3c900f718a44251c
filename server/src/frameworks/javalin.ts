import type { Node } from 'web-tree-sitter';
import { statusEditsOf } from '../languages/java/builders.ts';
import { addArgument, importsOf, statementOf } from '../languages/java/edits.ts';
import type { JvmFile } from '../languages/java/file.ts';
import type { JvmFramework } from '../languages/java/framework.ts';
import type { RedirectAt } from '../languages/shared/framework.ts';
import { routeCalls, VERBS } from '../languages/java/routes.ts';
import { argumentAt, calleeName, isCall, partsOf, receiverOf } from '../languages/java/syntax.ts';
import { statusValue, targetOf } from '../languages/java/values.ts';
import { editsBy } from '../languages/shared/status-edits.ts';
import { ANY } from '../model/methods.ts';
import { phrase } from '../model/phrase.ts';

const STATUS = 'io.javalin.http.HttpStatus';
const NAMES: Readonly<Record<number, string>> = { 303: 'SEE_OTHER', 307: 'TEMPORARY_REDIRECT', 308: 'PERMANENT_REDIRECT' };

export const javalin: JvmFramework = {
  name: 'javalin',
  docs: {
    title: 'Javalin',
    url: 'https://javalin.io/documentation#context',
    recognised: ['`ctx.redirect` in files that import `io.javalin`'],
    constructs: [
      { code: 'ctx.redirect("/x")', status: '302', proved: 'documented', source: 'https://javalin.io/documentation#context' },
      { code: 'ctx.redirect("/x", HttpStatus.SEE_OTHER)', status: 'as written (Javalin 4 and earlier: a number)', proved: 'documented' },
      { code: 'ctx.redirect("/x"); ctx.status(303)', status: 'as written', proved: 'documented', source: 'JavalinServletContext.redirect sets the status at once' },
    ],
    sendable: [301, 302, 303, 307, 308],
  },
  triggers: ['io.javalin'],
  applies: file => file.imports('io.javalin'),
  redirects: file => file.callsOf('redirect').flatMap(call => redirect(file, call)),
  bindings: file => [...routeCalls(file, VERBS, isRoute), ...routeCalls(file, { before: ANY, after: ANY, beforeMatched: ANY }, isRoute)],
};

/** `app.post("/x", handler)`, `post("/x", handler)` of ApiBuilder; a client's `HttpClient.post` takes no handler. */
function isRoute(call: Node): boolean {
  return argumentAt(call, 0)?.type !== 'method_reference';
}

function redirect(file: JvmFile, call: Node): RedirectAt[] {
  const receiver = receiverOf(call);
  const type = receiver ? file.typeOf(receiver) : null;
  if (!receiver || !(type === 'Context' || (type === null && /^(?:ctx|context|it|c)$/.test(receiver.text)))) return [];
  const common = { node: call, target: targetOf(file, argumentAt(call, 0, 'location')) };
  const written = laterStatus(call, receiver.text) ?? argumentAt(call, 1, 'status');
  if (written) return [{ ...common, statusNode: written, status: { code: statusValue(file, written), origin: 'explicit' }, edits: statusValue(file, written) === null ? [] : statusEditsOf(file, written) }];
  const named = (status: number) => { const edits = addArgument(call, `HttpStatus.${NAMES[status]}`); return edits && [...edits, ...importsOf(file, [STATUS])]; };
  // Javalin 5 brought HttpStatus; before, the status is a number.
  const edits = file.imports(STATUS) ? editsBy(named)
    : [...editsBy(named, true, { of: 'javalin', is: '>=5' }), ...editsBy(status => addArgument(call, String(status)), true, { of: 'javalin', is: '<5' })];
  return [{ ...common, statusNode: null, status: { code: 302, origin: 'default' }, edits, instead: phrase('Give `redirect` a second argument to send 303: `HttpStatus.SEE_OTHER`, before Javalin 5 the number.') }];
}

/** `ctx.status(303)` behind the redirect, in the same block. */
function laterStatus(call: Node, receiver: string): Node | null {
  const at = statementOf(call);
  for (const later of at ? partsOf(at.block).filter(part => part.startIndex > at.statement.startIndex) : []) {
    const each = isCall(later) ? later : partsOf(later)[0];
    if (each && isCall(each) && calleeName(each) === 'status' && receiverOf(each)?.text === receiver) return argumentAt(each, 0);
  }
  return null;
}
