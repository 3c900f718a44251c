import type { Node } from 'web-tree-sitter';
import { ALL_OF_FOLDER } from '../../model/facts.ts';
import { enclosing, partsOf } from '../../syntax/nodes.ts';
import { says } from '../../syntax/tree.ts';
import { idOf, type Named } from '../shared/handlers.ts';
import { extendedModule, packageNamed } from './extended.ts';
import { argumentsOf, calleeName, type Definition, isFunction, type JsFile, MODULE_EXPORTS, receiverOf, stringValue, unwrap } from './file.ts';
import { assignedMembers, declaredObject, keyOf, returnedBy } from './objects.ts';
import { givenIn } from './requirements.ts';

export { idOf };

const ENDING = /\.(?:[cm]?[jt]sx?)$/;
/** What a route's options call functions that a request passes: https://fastify.dev/docs/latest/Reference/Routes/#options, https://hapi.dev/api/#route-options */
export const HANDLER_KEYS: readonly string[] = ['handler', 'preHandler', 'onRequest', 'preValidation', 'pre'];
/** Handlers wrapped deeper than this are not followed. */
const DEEPEST_WRAP = 6;

/** Stands before the end of a path, by which a file goes where a project maps a prefix to some folder. */
const ENDS = '*/';

/**
 * Names under which other files can import this one, relative to the workspace folder and without an ending, and the ends of these that have a folder.
 * Small letters stand for all: the file systems of Windows and macOS find `posts_controller.js` as `./posts_Controller`, so that nobody notices.
 */
export function modulesOf(path: string): string[] {
  const name = path.replace(ENDING, '').toLowerCase();
  const whole = name.endsWith('/index') ? [name, name.slice(0, -'/index'.length)] : [name];
  return [...whole, ...whole.flatMap(endsOf)];
}

function endsOf(name: string): string[] {
  const parts = name.split('/');
  return parts.slice(0, -1).map((_, at) => `${ENDS}${parts.slice(at).join('/')}`);
}

/** By which all files of a folder are named at once, and the folders there that have an index. */
export function folderOfModules(folder: string): string {
  return `${folder.toLowerCase()}${ALL_OF_FOLDER}`;
}

/** The path of a relative specifier, without an ending; null for a package. */
export function pathNamed(path: string, specifier: string): string | null {
  if (!specifier.startsWith('.')) return null;
  const parts = path.split('/').slice(0, -1);
  for (const part of specifier.replace(ENDING, '').split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

/** Prefixes that projects map to a folder of their own: TypeScript paths, `imports` of package.json, SvelteKit's `$lib`. */
const ALIASES: readonly (readonly [RegExp, string])[] = [[/^(?:@|~~?)\//, ''], [/^\$lib\//, 'lib/'], [/^#/, '']];
/** Folders that projects map to prefixes of their names: `@controllers/login`, `@root/auth/login`, `middleware/login` below a `baseUrl`. */
const FOLDERS = /^(?:actions|auth|common|components|config|controllers?|core|db|domain|features?|guards?|handlers?|helpers?|lib|libs|middlewares?|models?|modules?|pages|routers?|routes?|services?|shared|utils?|views?)$/;
/** Those that hold all others, and may be left out of the path that a prefix stands for. */
const ROOTS = /^(?:root|src|app|main|server|backend)$/;

/**
 * Module names that a specifier can stand for: one for a relative path; for an alias the folders above the file and
 * their `src` and `app`, of which at most one has such a file; for a prefix that names a folder the path that ends so; none for a package.
 */
export function modulesNamed(path: string, specifier: string): string[] {
  const relative = pathNamed(path, specifier);
  return (relative !== null ? [relative] : mapped(path, specifier)).map(name => name.toLowerCase());
}

function mapped(path: string, specifier: string): string[] {
  const alias = ALIASES.find(([prefix]) => prefix.test(specifier));
  if (!alias) return endsNamed(path, specifier.replace(ENDING, ''));
  const rest = specifier.replace(alias[0], alias[1]).replace(ENDING, '');
  const folders = path.split('/').slice(0, -1);
  const above = folders.map((_, depth) => folders.slice(0, depth + 1).join('/'));
  const roots = ['', ...above];
  return [...new Set(roots.flatMap(root => ['', 'src', 'app'].map(inner => [root, inner, rest].filter(Boolean).join('/'))))];
}

/** The ends of paths that a specifier names: its first part is a folder, by its name or because the file stands in one that is called so. */
function endsNamed(path: string, specifier: string): string[] {
  const [scope, ...rest] = specifier.replace(/^[@~]/, '').split('/');
  if (scope === undefined) return [];
  // No package is called `@middlewares`: names of packages that begin so have a second part.
  if (rest.length === 0) return /^[@~]\w/.test(specifier) ? [`${ENDS}${scope}/index`] : [];
  const isRoot = ROOTS.test(scope);
  if (!isRoot && !FOLDERS.test(scope) && !path.split('/').slice(0, -1).includes(scope)) return [];
  return [[scope, ...rest], ...(isRoot && rest.length > 1 ? [rest] : [])].map(parts => `${ENDS}${parts.join('/')}`);
}

/** The handlers that an expression in a route names or is, with the nodes of those that stand in this file. */
export function handlersIn(file: JsFile, expression: Node, depth = 0): Named[] {
  if (depth > DEEPEST_WRAP) return [];
  const node = unwrap(expression);
  if (isFunction(node)) return [{ ref: { id: idOf(node) }, node }];
  if (node.type === 'array') return partsOf(node).flatMap(item => handlersIn(file, item, depth + 1));
  if (node.type === 'spread_element') return node.firstNamedChild ? handlersIn(file, node.firstNamedChild, depth + 1) : [];
  if (node.type === 'ternary_expression') {
    return ['consequence', 'alternative'].flatMap(field => {
      const branch = node.childForFieldName(field);
      return branch ? handlersIn(file, branch, depth + 1) : [];
    });
  }
  if (node.type === 'call_expression') return handlersOfCall(file, node, depth);
  // A router, an application.
  if (node.type === 'new_expression') return [{ ref: { id: idOf(node) }, node }];
  if (node.type === 'identifier' || node.type === 'shorthand_property_identifier') return handlersOfDefinition(file, file.define(node), null, depth);
  if (node.type === 'export_specifier') return handlersOfSpecifier(file, node, depth);
  if (node.type === 'member_expression') return handlersOfMember(file, node, depth);
  if (node.type === 'object') return partsOf(node).flatMap(pair => {
    const value = pair.type === 'pair' ? pair.childForFieldName('value') : pair;
    const isHandler = value && (isFunction(unwrap(value)) || HANDLER_KEYS.includes(pair.childForFieldName('key')?.text ?? ''));
    return isHandler ? handlersIn(file, value, depth + 1) : [];
  });
  return [];
}

/** The handlers that are a member of this name of what an expression stands for: a class, an instance, an object. */
export function membersIn(file: JsFile, expression: Node, name: string): Named[] {
  return handlersOn(file, unwrap(expression), name, 0);
}

/** `wrap(handler)`, `make(options)`, `controller.login.bind(controller)`: the call itself, what it makes, and what it wraps. */
function handlersOfCall(file: JsFile, call: Node, depth: number): Named[] {
  const name = calleeName(call);
  const receiver = receiverOf(call);
  if (name === 'bind' && receiver) return handlersIn(file, receiver, depth + 1);
  if (name === 'require' && !receiver) return requiredHandlers(file, call, 'default');
  const callee = call.childForFieldName('function');
  const given = givenIn(file, call);
  const made = (callee ? handlersIn(file, callee, depth + 1) : []).map(each => given ? { ...each, given } : each);
  const wrapped = argumentsOf(call).flatMap(argument => handlersIn(file, argument, depth + 1));
  return [{ ref: { id: idOf(call) }, node: call }, ...made, ...wrapped];
}

/** `export { login as POST }`, with or without `from './auth'`. */
function handlersOfSpecifier(file: JsFile, specifier: Node, depth: number): Named[] {
  const name = specifier.childForFieldName('name');
  const source = stringValue(specifier.parent?.parent?.childForFieldName('source') ?? null);
  if (!name) return [];
  if (source === null) return handlersOfDefinition(file, file.define(name), null, depth);
  return modulesNamed(file.path, source).map(module => ({ ref: { module, name: name.text }, node: null }));
}

function handlersOfMember(file: JsFile, member: Node, depth: number): Named[] {
  const object = member.childForFieldName('object');
  const name = member.childForFieldName('property')?.text;
  if (!object || !name) return [];
  const owner = unwrap(object);
  const found = handlersOn(file, owner, name, depth);
  const extended = found.length === 0 && member.parent?.type !== 'call_expression' ? packageNamed(file, owner) : null;
  return extended === null ? found : [{ ref: { module: extendedModule(extended, name), name }, node: null }];
}

/** The handlers that are a member of what an expression stands for: `auth.login`, `this.login`, `new Auth().login`, `make(db).login`, `this.auth.login`. */
function handlersOn(file: JsFile, owner: Node, name: string, depth: number): Named[] {
  if (depth > DEEPEST_WRAP) return [];
  if (says(owner, MODULE_EXPORTS)) return [{ ref: { module: modulesOf(file.path)[0] ?? null, name }, node: null }];
  if (owner.type === 'this') {
    const body = enclosing(owner, 'class_body');
    return body ? methodNamed(file, body, name, depth) : [];
  }
  if (owner.type === 'identifier') return handlersOfDefinition(file, file.define(owner), name, depth);
  if (owner.type === 'member_expression') return handlersOfPath(file, owner, name, depth);
  if (owner.type === 'object') return memberOfObject(file, owner, name, depth);
  if (owner.type === 'new_expression') {
    const made = owner.childForFieldName('constructor');
    return made?.type === 'identifier' ? handlersOfDefinition(file, file.define(made), name, depth + 1) : [];
  }
  return owner.type === 'call_expression' ? handlersMadeBy(file, owner, name, depth) : [];
}

/** `require('./auth').login`, `require('./auth')(db).login`, `make(db).login`: a member of what a function returns goes by `make().login`. */
function handlersMadeBy(file: JsFile, call: Node, name: string, depth: number): Named[] {
  if (calleeName(call) === 'require' && !receiverOf(call)) return requiredHandlers(file, call, name);
  const resolved = resolvedClass(call);
  const definition = resolved && file.define(resolved);
  if (definition?.kind === 'class' || definition?.kind === 'import') return handlersOfDefinition(file, definition, name, depth + 1);
  const callee = call.childForFieldName('function');
  if (callee?.type === 'call_expression' && calleeName(callee) === 'require') return requiredHandlers(file, callee, `default().${name}`);
  return (callee ? handlersIn(file, callee, depth + 1) : []).flatMap(({ ref, node }): Named[] => {
    if (!('id' in ref)) return [{ ref: { ...ref, name: `${ref.name}().${name}` }, node: null }];
    return node && isFunction(node) ? returnedBy(node).flatMap(value => declaredObject(file, value) ?? []).flatMap(object => memberOfObject(file, object, name, depth + 1)) : [];
  });
}

/** The class whose instance a container gives: `container.resolve(Users)` (tsyringe), `Container.get(Users)` (TypeDI), `container.get<Users>(TYPES.Users)` (InversifyJS). */
function resolvedClass(call: Node): Node | null {
  if (!/^(?:resolve|get)$/.test(calleeName(call) ?? '') || !receiverOf(call)) return null;
  const type = call.childForFieldName('type_arguments')?.firstNamedChild;
  if (type?.type === 'type_identifier') return type;
  const [only, another] = argumentsOf(call);
  return only?.type === 'identifier' && !another ? only : null;
}

function requiredHandlers(file: JsFile, call: Node, name: string): Named[] {
  const specifier = stringValue(argumentsOf(call)[0] ?? null);
  return specifier === null ? [] : modulesNamed(file.path, specifier).map(module => ({ ref: { module, name }, node: null }));
}

/** `auth.user.check` where `auth` is imported, `make().user.check`, `this.auth.check` where the class has a field or a parameter of that name. */
function handlersOfPath(file: JsFile, owner: Node, name: string, depth: number): Named[] {
  const object = owner.childForFieldName('object');
  const inner = owner.childForFieldName('property')?.text;
  if (!object || !inner || depth > DEEPEST_WRAP) return [];
  if (object.type === 'member_expression') return handlersOfPath(file, object, `${inner}.${name}`, depth + 1);
  if (object.type === 'call_expression') return handlersMadeBy(file, object, `${inner}.${name}`, depth);
  if (object.type === 'identifier') return handlersOfDefinition(file, file.define(object), `${inner}.${name}`, depth);
  const body = object.type === 'this' ? enclosing(object, 'class_body') : null;
  const field = body ? fieldNamed(body, inner) : null;
  if (!field) return [];
  return field.type === 'type_identifier' ? handlersOfDefinition(file, file.define(field), name, depth + 1) : handlersOn(file, field, name, depth + 1);
}

/** The value of a field of a class, or the type that its constructor's parameter of that name has: `auth = new Auth()`, `constructor(private auth: Auth)`. */
function fieldNamed(body: Node, name: string): Node | null {
  for (const part of partsOf(body)) {
    if (/field_definition$/.test(part.type) && (part.childForFieldName('name') ?? part.childForFieldName('property'))?.text === name) {
      return unwrapped(part.childForFieldName('value')) ?? typeNamed(part.childForFieldName('type'));
    }
    if (part.type !== 'method_definition' || part.childForFieldName('name')?.text !== 'constructor') continue;
    for (const parameter of partsOf(part.childForFieldName('parameters') ?? part)) {
      if (parameter.childForFieldName('pattern')?.text === name) return typeNamed(parameter.childForFieldName('type'));
    }
    for (const statement of partsOf(part.childForFieldName('body') ?? part)) {
      const assignment = statement.type === 'expression_statement' ? statement.firstNamedChild : null;
      if (assignment?.type === 'assignment_expression' && assignment.childForFieldName('left')?.text === `this.${name}`) return unwrapped(assignment.childForFieldName('right'));
    }
  }
  return null;
}

function unwrapped(value: Node | null): Node | null {
  return value && unwrap(value);
}

function typeNamed(annotation: Node | null): Node | null {
  const type = annotation?.firstNamedChild ?? null;
  return type?.type === 'type_identifier' ? type : null;
}

/** What a definition is as a handler, or its member of a name. */
function handlersOfDefinition(file: JsFile, definition: Definition | null, member: string | null, depth: number): Named[] {
  if (!definition || depth > DEEPEST_WRAP) return [];
  if (definition.kind === 'import') {
    const name = [definition.name === '*' ? null : definition.name, member].filter(Boolean).join('.') || 'default';
    return modulesNamed(file.path, definition.module).map(module => ({ ref: { module, name }, node: null }));
  }
  if (definition.kind === 'function') return member === null ? [{ ref: { id: idOf(definition.node) }, node: definition.node }] : [];
  if (definition.kind === 'class') {
    const body = definition.node.childForFieldName('body');
    return member !== null && body ? methodNamed(file, body, member, depth) : [];
  }
  if (definition.kind === 'parameter') return member === null ? [] : handlersOfParameter(file, definition, member, depth);
  if (!definition.value) return [];
  const value = unwrap(definition.value);
  if (definition.key === '[]' || definition.key === '...') return member === null ? handlersIn(file, value, depth + 1) : handlersOn(file, value, member, depth + 1);
  // `const { users } = controllers`: a member of what is taken out is one of the whole.
  const key = [definition.key, member].filter(Boolean).join('.');
  return key === '' ? handlersIn(file, value, depth + 1) : handlersOn(file, value, key, depth + 1);
}

/** A member of what is handed in, by the name that its type has: `users.create` of `(users: UsersController) => …`. */
function handlersOfParameter(file: JsFile, { of, index, key }: Extract<Definition, { kind: 'parameter' }>, member: string, depth: number): Named[] {
  const parameter = partsOf(of.childForFieldName('parameters') ?? of)[index];
  const type = typeNamed(parameter?.childForFieldName('type') ?? null);
  if (!type && key === null && isExportedWhole(of)) return loadedHandlers(member);
  if (!type || key === '...' || key === '[]') return [];
  return handlersOfDefinition(file, file.define(type), key === null ? member : `${key}.${member}`, depth + 1);
}

/** A member that an object literal has, or that is put into it afterwards: `const auth = {}; auth.login = …`. */
function memberOfObject(file: JsFile, object: Node, name: string, depth: number): Named[] {
  const own = methodNamed(file, object, name, depth);
  if (own.length > 0) return own;
  const [first, ...rest] = name.split('.');
  return assignedMembers(object).filter(member => member.name === first)
    .flatMap(({ value }) => rest.length > 0 ? handlersOn(file, unwrap(value), rest.join('.'), depth + 1) : handlersIn(file, value, depth + 1));
}

/** A method or function property of a class body or object literal; `login.handler` is one of an object in it. */
function methodNamed(file: JsFile, body: Node, name: string, depth: number): Named[] {
  const [first, ...rest] = name.split('.');
  for (const part of partsOf(body)) {
    if (keyOf(part) !== first) continue;
    if (part.type === 'shorthand_property_identifier') return rest.length > 0 ? [] : handlersIn(file, part, depth + 1);
    const value = part.type === 'method_definition' ? part : part.childForFieldName('value');
    const node = value ? unwrap(value) : null;
    if (!node) continue;
    if (rest.length > 0) return handlersOn(file, node, rest.join('.'), depth + 1);
    return handlersIn(file, node, depth + 1);
  }
  return [];
}

/** Nodes around a place that requests can reach: functions, and calls that a route takes as a handler; innermost first. */
export function handlersAround(node: Node, bound: ReadonlySet<number>): Node[] {
  const around: Node[] = [];
  let at: Node | null = node;
  for (let i = 0; at && i < 400; i++, at = at.parent) if (isFunction(at) || bound.has(at.id)) around.push(at);
  return around;
}

function isExportedWhole(fn: Node): boolean {
  const holder = fn.parent;
  if (holder?.type === 'export_statement') return holder.children.some(child => child?.type === 'default');
  return holder?.type === 'assignment_expression' && MODULE_EXPORTS.test(holder.childForFieldName('left')?.text ?? '');
}

/** Folders that a loader puts on the application, each file by its name: https://github.com/jarradseers/consign#usage */
export const LOADED_FOLDER = '(?:controllers?|middlewares?|api)';

/** `app.controllers.users.save` in `module.exports = app => …`: an export of `controllers/users`, or a member of what that makes with the application. */
function loadedHandlers(path: string): Named[] {
  const parts = path.split('.');
  const at = parts.findIndex(part => new RegExp(`^${LOADED_FOLDER}$`).test(part));
  if (at < 0 || parts.length - at < 3) return [];
  const name = parts.at(-1) as string;
  const module = `${ENDS}${parts.slice(0, -1).join('/')}`.toLowerCase();
  return [name, `default().${name}`].map(each => ({ ref: { module, name: each }, node: null }));
}
