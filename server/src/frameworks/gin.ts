import type { GoFramework } from '../languages/go/framework.ts';
import { canBe, contextCalls, headerRedirects, type RedirectCall } from '../languages/go/redirects.ts';
import { methodRoutes, UPPER_VERBS, verbRoutes } from '../languages/go/routes.ts';

const PACKAGE = 'github.com/gin-gonic/gin';
const CONTEXT = `${PACKAGE}.Context`;
const REFERENCE = 'https://pkg.go.dev/github.com/gin-gonic/gin#Context.Redirect';
const CALLS: Readonly<Record<string, RedirectCall>> = { Redirect: { target: 1, status: 0 } };
const HEADERS = { keyed: ['Header', 'Set'], status: ['Status', 'AbortWithStatus', 'WriteHeader', 'String', 'Data', 'HTML', 'JSON'], before: ['Status'] };

export const gin: GoFramework = {
  name: 'gin',
  docs: {
    title: 'Gin',
    url: 'https://gin-gonic.com',
    recognised: ['`Redirect` of a `*gin.Context`, or of a context that embeds one'],
    constructs: [
      { code: 'c.Redirect(http.StatusFound, "/x")', status: 'as written', proved: 'measured', source: REFERENCE },
      { code: 'c.Header("Location", "/x"); c.Status(302)', status: 'as written', proved: 'measured', source: 'https://pkg.go.dev/github.com/gin-gonic/gin#Context.Header' },
    ],
    sendable: [301, 302, 303, 307, 308],
    methods: ['Routes are found by `r.POST` and the like, `Any`, `Handle`, `Match`, also on groups. Gin’s own redirect to a path with or without its trailing slash is 301 for GET and 307 for all else.'],
  },
  triggers: [PACKAGE],
  applies: file => file.importsAny(PACKAGE),
  redirects: file => [...contextCalls(file, CONTEXT, CALLS), ...headerRedirects(file, HEADERS, root => canBe(file, root, CONTEXT))],
  bindings: file => [...verbRoutes(file, UPPER_VERBS), ...methodRoutes(file, 'Handle', 'Match')],
};
