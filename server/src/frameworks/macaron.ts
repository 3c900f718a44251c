import type { Node } from 'web-tree-sitter';
import { argumentsOf, calleeName, type GoFile, receiverOf } from '../languages/go/file.ts';
import type { GoFramework } from '../languages/go/framework.ts';
import { canBe, type RedirectCall, redirectCall } from '../languages/go/redirects.ts';
import { methodsNamed, ROUTERS, TITLE_VERBS, verbRoutes } from '../languages/go/routes.ts';
import { statusValue } from '../languages/go/values.ts';
import type { BindingAt, RedirectAt } from '../languages/shared/framework.ts';
import type { Status } from '../model/facts.ts';
import { ANY, methods } from '../model/methods.ts';
import { oneLine } from '../syntax/nodes.ts';

const MACARON = 'gopkg.in/macaron';
const FLAMEGO = 'github.com/flamego/flamego';
const PACKAGES = [MACARON, FLAMEGO];
/** The same lines as Macaron's. */
const FLAMEGO_SOURCE = 'https://github.com/flamego/flamego/blob/main/context.go';
const FOUND: Status = { code: 302, origin: 'default' };
/** A context of the project's own sends what that of its framework does, and which framework that is, go.mod says. */
const OF_PROJECT: Status = { code: null, origin: 'default', variants: ['gopkg.in/macaron.v1', FLAMEGO].map(of => ({ when: { of, is: '>=0.0.0' }, code: 302 })) };
const VERBS = { ...TITLE_VERBS, Get: methods('GET'), Any: ANY };

/** Macaron and its successor Flamego, whose contexts redirect alike. */
export const macaron: GoFramework = {
  name: 'macaron',
  docs: {
    title: 'Macaron and Flamego',
    url: 'https://go-macaron.com',
    recognised: ['`Redirect` of a `macaron.Context` or `flamego.Context`, of a context that embeds one, and of the project’s own context where go.mod requires one of them'],
    constructs: [
      { code: 'c.Redirect("/x")', status: '302', proved: 'measured', source: `Macaron 1.2.2; Flamego: ${FLAMEGO_SOURCE}` },
      { code: 'c.Redirect("/x", http.StatusSeeOther)', status: 'as written', proved: 'measured' },
    ],
    sendable: [301, 302, 303, 307, 308],
    methods: ['Routes are found by `m.Post` and the like, `Any`, `Combo("/x").Get(…).Post(…)` and `Route("/x", "GET,POST", …)` (Flamego: `Routes`), also within groups.'],
  },
  triggers: ['macaron', 'flamego'],
  applies: file => file.importsAny(...PACKAGES) || (!file.importsAny(...ROUTERS.filter(path => !PACKAGES.includes(path))) && /\bRedirect\(/.test(file.text)),
  redirects: file => file.callsOf('Redirect').flatMap(call => redirect(file, call)),
  bindings: file => file.importsAny(...PACKAGES) ? [...verbRoutes(file, VERBS), ...combined(file), ...listed(file)] : [],
};

function redirect(file: GoFile, call: Node): RedirectAt[] {
  const receiver = receiverOf(call);
  const [first] = argumentsOf(call);
  // Gin's and Echo's contexts, and those that are made after them, take the status first.
  if (!receiver || !first || argumentsOf(call).length > 2 || statusValue(file, first) !== null) return [];
  const isFramework = PACKAGES.some(path => canBe(file, receiver, `${path}.Context`)) && file.importsAny(...PACKAGES);
  const isOwn = !isFramework && /Context$/.test(file.typeOf(receiver)?.name ?? '') && canBe(file, receiver, `${MACARON}.Context`);
  if (!isFramework && !isOwn) return [];
  const entry: RedirectCall = { target: 0, status: 1, defaults: isFramework ? FOUND : OF_PROJECT };
  // `Redirect(to, status...)` hands on what callers give, and most give none.
  return redirectCall(file, call, entry).map(at => at.statusNode?.text.endsWith('...') ? { ...at, statusNode: null, status: entry.defaults as Status } : at);
}

/** `m.Combo("/x").Get(show).Post(save)`: every argument of a verb is a handler. */
function combined(file: GoFile): BindingAt[] {
  return file.callsOf(...Object.keys(VERBS)).flatMap((call): BindingAt[] => {
    let start: Node | null = receiverOf(call);
    while (start?.type === 'call_expression' && calleeName(start) !== 'Combo') start = receiverOf(start);
    const set = VERBS[(calleeName(call) ?? '') as keyof typeof VERBS];
    if (start?.type !== 'call_expression' || !set) return [];
    return [{ handlers: argumentsOf(call), methods: set, path: null, node: call.childForFieldName('function')?.childForFieldName('field') ?? call, says: `bound here: ${oneLine(call)}` }];
  });
}

/** `m.Route("/x", "GET,POST", handlers…)` */
function listed(file: GoFile): BindingAt[] {
  return file.callsOf('Route', 'Routes').flatMap((call): BindingAt[] => {
    const [path, names, ...handlers] = argumentsOf(call);
    const limits = names ? methodsNamed(file, names) : null;
    return path && limits && handlers.length > 0 ? [{ handlers, methods: limits, path: null, node: call, says: `bound here: ${oneLine(call)}` }] : [];
  });
}
