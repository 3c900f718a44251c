import type { Node } from 'web-tree-sitter';
import { argumentsOf, basesOf, decoratorsOf, keywordOf, lastName, methodsOf, nameOf, parametersOf, positionalsOf, type PyFile, stringValue } from '../languages/python/file.ts';
import type { PyFramework } from '../languages/python/framework.ts';
import type { BindingAt, CallAt } from '../languages/shared/framework.ts';
import { classRedirects, functionAround, headerRedirects } from '../languages/python/redirects.ts';
import { bound, decorated, hasBase, methodsListed, type RouteForm, routeCalls, testing, VERBS } from '../languages/python/routes.ts';
import { ANY, GET_AND_HEAD, methods, type MethodSet, NONE, union } from '../model/methods.ts';
import { oneLine } from '../syntax/nodes.ts';

const MODULES = ['pyramid.httpexceptions', 'webob.exc'];
const RESPONSE = { status: { keyword: 'status' }, headers: { keyword: 'headers' }, location: 'location' };
const RESPONSES = { 'pyramid.response.Response': RESPONSE, 'webob.Response': RESPONSE };
/** Classes above a view are looked up so many steps away. */
const DEEPEST_LINEAGE = 6;
const VIEW: RouteForm = { keywords: ['request_method'], none: ANY };

export const pyramid: PyFramework = {
  name: 'pyramid',
  docs: {
    title: 'Pyramid',
    url: 'https://docs.pylonsproject.org/projects/pyramid',
    recognised: ['`HTTPFound` and its siblings from `pyramid.httpexceptions` or `webob.exc`, raised or returned'],
    constructs: [
      { code: "return HTTPFound(location='/x')", status: '302', proved: 'measured', source: 'Pyramid 2.0' },
      { code: "raise HTTPFound('/x')", status: '302', proved: 'measured' },
      { code: "return HTTPMovedPermanently('/x')", status: '301', proved: 'measured' },
      { code: "Response(status=302, location='/x')", status: 'as written', proved: 'measured' },
    ],
    sendable: [301, 302, 303, 307, 308],
    methods: [
      'Views are found by `@view_config(request_method=…)`, `@view_defaults`, `config.add_view` and Cornice’s `@resource`; a view without `request_method` answers every method; one that tests `request.method` or reads `request.POST` is taken to be reached by GET and by what it tests.',
      'A form view of pyramid_deform calls its `…_success` and `…_failure` for a submitted form; a list of methods in an option of the project’s own (`require_methods=[…]`) limits a view.',
      'The view of an exception is reached by the methods of the views in its file that raise it, and of those of its `route_name`.',
      'A view without `request_method` that takes over from others of its route by a further predicate (`is_authenticated=True`) gets the methods of these.',
    ],
    measuredWith: [{ server: 'pyramid', version: 'Pyramid 2.0' }],
    example: {
      file: 'views.py',
      text: [
        'from pyramid.httpexceptions import HTTPFound',
        'from pyramid.view import view_config',
        '',
        '',
        "@view_config(route_name='login', request_method='POST')",
        'def login(request):',
        "    return HTTPFound(location='/account')",
        '',
      ].join('\n'),
    },
  },
  triggers: ['HTTPFound', 'HTTPMovedPermanently', 'HTTPSeeOther', 'HTTPTemporaryRedirect', 'HTTPPermanentRedirect', 'location', 'add_view', 'view_config'],
  applies: file => file.imports('pyramid', 'webob') || file.text.includes('.add_view('),
  redirects: file => [...classRedirects(file, MODULES, { keyword: 'location', position: 0 }), ...headerRedirects(file, RESPONSES)],
  bindings: file => [
    ...views(file),
    ...routeCalls(file, { add_view: VIEW }, { keywords: ['view'], position: 0 }),
    ...testing(file, configured(file).filter(({ limits, handler }) => limits === null && handler.type === 'function_definition').map(({ handler }) => handler)),
    ...(file.imports('cornice') ? resources(file) : []),
    ...submittedForms(file),
  ],
  calls: exceptionViews,
};

/** A view of an exception (`@view_config(context=NotKnown)`) answers the requests of those who raise it. */
function exceptionViews(file: PyFile): CallAt[] {
  return file.functions.flatMap(view => decoratorsOf(view).flatMap(({ name, call }) => {
    const context = call && /^(?:exception_)?view_config$/.test(name) ? keywordOf(call, 'context') ?? (name === 'view_config' ? null : positionalsOf(call)[0] ?? null) : null;
    const exception = context ? lastName(context) : null;
    if (exception === null) return [];
    return file.callsOf(exception).flatMap((raised): CallAt[] => {
      const caller = raised.parent?.type === 'raise_statement' ? functionAround(raised) : null;
      return caller && caller.id !== view.id ? [{ callees: [view], callers: [caller], node: raised, says: `called here: ${oneLine(raised)}` }] : [];
    });
  }));
}

/**
 * `@view_config` on functions, methods and classes (`attr` names the method), with what `@view_defaults` gives the class.
 * A view that names no method, and takes over from others of its route by a further predicate (`is_authenticated=True`), gets the methods of these.
 */
function views(file: PyFile): BindingAt[] {
  const limited = new Map<string, MethodSet>();
  const stated = configured(file);
  for (const { route, limits } of stated) if (route !== null && limits) limited.set(route, union(limited.get(route) ?? NONE, limits));
  return stated.map(({ handler, limits, route, isFurther, node }) => {
    const others = route !== null && isFurther ? limited.get(route) : undefined;
    return bound([handler], limits ?? (others ? union(others, GET_AND_HEAD) : ANY), null, node);
  });
}

/** One `@view_config`; `limits` is null where it names no method. */
interface ViewAt {
  readonly handler: Node;
  readonly limits: MethodSet | null;
  readonly route: string | null;
  /** Whether it answers part of what other views of its route would: under a further predicate, or for an exception of theirs. */
  readonly isFurther: boolean;
  readonly node: Node;
}

/** Arguments that choose no requests: https://docs.pylonsproject.org/projects/pyramid/en/2.0-branch/narr/viewconfig.html#non-predicate-arguments */
const NO_PREDICATES = ['route_name', 'renderer', 'permission', 'attr', 'name', 'http_cache', 'decorator', 'mapper', 'require_csrf', 'wrapper', 'request_method'];

function configured(file: PyFile): ViewAt[] {
  return [...file.functions, ...file.classes].flatMap(definition => decoratorsOf(definition).flatMap(({ node, name, call }): ViewAt[] => {
    if ((name !== 'view_config' && name !== 'exception_view_config') || !call) return [];
    const attr = stringValue(keywordOf(call, 'attr'));
    const handler = definition.type === 'class_definition' && attr !== null
      ? methodsOf(definition).find(method => method.childForFieldName('name')?.text === attr) ?? definition : definition;
    const limits = predicates(file, call) ?? defaultsOf(file, definition);
    const keywords = argumentsOf(call).map(argument => argument.childForFieldName('name')?.text ?? '');
    const isFurther = name === 'exception_view_config' || keywords.some(keyword => keyword !== '' && !NO_PREDICATES.includes(keyword));
    return [{ handler, limits, route: stringValue(keywordOf(call, 'route_name')), isFurther, node }];
  }));
}

function predicates(file: PyFile, call: Node): MethodSet | null {
  const own = methodsListed(file, keywordOf(call, 'request_method')) ?? ownLimit(file, call);
  if (own) return own;
  // The documentation's own idiom for a submitted form: request_param='form.submitted'.
  return /submit/.test(stringValue(keywordOf(call, 'request_param')) ?? '') ? methods('POST') : null;
}

/** A project's own option of a view, which a view deriver of its acts on: `require_methods=['POST']`. Its name and a list of nothing but methods say what it does. */
function ownLimit(file: PyFile, call: Node): MethodSet | null {
  const option = argumentsOf(call).find(argument => /^(?:require|required|allow|allowed|http|accept|accepted)_methods?$/.test(argument.childForFieldName('name')?.text ?? ''));
  return methodsListed(file, option?.childForFieldName('value') ?? null);
}

function defaultsOf(file: PyFile, definition: Node): MethodSet | null {
  let around: Node | null = definition;
  while (around && around.type !== 'class_definition') around = around.parent;
  const defaults = around ? decoratorsOf(around).find(({ name }) => name === 'view_defaults')?.call : null;
  return defaults ? predicates(file, defaults) : null;
}

/**
 * A form view of pyramid_deform calls `save_success` and `save_failure` where the button `save` is in `request.POST`.
 * Source: https://github.com/Pylons/pyramid_deform/blob/master/pyramid_deform/__init__.py (FormView.__call__)
 */
function submittedForms(file: PyFile): BindingAt[] {
  const views = file.classes.filter(each => isFormView(file, each));
  return views.flatMap(view => methodsOf(view).flatMap((method): BindingAt[] => {
    const isProven = hasBase(file, view, /^pyramid_deform\.(?:\w+\.)*\w*FormView$/);
    const takesForm = parametersOf(method)[1]?.name === 'appstruct' || isProven;
    if (!/_(?:success|failure)$/.test(nameOf(method)) || !takesForm) return [];
    const node = method.childForFieldName('name') ?? method;
    return [{ handlers: [method], methods: methods('POST'), path: null, evidence: isProven ? 'proven' : 'conventional', node, says: `${nameOf(view)}.${nameOf(method)} is called for a submitted form: POST` }];
  }));
}

/** Whether a class, or one of those above it in the file, is named as a form view or has one as its base. */
function isFormView(file: PyFile, view: Node, depth = 0): boolean {
  return /FormView$/.test(nameOf(view)) || basesOf(view).some(base => {
    if (/FormView$/.test(lastName(base) ?? '')) return true;
    const definition = base.type === 'identifier' && depth < DEEPEST_LINEAGE ? file.define(base) : null;
    return definition?.kind === 'class' && isFormView(file, definition.node, depth + 1);
  });
}

/** Cornice names the methods of a resource by their verbs, with `collection_` for its list; services have a decorator for each verb. */
function resources(file: PyFile): BindingAt[] {
  const inClasses = file.classes.filter(each => decoratorsOf(each).some(({ name }) => name === 'resource')).flatMap(each => methodsOf(each).flatMap(method => {
    const name = method.childForFieldName('name');
    const limits = VERBS[name?.text.replace(/^collection_/, '') ?? ''];
    return limits && name ? [bound([method], limits, null, name)] : [];
  }));
  return [...inClasses, ...decorated(file, VERBS)];
}
