import type { PyFramework } from '../languages/python/framework.ts';
import { headerRedirects, type RedirectCall, redirectCalls } from '../languages/python/redirects.ts';
import { decorated, type RouteForm, VERBS } from '../languages/python/routes.ts';
import { ANY } from '../model/methods.ts';

const REDIRECT: RedirectCall = { location: { keyword: 'path', position: 0 }, status: { keyword: 'status_code' }, defaults: { code: 302, origin: 'default' } };
const CALLS = { 'litestar.response.Redirect': REDIRECT, 'litestar.response.redirect.Redirect': REDIRECT };
const RESPONSE = { status: { keyword: 'status_code' }, headers: { keyword: 'headers' } };
const RESPONSES = { 'litestar.Response': RESPONSE, 'litestar.response.Response': RESPONSE, 'litestar.response.base.Response': RESPONSE };
const ROUTE: RouteForm = { keywords: ['http_method'], none: ANY };
const SOURCE = 'litestar/response/redirect.py: Redirect(path, *, status_code=None, …), 302 without a status';

export const litestar: PyFramework = {
  name: 'litestar',
  docs: {
    title: 'Litestar',
    url: 'https://litestar.dev',
    recognised: ['`Redirect` imported from `litestar.response`'],
    constructs: [
      { code: "Redirect(path='/x')", status: '302', proved: 'documented', source: SOURCE },
      { code: "Redirect('/x', status_code=303)", status: 'as written', proved: 'documented', source: SOURCE },
    ],
    sendable: [301, 302, 303, 307, 308],
    methods: ['Handlers are found by `@get`, `@post`, `@put`, `@patch`, `@delete` and `@route(http_method=[…])`, on functions and in controllers.'],
    example: {
      file: 'app.py',
      text: [
        'from litestar import post',
        'from litestar.response import Redirect',
        '',
        '',
        "@post('/login')",
        'async def login() -> Redirect:',
        "    return Redirect('/account')",
        '',
      ].join('\n'),
    },
  },
  triggers: ['Redirect', 'Location', 'location'],
  applies: file => file.imports('litestar'),
  redirects: file => [...redirectCalls(file, CALLS), ...headerRedirects(file, RESPONSES)],
  bindings: file => decorated(file, { ...VERBS, route: ROUTE }, ({ callee }) => file.fullNames(callee).some(name => name.startsWith('litestar.'))),
};
