import type { Node } from 'web-tree-sitter';
import type { Lineage } from '../../model/facts.ts';
import { ancestorsOf, partsOf } from '../../syntax/nodes.ts';
import { here, type Named, there } from '../shared/handlers.ts';
import { dependsOnRequest } from './asked.ts';
import type { PhpFile } from './file.ts';
import { argumentsOf, calleeName, classAround, elementsOf, isFunction, isNamed, nameOf, receiverOf, stringValue, unwrap } from './syntax.ts';

/**
 * The functions and methods around a node, and the closures that a route takes, innermost first. Where there are none it is the script itself, or
 * the one statement of it in which what was sent decides whether control comes to the node: who reaches the script may not reach that.
 */
export function handlersAround(node: Node, bound: ReadonlySet<number>, file: PhpFile): Node[] {
  const around = [node, ...ancestorsOf(node)];
  const handlers = around.filter(each => isNamed(each) || bound.has(each.id));
  if (handlers.length > 0) return handlers;
  return around.filter(dependsOnRequest(file, node) ? each => each.parent !== null && isScript(each.parent) : isScript);
}

/** Whether a node is the whole of a file, which PHP runs when it is asked for. */
export function isScript(node: Node): boolean {
  return node.type === 'program';
}

/** `App\Http\Controllers\LoginController#store`, `App\redirect_home`; null for closures and methods of anonymous classes. */
export function globalName(file: PhpFile, node: Node): string | null {
  if (node.type === 'function_definition') return file.namespace === '' ? nameOf(node) : `${file.namespace}\\${nameOf(node)}`;
  const definition = node.type === 'method_declaration' ? classAround(node) : null;
  return definition && nameOf(definition) !== '' ? methodName(file.fullName(definition), nameOf(node)) : null;
}

/**
 * The name under which routes know a controller's method that they name by a string: counted from the last `Controllers` in its namespace,
 * because what stands before is the application's setting. Null where there is none.
 */
export function nameBelowControllers(className: string, method: string): string | null {
  const short = shortName(className);
  return short === null ? null : methodName(short, method);
}

function shortName(className: string): string | null {
  const at = className.lastIndexOf('Controllers\\');
  return at < 0 ? null : `Controllers:${className.slice(at + 'Controllers\\'.length)}`;
}

/** Classes with their traits and bases, under all names by which routes know them, and by the names that files of routes can have for them. */
export function lineagesOf(file: PhpFile): Lineage[] {
  return file.classes.filter(each => nameOf(each) !== '').flatMap(definition => {
    const above = file.namesAbove(definition);
    const name = file.fullName(definition);
    const own = above.length === 0 ? [] : [name, shortName(name)].filter(each => each !== null).map(each => ({ name: each, above }));
    return [...own, ...namesWithin(name).map(each => ({ name: each, above: [name], guessed: true as const }))];
  });
}

/** What a controller is called in a file of routes that stands below a namespace by where it is loaded: `Controllers:UserController` of `Controllers\Admin\UserController`. */
function namesWithin(className: string): string[] {
  const parts = shortName(className)?.slice('Controllers:'.length).split('\\') ?? [];
  return parts.slice(1).map((_, at) => `Controllers:${parts.slice(at + 1).join('\\')}`);
}

/** All names under which other files know a function or method. */
export function exportsOf(file: PhpFile, node: Node): string[] {
  const name = globalName(file, node);
  const owner = node.type === 'method_declaration' ? classAround(node) : null;
  const short = owner ? nameBelowControllers(file.fullName(owner), nameOf(node)) : null;
  const object = owner && /redirect/i.test(nameOf(node)) ? nameByObject(nameOf(owner), nameOf(node)) : null;
  const switched = name === null ? [] : switchesOf(node).map(position => nameSwitched(name, position));
  return [name, short, object, ...switched].filter(each => each !== null);
}

/** The name of a function that redirects where it is given `true` at this position: `Http#forward(…1: true)`. */
export function nameSwitched(name: string, position: number): string {
  return `${name}(…${position}: true)`;
}

/** Positions of the parameters that decide by themselves whether a function redirects: `if ($redirect) { header('Location: …'); }`. */
function switchesOf(fn: Node): number[] {
  const body = fn.childForFieldName('body');
  const parameters = fn.childForFieldName('parameters');
  if (!body || !parameters) return [];
  const names = partsOf(parameters).map(parameter => parameter.childForFieldName('name')?.text ?? '');
  return partsOf(body).flatMap(statement => {
    const condition = statement.type === 'if_statement' ? statement.childForFieldName('condition') : null;
    const at = condition ? names.indexOf(unwrap(condition).text) : -1;
    return at >= 0 && /\bheader\s*\(\s*['"]Location:/i.test(statement.childForFieldName('body')?.text ?? '') ? [at] : [];
  });
}

/** The name of a method by an object that goes by the name of its class: `->response#redirect`. */
export function nameByObject(object: string, method: string): string {
  return methodName(`->${object.toLowerCase()}`, method);
}

export function methodName(className: string, method: string): string {
  return `${className}#${method}`;
}

/**
 * The handlers that a callable is or names: closures, `[C::class, 'm']`, `[$this, 'm']`, `'C::m'`, `'C@m'`, `C::class` for its `__invoke`, `'f'`, `$this->m(…)`.
 * `prefix`: what the framework puts before class names that stand in strings, `App\Http\Controllers\`.
 */
export function handlersIn(file: PhpFile, node: Node, prefix = ''): Named[] {
  const expression = file.follow(node);
  if (isFunction(expression)) return [here(expression)];
  if (expression.type === 'argument') return partsOf(expression).flatMap(part => handlersIn(file, part, prefix));
  if (expression.type === 'class_constant_access_expression') return ofClass(file, classOf(file, expression, prefix), '__invoke');
  const pair = elementsOf(expression);
  if (pair) {
    const [owner, method] = pair.map(({ value }) => value);
    const name = stringValue(method ?? null);
    return owner && name !== null ? ofClass(file, classOf(file, owner, prefix), name) : [];
  }
  const text = stringValue(expression) ?? joined(file, expression);
  if (text !== null) return ofText(file, text.replaceAll('\\\\', '\\'), prefix);
  if (expression.type === 'object_creation_expression') return ofClass(file, classOf(file, expression, prefix), '__invoke');
  // `$this->store(...)`, `C::store(...)`
  const receiver = receiverOf(expression);
  if (receiver && argumentsOf(expression).length === 0 && /\(\s*\.\.\.\s*\)$/.test(expression.text)) return ofClass(file, classOf(file, receiver, prefix), calleeName(expression) ?? '');
  return [];
}

/** `\App\C:store` of `C::class . ':store'`; null for any other concatenation. */
function joined(file: PhpFile, expression: Node): string | null {
  const [left, right] = [expression.childForFieldName('left'), stringValue(expression.childForFieldName('right'))];
  const isClass = left?.type === 'class_constant_access_expression' && left.lastNamedChild?.text === 'class' && left.firstNamedChild;
  return expression.type === 'binary_expression' && isClass && right !== null ? `\\${file.classNamed(isClass)}${right}` : null;
}

function ofText(file: PhpFile, text: string, prefix: string): Named[] {
  const method = /^([\w\\]+)(?:@|::|:|#|->)(\w+)$/.exec(text);
  if (method) return ofClass(file, prefixed(method[1] as string, prefix), method[2] as string);
  if (text.includes('\\') || /^[A-Z]\w*(?:Controller|Action|Handler|Middleware)$/.test(text)) return ofClass(file, prefixed(text, prefix), '__invoke');
  if (!/^\w+$/.test(text)) return [];
  const own = file.functions.get(text.toLowerCase());
  return [own ? here(own) : there(null, text)];
}

function prefixed(name: string, prefix: string): string {
  return name.startsWith('\\') ? name.slice(1) : `${prefix}${name}`;
}

/** The full name of the class that an expression is, names, makes or is an object of; null where it is computed. */
function classOf(file: PhpFile, expression: Node, prefix: string): string | null {
  const node = file.follow(expression);
  const around = classAround(node);
  if (node.text === '$this' || node.text === '__CLASS__') return around ? file.fullName(around) : null;
  if (node.type === 'class_constant_access_expression' && node.lastNamedChild?.text === 'class') return node.firstNamedChild ? file.classNamed(node.firstNamedChild) || null : null;
  if (node.type === 'object_creation_expression') {
    const name = partsOf(node)[0];
    return name ? file.classNamed(name) || null : null;
  }
  const text = stringValue(node);
  if (text !== null) return /^[\w\\]+$/.test(text) ? prefixed(text.replaceAll('\\\\', '\\'), prefix) : null;
  return file.classNamed(node) || null;
}

function ofClass(file: PhpFile, name: string | null, method: string): Named[] {
  if (name === null || method === '') return [];
  const definition = file.classes.find(each => file.fullName(each) === name);
  const own = definition ? file.methodOf(definition, method) : null;
  return [own ? here(own) : there(null, methodName(name, method))];
}
