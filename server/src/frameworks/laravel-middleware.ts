import type { Node } from 'web-tree-sitter';
import type { PhpFile } from '../languages/php/file.ts';
import type { PhpFramework } from '../languages/php/framework.ts';
import { methodName } from '../languages/php/handlers.ts';
import { MIDDLEWARE, middlewareNamed } from '../languages/php/middleware.ts';
import { chainBehind } from '../languages/php/redirects.ts';
import { argumentOf, argumentsOf, calleeName, classAround, createdClass, elementsOf, isFunction, isPublic, methodsOf, nameOf, nthOf, receiverOf, stringsOf, stringValue, valueAt } from '../languages/php/syntax.ts';
import type { CallAt } from '../languages/shared/framework.ts';
import type { HandlerRef, Lineage } from '../model/facts.ts';
import { oneLine, partsOf } from '../syntax/nodes.ts';

/** Properties of the HTTP kernel that name middleware, up to Laravel 10, and the one that groups it. */
const ALIASES = ['$routeMiddleware', '$middlewareAliases'];
const GROUPS = '$middlewareGroups';
/** Calls with the name of a group and what joins it: Illuminate\Routing\Router and Illuminate\Foundation\Configuration\Middleware. */
const GROUPING = ['middlewareGroup', 'pushMiddlewareToGroup', 'prependMiddlewareToGroup', 'appendToGroup', 'prependToGroup'];

/** Middleware that sends moved paths, other hosts and other languages on, by its names: what it answers, no route behind it has for its path. */
const MOVED = /Canonical|Domain|Host|Https|Ssl|Www|Slash|Legacy|Local|Lang/i;
const MOVED_CLASS = /Redirect(?!If|Unless)/;

export const laravelMiddleware: PhpFramework = {
  name: 'laravel-middleware',
  docs: {
    title: 'Laravel middleware',
    url: 'https://laravel.com/docs/middleware',
    recognised: ['`app/Http/Kernel.php`, `bootstrap/app.php`, and controllers that name their middleware'],
    constructs: [],
    sendable: [],
  },
  triggers: [...ALIASES, GROUPS, 'withMiddleware', '$this->middleware(', 'HasMiddleware', 'aliasMiddleware(', ...GROUPING.map(name => `${name}(`)],
  applies: file => /\$(?:routeMiddleware|middlewareAliases|middlewareGroups)\b|->withMiddleware\(|\$this->middleware\(|\bHasMiddleware\b|\baliasMiddleware\(|(?:ToGroup|middlewareGroup)\(/.test(file.text),
  redirects: () => [],
  bindings: () => [],
  calls: file => [...ofConstructors(file), ...ofDeclarations(file)],
  lineages: file => [...aliasesIn(file), ...groupsIn(file)],
};

/** `$this->middleware('auth')->except('show')` in the constructor of a controller: it runs before the actions. */
function ofConstructors(file: PhpFile): CallAt[] {
  return file.callsOf('middleware').filter(call => receiverOf(call)?.text === '$this').flatMap((call): CallAt[] => {
    const given = nthOf(call, 0);
    const listedBy = (name: string) => {
      const link = chainBehind(call).find(each => calleeName(each) === name);
      return link ? argumentsOf(link).flatMap(({ value }) => stringsOf(value) ?? []) : stringsOf(valueAt(nthOf(call, 1), name));
    };
    return given ? before(file, call, given, listedBy('only'), listedBy('except')) : [];
  });
}

/** `new Middleware('auth', only: ['store'])` in what `HasMiddleware::middleware()` returns: https://laravel.com/docs/12.x/controllers#controller-middleware */
function ofDeclarations(file: PhpFile): CallAt[] {
  if (!file.text.includes('HasMiddleware')) return [];
  return file.classes.flatMap(methodsOf).filter(method => nameOf(method) === 'middleware').flatMap(method => {
    const body = method.childForFieldName('body');
    const answer = body ? partsOf(body).find(part => part.type === 'return_statement') : undefined;
    return (elementsOf(answer ? partsOf(answer)[0] ?? null : null) ?? []).flatMap(({ value }) => {
      const created = value.type === 'object_creation_expression' ? createdClass(value) : null;
      if (!created) return before(file, value, value, null, null);
      const [given, only, except] = [argumentOf(value, { name: 'middleware', position: 0 }), argumentOf(value, { name: 'only', position: 1 }), argumentOf(value, { name: 'except', position: 2 })];
      const listed = [stringsOf(only), stringsOf(except)] as const;
      // A list that is computed leaves open which actions are meant.
      return given && !(only && !listed[0]) && !(except && !listed[1]) ? before(file, value, given, ...listed) : [];
    });
  });
}

/** That middleware runs before the actions of the controller around a node. */
function before(file: PhpFile, node: Node, given: Node, only: readonly string[] | null, except: readonly string[] | null): CallAt[] {
  const owner = classAround(node);
  if (!owner) return [];
  const callers = methodsOf(owner).filter(method => isPublic(method) && !isDeclaring(method) && (!only || only.includes(nameOf(method))) && !except?.includes(nameOf(method)));
  const callees: readonly (Node | HandlerRef)[] = isFunction(given) ? [given] : middlewareNamed(file, given).map(name => ({ module: null, name: methodName(name, 'handle') }));
  return [{ callees, callers, relayed: true, node, says: `runs before actions: ${oneLine(node)}` }];
}

function isDeclaring(method: Node): boolean {
  return nameOf(method).startsWith('__') && nameOf(method) !== '__invoke' || nameOf(method) === 'middleware';
}

/** `protected $middlewareAliases = ['guest' => RedirectIfAuthenticated::class]`, `$middleware->alias(['guest' => …])`, `$router->aliasMiddleware('guest', …)`. */
function aliasesIn(file: PhpFile): Lineage[] {
  const tables = [...ALIASES.flatMap(name => propertiesNamed(file, name)), ...(file.text.includes('withMiddleware') ? file.callsOf('alias').flatMap(call => nthOf(call, 0) ?? []) : [])];
  return [
    ...tables.flatMap(table => elementsOf(table) ?? []).flatMap(({ key, value }) => known(stringValue(key), middlewareNamed(file, value))),
    ...file.callsOf('aliasMiddleware').flatMap(call => known(stringValue(nthOf(call, 0)), middlewareNamed(file, nthOf(call, 1)))),
  ];
}

/** `protected $middlewareGroups = ['admin' => […]]`, `$middleware->appendToGroup('web', …)`, `$middleware->web(append: […])`. */
function groupsIn(file: PhpFile): Lineage[] {
  const group = (name: string | null, members: readonly (Node | null)[]) =>
    known(name, members.flatMap(member => middlewareNamed(file, member)).filter(each => !isMoved(each))).map(each => ({ ...each, each: true as const }));
  const ofConfiguration = file.callsOf('group', 'web', 'api').filter(call => receiverOf(call)?.text === '$middleware');
  return [
    ...propertiesNamed(file, GROUPS).flatMap(table => elementsOf(table) ?? []).flatMap(({ key, value }) => group(stringValue(key), [value])),
    ...[...file.callsOf(...GROUPING), ...ofConfiguration.filter(call => calleeName(call) === 'group')].flatMap(call => group(stringValue(nthOf(call, 0)), [nthOf(call, 1)])),
    ...ofConfiguration.filter(call => calleeName(call) !== 'group').flatMap(call => group(calleeName(call), [argumentOf(call, { name: 'append', position: 0 }), argumentOf(call, { name: 'prepend', position: 1 })])),
  ];
}

function isMoved(name: string): boolean {
  const last = name.slice(name.lastIndexOf('\\') + 1);
  return MOVED.test(last) || (!name.startsWith(MIDDLEWARE) && MOVED_CLASS.test(last));
}

function known(name: string | null, above: readonly string[]): Lineage[] {
  return name === null || above.length === 0 ? [] : [{ name: `${MIDDLEWARE}${name}`, above }];
}

/** What properties of this name begin with. */
function propertiesNamed(file: PhpFile, name: string): Node[] {
  const properties = file.text.includes(name) ? file.root.descendantsOfType('property_element') : [];
  return properties.flatMap(each => each && (each.childForFieldName('name')?.text ?? each.firstNamedChild?.text) === name ? each.childForFieldName('default_value') ?? each.lastNamedChild ?? [] : []);
}
