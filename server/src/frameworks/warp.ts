import type { Node } from 'web-tree-sitter';
import type { RsFile } from '../languages/rust/file.ts';
import type { RsFramework } from '../languages/rust/framework.ts';
import { builtResponses, namedRedirects } from '../languages/rust/redirects.ts';
import { VERBS } from '../languages/rust/routes.ts';
import { argumentsOf, calleeOf, receiverOf } from '../languages/rust/syntax.ts';
import { targetOf } from '../languages/rust/values.ts';
import type { BindingAt, RedirectAt } from '../languages/shared/framework.ts';
import { editsBy } from '../languages/shared/status-edits.ts';
import { insertion } from '../languages/shared/text-edits.ts';
import { type MethodSet, union } from '../model/methods.ts';
import { oneLine } from '../syntax/nodes.ts';

const NAMES: Readonly<Record<number, string>> = { 303: 'see_other', 307: 'temporary', 308: 'permanent' };
const SOURCE = 'https://docs.rs/warp/0.3/warp/redirect/index.html';

export const warp: RsFramework = {
  name: 'warp',
  docs: {
    title: 'warp',
    url: SOURCE,
    recognised: ['`warp::redirect` and the functions of that module'],
    constructs: [
      { code: 'warp::redirect(uri)', status: '301', proved: 'documented', source: SOURCE },
      { code: 'warp::redirect::found(uri)', status: '302', proved: 'documented', source: SOURCE },
      { code: 'warp::redirect::see_other(uri)', status: '303', proved: 'documented', source: SOURCE },
      { code: 'warp::redirect::temporary(uri)', status: '307', proved: 'documented', source: SOURCE },
      { code: 'warp::redirect::permanent(uri)', status: '308', proved: 'documented', source: SOURCE },
    ],
    sendable: [301, 302, 303, 307, 308],
    notes: ['Methods come from `warp::post()` and the like in the same chain of filters.'],
  },
  triggers: ['warp'],
  applies: file => /\bwarp(?:::|\s*[;{])/.test(file.text),
  redirects: file => [
    ...namedRedirects(file, { owners: ['warp::redirect'], statuses: { found: 302, see_other: 303, temporary: 307, permanent: 308 }, names: NAMES }),
    ...file.callsOf('redirect').flatMap(call => moved(file, call)),
    ...builtResponses(file),
  ],
  bindings: file => file.callsOf('map', 'and_then', 'then', 'untuple_one').flatMap(call => filtered(call)),
};

function moved(file: RsFile, call: Node): RedirectAt[] {
  const callee = calleeOf(call);
  if (!callee || !(file.isNamed(callee.text, 'warp::redirect') || file.isNamed(callee.text, 'warp::redirect::redirect'))) return [];
  const edits = /(?:^|::)redirect$/.test(callee.text) && !callee.text.endsWith('redirect::redirect') ? editsBy(status => [insertion(callee.endIndex, `::${NAMES[status]}`)]) : [];
  return [{ node: call, statusNode: callee, status: { code: 301, origin: 'default' }, target: targetOf(file, argumentsOf(call)[0] ?? null), edits }];
}

/** `warp::path("x").and(warp::post()).map(handler)`. */
function filtered(call: Node): BindingAt[] {
  const chain = receiverOf(call);
  const [handler] = argumentsOf(call);
  const names = [...chain?.text.matchAll(/\bwarp::(?:filters::)?(?:method::)?(get|head|post|put|patch|delete|options)\(\)/g) ?? []].flatMap(match => VERBS[match[1] as string] ?? []);
  if (!handler || names.length === 0) return [];
  const limits = names.reduce((all: MethodSet, one) => union(all, one));
  return [{ handlers: [handler], methods: limits, path: /\bpath!?\(\s*"([^"]*)"/.exec(chain?.text ?? '')?.[1] ?? null, node: call, says: `bound here: ${oneLine(call)}` }];
}
