import type { PyFramework } from '../languages/python/framework.ts';
import { headerRedirects, type RedirectCall, redirectCalls } from '../languages/python/redirects.ts';
import { decorated, type RouteForm, routeCalls, verbMethods, VERBS } from '../languages/python/routes.ts';
import { GET_AND_HEAD } from '../model/methods.ts';

const REDIRECT: RedirectCall = {
  location: { keyword: 'to', position: 0 }, status: { keyword: 'status', position: 2 }, defaults: { code: 302, origin: 'default' }, beside: ['status'],
};
const CALLS = { 'sanic.redirect': REDIRECT, 'sanic.response.redirect': REDIRECT, 'sanic.response.convenience.redirect': REDIRECT };
const RESPONSE = { status: { keyword: 'status', position: 1 }, headers: { keyword: 'headers', position: 2 } };
const RESPONSES = { 'sanic.HTTPResponse': RESPONSE, 'sanic.response.HTTPResponse': RESPONSE, 'sanic.response.empty': { status: { keyword: 'status', position: 0 }, headers: { keyword: 'headers', position: 1 } } };
const ROUTE: RouteForm = { keywords: ['methods'], position: 1, none: GET_AND_HEAD };
const SOURCE = 'sanic/response/convenience.py: redirect(to, headers=None, status=302, …)';

export const sanic: PyFramework = {
  name: 'sanic',
  docs: {
    title: 'Sanic',
    url: 'https://sanic.dev',
    recognised: ['`redirect` imported from `sanic` or `sanic.response`'],
    constructs: [
      { code: "redirect('/x')", status: '302', proved: 'documented', source: SOURCE },
      { code: "redirect('/x', status=303)", status: 'as written', proved: 'documented', source: SOURCE },
      { code: "redirect('/x', {}, 303)", status: 'as written: the status is the third argument', proved: 'documented', source: SOURCE },
    ],
    sendable: [301, 302, 303, 307, 308],
    methods: ['Routes are found by `@app.route(path, methods=[…])` (GET without a list), `@app.post` and the other verbs, `add_route` and `HTTPMethodView`.'],
    example: {
      file: 'app.py',
      text: [
        'from sanic import Sanic',
        'from sanic.response import redirect',
        '',
        "app = Sanic('app')",
        '',
        '',
        "@app.post('/login')",
        'async def login(request):',
        "    return redirect('/account')",
        '',
      ].join('\n'),
    },
  },
  triggers: ['redirect', 'Location', 'location'],
  applies: file => file.imports('sanic'),
  redirects: file => [...redirectCalls(file, CALLS), ...headerRedirects(file, RESPONSES)],
  bindings: file => [
    ...decorated(file, { ...VERBS, route: ROUTE }),
    ...routeCalls(file, { add_route: { keywords: ['methods'], position: 2, none: GET_AND_HEAD } }, { keywords: ['handler'], position: 0 }),
    ...verbMethods(file, /^sanic\.views\.HTTPMethodView$/),
  ],
};
