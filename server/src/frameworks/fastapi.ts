import type { Node } from 'web-tree-sitter';
import { argumentsOf, decoratorsOf, keywordOf, positionalsOf, type PyFile } from '../languages/python/file.ts';
import type { PyFramework } from '../languages/python/framework.ts';
import type { CallAt, RedirectAt } from '../languages/shared/framework.ts';
import { addKeyword } from '../languages/python/edits.ts';
import { functionAround, headerRedirects, type RedirectCall, redirectCalls, writtenStatus } from '../languages/python/redirects.ts';
import { mountings, placed, routersIn, type RouterTable } from '../languages/python/routers.ts';
import { decorated, methodsOfRoute, type RouteForm, routeCalls, verbMethods, VERBS } from '../languages/python/routes.ts';
import { editsBy } from '../languages/shared/status-edits.ts';
import { ANY, GET_AND_HEAD, methods, type MethodSet } from '../model/methods.ts';
import { oneLine } from '../syntax/nodes.ts';

const RESPONSE: RedirectCall = {
  location: { keyword: 'url', position: 0 }, status: { keyword: 'status_code', position: 1 }, defaults: { code: 307, origin: 'default' }, beside: ['status_code'],
};
const CALLS: Readonly<Record<string, RedirectCall>> = {
  'fastapi.responses.RedirectResponse': RESPONSE, 'starlette.responses.RedirectResponse': RESPONSE, 'fastapi.RedirectResponse': RESPONSE,
};
const HEADERS = { status: { keyword: 'status_code', position: 1 }, headers: { keyword: 'headers', position: 2 } };
const ERROR = { status: { keyword: 'status_code', position: 0 }, headers: { keyword: 'headers', position: 2 } };
const RESPONSES = {
  'fastapi.Response': HEADERS, 'fastapi.responses.Response': HEADERS, 'starlette.responses.Response': HEADERS,
  'fastapi.HTTPException': ERROR, 'fastapi.exceptions.HTTPException': ERROR, 'starlette.exceptions.HTTPException': ERROR,
};
const GET = methods('GET');
/** Path operations answer no HEAD that they do not name; Starlette's own routes add it to GET. */
const ROUTES: Readonly<Record<string, MethodSet | RouteForm>> = {
  ...VERBS, get: GET, api_route: { keywords: ['methods'], none: GET }, route: { keywords: ['methods'], none: GET_AND_HEAD },
};
const ROUTE_CALLS: Readonly<Record<string, RouteForm>> = {
  add_api_route: { keywords: ['methods'], none: GET }, add_route: { keywords: ['methods'], position: 2, none: GET_AND_HEAD },
  Route: { keywords: ['methods'], none: GET_AND_HEAD }, APIRoute: { keywords: ['methods'], none: GET },
};
const ROUTERS: RouterTable = {
  'fastapi.FastAPI': { isRoot: true }, 'starlette.applications.Starlette': { isRoot: true }, 'fastapi.APIRouter': { isRoot: false, prefix: 'prefix' },
  'fastapi.routing.APIRouter': { isRoot: false, prefix: 'prefix' },
};
const ENDPOINTS = /^(?:starlette|fastapi)\.endpoints\.HTTPEndpoint$/;
const INJECTED = ['Depends', 'Security'];

export const fastapi: PyFramework = {
  name: 'fastapi',
  docs: {
    title: 'FastAPI and Starlette',
    url: 'https://fastapi.tiangolo.com',
    recognised: ['`RedirectResponse` imported from `fastapi.responses` or `starlette.responses`', '`Response` and `HTTPException` with a `Location` header'],
    constructs: [
      { code: "RedirectResponse('/x')", status: '307', proved: 'measured', source: 'Starlette 0.26.1 and 1.7.0, FastAPI 0.92' },
      { code: "RedirectResponse('/x', 303)", status: 'as written', proved: 'measured' },
      { code: "RedirectResponse('/x', status_code=status.HTTP_303_SEE_OTHER)", status: 'as written', proved: 'measured' },
      { code: "Response(status_code=302, headers={'Location': '/x'})", status: 'as written', proved: 'measured' },
      { code: "raise HTTPException(302, headers={'Location': '/x'})", status: 'as written', proved: 'measured' },
      { code: "@app.post('/x', response_class=RedirectResponse, status_code=302)", status: 'as written, 307 without a status', proved: 'measured' },
      { code: "@app.post('/x', status_code=303) over return RedirectResponse('/y')", status: '307: the 303 of the decorator is not used', proved: 'measured' },
    ],
    sendable: [301, 302, 303, 307, 308],
    methods: [
      'Routes are found by `@app.post(path)` and the other verbs, `api_route`, `add_api_route`, Starlette’s `Route` and `HTTPEndpoint`.',
      'A dependency (`Depends(current_user)`) is reached by the methods of the routes that depend on it.',
    ],
    measuredWith: [{ server: 'fastapi', version: 'FastAPI 0.92 with Starlette 0.26.1' }],
    example: {
      file: 'main.py',
      text: [
        'from fastapi import FastAPI',
        'from fastapi.responses import RedirectResponse',
        '',
        'app = FastAPI()',
        '',
        '',
        "@app.post('/login')",
        'async def login():',
        "    return RedirectResponse('/account', status_code=302)",
        '',
      ].join('\n'),
    },
  },
  triggers: ['RedirectResponse', 'include_router', /\n@\w+\.get\(/, 'Location', 'location', 'Depends(', 'add_api_route'],
  applies: file => file.imports('fastapi', 'starlette') || file.text.includes('add_api_route'),
  redirects: file => [...redirectCalls(file, CALLS), ...headerRedirects(file, RESPONSES), ...responseClasses(file)],
  routers: file => routersIn(file, ROUTERS),
  bindings: file => [
    ...placed(file, ROUTERS, [...decorated(file, ROUTES), ...routeCalls(file, ROUTE_CALLS, { keywords: ['endpoint', 'route'], position: 1 })]),
    ...mountings(file, ROUTERS, { include_router: { prefix: 'prefix' } }),
    ...called(file),
    ...verbMethods(file, ENDPOINTS, VERBS, /Endpoint$/),
  ],
  calls: file => file.callsOf(...INJECTED).flatMap(call => injection(call)),
};

/** `app.post('/login')(self.login)`: the decorator, applied by hand. */
function called(file: PyFile): ReturnType<PyFramework['bindings']> {
  return file.callsOf(...Object.keys(ROUTES)).flatMap(call => {
    const outer = call.parent?.type === 'call' && call.parent.childForFieldName('function')?.id === call.id ? call.parent : null;
    const entry = ROUTES[call.childForFieldName('function')?.childForFieldName('attribute')?.text ?? ''];
    const [handler] = outer ? positionalsOf(outer) : [];
    if (!handler || !entry) return [];
    return [{
      handlers: [handler], methods: 'keywords' in entry ? methodsOfRoute(file, call, entry) : entry, path: null, evidence: 'proven' as const,
      node: call, says: `bound here: ${call.text.split('\n')[0]?.slice(0, 80)}`,
    }];
  });
}

/** `Depends(current_user)` in a route's parameters or decorator: the route's methods reach the dependency. */
function injection(call: Node): CallAt[] {
  const [callee] = argumentsOf(call);
  if (!callee) return [];
  let caller = functionAround(call);
  for (let at: Node | null = call.parent; at && !caller; at = at.parent) {
    if (at.type === 'decorated_definition') caller = at.childForFieldName('definition');
  }
  return caller?.type === 'function_definition' ? [{ callees: [callee], callers: [caller], node: call, says: `called here: ${oneLine(call)}` }] : [];
}

/** A route that answers with its returned text as the Location: the decorator holds the status. */
function responseClasses(file: PyFile): RedirectAt[] {
  return file.functions.flatMap(fn => decoratorsOf(fn).flatMap(({ call, name }): RedirectAt[] => {
    const made = call ? keywordOf(call, 'response_class') : null;
    if (!call || !made || !file.fullNames(made).some(full => Object.hasOwn(CALLS, full))) return [];
    // A response that the function makes itself brings its own status.
    if (fn.text.includes('RedirectResponse(')) return [];
    const entry = ROUTES[name];
    const limits = entry && 'keywords' in entry ? methodsOfRoute(file, call, entry) : entry ?? ANY;
    const written = keywordOf(call, 'status_code');
    const common = { node: call, statusNode: written, target: { kind: 'unknown' as const, text: null }, methods: limits };
    if (written) return [{ ...common, ...writtenStatus(file, written) }];
    return [{ ...common, status: { code: 307, origin: 'default' }, edits: editsBy(status => addKeyword(call, `status_code=${status}`)) }];
  }));
}
