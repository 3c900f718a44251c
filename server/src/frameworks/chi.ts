import { type GoFile, unversioned } from '../languages/go/file.ts';
import type { GoFramework } from '../languages/go/framework.ts';
import type { RedirectAt } from '../languages/shared/framework.ts';
import { methodRoutes, TITLE_VERBS, verbRoutes } from '../languages/go/routes.ts';
import { methods } from '../model/methods.ts';
import { phrase } from '../model/phrase.ts';
import { nodesAt } from '../syntax/nodes.ts';

const PACKAGE = 'github.com/go-chi/chi';
const REFERENCE = 'https://pkg.go.dev/github.com/go-chi/chi/v5#Router';
/** A GET route of chi leaves HEAD alone (middleware.GetHead brings it). */
const VERBS = { ...TITLE_VERBS, Get: methods('GET') };

/** chi routes; its handlers redirect as net/http does. */
export const chi: GoFramework = {
  name: 'chi',
  docs: {
    title: 'chi',
    url: 'https://go-chi.io',
    recognised: ['routes of a file that imports `github.com/go-chi/chi`'],
    constructs: [
      { code: 'http.Redirect(w, r, "/x", http.StatusFound)', status: 'as written', proved: 'measured', source: 'https://pkg.go.dev/net/http#Redirect' },
      { code: 'r.Use(middleware.RedirectSlashes)', status: '301', proved: 'measured', source: 'https://pkg.go.dev/github.com/go-chi/chi/v5/middleware#RedirectSlashes' },
    ],
    sendable: [301, 302, 303, 307, 308],
    methods: [`Routes are found by \`r.Post\` and the like, \`Method\`, \`MethodFunc\`, \`Handle\`, \`HandleFunc\`, also within \`Route\` and \`Group\` (${REFERENCE}).`],
  },
  triggers: [PACKAGE],
  applies: file => file.importsAny(PACKAGE),
  redirects: file => slashes(file),
  bindings: file => [...verbRoutes(file, VERBS), ...methodRoutes(file, 'Method', 'MethodFunc')],
};

/** `middleware.RedirectSlashes`, which knows no other status. */
function slashes(file: GoFile): RedirectAt[] {
  return [...nodesAt(file.root, file.text, /(?<=\.)RedirectSlashes\b/g)].flatMap(({ node }): RedirectAt[] => {
    const selector = node.parent;
    const full = selector ? file.fullName(selector) : null;
    if (!selector || full === null || unversioned(full) !== `${PACKAGE}/middleware.RedirectSlashes`) return [];
    return [{
      node: selector, statusNode: null, status: { code: 301, origin: 'default' }, target: { kind: 'request', text: null }, by: 'configuration', edits: [], sendable: [301],
      instead: phrase('Use middleware.StripSlashes, which serves both paths without a redirect.'),
    }];
  });
}
