import type { GoFramework } from '../languages/go/framework.ts';
import { canBe, contextCalls, headerRedirects, type RedirectCall } from '../languages/go/redirects.ts';
import { methodRoutes, UPPER_VERBS, verbRoutes } from '../languages/go/routes.ts';

const PACKAGE = 'github.com/labstack/echo';
const CONTEXT = `${PACKAGE}.Context`;
const REFERENCE = 'https://pkg.go.dev/github.com/labstack/echo/v4#Context';
const CALLS: Readonly<Record<string, RedirectCall>> = { Redirect: { target: 1, status: 0 } };
const HEADERS = { keyed: ['Set', 'Add'], status: ['NoContent', 'WriteHeader', 'String', 'HTML', 'Blob'], before: false };

export const echo: GoFramework = {
  name: 'echo',
  docs: {
    title: 'Echo',
    url: 'https://echo.labstack.com',
    recognised: ['`Redirect` of an `echo.Context`, or of a context that embeds one'],
    constructs: [
      { code: 'c.Redirect(http.StatusFound, "/x")', status: 'as written', proved: 'measured', source: REFERENCE },
      { code: 'c.Response().Header().Set(echo.HeaderLocation, "/x"); c.NoContent(302)', status: 'as written', proved: 'documented', source: REFERENCE },
    ],
    sendable: [301, 302, 303, 307, 308],
    notes: ['Routes are found by `e.POST` and the like, `Any`, `Add`, `Match`, also on groups.'],
  },
  triggers: ['echo.Context', '.POST(', '.Any('],
  applies: file => file.importsAny(PACKAGE),
  redirects: file => [...contextCalls(file, CONTEXT, CALLS), ...headerRedirects(file, HEADERS, root => canBe(file, root, CONTEXT))],
  bindings: file => [...verbRoutes(file, UPPER_VERBS), ...methodRoutes(file, 'Add', 'Match')],
};
