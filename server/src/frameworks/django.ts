import type { Node } from 'web-tree-sitter';
import { addKeyword, importOf, removeArgument } from '../languages/python/edits.ts';
import {
  argumentsOf, basesOf, calleeName, classAttribute, classOf, type Decorator, decoratorsOf, keywordOf, lastName, methodsOf, nameOf, parametersOf, positionalsOf, type PyFile, receiverOf, stringValue,
} from '../languages/python/file.ts';
import type { PyFramework } from '../languages/python/framework.ts';
import type { BindingAt, RedirectAt } from '../languages/shared/framework.ts';
import { memberNamed, methodNamed } from '../languages/python/handlers.ts';
import { headerRedirects, isDropped, statusBeside, writtenStatus } from '../languages/python/redirects.ts';
import { bound, decorated, hasBase, methodsListed, methodsOfRoute, pathOf, type RouteForm, testing, throughBase, verbMethods, VERBS } from '../languages/python/routes.ts';
import { booleanValue, statusValue, targetOf } from '../languages/python/values.ts';
import { isNode } from '../languages/shared/handlers.ts';
import { editsBy } from '../languages/shared/status-edits.ts';
import { insertion, replacement } from '../languages/shared/text-edits.ts';
import type { Status, StatusEdit, Target, Variant } from '../model/facts.ts';
import type { TextEdit } from '../model/text.ts';
import { ANY, GET_AND_HEAD, intersection, type MethodSet, methods, NONE, union } from '../model/methods.ts';
import { phrase } from '../model/phrase.ts';
import { oneLine, partsOf, spanOf } from '../syntax/nodes.ts';

const SHORTCUTS = { 'django.shortcuts.redirect': true };
const RESPONSES = {
  'django.http.HttpResponseRedirect': 302, 'django.http.response.HttpResponseRedirect': 302,
  'django.http.HttpResponsePermanentRedirect': 301, 'django.http.response.HttpResponsePermanentRedirect': 301,
};
const TO_LOGIN = { 'django.contrib.auth.views.redirect_to_login': true };
const PLAIN = { status: { keyword: 'status' }, headers: { keyword: 'headers' } };
const PLAIN_RESPONSES = {
  'django.http.HttpResponse': PLAIN, 'django.http.response.HttpResponse': PLAIN,
  'rest_framework.response.Response': { ...PLAIN, status: { keyword: 'status', position: 1 } },
};
const REDIRECT_VIEWS = { 'django.views.generic.RedirectView.as_view': true, 'django.views.generic.base.RedirectView.as_view': true };
const REDIRECT_VIEW = /^django\.views\.generic(?:\.base)?\.RedirectView$/;
/** `preserve_request` came with Django 5.2; before, `redirect()` takes it for an argument of the URL, so that it changes nothing. */
const SINCE_5_2: Variant = { of: 'django', is: '>=5.2' };
const BEFORE_5_2: Variant = { of: 'django', is: '<5.2' };

/** Decorators of functions, by the package that must be imported for them. Sources: django.views.decorators.http, rest_framework.decorators. */
const LIMITS: Readonly<Record<string, MethodSet | RouteForm>> = {
  require_POST: methods('POST'), require_GET: methods('GET'), require_safe: GET_AND_HEAD,
  require_http_methods: { keywords: ['request_method_list'], position: 0, none: ANY },
};
const API_VIEW: RouteForm = { keywords: ['http_method_names'], position: 0, none: GET_AND_HEAD };
const ACTION: RouteForm = { keywords: ['methods'], position: 0, none: GET_AND_HEAD };

/** Methods of classes that Django and its companions call for a submitted form, and so by POST. */
const FORM_METHODS = /^(?:form(?:set)?_(?:valid|invalid)|forms_(?:valid|invalid)|process_step)$/;
const ADMIN_METHODS = /^response_(?:add|change|delete|action|post_save_add|post_save_change)$/;
const VIEWSET_METHODS: Readonly<Record<string, MethodSet>> = {
  list: GET_AND_HEAD, retrieve: GET_AND_HEAD, create: methods('POST'), update: methods('PUT'), partial_update: methods('PATCH'), destroy: methods('DELETE'),
};
const VIEW_BASES = /^(?:django\.views\.|django\.contrib\.\w+\.(?:views|mixins)\.|rest_framework\.(?:views|generics|viewsets|mixins)\.)/;
/** Views that answer GET and POST without saying so in the class. Source: django/views/generic/edit.py, django.contrib.auth.views, allauth/account/views.py. */
const FORM_VIEWS = /(?:\.|^)(?:FormView|CreateView|UpdateView|DeleteView|ProcessFormView|LoginView|SignupView|PasswordChangeView|PasswordResetView|PasswordResetConfirmView)$/;
const DELETE_VIEW = /(?:\.|^)(?:DeleteView|DeletionMixin)$/;
/** Called before any method of a view: by `as_view`, and where its AccessMixin lets nobody in. Source: django/contrib/auth/mixins.py. */
const BEFORE_ALL = ['dispatch', 'handle_no_permission'];
/** Views that answer GET without saying so in the class. Source: django/views/generic. */
const PAGES = /(?:\.|^)(?:TemplateView|DetailView|ListView)$/;
const READ_VIEWS = /(?:\.|^)(?:View|TemplateView|DetailView|ListView|APIView)$/;

export const django: PyFramework = {
  name: 'django',
  docs: {
    title: 'Django and Django REST framework',
    url: 'https://docs.djangoproject.com',
    recognised: ['`redirect` from `django.shortcuts`, `HttpResponseRedirect` and `HttpResponsePermanentRedirect` from `django.http`, `RedirectView`'],
    constructs: [
      { code: "redirect('/x')", status: '302', proved: 'measured', source: 'Django 3.2.25 and 5.2.17' },
      { code: "redirect('/x', permanent=True)", status: '301', proved: 'measured' },
      { code: "redirect('/x', preserve_request=True)", status: '307 (before 5.2: 302)', proved: 'measured' },
      { code: "redirect('/x', status=303)", status: '302: the keyword goes to the URL', proved: 'measured' },
      { code: "HttpResponseRedirect('/x')", status: '302', proved: 'measured' },
      { code: "HttpResponseRedirect('/x', status=303)", status: 'as written', proved: 'measured' },
      { code: "HttpResponsePermanentRedirect('/x')", status: '301', proved: 'measured' },
      { code: "r = redirect('/x'); r.status_code = 303", status: 'as written', proved: 'measured' },
      { code: "redirect_to_login('/x')", status: '302', proved: 'documented', source: 'django/contrib/auth/views.py: HttpResponseRedirect' },
      { code: "RedirectView.as_view(url='/x')", status: '302, for every method', proved: 'measured' },
      { code: "Response(status=status.HTTP_303_SEE_OTHER, headers={'Location': '/x'})", status: 'as written', proved: 'measured' },
    ],
    sendable: [301, 302, 303, 307, 308],
    methods: [
      'A function view answers every method unless `@require_POST`, `@require_http_methods`, `@require_GET`, `@require_safe` or `@api_view` limit it. One that tests `request.method` or reads `request.POST` is taken to be reached by GET and by what it tests.',
      'Class-based views answer by the names of their methods, as far as `http_method_names` and `@method_decorator(require_POST)` let them; `form_valid` and `form_invalid` are reached by POST, `dispatch` and `handle_no_permission` by all that the class answers, viewsets by `create`, `update`, `partial_update` and `destroy`, or as `as_view({\'post\': \'publish\'})` says.',
    ],
    notes: [
      '`redirect()` has no keyword for 303; the fix writes `HttpResponseRedirect(resolve_url(…), status=303)`, which is what `redirect()` does inside.',
      'A generic view’s `success_url` sends 302 without a visible call and is not reported.',
    ],
    measuredWith: [{ server: 'django', version: 'Django 3.2.25 with REST framework 3.14' }],
    example: {
      file: 'views.py',
      text: [
        'from django.shortcuts import redirect',
        'from django.views.decorators.http import require_POST',
        '',
        '',
        '@require_POST',
        'def login(request):',
        "    return redirect('/account')",
        '',
      ].join('\n'),
    },
  },
  triggers: ['redirect', 'Redirect', 'Location', 'urlpatterns', 'request.method', 'request.POST', 'require_POST', 'def post(self'],
  applies: file => file.imports('django', 'rest_framework', 'ninja'),
  redirects: file => [
    ...file.callsTo(SHORTCUTS).flatMap(({ call }) => shortcut(file, call)),
    ...file.callsTo(RESPONSES).flatMap(({ call, entry }) => response(file, call, entry)),
    ...file.callsTo(TO_LOGIN).filter(({ call }) => !isDropped(call)).map(({ call }) => toLogin(file, call)),
    ...file.callsTo(REDIRECT_VIEWS).map(({ call }) => redirectView(file, call, keywordOf(call, 'permanent'), keywordOf(call, 'url'))),
    ...file.classes.filter(each => basesOf(each).some(base => file.fullNames(base).some(name => REDIRECT_VIEW.test(name))))
      .map(each => redirectView(file, each.childForFieldName('name') ?? each, classAttribute(each, 'permanent'), classAttribute(each, 'url'))),
    ...headerRedirects(file, PLAIN_RESPONSES),
  ],
  bindings: file => [
    ...decorated(file, LIMITS, decorator => comesFrom(file, decorator, 'django.views.decorators.http')),
    ...decorated(file, { api_view: API_VIEW, action: ACTION, detail_route: ACTION, list_route: ACTION }, decorator => comesFrom(file, decorator, 'rest_framework.decorators')),
    ...(file.imports('ninja') ? decorated(file, VERBS) : []),
    ...tested(file),
    ...classViews(file),
    ...urls(file),
  ],
  calls: file => file.classes.flatMap(view => BEFORE_ALL.flatMap(name => throughBase(file, view, name))),
};

function comesFrom(file: PyFile, decorator: Decorator, module: string): boolean {
  return file.fullNames(decorator.callee).some(name => name === `${module}.${decorator.name}`);
}

function shortcut(file: PyFile, call: Node): RedirectAt[] {
  const callee = call.childForFieldName('function');
  const [to] = positionalsOf(call);
  const target = to ?? keywordOf(call, 'to');
  if (!callee || argumentsOf(call).length === 0 || isDropped(call)) return [];
  const common = { node: call, target: named(targetOf(file, target)) };
  const beside = statusBeside(file, call, ['status_code']);
  if (beside) return [{ ...common, statusNode: beside, ...writtenStatus(file, beside) }];
  const permanent = flag(file, call, 'permanent');
  const preserve = flag(file, call, 'preserve_request');
  const misplaced = keywordOf(call, 'status', 'code');
  const written = misplaced ? statusValue(file, misplaced) : null;
  const usual = statusOf(permanent, preserve, [302, 301, 307, 308]);
  const status: Status = written !== null && usual.code !== null ? { ...usual, origin: 'overridden', written } : usual;
  const edits = status.code === null || preserve !== false ? [] : [
    ...(permanent ? [preserving(call, 308)] : [preserving(call, 307)]),
    ...editsBy(code => resolved(file, call, callee, code), false),
  ].filter((edit): edit is StatusEdit => edit !== null);
  return [{ ...common, statusNode: written === null ? keywordOf(call, 'permanent') : misplaced, status, edits }];
}

/** Adds `preserve_request=True`, where Django knows it. */
function preserving(call: Node, status: number): StatusEdit | null {
  const edits = addKeyword(call, 'preserve_request=True');
  return edits && { status, onlyStatus: true, edits, when: SINCE_5_2 };
}

/** `HttpResponseRedirect(resolve_url(…), status=303)`: the body of `redirect()`, with a status. */
function resolved(file: PyFile, call: Node, callee: Node, status: number): TextEdit[] {
  // What says the status in vain goes too.
  const replaced = argumentsOf(call).filter(argument => {
    const name = argument.type === 'keyword_argument' ? argument.childForFieldName('name')?.text ?? '' : '';
    return name === 'permanent' || (/^(?:status|code)$/.test(name) && statusValue(file, argument.childForFieldName('value')) !== null);
  });
  const shortcuts = callee.type === 'attribute' ? callee.text.slice(0, -(lastName(callee)?.length ?? 0)) : '';
  const responseClass = status === 308 ? 'HttpResponsePermanentRedirect' : 'HttpResponseRedirect';
  return [
    replacement(spanOf(callee), `${responseClass}(${shortcuts}resolve_url`),
    ...replaced.map(argument => removeArgument(call, argument)),
    insertion(call.endIndex, `, status=${status})`),
    ...importOf(file, 'django.http', responseClass),
    ...(shortcuts ? [] : importOf(file, 'django.shortcuts', 'resolve_url')),
  ];
}

/** `redirect('shop:detail')` takes the name of a route; what holds a slash or a dot is a URL where no route is called so (`resolve_url`). */
function named(target: Target): Target {
  return target.kind === 'path' && target.text !== null && /^[\w:-]+$/.test(target.text) ? { ...target, kind: 'route' } : target;
}

function response(file: PyFile, call: Node, usual: number): RedirectAt[] {
  const callee = call.childForFieldName('function');
  const target = positionalsOf(call)[0] ?? keywordOf(call, 'redirect_to');
  if (!callee || argumentsOf(call).length === 0 || isDropped(call)) return [];
  const common = { node: call, target: targetOf(file, target) };
  const written = statusBeside(file, call, ['status_code']) ?? keywordOf(call, 'status');
  const preserve = positionalsOf(call)[1] ? true : flag(file, call, 'preserve_request');
  if (preserve !== false) return [{ ...common, statusNode: keywordOf(call, 'preserve_request'), status: { code: preserve ? (usual === 301 ? 308 : 307) : null, origin: 'explicit' }, edits: [] }];
  if (written) return [{ ...common, statusNode: written, ...writtenStatus(file, written) }];
  const edits = editsBy(status => {
    const added = addKeyword(call, `status=${status}`);
    if (!added || usual === 302 || status === 308) return added;
    // 303 under the name of the permanent response would deceive its readers.
    const name = callee.type === 'attribute' ? callee.childForFieldName('attribute') : callee;
    if (!name) return added;
    return [...added, replacement(spanOf(name), 'HttpResponseRedirect'), ...(callee.type === 'identifier' ? importOf(file, 'django.http', 'HttpResponseRedirect') : [])];
  });
  return [{ ...common, statusNode: null, status: { code: usual, origin: 'default' }, edits }];
}

/** `redirect_to_login(next, login_url)` takes no status. */
function toLogin(file: PyFile, call: Node): RedirectAt {
  const target = keywordOf(call, 'login_url') ?? positionalsOf(call)[1] ?? null;
  return {
    node: call, statusNode: null, target: named(targetOf(file, target)), edits: [], sendable: [302], status: { code: 302, origin: 'default' },
    instead: phrase('redirect_to_login() sends 302 to every method: return HttpResponseRedirect(…, status=303) to the login page instead.'),
  };
}

function redirectView(file: PyFile, node: Node, permanent: Node | null, url: Node | null): RedirectAt {
  const lasting = permanent ? booleanValue(file, permanent) : false;
  return {
    node, statusNode: permanent, target: targetOf(file, url), edits: [], sendable: [301, 302],
    status: { code: lasting === null ? null : lasting ? 301 : 302, origin: permanent ? 'explicit' : 'default' },
    instead: phrase('RedirectView answers every method with 301 or 302: limit it with http_method_names, or write a view that sends 307.'),
  };
}

/** A keyword that is true, false (also where it is absent) or computed: null. */
function flag(file: PyFile, call: Node, name: string): boolean | null {
  const value = keywordOf(call, name);
  return value ? booleanValue(file, value) : false;
}

function statusOf(permanent: boolean | null, preserve: boolean | null, [found, moved, temporary, lasting]: readonly [number, number, number, number]): Status {
  if (permanent === null || preserve === null) return { code: null, origin: 'explicit' };
  if (!preserve) return { code: permanent ? moved : found, origin: permanent ? 'explicit' : 'default' };
  return { code: permanent ? lasting : temporary, origin: 'explicit', variants: [{ when: BEFORE_5_2, code: permanent ? moved : found }] };
}

/** Function views that test the method or read what was posted: GET reaches them, and what they test. */
function tested(file: PyFile): BindingAt[] {
  return testing(file, file.functions.filter(fn => parametersOf(fn).some(({ name }) => name === 'request') && !limitedByDecorator(fn) && !(classOf(fn) && Object.hasOwn(VERBS, nameOf(fn)))));
}

function limitedByDecorator(fn: Node): boolean {
  return decoratorsOf(fn).some(({ name }) => Object.hasOwn(LIMITS, name) || name === 'api_view' || name === 'action');
}

function classViews(file: PyFile): BindingAt[] {
  const limits = new Map<number, MethodSet>();
  const answering = [
    ...verbMethods(file, VIEW_BASES).map(at => at.handlers.some(handler => isNode(handler) && isDeletion(file, handler)) ? { ...at, methods: union(at.methods, methods('POST')) } : at),
    ...verbMethods(file, /^rest_framework\.viewsets\./, VIEWSET_METHODS, /ViewSet$/),
    ...file.classes.flatMap(view => methodsOf(view).flatMap(method => conventional(file, view, method))),
    ...file.classes.flatMap(view => inherited(file, view)),
  ];
  return answering.map(at => {
    const [handler] = at.handlers;
    const view = handler && isNode(handler) ? classOf(handler) : null;
    if (!view || !handler || !isNode(handler)) return at;
    if (!limits.has(view.id)) limits.set(view.id, limitsOfClass(file, view, 'dispatch'));
    return { ...at, methods: intersection(at.methods, intersection(limits.get(view.id) ?? ANY, limitsOfClass(file, view, nameOf(handler)))) };
  });
}

/**
 * What limits a method of a class beside its name: `@method_decorator(require_POST, name='dispatch')` on the class, `@method_decorator(require_POST)`
 * on the method, and for the method `dispatch`, through which all go, the class's `http_method_names`.
 * Source: https://docs.djangoproject.com/en/5.2/topics/class-based-views/intro/#decorating-the-class
 */
function limitsOfClass(file: PyFile, view: Node, name: string): MethodSet {
  const listed = name === 'dispatch' ? methodsListed(file, classAttribute(view, 'http_method_names')) ?? ANY : ANY;
  const onClass = decoratorsOf(view).filter(({ call }) => call && stringValue(keywordOf(call, 'name') ?? positionalsOf(call)[1] ?? null) === name);
  const onMethod = methodsOf(view).filter(method => nameOf(method) === name).flatMap(decoratorsOf);
  return [...onClass, ...onMethod].filter(decorator => decorator.call && comesFrom(file, decorator, 'django.utils.decorators'))
    .reduce((all, { call }) => intersection(all, limitOf(file, call ? positionalsOf(call)[0] ?? null : null)), listed);
}

/** `require_POST`, `require_http_methods(['POST'])`, or a list of decorators. */
function limitOf(file: PyFile, expression: Node | null): MethodSet {
  if (!expression) return ANY;
  const node = file.follow(expression);
  if (node.type === 'list' || node.type === 'tuple') return partsOf(node).reduce((all, item) => intersection(all, limitOf(file, item)), ANY);
  const callee = node.type === 'call' ? node.childForFieldName('function') : node;
  const name = callee ? file.fullNames(callee).find(full => full.startsWith('django.views.decorators.http.'))?.split('.').at(-1) ?? '' : '';
  const entry = Object.hasOwn(LIMITS, name) ? LIMITS[name] : undefined;
  if (!entry) return ANY;
  return 'keywords' in entry ? methodsOfRoute(file, node, entry) : entry;
}

/** DeleteView deletes on POST; until Django 3.2 it does so by its own `delete`. */
function isDeletion(file: PyFile, method: Node): boolean {
  const view = classOf(method);
  return nameOf(method) === 'delete' && view !== null && (hasBase(file, view, DELETE_VIEW) || basesOf(view).some(base => DELETE_VIEW.test(base.text)));
}

function conventional(file: PyFile, view: Node, method: Node): BindingAt[] {
  const name = nameOf(method);
  const at = (limits: MethodSet, says: string): BindingAt[] => [{ handlers: [method], methods: limits, path: null, evidence: 'conventional', node: method.childForFieldName('name') ?? method, says }];
  if (FORM_METHODS.test(name)) return at(methods('POST'), `${nameOf(view)}.${name} is called for a submitted form: POST`);
  const bases = basesOf(view).map(base => lastName(base) ?? '');
  if (bases.some(base => /Admin$/.test(base))) {
    if (ADMIN_METHODS.test(name)) return at(methods('POST'), `the admin calls ${name} after a submitted form: POST`);
    const [, second, third] = parametersOf(method);
    if (second?.name === 'request' && third?.name === 'queryset') return at(methods('POST'), 'the admin runs its actions by POST');
  }
  // django-formtools: formtools/wizard/views.py, formtools/preview.py.
  if (name === 'done' && bases.some(base => /Wizard|FormPreview/.test(base))) return at(methods('POST'), 'done is called after the last form was submitted: POST');
  if (BEFORE_ALL.includes(name)) {
    const limits = dispatchedMethods(file, view);
    return limits ? at(limits, `${nameOf(view)}.${name} comes before all that the class answers`) : [];
  }
  return [];
}

/** What a class without a method of its own for any request has from a base before all that it answers: `class Edit(OwnerMixin, UpdateView)`. */
function inherited(file: PyFile, view: Node): BindingAt[] {
  const answered = methodsOf(view).some(method => Object.hasOwn(VERBS, nameOf(method))) ? null : dispatchedMethods(file, view);
  if (!answered) return [];
  const limits = intersection(answered, limitsOfClass(file, view, 'dispatch'));
  return BEFORE_ALL.flatMap((name): BindingAt[] => {
    const handlers = methodNamed(file, view, name).filter(({ node }) => !node || classOf(node)?.id !== view.id).map(({ node, ref }) => node ?? ref);
    return handlers.length === 0 ? [] : [{ handlers, methods: limits, path: null, evidence: 'conventional', node: view.childForFieldName('name') ?? view, says: `${nameOf(view)} goes through ${name}` }];
  });
}

/** What a class answers as far as it and its visible bases say; null where a base may answer more and none of it is known to write. */
function dispatchedMethods(file: PyFile, view: Node): MethodSet | null {
  const own = methodsOf(view).map(method => VERBS[nameOf(method)] ?? (FORM_METHODS.test(nameOf(method)) ? methods('POST') : NONE)).reduce(union, NONE);
  const isForm = hasBase(file, view, FORM_VIEWS) || basesOf(view).some(base => FORM_VIEWS.test(base.text));
  const isPage = basesOf(view).some(base => PAGES.test(base.text));
  const listed = isForm ? union(own, union(GET_AND_HEAD, methods('POST'))) : isPage ? union(own, GET_AND_HEAD) : own;
  const writes = 'only' in listed && listed.only.includes('POST');
  const closed = basesOf(view).every(base => READ_VIEWS.test(base.text) || FORM_VIEWS.test(base.text) || /Mixin$/.test(base.text));
  return writes || (closed && basesOf(view).length > 0 && 'only' in listed && listed.only.length > 0) ? listed : null;
}

/** `path('x', view)`, with what decorators around the view limit: `path('x', require_POST(view))`. */
function urls(file: PyFile): BindingAt[] {
  if (!file.imports('django.urls', 'django.conf.urls')) return [];
  return file.callsOf('path', 're_path', 'url').flatMap((call): BindingAt[] => {
    const view = positionalsOf(call)[1] ?? keywordOf(call, 'view');
    if (!view || (view.type === 'call' && calleeName(view) === 'include')) return [];
    if (view.type === 'call' && calleeName(view) === 'as_view') return actions(file, view, call);
    const limits = limitsAround(file, view);
    // A view answers what its own decorators and conditions leave; that it has a path adds no method.
    return limits === ANY ? [] : [bound([view], limits, pathOf(call), call)];
  });
}

/** `ItemViewSet.as_view({'post': 'create'})`: https://www.django-rest-framework.org/api-guide/viewsets/ */
function actions(file: PyFile, view: Node, route: Node): BindingAt[] {
  const [table] = positionalsOf(view);
  const owner = receiverOf(view);
  if (table?.type !== 'dictionary' || !owner) return [];
  return partsOf(table).flatMap((pair): BindingAt[] => {
    const limits = VERBS[stringValue(pair.childForFieldName('key'))?.toLowerCase() ?? ''];
    const action = stringValue(pair.childForFieldName('value'));
    const handlers = limits && action !== null ? memberNamed(file, owner, action).map(({ node, ref }) => node ?? ref) : [];
    return limits && handlers.length > 0 ? [{ handlers, methods: limits, path: pathOf(route), evidence: 'proven', node: pair, says: `bound here: ${oneLine(pair)}` }] : [];
  });
}

function limitsAround(file: PyFile, view: Node): MethodSet {
  if (view.type !== 'call') return ANY;
  const entry = LIMITS[calleeName(view) ?? ''];
  if (entry && !('keywords' in entry)) return entry;
  const wrapper = view.childForFieldName('function');
  if (wrapper?.type === 'call' && calleeName(wrapper) === 'require_http_methods') return methodsListed(file, positionalsOf(wrapper)[0] ?? null) ?? ANY;
  const [inner] = positionalsOf(view);
  return inner ? limitsAround(file, inner) : ANY;
}
