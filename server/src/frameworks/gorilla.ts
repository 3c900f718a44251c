import type { Node } from 'web-tree-sitter';
import { argumentsOf, calleeName, type GoFile, receiverOf, stringValue } from '../languages/go/file.ts';
import type { BindingAt, GoFramework } from '../languages/go/framework.ts';
import { handleRoutes, methodsOfChain } from '../languages/go/routes.ts';
import { ANY } from '../model/methods.ts';

/** gorilla/mux routes, also where the router comes from another file; its handlers redirect as net/http does. */
export const gorilla: GoFramework = {
  name: 'gorilla/mux',
  docs: {
    title: 'gorilla/mux',
    url: 'https://pkg.go.dev/github.com/gorilla/mux',
    recognised: ['`.Methods(…)` before or behind `HandleFunc`, `Handle`, `HandlerFunc` and `Handler`, or on the subrouter'],
    constructs: [{ code: 'http.Redirect(w, r, "/x", http.StatusFound)', status: 'as written', proved: 'measured', source: 'https://pkg.go.dev/net/http#Redirect' }],
    sendable: [301, 302, 303, 307, 308],
    notes: ['`StrictSlash(true)` answers every method with 301, body lost: register both paths where one of them takes POST.'],
  },
  triggers: ['.Methods(', '.HandlerFunc(', '.Handler('],
  applies: file => file.text.includes('.Methods(') || file.importsAny('github.com/gorilla/mux'),
  redirects: () => [],
  bindings: file => [
    ...handleRoutes(file).filter(({ chained }) => chained !== null).map(({ binding }) => binding),
    ...file.callsOf('HandlerFunc', 'Handler').flatMap(call => builtRoute(file, call)),
  ],
};

/** `r.Methods("POST").Path("/x").HandlerFunc(h)` */
function builtRoute(file: GoFile, call: Node): BindingAt[] {
  const [handler, more] = argumentsOf(call);
  const receiver = receiverOf(call);
  if (!handler || more || receiver?.type !== 'call_expression') return [];
  const path = pathIn(receiver);
  const limits = methodsOfChain(file, call) ?? (path === undefined ? null : ANY);
  const says = `bound here: ${call.text.split('\n')[0]?.slice(0, 80)}`;
  return limits ? [{ handlers: [handler], methods: limits, path: path ?? null, node: call.childForFieldName('function')?.childForFieldName('field') ?? call, says }] : [];
}

/** The text of `.Path("/x")` in a chain; undefined where the chain has none. */
function pathIn(chain: Node): string | null | undefined {
  for (let at: Node | null = chain; at?.type === 'call_expression'; at = receiverOf(at)) {
    if (['Path', 'PathPrefix'].includes(calleeName(at) ?? '')) return stringValue(argumentsOf(at)[0] ?? null);
  }
  return undefined;
}
