import type { Node } from 'web-tree-sitter';
import { argumentsOf, calleeName, type GoFile, receiverOf, stringValue } from '../languages/go/file.ts';
import type { GoFramework } from '../languages/go/framework.ts';
import type { BindingAt, RedirectAt } from '../languages/shared/framework.ts';
import { handleRoutes, methodsOfChain } from '../languages/go/routes.ts';
import { ANY } from '../model/methods.ts';
import { phrase } from '../model/phrase.ts';

/** gorilla/mux routes, also where the router comes from another file; its handlers redirect as net/http does. */
export const gorilla: GoFramework = {
  name: 'gorilla/mux',
  docs: {
    title: 'gorilla/mux',
    url: 'https://pkg.go.dev/github.com/gorilla/mux',
    recognised: ['`.Methods(…)` before or behind `HandleFunc`, `Handle`, `HandlerFunc` and `Handler`, or on the subrouter'],
    constructs: [
      { code: 'http.Redirect(w, r, "/x", http.StatusFound)', status: 'as written', proved: 'measured', source: 'https://pkg.go.dev/net/http#Redirect' },
      { code: 'r.StrictSlash(true)', status: '301', proved: 'measured', source: 'https://pkg.go.dev/github.com/gorilla/mux#Router.StrictSlash' },
    ],
    sendable: [301, 302, 303, 307, 308],
  },
  triggers: ['.Methods(', '.StrictSlash(', '.HandlerFunc(', '.Handler('],
  applies: file => file.text.includes('.Methods(') || file.importsAny('github.com/gorilla/mux'),
  redirects: file => file.importsAny('github.com/gorilla/mux') ? file.callsOf('StrictSlash').flatMap(strictSlash) : [],
  bindings: file => [
    ...handleRoutes(file).filter(({ chained }) => chained !== null).map(({ binding }) => binding),
    ...file.callsOf('HandlerFunc', 'Handler').flatMap(call => builtRoute(file, call)),
  ],
};

/** Knows no other status. */
function strictSlash(call: Node): RedirectAt[] {
  if (argumentsOf(call)[0]?.type !== 'true') return [];
  return [{
    node: call, statusNode: null, status: { code: 301, origin: 'default' }, target: { kind: 'request', text: null }, by: 'configuration', edits: [], sendable: [301],
    instead: phrase('Register both paths of a route that takes POST: StrictSlash sends 301 alone.'),
  }];
}

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
