import type { Node } from 'web-tree-sitter';
import { argumentsOf, type GoFile, receiverOf, stringValue, unversioned } from '../languages/go/file.ts';
import type { GoFramework } from '../languages/go/framework.ts';
import type { RedirectAt } from '../languages/shared/framework.ts';
import { isInstalled } from '../languages/go/handlers.ts';
import { canBe, functionCalls, headerRedirects, type RedirectCall, redirectCall } from '../languages/go/redirects.ts';
import { returnedRedirects } from '../languages/go/returned.ts';
import { statusValue } from '../languages/go/values.ts';
import { isRedirectStatus } from '../model/facts.ts';
import { handleRoutes, methodRoutes, ROUTERS, tableRoutes, TITLE_VERBS, UPPER_VERBS, verbRoutes } from '../languages/go/routes.ts';

const REFERENCE = 'https://pkg.go.dev/net/http';
const REDIRECT: Readonly<Record<string, RedirectCall>> = { 'net/http.Redirect': { target: 2, status: 3 } };
const HANDLER: Readonly<Record<string, RedirectCall>> = { 'net/http.RedirectHandler': { target: 0, status: 1, by: 'configuration' } };
const HEADERS = { keyed: ['Set', 'Add'], status: ['WriteHeader'] };

export const netHttp: GoFramework = {
  name: 'net/http',
  docs: {
    title: 'Go net/http',
    url: REFERENCE,
    recognised: ['`http.Redirect` and `http.RedirectHandler`, by whatever name `net/http` is imported', 'a `Location` set on the header of an `http.ResponseWriter`'],
    constructs: [
      { code: 'http.Redirect(w, r, "/x", http.StatusFound)', status: 'as written', proved: 'measured', source: `${REFERENCE}#Redirect` },
      { code: 'http.RedirectHandler("/x", 301)', status: 'as written', proved: 'measured', source: `${REFERENCE}#RedirectHandler` },
      { code: 'w.Header().Set("Location", "/x"); w.WriteHeader(302)', status: 'as written', proved: 'measured', source: `${REFERENCE}#ResponseWriter` },
      { code: 'ctx.Redirect(302, "/x")', status: 'as written, of a context that the project made around Gin’s or Echo’s', proved: 'documented', source: 'https://pkg.go.dev/github.com/labstack/echo/v4#Context' },
      { code: 'return HTTPError{http.StatusFound, "/x"}', status: 'as written, of a value that a handler returns', proved: 'documented', source: 'https://pkg.go.dev/github.com/writeas/impart#HTTPError' },
      { code: 'w.Header()["Location"] = []string{"/x"}; w.WriteHeader(302)', status: 'as written', proved: 'measured', source: `${REFERENCE}#Header` },
    ],
    sendable: [301, 302, 303, 307, 308],
    methods: [
      'Methods are limited by patterns (`"POST /login"`, Go 1.22), by `r.Method` in `if`, `switch` and early returns, by wrappers of the same file that hand on some methods only (`onlyPost(save)`), and by the verbs of routers that take net/http handlers (httprouter, pat).',
      'A handler that is bound to every method and reads a posted form (`PostFormValue`, `PostForm`, `FormFile`, `ParseMultipartForm`, `MultipartReader`) is there for POST by convention.',
      'Handlers are followed through `http.HandlerFunc`, middleware, functions and methods that return a handler, and packages of the module. A call of a function of another file whose name says that it redirects is judged by the methods that reach the call.',
    ],
    notes: ['`ServeMux` itself answers a path without its trailing slash with 301 for every method up to Go 1.25, with 307 from 1.26.'],
  },
  triggers: [
    /[Rr]edirect\w*\(/, /\{\s*(?:\w+:\s*)?http\.Status(?:Found|SeeOther|Moved|Temporary|Permanent)/, 'ResponseWriter', '.HandleFunc(', '.HandlerFunc(', '.Handle(',
    ...[...Object.keys(UPPER_VERBS), ...Object.keys(TITLE_VERBS)].map(verb => `.${verb}("/`),
  ],
  applies: () => true,
  redirects: file => [
    ...ofOwnContexts(file),
    ...returnedRedirects(file),
    ...functionCalls(file, REDIRECT),
    ...functionCalls(file, HANDLER).map(withPath),
    ...headerRedirects(file, HEADERS, root => isWriter(file, root)),
  ],
  bindings: file => [
    ...handleRoutes(file).filter(({ chained }) => chained === null).map(({ binding }) => binding),
    ...tableRoutes(file),
    ...(file.importsAny(...ROUTERS) ? [] : [...verbRoutes(file, UPPER_VERBS), ...verbRoutes(file, TITLE_VERBS), ...methodRoutes(file, 'Handle', 'Handler', 'HandlerFunc', 'Method', 'MethodFunc')]),
  ],
};

/** The pattern for which `mux.Handle("/old", http.RedirectHandler(…))` redirects. */
function withPath(at: RedirectAt): RedirectAt {
  const call = at.node.parent?.type === 'argument_list' ? at.node.parent.parent : null;
  const [pattern, handler] = call ? argumentsOf(call) : [];
  return handler?.id === at.node.id ? { ...at, path: stringValue(pattern ?? null)?.replace(/^[A-Z]+[ \t]+/, '') ?? null } : at;
}

/** `ctx.Redirect(302, "/x")` of a context that the project made itself around Gin's or Echo's, in a file that imports neither. */
function ofOwnContexts(file: GoFile): RedirectAt[] {
  return file.callsOf('Redirect').flatMap(call => {
    const receiver = receiverOf(call);
    const type = receiver ? file.typeOf(receiver) : null;
    const [status, target, more] = argumentsOf(call);
    const isOwn = type !== null && /(?:Context|Ctx)$/.test(type.name) && (type.package === null || !isInstalled(unversioned(type.package)));
    return isOwn && status && target && !more && isRedirectStatus(statusValue(file, status)) ? redirectCall(file, call, { target: 1, status: 0 }) : [];
  });
}

function isWriter(file: GoFile, root: Node): boolean {
  const type = file.typeOf(root);
  return type ? canBe(file, root, 'net/http.ResponseWriter') || /Writer$/.test(type.name) : root.type === 'identifier' && /^(?:w|rw|res|resp|writer)$/i.test(root.text);
}
