import type { Node } from 'web-tree-sitter';
import { ancestorsOf, partsOf } from '../../syntax/nodes.ts';
import { here, type Named, there } from '../shared/handlers.ts';
import { argumentsOf, basesOf, calleeName, classOf, type Definition, isFunction, lastName, methodsOf, nameOf, type PyFile, receiverOf, unwrap } from './file.ts';

/** Packages whose names a project imports all the time and never defines itself. */
const INSTALLED = new Set([
  'flask', 'quart', 'werkzeug', 'django', 'rest_framework', 'fastapi', 'starlette', 'aiohttp', 'aiohttp_jinja2', 'pyramid', 'webob', 'sanic', 'tornado',
  'bottle', 'falcon', 'litestar', 'cherrypy', 'jinja2', 'sqlalchemy', 'pydantic', 'requests', 'httpx', 'asyncio', 'collections', 'datetime', 'functools',
  'json', 'logging', 'os', 're', 'time', 'typing', 'urllib', 'uuid', 'sys', 'math', 'random', 'string', 'hashlib', 'hmac', 'base64', 'secrets',
  'subprocess', 'shutil', 'pathlib', 'itertools', 'copy', 'enum', 'io', 'tempfile', 'threading', 'traceback', 'types', 'warnings', 'unittest', 'pytest',
  'dataclasses', 'decimal', 'contextlib', 'abc', 'inspect', 'socket', 'struct', 'operator', 'csv', 'sqlite3', 'pickle', 'zlib', 'http', 'html', 'email',
  'numpy', 'pandas', 'yaml', 'attr', 'click', 'celery', 'redis', 'boto3', 'wtforms', 'marshmallow', 'peewee', 'pymongo', 'bs4', 'PIL',
]);
/** Whether a module belongs to such a package. */
export function isInstalled(module: string): boolean {
  return INSTALLED.has(module.split('.')[0] as string);
}

/** Handlers wrapped deeper than this are not followed. */
const DEEPEST_WRAP = 6;

/** The dotted name under which other files import this one, counted from the workspace folder. */
export function modulesOf(path: string): string[] {
  const name = path.replace(/\.pyw?$/, '').split('/').join('.');
  return [name.endsWith('.__init__') ? name.slice(0, -'.__init__'.length) : name];
}

/**
 * The dotted names that an imported module can have, counted from the workspace folder.
 * A relative one has exactly one. An absolute one is found below whatever folder Python was started in (or `src`):
 * the one whose name begins it where that is on the file's own path (`shop/shop/` is a project and its package), else any folder above the file.
 */
export function modulesNamed(path: string, module: string): string[] {
  const folders = path.split('/').slice(0, -1);
  const dots = /^\.*/.exec(module)?.[0].length ?? 0;
  if (dots > 0) {
    if (dots - 1 > folders.length) return [];
    return [[...folders.slice(0, folders.length - dots + 1), module.slice(dots)].filter(Boolean).join('.')];
  }
  const [first] = module.split('.');
  const roots = folders.flatMap((folder, depth) => folder === first ? [depth] : []);
  if (roots.length > 0) return roots.map(depth => [...folders.slice(0, depth), module].join('.'));
  return [...folders, ''].map((_, depth) => [...folders.slice(0, depth), module].join('.'));
}

/** The handlers that an expression in a route names or is, with the nodes of those that stand in this file. */
export function handlersIn(file: PyFile, expression: Node, depth = 0): Named[] {
  if (depth > DEEPEST_WRAP) return [];
  const node = unwrap(expression);
  if (isFunction(node) || node.type === 'class_definition') return [here(node)];
  if (node.type === 'list' || node.type === 'tuple') return partsOf(node).flatMap(item => handlersIn(file, item, depth + 1));
  if (node.type === 'keyword_argument') {
    const value = node.childForFieldName('value');
    return value ? handlersIn(file, value, depth + 1) : [];
  }
  if (node.type === 'call') return handlersOfCall(file, node, depth);
  if (node.type === 'identifier') return handlersOfDefinition(file, node, file.define(node), depth);
  if (node.type === 'attribute') return handlersOfAttribute(file, node, depth);
  return [];
}

/** `require_POST(view)`, `View.as_view()`, `partial(view, x)`: what is wrapped, made or called. */
function handlersOfCall(file: PyFile, call: Node, depth: number): Named[] {
  const receiver = receiverOf(call);
  if (receiver && ['as_view', 'as_asgi'].includes(calleeName(call) ?? '')) return handlersIn(file, receiver, depth + 1);
  const callee = call.childForFieldName('function');
  const made = callee && callee.type !== 'call' ? handlersIn(file, callee, depth + 1).filter(({ node }) => node !== null) : [];
  return [...made, ...argumentsOf(call).flatMap(argument => handlersIn(file, argument, depth + 1))];
}

function handlersOfAttribute(file: PyFile, attribute: Node, depth: number): Named[] {
  const object = attribute.childForFieldName('object');
  const name = attribute.childForFieldName('attribute')?.text ?? '';
  if (!object) return [];
  const owner = unwrap(object);
  if (owner.type === 'identifier' && (owner.text === 'self' || owner.text === 'cls')) {
    const around = [...ancestorsOf(owner)].find(parent => parent.type === 'class_definition');
    return around ? methodNamed(file, around, name, depth) : [];
  }
  const passed = owner.type === 'identifier' ? parameterNamed(file, owner, name) : [];
  if (passed.length > 0) return passed;
  const made = classMade(file, owner) ?? (owner.type === 'identifier' && file.define(owner)?.kind === 'class' ? owner : null);
  if (made) return memberNamed(file, made, name, depth);
  return owner.type === 'call' ? [] : file.fullNames(attribute).flatMap(full => outside(file, full));
}

/** What is called to make an object, `Handlers` of `Handlers(db)`, where its name says that it is a class; null for anything else. */
export function classMade(file: PyFile, expression: Node): Node | null {
  const value = file.follow(keptOnSelf(expression) ?? expression);
  const made = value.type === 'call' ? value.childForFieldName('function') : null;
  return made && /^_?[A-Z]/.test(lastName(made) ?? '') ? made : null;
}

/** What `self.handlers` is given by the one assignment of the class around; null where there is none, or several. */
function keptOnSelf(expression: Node): Node | null {
  if (expression.type !== 'attribute' || expression.childForFieldName('object')?.text !== 'self') return null;
  const around = [...ancestorsOf(expression)].find(parent => parent.type === 'class_definition');
  const [set, ...others] = around ? [...around.text.matchAll(new RegExp(`(?<![\\w.])self\\.${lastName(expression)}[ \\t]*=(?!=)`, 'g'))] : [];
  if (!around || !set || others.length > 0) return null;
  const assignment = [...ancestorsOf(around.descendantForIndex(around.startIndex + set.index) ?? around)].find(parent => parent.type === 'assignment');
  return assignment?.childForFieldName('right') ?? null;
}

/**
 * A method of what callers pass to a function of this module, by the places where they pass it: `setup(1).login`, `setup(handlers).login`.
 * Whoever passes an object says under that name which class it is of.
 */
function parameterNamed(file: PyFile, owner: Node, name: string): Named[] {
  const value = file.follow(owner);
  const definition = value.type === 'identifier' ? file.define(value) : null;
  if (definition?.kind !== 'parameter') return [];
  const [fn] = exportsOf(definition.of);
  if (fn === undefined || fn.includes('.')) return [];
  return modulesOf(file.path).flatMap(module => [definition.index, value.text].map(place => there(module, `${argumentName(fn, place)}.${name}`)));
}

/** The name under which an argument of a module's function is known to that module; `place`: its position, 0-based, or keyword. */
export function argumentName(fn: string, place: number | string): string {
  return `${fn}(${place})`;
}

function handlersOfDefinition(file: PyFile, identifier: Node, definition: Definition | null, depth: number): Named[] {
  if (definition?.kind === 'function' || definition?.kind === 'class') return [here(definition.node)];
  if (definition?.kind === 'variable' && definition.constant) return handlersIn(file, definition.values[0] as Node, depth + 1);
  return definition === null || definition.kind === 'import' ? file.fullNames(identifier).flatMap(full => outside(file, full)) : [];
}

/** A method by its name, in the class or its bases. */
export function methodNamed(file: PyFile, classNode: Node, name: string, depth = 0): Named[] {
  const own = methodsOf(classNode).find(method => nameOf(method) === name);
  if (own) return [here(own)];
  if (depth > DEEPEST_WRAP) return [];
  return basesOf(classNode).flatMap(base => {
    const definition = base.type === 'identifier' ? file.define(base) : null;
    return definition?.kind === 'class' && definition.node.id === classNode.id ? [] : memberNamed(file, base, name, depth + 1);
  });
}

/** The method of a class that an expression names, here or in another file. */
export function memberNamed(file: PyFile, owner: Node, name: string, depth = 0): Named[] {
  const definition = owner.type === 'identifier' ? file.define(owner) : null;
  if (definition?.kind === 'class') return methodNamed(file, definition.node, name, depth);
  return file.fullNames(owner).flatMap(full => outside(file, `${full}.${name}`));
}

/** `package.views.login` is `login` of the module `package.views`, or the member `views.login` of `package`. */
function outside(file: PyFile, full: string): Named[] {
  const match = /^(\.*)(.*)$/.exec(full);
  const [dots, parts] = [match?.[1] ?? '', (match?.[2] ?? '').split('.')];
  if (dots === '' && isInstalled(full)) return [];
  return [1, 2].filter(members => parts.length >= members && (dots !== '' || parts.length > members)).flatMap(members => {
    const module = dots + parts.slice(0, -members).join('.');
    return modulesNamed(file.path, module).map(name => there(name, parts.slice(-members).join('.')));
  });
}

/** Names under which other files can reach a function, a class, or a router that a module keeps: `login`, `Account`, `Account.post`. */
export function exportsOf(node: Node): string[] {
  if (['call', 'list', 'binary_operator'].includes(node.type)) {
    const left = node.parent?.type === 'assignment' && node.parent.parent?.parent?.type === 'module' ? node.parent.childForFieldName('left') : null;
    return left?.type === 'identifier' ? [left.text] : [];
  }
  if (node.type !== 'function_definition' && node.type !== 'class_definition') return [];
  const owner = classOf(node);
  if (owner) return exportsOf(owner).map(name => `${name}.${nameOf(node)}`);
  const holder = node.parent?.type === 'decorated_definition' ? node.parent.parent : node.parent;
  const isGlobal = holder?.type === 'module' || (holder?.type === 'block' && ![...ancestorsOf(node)].some(parent => isFunction(parent) || parent.type === 'class_definition'));
  return isGlobal ? [nameOf(node)] : [];
}

/** Nodes around a place that requests can reach: functions and classes, which a route of some file can take as a handler; innermost first. */
export function handlersAround(node: Node, bound: ReadonlySet<number>): Node[] {
  return [node, ...ancestorsOf(node)].filter(each => isFunction(each) || each.type === 'class_definition' || bound.has(each.id));
}
