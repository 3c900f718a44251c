import type { Node } from 'web-tree-sitter';
import { ancestorsOf, partsOf } from '../../syntax/nodes.ts';
import { here, type Named, there } from '../shared/handlers.ts';
import { argumentsOf, calleeName, functionAround, type GoFile, isFunction, nameOf, receiverOf, type TypeName, unversioned, unwrap } from './file.ts';

/** First parts of the standard library's import paths, Go 1.23. */
const STANDARD = new Set([
  'archive', 'bufio', 'bytes', 'cmp', 'compress', 'container', 'context', 'crypto', 'database', 'debug', 'embed', 'encoding', 'errors', 'expvar', 'flag', 'fmt',
  'go', 'hash', 'html', 'image', 'index', 'io', 'iter', 'log', 'maps', 'math', 'mime', 'net', 'os', 'path', 'plugin', 'reflect', 'regexp', 'runtime', 'slices',
  'sort', 'strconv', 'strings', 'structs', 'sync', 'syscall', 'testing', 'text', 'time', 'unicode', 'unique', 'unsafe', 'weak',
]);
/** Owners of modules that projects import all the time and never define themselves. */
const INSTALLED = new Set([
  'github.com/gin-gonic', 'github.com/gin-contrib', 'github.com/labstack', 'github.com/go-chi', 'github.com/gorilla', 'github.com/gofiber', 'github.com/justinas',
  'github.com/urfave', 'github.com/rs', 'github.com/julienschmidt', 'github.com/sirupsen', 'github.com/stretchr', 'github.com/spf13', 'github.com/jinzhu',
  'github.com/golang-jwt', 'github.com/dgrijalva', 'golang.org/x', 'google.golang.org/grpc', 'google.golang.org/protobuf', 'gorm.io/gorm', 'go.uber.org/zap',
]);
/** Hosts whose modules have an owner and a name; one that is published nowhere, as `github.com/shop`, can lack the owner. */
const FORGES = /^(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|gitea\.com)$/;
/** Handlers wrapped deeper than this are not followed. */
const DEEPEST_WRAP = 6;
/** Methods of a chain of middleware that hand the chain on: justinas/alice. */
const CHAINS = ['Then', 'ThenFunc', 'Append', 'Extend'];
/** Names that every Go file knows. */
const PREDECLARED = new Set(['nil', 'true', 'false', 'new', 'make', 'append', 'len', 'cap', 'copy', 'string', 'int', 'int64', 'byte', 'error', 'panic', 'recover']);
/** Calls that make a handler which answers by itself. */
const MADE_HANDLERS = ['net/http.RedirectHandler'];

/** Whether a package belongs to the standard library or such a module. */
export function isInstalled(path: string): boolean {
  const parts = path.split('/');
  return STANDARD.has(parts[0] as string) || INSTALLED.has(parts.slice(0, 2).join('/'));
}

/**
 * The folders, counted from the workspace folder, that an imported package can be: where the module begins, only go.mod says,
 * so any folder on the file's own path with any end of the import path that leaves room for the module's name.
 */
export function packagesNamed(filePath: string, path: string): string[] {
  const above = filePath.split('/').slice(0, -1);
  if (path.startsWith('./') || path.startsWith('../')) return [relative(above, path)];
  const parts = path.split('/');
  const least = FORGES.test(parts[0] as string) ? 2 : 1;
  const ends = parts.slice(least).map((_, at) => parts.slice(least + at).join('/'));
  return [...above, ''].flatMap((_, depth) => ends.map(end => [...above.slice(0, depth), end].join('/')));
}

function relative(above: readonly string[], path: string): string {
  const folders = [...above];
  for (const part of path.split('/')) {
    if (part === '..') folders.pop();
    else if (part !== '.') folders.push(part);
  }
  return folders.join('/');
}

/** The handlers that an expression in a route names, makes, wraps or is, with the nodes of those that stand in this file. */
export function handlersIn(file: GoFile, expression: Node, depth = 0): Named[] {
  if (depth > DEEPEST_WRAP) return [];
  const node = unwrap(expression);
  if (isFunction(node)) return [here(node)];
  if (node.type === 'identifier') return handlersOfName(file, node, depth);
  if (node.type === 'selector_expression') return handlersOfSelector(file, node);
  if (node.type === 'call_expression') return handlersOfCall(file, node, depth);
  if (node.type === 'unary_expression' || node.type === 'composite_literal') return servedBy(file, node);
  return [];
}

/** `auth(h)`, `s.login()`, `http.HandlerFunc(h)`, `alice.New(auth).ThenFunc(h)`: what is called, and what it is given. */
function handlersOfCall(file: GoFile, call: Node, depth: number): Named[] {
  const callee = call.childForFieldName('function');
  const full = callee ? file.fullName(callee) : null;
  if (full !== null && MADE_HANDLERS.includes(full)) return [here(call)];
  const receiver = receiverOf(call);
  const chain = receiver && CHAINS.includes(calleeName(call) ?? '') ? handlersIn(file, file.follow(receiver), depth + 1) : [];
  const made = callee && (callee.type === 'identifier' || callee.type === 'selector_expression') ? handlersIn(file, callee, depth + 1) : [];
  return [...chain, ...made, ...argumentsOf(call).flatMap(argument => handlersIn(file, argument, depth + 1)), ...servedBy(file, call)];
}

function handlersOfName(file: GoFile, identifier: Node, depth: number): Named[] {
  const definition = file.define(identifier);
  if (definition === null) return PREDECLARED.has(identifier.text) ? [] : [inFolder(file.package, identifier.text)];
  if (definition.kind === 'function') return [here(definition.node)];
  if (definition.kind !== 'variable') return [];
  const value = file.follow(identifier);
  return value.type === 'identifier' ? servedBy(file, identifier) : handlersIn(file, value, depth + 1);
}

/** `handlers.Login` of another package; `s.login`, `s.users.Create`, `(*Server).login` by the type. */
function handlersOfSelector(file: GoFile, selector: Node): Named[] {
  const operand = selector.childForFieldName('operand');
  const name = selector.childForFieldName('field')?.text ?? '';
  if (!operand) return [];
  const owner = unwrap(operand);
  const definition = owner.type === 'identifier' ? file.define(owner) : null;
  if (definition?.kind === 'import') return inPackage(file, definition.path, name);
  const type = file.typeOf(owner) ?? methodExpressionType(file, owner);
  return type ? methodNamed(file, type, name) : [];
}

/** The `Server` of `Server.login` and `(*Server).login`. */
function methodExpressionType(file: GoFile, owner: Node): TypeName | null {
  const name = owner.type === 'unary_expression' ? owner.childForFieldName('operand') : owner;
  const definition = name?.type === 'identifier' ? file.define(name) : null;
  return definition?.kind === 'type' ? { package: null, name: name?.text ?? '' } : null;
}

/** The `ServeHTTP` of what an expression is or makes. */
function servedBy(file: GoFile, expression: Node): Named[] {
  return methodOfValue(file, expression, 'ServeHTTP');
}

/** The method of this name that what an expression is or makes has: of `&controllers.Login{}`. */
export function methodOfValue(file: GoFile, expression: Node, name: string): Named[] {
  const type = file.typeOf(expression);
  return type ? methodNamed(file, type, name) : [];
}

function methodNamed(file: GoFile, type: TypeName, name: string): Named[] {
  if (type.package !== null) return inPackage(file, type.package, `${type.name}.${name}`);
  const method = file.methodOf(type, name);
  return [method ? here(method) : inFolder(file.package, `${type.name}.${name}`)];
}

function inPackage(file: GoFile, path: string, name: string): Named[] {
  if (isInstalled(unversioned(path))) return [];
  return packagesNamed(file.path, path).map(folder => inFolder(folder, name));
}

/** A function of another file, by its package's folder. */
function inFolder(folder: string, name: string): Named {
  return there(null, `${folder}#${name}`);
}

/** Names under which other files can reach a function: `web/handlers#Login`, `web#Server.login`. */
export function exportsOf(file: GoFile, node: Node): string[] {
  if (node.type === 'function_declaration') return [`${file.package}#${nameOf(node)}`];
  if (node.type === 'method_declaration') return [`${file.package}#${file.receiverType(node)?.name}.${nameOf(node)}`];
  const name = node.type === 'func_literal' && functionAround(node) === null ? variableOf(node) : null;
  return name === null ? [] : [`${file.package}#${name}`];
}

/** The package's variable that a function literal is the value of. */
function variableOf(literal: Node): string | null {
  const values = literal.parent;
  const spec = values?.type === 'expression_list' && values.parent?.type === 'var_spec' ? values.parent : null;
  const at = values ? partsOf(values).findIndex(value => value.id === literal.id) : -1;
  return spec?.childrenForFieldName('name').filter(name => name?.type === 'identifier')[at]?.text ?? null;
}

/** Nodes around a place that requests can reach: functions, and handlers that a call makes; innermost first. */
export function handlersAround(node: Node, bound: ReadonlySet<number>): Node[] {
  return [node, ...ancestorsOf(node)].filter(each => isFunction(each) || bound.has(each.id));
}
