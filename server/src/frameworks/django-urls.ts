import type { Node } from 'web-tree-sitter';
import { calleeName, keywordOf, positionalsOf, type PyFile, stringValue } from '../languages/python/file.ts';
import type { PyFramework } from '../languages/python/framework.ts';
import { modulesNamed } from '../languages/python/handlers.ts';
import { bound, pathOf } from '../languages/python/routes.ts';
import type { BindingAt, EndpointAt, PlacedAt, RouterAt } from '../languages/shared/framework.ts';
import type { HandlerRef } from '../model/facts.ts';
import { ANY } from '../model/methods.ts';
import { ancestorsOf, oneLine } from '../syntax/nodes.ts';

const ROUTES = ['path', 're_path', 'url'];

/** Where Django's views stand: what redirects lead to, and where they start. */
export const djangoUrls: PyFramework = {
  name: 'django-urls',
  docs: {
    title: 'Django URLs',
    url: 'https://docs.djangoproject.com/en/5.2/topics/http/urls/',
    recognised: ['`urlpatterns` in a module that imports `django.urls`'],
    constructs: [],
    sendable: [],
    notes: ['`path`, `re_path`, `include` and names with their namespaces are read to find where redirects lead; a view answers the methods that it says itself.'],
  },
  triggers: ['urlpatterns'],
  applies: statesUrls,
  redirects: () => [],
  routers: urlRouters,
  bindings: urlMounts,
  endpoints: urlEndpoints,
};

/** Whether a module states URLs: https://docs.djangoproject.com/en/5.2/topics/http/urls/ */
function statesUrls(file: PyFile): boolean {
  return file.imports('django.urls', 'django.conf.urls') && file.text.has(/\burlpatterns\b/);
}

/**
 * The list `urlpatterns` of a module stands for its routes, wherever it is included; `app_name` stands before their names.
 * The module that has the admin's URLs is the root of its project.
 */
function urlRouters(file: PyFile): RouterAt[] {
  const list = statesUrls(file) ? patternsOf(file) : null;
  if (!list) return [];
  const name = file.text.match(/^app_name\s*=\s*['"]([\w.:-]+)['"]/m)?.[1];
  return [{ node: list, path: '', isRoot: file.text.has(/\badmin\.site\.urls\b/), ...(name === undefined ? {} : { names: `${name}:` }) }];
}

/** `path('x/', view, name='y')`: a view answers what its own decorators and conditions leave; that it has a path adds no method. */
function urlEndpoints(file: PyFile): EndpointAt[] {
  return routeCallsOf(file).flatMap((call): EndpointAt[] => {
    const view = viewOf(call);
    const path = pathWithin(call);
    if (!view || isInclude(view) || path === undefined) return [];
    const name = stringValue(keywordOf(call, 'name'));
    return [{ handlers: [view], methods: ANY, path, node: call, says: `bound here: ${oneLine(call)}`, ...place(file), ...(name === null ? {} : { name }) }];
  });
}

/** `path('shop/', include('shop.urls'))` mounts the URLs of another module. */
function urlMounts(file: PyFile): BindingAt[] {
  return routeCallsOf(file).flatMap((call): BindingAt[] => {
    const view = viewOf(call);
    const path = pathWithin(call);
    const included = view && isInclude(view) ? positionalsOf(view)[0] : null;
    if (!included || path === undefined) return [];
    const handlers = modulesIncluded(file, included);
    return [{ ...bound([], ANY, path, call), handlers, mounts: true, says: `included here: ${oneLine(call)}`, ...place(file) }];
  });
}

function routeCallsOf(file: PyFile): Node[] {
  return statesUrls(file) ? file.callsOf(...ROUTES) : [];
}

function viewOf(call: Node): Node | null {
  return positionalsOf(call)[1] ?? keywordOf(call, 'view');
}

function isInclude(view: Node): boolean {
  return view.type === 'call' && calleeName(view) === 'include';
}

/** `include('shop.urls')`, `include(('shop.urls', 'shop'))`, `include(shop_urls)`. */
function modulesIncluded(file: PyFile, expression: Node): HandlerRef[] {
  const inner = expression.type === 'tuple' ? expression.firstNamedChild ?? expression : expression;
  const text = stringValue(inner);
  if (text !== null) return modulesNamed(file.path, text).map(module => ({ module, name: 'urlpatterns' }));
  // An imported module is named as a member of its package.
  return file.fullNames(inner).flatMap(full => modulesNamed(file.path, full)).map(module => ({ module, name: 'urlpatterns' }));
}

/** The path of a route with those of the routes around it; undefined where it stands in something else that has a prefix. */
function pathWithin(call: Node): string | null | undefined {
  const around = [...ancestorsOf(call)].filter(parent => parent.type === 'call');
  let path = pathOf(call);
  for (const outer of around) {
    const name = calleeName(outer) ?? '';
    if (name === 'i18n_patterns') return undefined;
    if (!ROUTES.includes(name)) continue;
    const before = pathOf(outer);
    path = before === null || path === null ? null : `${before.replace(/^\^/, '').replace(/\$$/, '')}${path.replace(/^\^/, '')}`;
  }
  return path;
}

function place(file: PyFile): Pick<PlacedAt, 'router'> {
  const list = patternsOf(file);
  return list ? { router: list } : {};
}

/** What is first assigned to `urlpatterns`. */
function patternsOf(file: PyFile): Node | null {
  for (const statement of file.root.namedChildren) {
    const assignment = statement?.type === 'expression_statement' ? statement.firstNamedChild : null;
    if (assignment?.type === 'assignment' && assignment.childForFieldName('left')?.text === 'urlpatterns') return assignment.childForFieldName('right');
  }
  return null;
}
