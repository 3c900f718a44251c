import type { Node } from 'web-tree-sitter';
import type { PhpFile } from '../languages/php/file.ts';
import type { PhpFramework } from '../languages/php/framework.ts';
import { handlersIn, nameBelowControllers } from '../languages/php/handlers.ts';
import { type RedirectCall, redirectAt } from '../languages/php/redirects.ts';
import { methodsListed, VERBS } from '../languages/php/routes.ts';
import { argumentsOf, calleeName, elementsOf, isFunction, isMethodCall, receiverOf, stringValue } from '../languages/php/syntax.ts';
import { targetOf } from '../languages/php/values.ts';
import type { BindingAt, RedirectAt } from '../languages/shared/framework.ts';
import type { HandlerRef } from '../model/facts.ts';
import { ANY, GET_AND_HEAD, isAny } from '../model/methods.ts';
import { oneLine } from '../syntax/nodes.ts';

const WITH_REDIRECT: RedirectCall = { status: { name: 'status', position: 1 }, defaults: { code: 302, origin: 'default' } };
const ROUTE: RedirectCall = { status: { name: 'status', position: 2 }, defaults: { code: 302, origin: 'default' } };
/** Methods of routers that take the request's methods first: Slim, FastRoute, AltoRouter, bramus/router and projects' own. */
const LISTED = new Set(['map', 'addRoute', 'add', 'match']);
/** Methods of routers that hand the router on: `$router->get(…)->post(…)`. */
const CHAINED = new Set([...Object.keys(VERBS), 'any', ...LISTED]);
/** `$app->redirect('/x', 303)` within a route of Slim 2. */
const SLIM_2: RedirectCall = WITH_REDIRECT;

export const slim: PhpFramework = {
  name: 'slim',
  docs: {
    title: 'Slim and routers of its kind',
    url: 'https://www.slimframework.com/docs/v4/objects/routing.html',
    recognised: ['`$app->post(\'/x\', …)`, `$group->map([…], \'/x\', …)`', '`withRedirect()` of Slim 3 and slim/http', '`$r->addRoute(\'POST\', \'/x\', …)` of FastRoute', '`$this->router->post(…)`, `Router::post(…)` and `$router->add(\'POST\', …)` of projects\' own routers'],
    constructs: [
      { code: "$response->withRedirect('/x')", status: '302', proved: 'measured', source: 'Slim 3.12' },
      { code: "$response->withRedirect('/x', 303)", status: 'as written', proved: 'measured' },
      { code: "$app->redirect('/a', '/b')", status: '302, for GET', proved: 'measured' },
      { code: "$app->redirect('/x')", status: '302', proved: 'documented', source: 'Slim 2, Slim/Slim.php' },
    ],
    sendable: [301, 302, 303, 307, 308],
  },
  triggers: ['withRedirect', '->redirect(', '->post(', '->put(', '->patch(', '->delete(', '->map(', 'addRoute', '->any(', /Router::|->(?:add|match)\(\s*['"[]/],
  applies: () => true,
  redirects: file => [
    ...file.callsOf('withRedirect').filter(isMethodCall).map(call => redirectAt(file, call, WITH_REDIRECT)),
    ...(/\bSlim\\/.test(file.text) || /\$app->(?:get|post|map)\(/.test(file.text) ? file.callsOf('redirect').flatMap(call => ofApp(file, call)) : []),
  ],
  bindings: file => file.callsOf(...Object.keys(VERBS), 'any', ...LISTED).flatMap(call => bindingsOf(file, call)),
};

/** `$app->redirect('/from', '/to', 301)` of Slim 3 and 4 routes GET; `$app->redirect('/to', 301)` of Slim 2 answers the request. */
function ofApp(file: PhpFile, call: Node): RedirectAt[] {
  if (receiverOf(call)?.text !== '$app') return [];
  const [from, to] = argumentsOf(call).map(argument => argument.value);
  const isRoute = to !== undefined && (stringValue(to) !== null || to.type !== 'integer');
  if (!isRoute || !from) return from && /\bSlim\\Slim\b/.test(file.text) ? [redirectAt(file, call, SLIM_2)] : [];
  return [{ ...redirectAt(file, call, ROUTE), by: 'configuration', path: stringValue(from), target: targetOf(file, to), methods: GET_AND_HEAD }];
}

function bindingsOf(file: PhpFile, call: Node): BindingAt[] {
  const owner = receiverOf(call);
  const name = calleeName(call) ?? '';
  if (!owner || !isRouter(file, call, owner)) return [];
  const args = argumentsOf(call).map(argument => argument.value);
  const isListed = LISTED.has(name);
  const [path, handler] = isListed ? args.slice(1) : args;
  const limits = isListed ? methodsListed(file, args[0] ?? null) : name === 'any' ? ANY : VERBS[name.toLowerCase()] ?? ANY;
  const written = stringValue(path ?? null);
  const start = written ?? startOf(path ?? null);
  if (!handler || start === null || !/^(?:\/|\[|$)/.test(start) || isAny(limits) || !(isCallable(handler) || (name === 'addRoute' && stringValue(handler) !== null))) return [];
  return [{ handlers: [...handlersIn(file, handler).map(({ ref, node }) => node ?? ref), ...belowControllers(handler)], methods: limits, path: written, node: call, says: `bound here: ${oneLine(call)}` }];
}

/** `$app`, `$this->router`, `$app->getRouter()`, and the class `Router` of projects that route by static methods. */
function isRouter(file: PhpFile, call: Node, owner: Node): boolean {
  if (!isMethodCall(call)) return call.type === 'scoped_call_expression' && /(?:^|\\)Router$/.test(file.classNamed(owner));
  let first = owner;
  while (isMethodCall(first) && CHAINED.has((calleeName(first) ?? '').toLowerCase())) first = receiverOf(first) ?? first;
  return first.type === 'variable_name' || /->(?:get)?router(?:\(\))?$/i.test(first.text);
}

/** A class that a string names without the whole of its namespace stands below the project's `Controllers`. */
function belowControllers(handler: Node): HandlerRef[] {
  const named = /^(\w+(?:\\\w+)*)(?:@|::?|#|->)(\w+)$/.exec(stringValue(handler)?.replaceAll('\\\\', '\\') ?? '');
  return named ? [{ module: null, name: nameBelowControllers(`Controllers\\${named[1]}`, named[2] as string) as string }] : [];
}

/** The text that a computed path begins with: `'/orders/' . ID`, `"/orders/$id"`; null where it begins with something else. */
function startOf(path: Node | null): string | null {
  let first = path;
  while (first?.type === 'binary_expression') first = first.childForFieldName('left');
  const text = stringValue(first) ?? (first?.type === 'encapsed_string' && first.firstNamedChild?.type === 'string_content' ? first.firstNamedChild.text : null);
  return text === '' ? null : text;
}

/** What clients of HTTP and tests give to methods of these names is data. */
function isCallable(node: Node): boolean {
  const pair = elementsOf(node);
  if (pair) return pair.length === 2 && pair.every(({ key }) => key === null) && stringValue(pair[1]?.value ?? null) !== null;
  return isFunction(node) || /^[^:]*::class\b|^['"][\w\\]+(?:::?|@|#|->)\w+['"]$|^['"][\w\\]*\\\w+['"]$|^['"]\w+(?:Controller|Action|Handler)['"]$/.test(node.text) || node.type === 'member_call_expression';
}
