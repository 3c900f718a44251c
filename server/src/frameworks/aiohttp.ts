import type { Node } from 'web-tree-sitter';
import { positionalsOf, type PyFile, stringValue } from '../languages/python/file.ts';
import type { PyFramework } from '../languages/python/framework.ts';
import type { BindingAt } from '../languages/shared/framework.ts';
import { classRedirects, headerRedirects } from '../languages/python/redirects.ts';
import { bound, decorated, methodsListed, routeCalls, verbMethods, VERBS } from '../languages/python/routes.ts';
import { ANY, type MethodSet, methods } from '../model/methods.ts';

const MODULES = ['aiohttp.web', 'aiohttp.web_exceptions', 'aiohttp.web_response'];
const RESPONSE = { status: { keyword: 'status' }, headers: { keyword: 'headers' } };
const RESPONSES = { 'aiohttp.web.Response': RESPONSE, 'aiohttp.web_response.Response': RESPONSE };
const ADDERS: Readonly<Record<string, MethodSet>> = {
  ...Object.fromEntries(Object.entries(VERBS).map(([verb, set]) => [`add_${verb}`, set])), add_view: ANY,
};
const VIEWS = /^aiohttp\.(?:web|web_urldispatcher)\.View$|^aiohttp_cors\.CorsViewMixin$/;

export const aiohttp: PyFramework = {
  name: 'aiohttp',
  docs: {
    title: 'aiohttp.web',
    url: 'https://docs.aiohttp.org/en/stable/web.html',
    recognised: ['`HTTPFound` and its siblings from `aiohttp.web`, raised or returned', '`web.Response` with a `Location` header'],
    constructs: [
      { code: "raise web.HTTPFound('/x')", status: '302', proved: 'measured', source: 'aiohttp 3.8.4' },
      { code: "raise web.HTTPFound(location='/x')", status: '302', proved: 'measured' },
      { code: "return web.HTTPFound('/x')", status: '302', proved: 'measured' },
      { code: "raise web.HTTPMovedPermanently('/x')", status: '301', proved: 'measured' },
      { code: "web.Response(status=302, headers={'Location': '/x'})", status: 'as written', proved: 'measured' },
    ],
    sendable: [301, 302, 303, 307, 308],
    methods: ['The class is the status: the fix names another class. Routes are found by `web.post(path, handler)`, `add_post`, `add_route`, `@routes.post` and `web.View`; handlers that are methods of an object (`handlers = Handlers(db)`) too, where a function of another file is passed it.'],
    measuredWith: [{ server: 'aiohttp', version: 'aiohttp 3.8.4' }],
    example: {
      file: 'app.py',
      text: [
        'from aiohttp import web',
        '',
        '',
        'async def login(request):',
        "    raise web.HTTPFound('/account')",
        '',
        '',
        'app = web.Application()',
        "app.add_routes([web.post('/login', login)])",
        '',
      ].join('\n'),
    },
  },
  triggers: ['HTTPFound', 'HTTPMovedPermanently', 'HTTPSeeOther', 'HTTPTemporaryRedirect', 'HTTPPermanentRedirect', 'Location', 'router.add_', '.add_post(', 'web.post(', 'web.Application('],
  applies: file => file.imports('aiohttp') || file.text.has(/\.add_(?:get|post|put|patch|delete|route|routes)\(/),
  redirects: file => [...classRedirects(file, MODULES, { keyword: 'location', position: 0 }), ...headerRedirects(file, RESPONSES)],
  bindings: file => [
    ...decorated(file, { ...VERBS, view: ANY }),
    ...routeDecorators(file),
    ...routeCalls(file, ADDERS, { keywords: ['handler'], position: 1 }),
    ...routeCalls(file, { ...VERBS, view: ANY }, { keywords: ['handler'], position: 1 }, call => isRouteDefinition(file, call)),
    ...file.callsOf('add_route', 'route').flatMap((call): BindingAt[] => {
      // `resource.add_route('POST', handler)` has no path; `router.add_route('POST', '/x', handler)` has.
      const [method, second, third] = positionalsOf(call);
      const limits = method ? methodsListed(file, method) : null;
      const handler = third ?? second;
      return limits && handler ? [bound([handler], limits, third ? stringValue(second ?? null) : null, call)] : [];
    }),
    ...verbMethods(file, VIEWS, { ...VERBS, get: methods('GET') }),
  ],
};

/** `web.post('/x', handler)` of `aiohttp.web`. */
function isRouteDefinition(file: PyFile, call: Node): boolean {
  const callee = call.childForFieldName('function');
  return callee !== null && file.fullNames(callee).some(name => /^aiohttp\.web\.\w+$/.test(name));
}

/** `@routes.route('POST', '/x')`. */
function routeDecorators(file: PyFile): BindingAt[] {
  return decorated(file, { route: { keywords: ['method'], position: 0, none: ANY } }).filter(at => 'only' in at.methods);
}
