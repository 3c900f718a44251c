import type { GoFramework } from '../languages/go/framework.ts';
import { methodRoutes, TITLE_VERBS, verbRoutes } from '../languages/go/routes.ts';
import { methods } from '../model/methods.ts';

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
    constructs: [{ code: 'http.Redirect(w, r, "/x", http.StatusFound)', status: 'as written', proved: 'measured', source: 'https://pkg.go.dev/net/http#Redirect' }],
    sendable: [301, 302, 303, 307, 308],
    notes: [`Routes are found by \`r.Post\` and the like, \`Method\`, \`MethodFunc\`, \`Handle\`, \`HandleFunc\`, also within \`Route\` and \`Group\` (${REFERENCE}).`],
  },
  triggers: ['go-chi/chi'],
  applies: file => file.importsAny(PACKAGE),
  redirects: () => [],
  bindings: file => [...verbRoutes(file, VERBS), ...methodRoutes(file, 'Method', 'MethodFunc')],
};
