import type { Node } from 'web-tree-sitter';
import { statusEditsOf } from '../languages/java/builders.ts';
import { addArgument } from '../languages/java/edits.ts';
import type { JvmFile } from '../languages/java/file.ts';
import type { JvmFramework } from '../languages/java/framework.ts';
import type { RedirectAt } from '../languages/shared/framework.ts';
import { routeCalls, VERBS } from '../languages/java/routes.ts';
import { argumentAt, receiverOf } from '../languages/java/syntax.ts';
import { statusValue, targetOf } from '../languages/java/values.ts';
import { editsBy } from '../languages/shared/status-edits.ts';
import { ANY } from '../model/methods.ts';

export const spark: JvmFramework = {
  name: 'spark',
  docs: {
    title: 'Spark Java',
    url: 'https://sparkjava.com/documentation#redirects',
    recognised: ['`response.redirect` in files that import `spark`'],
    constructs: [
      { code: 'response.redirect("/x")', status: '302', proved: 'documented', source: 'https://sparkjava.com/documentation#redirects' },
      { code: 'response.redirect("/x", 303)', status: 'as written', proved: 'documented' },
    ],
    sendable: [301, 302, 303, 307, 308],
  },
  triggers: ['import spark.', 'import static spark.'],
  applies: file => file.imports('spark') && !file.imports('org.apache.spark'),
  redirects: file => file.callsOf('redirect').flatMap(call => redirect(file, call)),
  bindings: file => [...routeCalls(file, VERBS, () => true), ...routeCalls(file, { before: ANY, after: ANY }, () => true)],
};

function redirect(file: JvmFile, call: Node): RedirectAt[] {
  const receiver = receiverOf(call);
  const type = receiver ? file.typeOf(receiver) : null;
  if (!receiver || !(type === 'Response' || (type === null && /^(?:res|resp|response|rsp)$/.test(receiver.text)))) return [];
  const written = argumentAt(call, 1);
  const code = statusValue(file, written);
  return [{
    node: call, target: targetOf(file, argumentAt(call, 0)), statusNode: written,
    status: written ? { code, origin: 'explicit' } : { code: 302, origin: 'default' },
    edits: !written ? editsBy(status => addArgument(call, String(status))) : code === null ? [] : statusEditsOf(file, written),
  }];
}
