import { argumentsOf, calleeName, type GoFile, unversioned } from '../languages/go/file.ts';
import type { GoFramework } from '../languages/go/framework.ts';
import type { RedirectAt } from '../languages/shared/framework.ts';
import { canBe, contextCalls, headerRedirects, type RedirectCall } from '../languages/go/redirects.ts';
import { methodRoutes, UPPER_VERBS, verbRoutes } from '../languages/go/routes.ts';
import { writtenStatus } from '../languages/go/values.ts';
import { editsBy } from '../languages/shared/status-edits.ts';
import { partsOf, spanOf } from '../syntax/nodes.ts';

const PACKAGE = 'github.com/labstack/echo';
const CONTEXT = `${PACKAGE}.Context`;
const REFERENCE = 'https://pkg.go.dev/github.com/labstack/echo/v4#Context';
const CALLS: Readonly<Record<string, RedirectCall>> = { Redirect: { target: 1, status: 0 } };
/** Middleware of echo/middleware that redirects, each also with `WithConfig`. */
const MIDDLEWARE = ['HTTPSRedirect', 'HTTPSWWWRedirect', 'HTTPSNonWWWRedirect', 'WWWRedirect', 'NonWWWRedirect'];
const HEADERS = { keyed: ['Set', 'Add'], status: ['NoContent', 'WriteHeader', 'String', 'HTML', 'Blob'] };

export const echo: GoFramework = {
  name: 'echo',
  docs: {
    title: 'Echo',
    url: 'https://echo.labstack.com',
    recognised: ['`Redirect` of an `echo.Context`, or of a context that embeds one'],
    constructs: [
      { code: 'c.Redirect(http.StatusFound, "/x")', status: 'as written', proved: 'measured', source: REFERENCE },
      { code: 'c.Response().Header().Set(echo.HeaderLocation, "/x"); c.NoContent(302)', status: 'as written', proved: 'measured', source: REFERENCE },
      { code: 'e.Pre(middleware.HTTPSRedirect())', status: '301', proved: 'measured', source: 'https://echo.labstack.com/docs/middleware/redirect' },
      { code: 'middleware.HTTPSRedirectWithConfig(middleware.RedirectConfig{Code: 307})', status: 'as written', proved: 'measured', source: 'https://echo.labstack.com/docs/middleware/redirect' },
    ],
    sendable: [301, 302, 303, 307, 308],
    methods: ['Routes are found by `e.POST` and the like, `Any`, `Add`, `Match`, also on groups.'],
  },
  triggers: [PACKAGE],
  applies: file => file.importsAny(PACKAGE),
  redirects: file => [...contextCalls(file, CONTEXT, CALLS), ...headerRedirects(file, HEADERS, root => canBe(file, root, CONTEXT)), ...middleware(file)],
  bindings: file => [...verbRoutes(file, UPPER_VERBS), ...methodRoutes(file, 'Add', 'Match')],
};

/** `middleware.HTTPSRedirect()` and its like: 301, or the `Code` of their `RedirectConfig`. */
function middleware(file: GoFile): RedirectAt[] {
  return file.callsOf(...MIDDLEWARE, ...MIDDLEWARE.map(name => `${name}WithConfig`)).flatMap((call): RedirectAt[] => {
    const callee = call.childForFieldName('function');
    const full = callee ? file.fullName(callee) : null;
    if (!callee || full === null || !unversioned(full).startsWith(`${PACKAGE}/middleware.`)) return [];
    const common = { node: call, target: { kind: 'request', text: null }, by: 'configuration' } as const;
    const owner = callee.childForFieldName('operand')?.text;
    if (!calleeName(call)?.endsWith('WithConfig')) {
      const edits = editsBy(status => [{ span: { start: callee.endIndex, end: call.endIndex }, text: `WithConfig(${owner}.RedirectConfig{Code: ${status}})` }]);
      return [{ ...common, statusNode: null, status: { code: 301, origin: 'default' }, edits }];
    }
    const [config] = argumentsOf(call);
    const body = config?.type === 'composite_literal' ? config.childForFieldName('body') : null;
    if (!body) return [];
    const code = partsOf(body).find(each => each.type === 'keyed_element' && partsOf(each)[0]?.text === 'Code');
    const value = code ? partsOf(partsOf(code)[1] ?? code)[0] : null;
    if (value) return [{ ...common, ...writtenStatus(file, value) }];
    const [first] = partsOf(body);
    const edits = editsBy(status => [{ span: first ? { start: first.startIndex, end: first.startIndex } : spanOf(body), text: first ? `Code: ${status}, ` : `{Code: ${status}}` }]);
    return [{ ...common, statusNode: null, status: { code: 301, origin: 'default' }, edits }];
  });
}
