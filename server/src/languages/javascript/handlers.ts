import type { Node } from 'web-tree-sitter';
import type { HandlerRef } from '../../model/facts.ts';
import { partsOf } from '../../syntax/nodes.ts';
import { idOf } from '../shared/handlers.ts';
import { argumentsOf, calleeName, type Definition, isFunction, type JsFile, receiverOf, stringValue, unwrap } from './file.ts';

export { idOf };

const ENDING = /\.(?:[cm]?[jt]sx?)$/;
/** What a handler can be wrapped in on its way to its name. */
const CARRIERS = new Set(['arguments', 'call_expression', 'array', 'parenthesized_expression', 'as_expression', 'satisfies_expression']);
/** Handlers wrapped deeper than this are not followed. */
const DEEPEST_WRAP = 6;

/** Names under which other files can import this one, relative to the workspace folder and without an ending. */
export function modulesOf(path: string): string[] {
  const name = path.replace(ENDING, '');
  return name.endsWith('/index') ? [name, name.slice(0, -'/index'.length)] : [name];
}

/** The module name of a relative specifier, null for a package. */
export function moduleNamed(path: string, specifier: string): string | null {
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

/**
 * Module names that a specifier can stand for: one for a relative path; for an alias the folders above the file and
 * their `src` and `app`, of which at most one has such a file; none for a package.
 */
export function modulesNamed(path: string, specifier: string): string[] {
  const relative = moduleNamed(path, specifier);
  if (relative !== null) return [relative];
  const alias = ALIASES.find(([prefix]) => prefix.test(specifier));
  if (!alias) return [];
  const rest = specifier.replace(alias[0], alias[1]).replace(ENDING, '');
  const folders = path.split('/').slice(0, -1);
  const above = folders.map((_, depth) => folders.slice(0, depth + 1).join('/'));
  const roots = ['', ...above];
  return [...new Set(roots.flatMap(root => ['', 'src', 'app'].map(inner => [root, inner, rest].filter(Boolean).join('/'))))];
}

/** The handlers that an expression in a route names or is, with the nodes of those that stand in this file. */
export function handlersIn(file: JsFile, expression: Node, depth = 0): { ref: HandlerRef; node: Node | null }[] {
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
  if (node.type === 'identifier' || node.type === 'shorthand_property_identifier') return handlersOfDefinition(file, file.define(node), null, depth);
  if (node.type === 'export_specifier') return handlersOfSpecifier(file, node, depth);
  if (node.type === 'member_expression') return handlersOfMember(file, node, depth);
  if (node.type === 'object') return partsOf(node).flatMap(pair => {
    const value = pair.type === 'pair' ? pair.childForFieldName('value') : pair;
    return value && isFunction(unwrap(value)) ? handlersIn(file, value, depth + 1) : [];
  });
  return [];
}

/** `wrap(handler)`, `make(options)`, `controller.login.bind(controller)`: the call itself, what it makes, and what it wraps. */
function handlersOfCall(file: JsFile, call: Node, depth: number): { ref: HandlerRef; node: Node | null }[] {
  const name = calleeName(call);
  const receiver = receiverOf(call);
  if (name === 'bind' && receiver) return handlersIn(file, receiver, depth + 1);
  if (name === 'require' && !receiver) {
    const specifier = stringValue(argumentsOf(call)[0] ?? null);
    const module = specifier === null ? null : moduleNamed(file.path, specifier);
    return module === null ? [] : [{ ref: { module, name: 'default' }, node: null }];
  }
  const callee = call.childForFieldName('function');
  const made = callee ? handlersIn(file, callee, depth + 1) : [];
  const wrapped = argumentsOf(call).flatMap(argument => handlersIn(file, argument, depth + 1));
  return [{ ref: { id: idOf(call) }, node: call }, ...made, ...wrapped];
}

/** `export { login as POST }`, with or without `from './auth'`. */
function handlersOfSpecifier(file: JsFile, specifier: Node, depth: number): { ref: HandlerRef; node: Node | null }[] {
  const name = specifier.childForFieldName('name');
  const source = stringValue(specifier.parent?.parent?.childForFieldName('source') ?? null);
  if (!name) return [];
  if (source === null) return handlersOfDefinition(file, file.define(name), null, depth);
  return modulesNamed(file.path, source).map(module => ({ ref: { module, name: name.text }, node: null }));
}

function handlersOfMember(file: JsFile, member: Node, depth: number): { ref: HandlerRef; node: Node | null }[] {
  const object = member.childForFieldName('object');
  const name = member.childForFieldName('property')?.text;
  if (!object || !name) return [];
  const owner = unwrap(object);
  if (/^(?:module\.)?exports$/.test(owner.text)) return [{ ref: { module: modulesOf(file.path)[0] ?? null, name }, node: null }];
  if (owner.type === 'this') {
    for (let parent = owner.parent; parent; parent = parent.parent) if (parent.type === 'class_body') return methodNamed(parent, name);
    return [];
  }
  if (owner.type === 'identifier') return handlersOfDefinition(file, file.define(owner), name, depth);
  if (owner.type === 'member_expression') return handlersOfPath(file, owner, name, depth);
  if (owner.type === 'call_expression' && calleeName(owner) === 'require') {
    const specifier = stringValue(argumentsOf(owner)[0] ?? null);
    const module = specifier === null ? null : moduleNamed(file.path, specifier);
    return module === null ? [] : [{ ref: { module, name }, node: null }];
  }
  if (owner.type === 'new_expression') {
    const made = owner.childForFieldName('constructor');
    return made?.type === 'identifier' ? handlersOfDefinition(file, file.define(made), name, depth) : [];
  }
  return [];
}

/** `auth.user.check` where `auth` is imported. */
function handlersOfPath(file: JsFile, owner: Node, name: string, depth: number): { ref: HandlerRef; node: Node | null }[] {
  const object = owner.childForFieldName('object');
  const inner = owner.childForFieldName('property')?.text;
  if (object?.type !== 'identifier' || !inner) return [];
  return handlersOfDefinition(file, file.define(object), `${inner}.${name}`, depth);
}

/** What a definition is as a handler, or its member of a name. */
function handlersOfDefinition(file: JsFile, definition: Definition | null, member: string | null, depth: number): { ref: HandlerRef; node: Node | null }[] {
  if (!definition) return [];
  if (definition.kind === 'import') {
    const name = [definition.name === '*' ? null : definition.name, member].filter(Boolean).join('.') || 'default';
    return modulesNamed(file.path, definition.module).map(module => ({ ref: { module, name }, node: null }));
  }
  if (definition.kind === 'function') return member === null ? [{ ref: { id: idOf(definition.node) }, node: definition.node }] : [];
  if (definition.kind === 'class') {
    const body = definition.node.childForFieldName('body');
    return member !== null && body ? methodNamed(body, member) : [];
  }
  if (definition.kind !== 'variable' || !definition.value) return [];
  const value = unwrap(definition.value);
  const key = member ?? definition.key;
  if (key === null || key === '[]' || key === '...') return value.type === 'identifier' && depth > DEEPEST_WRAP ? [] : handlersIn(file, value, depth + 1);
  if (value.type === 'object') return methodNamed(value, key);
  if (value.type === 'new_expression') {
    const made = value.childForFieldName('constructor');
    return made?.type === 'identifier' ? handlersOfDefinition(file, file.define(made), key, depth + 1) : [];
  }
  if (value.type === 'identifier') return handlersOfDefinition(file, file.define(value), key, depth + 1);
  return [];
}

/** A method or function property of a class body or object literal. */
function methodNamed(body: Node, name: string): { ref: HandlerRef; node: Node | null }[] {
  for (const part of partsOf(body)) {
    const key = part.childForFieldName('name') ?? part.childForFieldName('key') ?? part.childForFieldName('property');
    if (key?.text !== name) continue;
    const value = part.type === 'method_definition' ? part : part.childForFieldName('value');
    const node = value ? unwrap(value) : null;
    if (node && isFunction(node)) return [{ ref: { id: idOf(node) }, node }];
    if (node?.type === 'call_expression') {
      const inner = argumentsOf(node).map(unwrap).filter(isFunction);
      return [node, ...inner].map(each => ({ ref: { id: idOf(each) }, node: each }));
    }
  }
  return [];
}

/**
 * Names under which other files can reach a function: `login`, `default`, `AuthController.login`, `default.login`.
 * CommonJS and ES modules are told apart by how they are written, not by settings.
 */
export function exportsOf(file: JsFile, fn: Node): string[] {
  const owner = ownerOf(fn);
  if (!owner) return [];
  const { holder, name } = owner;
  if (name === null) return exportedNames(file, holder);
  return exportedNames(file, holder).flatMap(outer => outer === 'default' ? [`default.${name}`, ...(isModuleExports(holder) ? [name] : [])] : [`${outer}.${name}`]);
}

/** The object or class in which a function is a member, with its name there; or the function (or what wraps it) itself. */
function ownerOf(fn: Node): { holder: Node; name: string | null } | null {
  if (fn.type === 'method_definition') return fn.parent ? { holder: fn.parent.type === 'class_body' ? fn.parent.parent ?? fn.parent : fn.parent, name: fn.childForFieldName('name')?.text ?? '' } : null;
  let value = fn;
  // `login: [validate, asyncHandler(async (req, res) => …)]`: a wrapped or listed function goes by the name of the whole.
  while (value.parent && CARRIERS.has(value.parent.type)) value = value.parent;
  const parent = value.parent;
  if (parent?.type === 'pair' && parent.parent) return { holder: parent.parent, name: parent.childForFieldName('key')?.text ?? '' };
  if (parent && /field_definition$/.test(parent.type) && parent.parent?.parent) {
    return { holder: parent.parent.parent, name: (parent.childForFieldName('name') ?? parent.childForFieldName('property'))?.text ?? '' };
  }
  return { holder: value, name: null };
}

function isModuleExports(holder: Node): boolean {
  const parent = holder.parent;
  return parent?.type === 'assignment_expression' && /^(?:module\.)?exports(?:$|\s*=)/.test(parent.childForFieldName('left')?.text ?? '');
}

/** Names under which the value of a declaration or expression leaves the file. */
function exportedNames(file: JsFile, holder: Node): string[] {
  const parent = holder.parent;
  if (!parent) return [];
  if (parent.type === 'export_statement') return isDefaultExport(parent) ? ['default'] : [holder.childForFieldName('name')?.text ?? 'default'];
  if (parent.type === 'assignment_expression') return assignedExports(parent);
  const name = parent.type === 'variable_declarator' ? parent.childForFieldName('name')?.text : holder.childForFieldName('name')?.text;
  if (name === undefined) return [];
  const declaration = parent.type === 'variable_declarator' ? parent.parent?.parent : null;
  if (declaration?.type === 'export_statement') return [name];
  return namesExported(file, name);
}

function assignedExports(assignment: Node): string[] {
  const left = assignment.childForFieldName('left')?.text ?? '';
  const match = /^(?:module\.)?exports\.([\w$]+)$/.exec(left);
  if (match) return [match[1] as string];
  if (/^(?:module\.)?exports$/.test(left)) return ['default'];
  const outer = assignment.parent;
  return outer?.type === 'assignment_expression' ? assignedExports(outer) : [];
}

function isDefaultExport(statement: Node): boolean {
  return statement.children.some(child => child?.type === 'default');
}

/** `export { login as signIn }`, `export default login`, `module.exports = { login }`, `exports.login = login`, `export default new Controller()`. */
function namesExported(file: JsFile, name: string): string[] {
  const names: string[] = [];
  for (const child of partsOf(file.root)) {
    if (child.type === 'export_statement') {
      const value = child.childForFieldName('value');
      if (value && isDefaultExport(child) && standsFor(value, name)) names.push('default');
      for (const clause of partsOf(child).filter(part => part.type === 'export_clause')) {
        for (const specifier of partsOf(clause)) {
          if (specifier.childForFieldName('name')?.text === name) names.push(specifier.childForFieldName('alias')?.text ?? name);
        }
      }
    } else if (child.type === 'expression_statement' && child.firstNamedChild?.type === 'assignment_expression') {
      const assignment = child.firstNamedChild;
      const right = assignment.childForFieldName('right');
      if (!right) continue;
      const targets = assignedExports(assignment);
      if (standsFor(right, name)) names.push(...targets);
      else if (right.type === 'object' && targets.includes('default')) names.push(...membersFor(right, name));
    }
  }
  return names;
}

function standsFor(value: Node, name: string): boolean {
  const node = unwrap(value);
  if (node.type === 'identifier') return node.text === name;
  return node.type === 'new_expression' && node.childForFieldName('constructor')?.text === name;
}

function membersFor(object: Node, name: string): string[] {
  return partsOf(object).flatMap(part => {
    if (part.type === 'shorthand_property_identifier' && part.text === name) return [name];
    const value = part.type === 'pair' ? part.childForFieldName('value') : null;
    return value && standsFor(value, name) ? [part.childForFieldName('key')?.text ?? name] : [];
  });
}

/** Nodes around a place that requests can reach: functions, and calls that a route takes as a handler; innermost first. */
export function handlersAround(node: Node, bound: ReadonlySet<number>): Node[] {
  const around: Node[] = [];
  let at: Node | null = node;
  for (let i = 0; at && i < 400; i++, at = at.parent) if (isFunction(at) || bound.has(at.id)) around.push(at);
  return around;
}

