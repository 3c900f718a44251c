import type { Node } from 'web-tree-sitter';
import { addKeyword, statusEdit } from '../languages/ruby/edits.ts';
import {
  argumentsOf, blockOf, calleeName, enclosingCall, keyOf, keywordOf, pairOf, pairsOf, positionalsOf, type RbFile, receiverOf, statementsOf, textOf, textsOf,
} from '../languages/ruby/file.ts';
import type { RbFramework } from '../languages/ruby/framework.ts';
import type { BindingAt, RedirectAt } from '../languages/shared/framework.ts';
import { methodsListed, routeName, VERBS } from '../languages/ruby/routes.ts';
import { statusValue, targetOf } from '../languages/ruby/values.ts';
import { editsBy } from '../languages/shared/status-edits.ts';
import { insertion } from '../languages/shared/text-edits.ts';
import { ANY, GET_AND_HEAD, type MethodSet, methods } from '../model/methods.ts';
import { oneLine } from '../syntax/nodes.ts';

/** What `resources` binds, with the path behind its own: Rails guides, "Rails Routing from the Outside In", §2.2. `resource` has no `index`. */
const RESOURCE_ACTIONS: readonly { readonly action: string; readonly methods: MethodSet; readonly member: boolean; readonly path: string }[] = [
  { action: 'index', methods: GET_AND_HEAD, member: false, path: '' },
  { action: 'create', methods: methods('POST'), member: false, path: '' },
  { action: 'new', methods: GET_AND_HEAD, member: false, path: '/new' },
  { action: 'edit', methods: GET_AND_HEAD, member: true, path: '/edit' },
  { action: 'show', methods: GET_AND_HEAD, member: true, path: '' },
  { action: 'update', methods: methods('PATCH', 'PUT'), member: true, path: '' },
  { action: 'destroy', methods: methods('DELETE'), member: true, path: '' },
];
/** What `devise_for` binds in the controllers that an application puts in place of Devise's own: Devise 4.9, lib/devise/rails/routes.rb. */
const DEVISE: Readonly<Record<string, readonly string[]>> = {
  sessions: ['new', 'create', 'destroy'], passwords: ['new', 'edit', 'create', 'update'], confirmations: ['new', 'create', 'show'], unlocks: ['new', 'create', 'show'],
  registrations: ['new', 'edit', 'create', 'update', 'destroy'],
};
const ROUTE_FILE = /(?:^|\/)config\/routes(?:\.rb$|\/.*\.rb$)/;
const DRAWS = /\.routes\b[\s\S]{0,40}\b(?:draw|append|prepend)\b/;

export const railsRoutes: RbFramework = {
  name: 'rails-routes',
  docs: {
    title: 'Rails routes',
    url: 'https://guides.rubyonrails.org/routing.html',
    recognised: ['`config/routes.rb`, `config/routes/*.rb`', '`….routes.draw do`'],
    constructs: [
      { code: "get '/a', to: redirect('/b')", status: '301, for GET', proved: 'measured', source: 'Rails 6.1.7' },
      { code: "match '/a', to: redirect('/b'), via: :all", status: '301, for every method', proved: 'measured' },
      { code: "match '/a', to: redirect('/b', status: 308), via: :all", status: 'as written', proved: 'measured' },
    ],
    sendable: [301, 302, 303, 307, 308],
    methods: ['Routes are read for the methods of the actions that they bind: verbs, `match`, `resources` and `resource` with all that can stand in and around them, `devise_for` with controllers of the application.'],
  },
  triggers: ['.routes', 'resources ', 'resource ', 'redirect'],
  applies: file => (ROUTE_FILE.test(file.path) || DRAWS.test(file.text)) && !/\bHanami\b/.test(file.text),
  redirects: file => file.callsOf('redirect').flatMap(call => redirectOf(file, call)),
  bindings: file => new Router(file).bindings,
};

/** `redirect('/b')` where a route's endpoint stands. */
function redirectOf(file: RbFile, call: Node): RedirectAt[] {
  if (call.type !== 'call' || receiverOf(call)) return [];
  const route = enclosingCall(call);
  const verb = route ? calleeName(route) ?? '' : '';
  if (!route || !(Object.hasOwn(VERBS, verb) || verb === 'match' || verb === 'root')) return [];
  const [first] = argumentsOf(call);
  const value = keywordOf(call, 'status');
  const code = value ? statusValue(file, value) : 301;
  const edits = code === null ? [] : editsBy(status => value ? statusEdit(value, status) : withStatus(call, status));
  return [{
    node: call, statusNode: value, status: { code, origin: value ? 'explicit' : 'default' }, edits, by: 'configuration',
    target: first && first.type !== 'pair' ? targetOf(file, first) : { kind: first ? 'pattern' : 'unknown', text: textOf(keywordOf(call, 'path')) },
    path: pathOf(route), methods: methodsOf(route),
  }];
}

/** A number: the routes hand the status to Rack as it is, which knows no symbols (Rails 6.1). */
function withStatus(call: Node, status: number) {
  const method = call.childForFieldName('method');
  if (argumentsOf(call).length > 0 || !method) return addKeyword(call, 'status', String(status));
  return [insertion(method.endIndex, `(status: ${status})`)];
}

function methodsOf(route: Node): MethodSet {
  const verb = calleeName(route) ?? '';
  if (verb === 'root') return GET_AND_HEAD;
  if (verb !== 'match') return VERBS[verb] ?? ANY;
  return methodsListed(keywordOf(route, 'via'));
}

/** The first argument, or the key of `'path' => endpoint`. */
function pathOf(route: Node): string | null {
  const [first] = positionalsOf(route);
  if (first) return textOf(first);
  return textOf(endpointPair(route)?.childForFieldName('key') ?? null);
}

/** `'path' => 'controller#action'`: the pair whose key is no option. */
function endpointPair(route: Node): Node | null {
  return pairsOf(route).find(pair => pair.childForFieldName('key')?.type === 'string') ?? null;
}

/** Where in the routes a call stands. */
interface Scope {
  /** Folders of controllers: `admin/`; several where an engine's own name may or may not stand before them. */
  readonly modules: readonly string[];
  readonly path: string;
  readonly controller: string | null;
  /** Within `resources`: the path of one member, and the path below which what is nested stands. */
  readonly member: string | null;
  readonly nested: string | null;
  /** What stands before the names of routes: `admin` of `admin_orders_path`; null where it is not known. */
  readonly name: string | null;
  /** Within `resources`: the names of one member and of the collection, and for which of the two a route is. */
  readonly names: { readonly member: string | null; readonly collection: string | null; readonly on: 'member' | 'collection' | null } | null;
  readonly only: readonly string[] | null;
  readonly except: readonly string[] | null;
}

const BRANCHES = new Set(['if', 'unless', 'then', 'else', 'elsif', 'begin', 'body_statement', 'block_body', 'class', 'module', 'if_modifier', 'unless_modifier']);
const HOLDERS = new Set(['elsif', 'then', 'else']);

/** Reads the routes of one file; holds the concerns that it has met. */
class Router {
  readonly bindings: BindingAt[] = [];
  readonly #concerns = new Map<string, Node | null>();
  #depth = 0;

  constructor(file: RbFile) {
    this.#read(file.root, { modules: [''], path: '', controller: null, member: null, nested: null, name: '', names: null, only: null, except: null });
  }

  #read(block: Node | null, scope: Scope): void {
    if (!block || this.#depth > 30) return;
    this.#depth++;
    for (const statement of statementsOf(block)) this.#statement(statement, scope);
    this.#depth--;
  }

  #statement(statement: Node, scope: Scope): void {
    if (statement.type === 'call') {
      this.#call(statement, scope);
    } else if (BRANCHES.has(statement.type)) {
      // Conditions decide whether a route is there, not what it is.
      for (const part of ['body', 'consequence', 'alternative']) {
        const inner = statement.childForFieldName(part);
        if (inner?.type === 'call') this.#call(inner, scope);
        else if (inner) this.#read(inner, scope);
      }
      if (HOLDERS.has(statement.type)) this.#read(statement, scope);
    }
  }

  #call(call: Node, scope: Scope): void {
    const name = calleeName(call) ?? '';
    const own = textOf(positionalsOf(call)[0] ?? null);
    if (Object.hasOwn(VERBS, name) || name === 'match') this.#route(call, scope);
    else if (name === 'resources' || name === 'resource') this.#resources(call, scope, name === 'resource');
    else if (name === 'concern') this.#concerns.set(own ?? '', blockOf(call));
    else if (name === 'concerns') this.#useConcerns(positionalsOf(call).flatMap(argument => textsOf(argument) ?? []), scope);
    else if (name === 'root') this.#bind(call, endpointOf(call), GET_AND_HEAD, '/', scope, prefixed(scope.name, 'root'));
    else if (name === 'devise_for') this.#devise(call, scope);
    else if (name !== 'namespace' || own !== null) this.#read(blockOf(call), this.#scopeOf(call, name, own, scope));
  }

  /** Where the block of a call stands. What is not named here does not change what is bound: `constraints`, `defaults`, `authenticate`, `with_options` … */
  #scopeOf(call: Node, name: string, own: string | null, scope: Scope): Scope {
    switch (name) {
      case 'draw': case 'append': case 'prepend': return { ...scope, modules: modulesOfEngine(call) };
      case 'namespace': return this.#inside(call, scope, own);
      case 'scope': return this.#inside(call, scope, null);
      case 'controller': return { ...scope, controller: own };
      case 'member': return { ...scope, path: scope.member ?? scope.path, nested: null, names: scope.names && { ...scope.names, on: 'member' } };
      case 'collection': return { ...scope, nested: null, names: scope.names && { ...scope.names, on: 'collection' } };
      default: return scope;
    }
  }

  #inside(call: Node, scope: Scope, own: string | null): Scope {
    const folder = pairOf(call, 'module') ? textOf(keywordOf(call, 'module')) ?? '' : own ?? '';
    const path = textOf(keywordOf(call, 'path') ?? positionalsOf(call)[0] ?? null);
    return {
      ...scope,
      modules: folder === '' ? scope.modules : scope.modules.map(outer => `${outer}${folder}/`),
      path: `${scope.nested ?? scope.path}/${(path ?? '').replace(/^\//, '')}`,
      controller: textOf(keywordOf(call, 'controller')) ?? scope.controller,
      member: null,
      nested: null,
      name: pairOf(call, 'as') ? prefixed(scope.name, textOf(keywordOf(call, 'as'))) : own === null ? scope.name : prefixed(scope.name, own),
      names: null,
      only: textsOf(keywordOf(call, 'only')) ?? scope.only,
      except: textsOf(keywordOf(call, 'except')) ?? scope.except,
    };
  }

  #resources(call: Node, scope: Scope, singular: boolean): void {
    const { modules } = this.#inside(call, scope, '');
    const [only, except] = [textsOf(keywordOf(call, 'only')) ?? scope.only, textsOf(keywordOf(call, 'except')) ?? scope.except];
    for (const name of positionalsOf(call).flatMap(argument => textOf(argument) ?? [])) {
      const controller = textOf(keywordOf(call, 'controller')) ?? (singular ? plural(name) : name);
      const path = `${scope.nested ?? scope.path}/${textOf(keywordOf(call, 'path')) ?? name}`;
      const member = singular ? path : `${path}/:id`;
      const plain = (pairOf(call, 'as') ? textOf(keywordOf(call, 'as')) : name)?.replaceAll('/', '_').replaceAll('-', '_') ?? null;
      const collection = prefixed(scope.name, plain);
      const one = singular ? collection : prefixed(scope.name, plain && singularOf(plain));
      for (const each of RESOURCE_ACTIONS) {
        if ((singular && each.action === 'index') || (only && !only.includes(each.action)) || except?.includes(each.action)) continue;
        this.#bind(call, { controller, action: each.action }, each.methods, (each.member ? member : path) + each.path, { ...scope, modules }, nameOfAction(each.action, each.member || each.action === 'new' ? one : collection));
      }
      const inside: Scope = { modules, path, controller, member, nested: singular ? path : `${path}/:${name.replace(/s$/, '')}_id`, name: one, names: { member: one, collection, on: null }, only: null, except: null };
      this.#useConcerns(textsOf(keywordOf(call, 'concerns')) ?? [], inside);
      this.#read(blockOf(call), inside);
    }
  }

  #useConcerns(names: readonly string[], scope: Scope): void {
    for (const name of names) this.#read(this.#concerns.get(name) ?? null, scope);
  }

  #route(call: Node, scope: Scope): void {
    const limits = methodsOf(call);
    const on = textOf(keywordOf(call, 'on'));
    const base = on === 'member' ? scope.member ?? scope.path : on === 'collection' ? scope.path : scope.nested ?? scope.path;
    const stated = endpointOf(call);
    if (stated) this.#bind(call, stated, limits, `${base}/${(pathOf(call) ?? '').replace(/^\//, '')}`, scope, nameOfRoute(call, pathOf(call), on, scope));
    // Endpoints that are no action: `redirect(…)`, a Rack application, a lambda.
    if (stated || pairOf(call, 'to') || endpointPair(call)) return;
    for (const argument of positionalsOf(call)) {
      const path = textOf(argument);
      if (path === null) continue;
      const action = textOf(keywordOf(call, 'action'));
      const parts = path.replace(/^\//, '').replace(/\(.*$/, '').split('/');
      const controller = textOf(keywordOf(call, 'controller')) ?? scope.controller;
      const [own, last] = [parts.slice(0, -1).join('/'), (parts.at(-1) ?? '').replaceAll('-', '_')];
      const named = controller !== null ? { controller, action: action ?? last } : own !== '' ? { controller: own, action: action ?? last } : null;
      if (named && /^\w+[?!]?$/.test(named.action)) this.#bind(call, named, limits, `${base}/${path.replace(/^\//, '')}`, scope, nameOfRoute(call, path, on, scope));
    }
  }

  #devise(call: Node, scope: Scope): void {
    const controllers = keywordOf(call, 'controllers');
    for (const pair of controllers ? pairsOf(controllers) : []) {
      const [kind, controller] = [keyOf(pair), textOf(pair.childForFieldName('value'))];
      const actions = kind !== null && Object.hasOwn(DEVISE, kind) ? DEVISE[kind] : undefined;
      if (controller === null || !actions) continue;
      for (const each of RESOURCE_ACTIONS.filter(one => actions.includes(one.action))) this.#bind(call, { controller, action: each.action }, each.methods, null, scope);
    }
  }

  #bind(call: Node, to: Endpoint | null, limits: MethodSet, path: string | null, scope: Scope, name: string | null = null): void {
    const controller = to?.controller ?? scope.controller;
    if (!to || controller === null) return;
    const folders = controller.startsWith('/') ? [''] : scope.modules;
    for (const folder of folders) {
      this.bindings.push({
        handlers: [{ module: null, name: routeName(`${folder}${controller.replace(/^\//, '')}`, to.action) }], methods: limits, path: path === null ? null : path.replace(/\/{2,}/g, '/').replace(/(.)\/$/, '$1'),
        evidence: 'proven', node: call, says: `bound here: ${oneLine(call)}`,
        // An engine's routes stand below where the application mounts it.
        ...(scope.modules.length > 1 ? {} : { router: null }), ...(name === null ? {} : { name }),
      });
    }
  }
}

/** `admin` and `orders` make `admin_orders`; null where either is not known. */
function prefixed(outer: string | null, own: string | null): string | null {
  return outer === null || own === null ? null : [outer, own].filter(Boolean).join('_');
}

function nameOfAction(action: string, name: string | null): string | null {
  return name !== null && (action === 'new' || action === 'edit') ? `${action}_${name}` : name;
}

/** The name of a route by its `as:` or its path, as `match` makes it; null for a path with variables. Rails guides, "Naming Routes". */
function nameOfRoute(call: Node, path: string | null, on: string | null, scope: Scope): string | null {
  const given = pairOf(call, 'as') ? textOf(keywordOf(call, 'as')) : (path ?? ':').replace(/\(.*$/, '').replace(/^\/|\/$/g, '').replace(/[/-]/g, '_');
  if (given === null || !/^\w+$/.test(given)) return null;
  const within = on ?? scope.names?.on ?? null;
  if (within === 'member') return prefixed(given, scope.names?.member ?? null);
  if (within === 'collection') return prefixed(given, scope.names?.collection ?? null);
  return prefixed(scope.name, given);
}

/** The singular of a resource's name, as ActiveSupport's default inflections make it for common words. */
function singularOf(name: string): string {
  if (/(?:ss|us|is)$/.test(name)) return name;
  if (/ies$/.test(name) && name.length > 4) return `${name.slice(0, -3)}y`;
  if (/(?:ch|sh|ss|x|us)es$/.test(name)) return name.slice(0, -2);
  return name.replace(/s$/, '');
}

interface Endpoint {
  readonly controller: string | null;
  readonly action: string;
}

/** `to: 'c#a'`, `to: :a`, `'path' => 'c#a'`, `root 'c#a'`, `controller: 'c', action: 'a'`; null where none is stated. */
function endpointOf(route: Node): Endpoint | null {
  const [first, second] = positionalsOf(route);
  const isRoot = calleeName(route) === 'root';
  const stated = keywordOf(route, 'to') ?? endpointPair(route)?.childForFieldName('value') ?? (isRoot ? first ?? null : second?.type === 'string' ? second : null);
  const text = textOf(stated);
  if (text?.includes('#')) return { controller: text.slice(0, text.indexOf('#')), action: text.slice(text.indexOf('#') + 1) };
  if (text !== null && /^\w+$/.test(text)) return { controller: textOf(keywordOf(route, 'controller')), action: text };
  const action = textOf(keywordOf(route, 'action'));
  return action !== null && !stated ? { controller: textOf(keywordOf(route, 'controller')), action } : null;
}

/** `Blog::Engine.routes.draw` routes to `Blog::PostsController` where the engine isolates its namespace, which its routes do not say. */
function modulesOfEngine(call: Node): string[] {
  const owner = /^(?:::)?([\w:]+?)(?:::Core)?::Engine\b/.exec(receiverOf(call)?.text ?? '')?.[1];
  return owner ? ['', `${owner.replaceAll('::', '/').toLowerCase()}/`] : [''];
}

/** The plural of a `resource`'s name, as ActiveSupport's default inflections make it for common words. */
function plural(name: string): string {
  if (/(?:s|x|z|ch|sh)$/.test(name)) return /(?:ss|us|x|z|ch|sh)$/.test(name) ? `${name}es` : name;
  if (/[^aeiou]y$/.test(name)) return `${name.slice(0, -1)}ies`;
  return `${name}s`;
}
