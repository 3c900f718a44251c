import type { PyFramework } from '../languages/python/framework.ts';
import { headerRedirects, type RedirectCall, redirectCalls } from '../languages/python/redirects.ts';
import { decorated, type RouteForm, routeCalls, VERBS } from '../languages/python/routes.ts';
import { GET_AND_HEAD } from '../model/methods.ts';

/** 303 to HTTP/1.1 clients, 302 to HTTP/1.0 ones, which know no 303. */
const REDIRECT: RedirectCall = { location: { keyword: 'url', position: 0 }, status: { keyword: 'code', position: 1 }, defaults: { code: 303, origin: 'default' }, ends: true };
const RESPONSE = { status: { keyword: 'status', position: 1 }, headers: { keyword: 'headers', position: 2 }, location: 'Location' };
const RESPONSES = { 'bottle.HTTPResponse': RESPONSE, 'bottle.Response': RESPONSE };
const ROUTE: RouteForm = { keywords: ['method'], position: 1, none: GET_AND_HEAD };

export const bottle: PyFramework = {
  name: 'bottle',
  docs: {
    title: 'Bottle',
    url: 'https://bottlepy.org',
    recognised: ['`redirect` imported from `bottle`'],
    constructs: [
      { code: "redirect('/x')", status: '303 (HTTP/1.0: 302)', proved: 'measured', source: 'Bottle 0.12.23' },
      { code: "redirect('/x', 302)", status: 'as written', proved: 'measured' },
      { code: "redirect('/x', code=307)", status: 'as written', proved: 'measured' },
      { code: "HTTPResponse(status=302, Location='/x')", status: 'as written', proved: 'measured' },
    ],
    sendable: [301, 302, 303, 307, 308],
    notes: ['Behind a proxy that speaks HTTP/1.0 (nginx without `proxy_http_version`) a bare `redirect()` sends 302; `code=303` does not depend on it.'],
    measuredWith: [{ server: 'bottle', version: 'Bottle 0.12.23' }],
    methods: ['Routes are found by `@route(path, method=[…])` (GET without a list), `@post` and the other verbs, the same on an application.'],
    example: {
      file: 'app.py',
      text: [
        'from bottle import post, redirect',
        '',
        '',
        "@post('/login')",
        'def login():',
        "    redirect('/account', 302)",
        '',
      ].join('\n'),
    },
  },
  triggers: ['redirect', 'Location'],
  applies: file => file.imports('bottle'),
  redirects: file => [...redirectCalls(file, CALLS), ...headerRedirects(file, RESPONSES)],
  bindings: file => [
    ...decorated(file, { ...VERBS, route: ROUTE }, ({ call }) => call !== null),
    ...routeCalls(file, { route: ROUTE }, { keywords: ['callback'], position: 2 }),
  ],
};

const CALLS = { 'bottle.redirect': REDIRECT };
