import type { Node } from 'web-tree-sitter';
import { calleeName, classAttribute, decoratorsOf, keywordOf, lastName, methodsOf, nameOf, positionalsOf, type PyFile } from '../languages/python/file.ts';
import type { PyFramework } from '../languages/python/framework.ts';
import type { BindingAt, RedirectAt } from '../languages/shared/framework.ts';
import { headerRedirects, type RedirectCall, redirectCalls } from '../languages/python/redirects.ts';
import { mountings, placed, type RouterClass, routersIn, type RouterTable } from '../languages/python/routers.ts';
import { bound, decorated, hasBase, methodsListed, methodsOfRoute, pathOf, type RouteForm, verbMethods, VERBS } from '../languages/python/routes.ts';
import type { Status } from '../model/facts.ts';
import { ANY, GET_AND_HEAD, methods } from '../model/methods.ts';

/** Flask and Werkzeug 3.2 change the default from 302 to 303 (CHANGES.rst of both; werkzeug pull request 3092, flask issue 5895). */
const CHANGED: Status = { code: 302, origin: 'default', variants: [{ when: { of: 'flask', is: '>=3.2' }, code: 303 }, { when: { of: 'werkzeug', is: '>=3.2' }, code: 303 }] };
const REDIRECT: RedirectCall = {
  location: { keyword: 'location', position: 0 }, status: { keyword: 'code', position: 1 }, defaults: CHANGED, beside: ['tuple', 'status_code'],
};
const QUART: RedirectCall = { ...REDIRECT, defaults: { code: 302, origin: 'default' } };
const CALLS: Readonly<Record<string, RedirectCall>> = {
  'flask.redirect': REDIRECT, 'flask.helpers.redirect': REDIRECT, 'flask.current_app.redirect': REDIRECT,
  'werkzeug.utils.redirect': REDIRECT, 'werkzeug.redirect': REDIRECT,
  'quart.redirect': QUART, 'quart.helpers.redirect': QUART, 'quart.current_app.redirect': QUART,
};
const RESPONSE = { status: { keyword: 'status', position: 1 }, headers: { keyword: 'headers', position: 2 } };
const RESPONSES = { 'flask.Response': RESPONSE, 'werkzeug.Response': RESPONSE, 'werkzeug.wrappers.Response': RESPONSE, 'quart.Response': RESPONSE };

const BLUEPRINT: RouterClass = { isRoot: false, prefix: 'url_prefix', names: '.' };
const ROUTERS: RouterTable = {
  'flask.Flask': { isRoot: true }, 'quart.Quart': { isRoot: true }, 'flask.Blueprint': BLUEPRINT, 'quart.Blueprint': BLUEPRINT, 'flask.blueprints.Blueprint': BLUEPRINT,
};

const ROUTE: RouteForm = { keywords: ['methods'], none: GET_AND_HEAD };
const METHOD_VIEWS = /^(?:flask\.views\.MethodView|quart\.views\.MethodView|flask_(?:restful|restx|smorest|restplus)\.\w+|flask_smorest\.\w+)$/;
/** Flask-Classful, and Flask-Classy before it: `@route` of a view class takes what `app.route` does. https://flask-classful.teracy.org/#using-custom-routes */
const CLASSFUL_VIEWS = /^flask(?:_classful|(?:_|\.ext\.)classy)\.FlaskView$/;
const CLASSFUL_ROUTE = /^flask(?:_classful|(?:_|\.ext\.)classy)\.route$/;
const VIEWS = /^(?:flask|quart)\.views\.View$/;

export const flask: PyFramework = {
  name: 'flask',
  docs: {
    title: 'Flask and Quart',
    url: 'https://flask.palletsprojects.com',
    recognised: ['`redirect` imported from `flask`, `quart` or `werkzeug.utils`, by any alias'],
    constructs: [
      { code: "redirect('/x')", status: '302 (Flask 3.2 and later: 303)', proved: 'measured', source: 'Flask 2.2.2 and 3.1.3, Quart 0.18.3; 3.2: CHANGES.rst' },
      { code: "redirect('/x', 303)", status: 'as written', proved: 'measured' },
      { code: "redirect('/x', code=303)", status: 'as written', proved: 'measured' },
      { code: "return redirect('/x'), 303", status: 'as written beside the call', proved: 'measured' },
      { code: "r = redirect('/x'); r.status_code = 303", status: 'as written', proved: 'measured' },
      { code: "Response(status=302, headers={'Location': '/x'})", status: 'as written', proved: 'measured' },
    ],
    sendable: [301, 302, 303, 307, 308],
    methods: [
      'Routes are found by `@app.route(path, methods=[…])` (GET and HEAD without a list), `@app.get`, `.post` and the other verbs, the same on blueprints, `add_url_rule`, `MethodView`, Flask-RESTful resources and view classes of Flask-Classful.',
      'A decorator of the project’s own that redirects (`@signed_in`) is reached by the methods of the views under it; a class bound to a route of another file by those of the route, and of the routes of classes below it.',
      '`form.validate_on_submit()` and `form.is_submitted()` are true for POST, PUT, PATCH and DELETE alone; what `@app.errorhandler(CSRFError)` decorates answers these methods.',
    ],
    measuredWith: [{ server: 'flask', version: 'Flask 2.2.2' }, { server: 'quart', version: 'Quart 0.18.3' }],
    example: {
      file: 'app.py',
      text: [
        'from flask import Flask, redirect',
        '',
        'app = Flask(__name__)',
        '',
        '',
        "@app.post('/login')",
        'def login():',
        "    return redirect('/account')",
        '',
      ].join('\n'),
    },
  },
  triggers: ['redirect', 'Blueprint(', 'register_blueprint', 'Flask(', 'Location', '.route(', '.post(', '.put(', '.patch(', '.delete(', 'add_url_rule'],
  applies: file => file.imports('flask', 'quart', 'werkzeug') || file.modules.some(module => /^flask_/.test(module)) || file.text.includes('add_url_rule'),
  redirects: file => [...redirectCalls(file, CALLS).map(at => within(file, at)), ...headerRedirects(file, RESPONSES)],
  routers: file => routersIn(file, ROUTERS),
  bindings: file => [
    ...placed(file, ROUTERS, [...decorated(file, { route: ROUTE, ...VERBS }), ...rules(file)]),
    ...mountings(file, ROUTERS, { register_blueprint: { prefix: 'url_prefix' } }),
    ...refused(file),
    ...decorated(file, { expose: ROUTE }, decorator => decorator.receiver === null),
    ...decorated(file, { route: ROUTE }, decorator => file.fullNames(decorator.callee).some(name => CLASSFUL_ROUTE.test(name))),
    ...verbMethods(file, METHOD_VIEWS),
    ...verbMethods(file, CLASSFUL_VIEWS, { index: GET_AND_HEAD, ...VERBS }, CLASSFUL_VIEWS),
    ...file.classes.filter(each => hasBase(file, each, VIEWS)).flatMap(each => dispatched(file, each)),
  ],
};

/** `.index` is the route of that name of the blueprint at hand: of the one that the file makes or binds its routes on. */
function within(file: PyFile, at: RedirectAt): RedirectAt {
  const { kind, text } = at.target;
  if (kind !== 'route' || !text?.startsWith('.')) return at;
  const [own, ...others] = routersIn(file, ROUTERS).filter(router => !router.isRoot);
  return own?.names && others.length === 0 ? { ...at, target: { ...at.target, name: own.names + text.slice(1) } } : at;
}

/** `@app.errorhandler(CSRFError)`: Flask-WTF looks for a token in these methods alone, https://flask-wtf.readthedocs.io/en/1.2.x/config/ (`WTF_CSRF_METHODS`). */
function refused(file: PyFile): BindingAt[] {
  if (!file.text.includes('CSRFError')) return [];
  return file.functions.flatMap(fn => decoratorsOf(fn).flatMap(({ call, name }) => {
    const [error] = call ? positionalsOf(call) : [];
    const isHandler = call && (name === 'errorhandler' || name === 'app_errorhandler') && lastName(error ?? call) === 'CSRFError';
    return isHandler ? [bound([fn], methods('POST', 'PUT', 'PATCH', 'DELETE'), null, call, 'conventional')] : [];
  }));
}

function rules(file: PyFile): BindingAt[] {
  return file.callsOf('add_url_rule').flatMap(call => {
    const view = keywordOf(call, 'view_func') ?? positionalsOf(call)[2];
    if (!view) return [];
    // A view class brings its own methods.
    const none = view.type === 'call' && calleeName(view) === 'as_view' ? ANY : GET_AND_HEAD;
    return [bound([view], methodsOfRoute(file, call, { ...ROUTE, none }), pathOf(call), call)];
  });
}

/** `View.dispatch_request` answers what the class lists in `methods`, GET without a list. */
function dispatched(file: PyFile, view: Node): BindingAt[] {
  const list = classAttribute(view, 'methods');
  const limits = list ? methodsListed(file, list) ?? ANY : GET_AND_HEAD;
  return methodsOf(view).filter(method => nameOf(method) === 'dispatch_request')
    .map(method => bound([method], limits, null, list ?? method.childForFieldName('name') ?? method));
}
