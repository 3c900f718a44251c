import { decoratorsOf } from '../languages/python/file.ts';
import type { PyFramework } from '../languages/python/framework.ts';
import type { BindingAt } from '../languages/shared/framework.ts';
import { type RedirectCall, redirectCalls } from '../languages/python/redirects.ts';
import { bound, methodsOfRoute, verbMethods } from '../languages/python/routes.ts';
import { ANY, GET_AND_HEAD, methods } from '../model/methods.ts';

/** 303 to HTTP/1.1 clients, 302 to HTTP/1.0 ones. */
const REDIRECT: RedirectCall = { location: { keyword: 'urls', position: 0 }, status: { keyword: 'status', position: 1 }, defaults: { code: 303, origin: 'default' } };
const CALLS = { 'cherrypy.HTTPRedirect': REDIRECT };
/** MethodDispatcher calls methods by the request's own, in capitals. */
const DISPATCHED = { GET: GET_AND_HEAD, POST: methods('POST'), PUT: methods('PUT'), PATCH: methods('PATCH'), DELETE: methods('DELETE') };

export const cherrypy: PyFramework = {
  name: 'cherrypy',
  docs: {
    title: 'CherryPy',
    url: 'https://docs.cherrypy.dev',
    recognised: ['`cherrypy.HTTPRedirect`, raised'],
    constructs: [
      { code: "raise cherrypy.HTTPRedirect('/x')", status: '303 (HTTP/1.0: 302)', proved: 'measured', source: 'CherryPy 18.8' },
      { code: "raise cherrypy.HTTPRedirect('/x', 302)", status: 'as written', proved: 'measured' },
      { code: "raise cherrypy.HTTPRedirect('/x', status=302)", status: 'as written', proved: 'measured' },
    ],
    sendable: [301, 302, 303, 307, 308],
    methods: ['An exposed function answers every method unless `@cherrypy.tools.allow(methods=[…])` limits it; with the MethodDispatcher, `def POST(self)` answers POST.'],
    measuredWith: [{ server: 'cherrypy', version: 'CherryPy 18.8' }],
    example: {
      file: 'app.py',
      text: [
        'import cherrypy',
        '',
        '',
        'class Root:',
        '    @cherrypy.expose',
        "    @cherrypy.tools.allow(methods=['POST'])",
        '    def login(self):',
        "        raise cherrypy.HTTPRedirect('/account', 302)",
        '',
      ].join('\n'),
    },
  },
  triggers: ['HTTPRedirect'],
  applies: file => file.imports('cherrypy'),
  // `HTTPRedirect([], 304)` is how CherryPy says Not Modified.
  redirects: file => redirectCalls(file, CALLS).filter(({ status }) => status.code !== 304),
  bindings: file => [...allowed(file), ...verbMethods(file, /^$/, DISPATCHED, /./)],
};

function allowed(file: Parameters<PyFramework['bindings']>[0]): BindingAt[] {
  return file.functions.flatMap(fn => decoratorsOf(fn).filter(({ name }) => name === 'allow')
    .map(({ call, node }) => bound([fn], methodsOfRoute(file, call, { keywords: ['methods'], position: 0, none: ANY }), null, node)));
}
