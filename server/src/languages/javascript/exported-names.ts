import type { Node } from 'web-tree-sitter';
import { Answers } from '../../syntax/answers.ts';
import { ancestorsOf, partsOf } from '../../syntax/nodes.ts';
import { packageNamed } from './extended.ts';
import { argumentsOf, isFunction, type JsFile, MODULE_EXPORTS, unwrap } from './file.ts';
import { keyOf, returnedBy } from './objects.ts';

/** What a handler can be wrapped in on its way to its name. */
const CARRIERS = new Set(['arguments', 'call_expression', 'array', 'parenthesized_expression', 'as_expression', 'satisfies_expression']);
/** A function that is kept deeper than this in objects, classes and functions has no name outside. */
const DEEPEST = 6;

/** A name under which a value leaves the file. */
interface Outward {
  readonly name: string;
  /** It is all that the file exports by CommonJS, so that its members go by their own names too. */
  readonly isWhole?: boolean;
}

/**
 * Names under which other files can reach a function: `login`, `default`, `AuthController.login`, `default.login`, `make().login`
 * for a member of what an exported function returns.
 * CommonJS and ES modules are told apart by how they are written, not by settings.
 */
export function exportsOf(file: JsFile, fn: Node): string[] {
  return [...new Set(namesOf(file, fn, '', 0))];
}

/** Names of a value outside the file, each followed by `path`, which leads from the value to the function. */
function namesOf(file: JsFile, value: Node, path: string, depth: number): string[] {
  if (depth > DEEPEST) return [];
  const up = (holder: Node, step: string) => namesOf(file, holder, `${step}${path}`, depth + 1);
  const parent = value.parent;
  if (value.type === 'method_definition') {
    const step = `.${value.childForFieldName('name')?.text ?? ''}`;
    return parent ? up(parent.type === 'class_body' ? parent.parent ?? parent : parent, step) : [];
  }
  // `login: [validate, asyncHandler(async (req, res) => …)]`: a wrapped or listed function goes by the name of the whole.
  let whole = value;
  while (whole.parent && CARRIERS.has(whole.parent.type)) whole = whole.parent;
  const holder = whole.parent;
  if (holder?.type === 'pair' && holder.parent) return up(holder.parent, `.${keyOf(holder) ?? ''}`);
  if (holder && /field_definition$/.test(holder.type) && holder.parent?.parent) return up(holder.parent.parent, `.${keyOf(holder) ?? ''}`);
  if (holder?.type === 'assignment_expression') return assigned(file, holder, path, depth);
  const made = path === '' ? null : makerOf(whole);
  if (made) return up(made, '()');
  return [...outwardNames(file, whole).flatMap(outer => joined(outer, path)), ...handedBack(file, whole, path, depth)];
}

function joined({ name, isWhole }: Outward, path: string): string[] {
  return isWhole && path.startsWith('.') ? [`${name}${path}`, path.slice(1)] : [`${name}${path}`];
}

/**
 * `module.exports = value`, `exports.login = value`, `controller.login = value`, `Auth.prototype.login = value`, `this.login = value` in a constructor,
 * `self.login = value` where `self` is that `this`, `passport.login = value` on what a package exports.
 */
function assigned(file: JsFile, assignment: Node, path: string, depth: number): string[] {
  const exported = assignedExports(assignment).flatMap(outer => joined(outer, path));
  const left = assignment.childForFieldName('left');
  const owner = left?.type === 'member_expression' ? left.childForFieldName('object') : null;
  if (exported.length > 0 || !left || !owner) return exported;
  const member = `.${left.childForFieldName('property')?.text ?? ''}${path}`;
  const self = file.follow(owner);
  if (self.type === 'this') {
    const made = [...ancestorsOf(self)].find(parent => /^(?:class_declaration|class|function_declaration)$/.test(parent.type));
    return made ? namesOf(file, made, member, depth + 1) : [];
  }
  const isPrototype = owner.type === 'member_expression' && owner.childForFieldName('property')?.text === 'prototype';
  const name = isPrototype ? owner.childForFieldName('object') : owner;
  if (name?.type !== 'identifier') return [];
  const definition = file.define(name);
  if (definition?.kind === 'function' || definition?.kind === 'class') return namesOf(file, definition.node, member, depth + 1);
  if (packageNamed(file, name) !== null) return [member.slice(1), ...namesExported(file, name.text).flatMap(outer => joined(outer, member))];
  if (definition?.kind !== 'variable' || !definition.value || definition.key !== null) return [];
  const value = unwrap(definition.value);
  return MODULE_EXPORTS.test(value.text) ? joined({ name: 'default', isWhole: true }, member) : namesOf(file, value, member, depth + 1);
}

/** The function that returns an object: `return { login }`, `db => ({ login })`. */
function makerOf(object: Node): Node | null {
  const parent = object.parent;
  if (parent?.type === 'arrow_function') return parent;
  return parent?.type === 'return_statement' ? [...ancestorsOf(parent)].find(isFunction) ?? null : null;
}

/**
 * Names of what a function declares and returns, in an object or as one: `function make(db) { function login() {} return { login }; }`,
 * `function make(db) { const auth = {}; auth.login = …; return auth; }`.
 */
function handedBack(file: JsFile, value: Node, path: string, depth: number): string[] {
  const name = nameOf(value);
  const maker = name === null ? null : [...ancestorsOf(value)].find(isFunction) ?? null;
  if (name === null || !maker || isFunction(value.parent ?? value)) return [];
  return returnedBy(maker).flatMap(returned => {
    if (returned.type === 'identifier') return returned.text === name && path !== '' ? namesOf(file, maker, `()${path}`, depth + 1) : [];
    return returned.type === 'object' ? membersOf(returned).filter(([of]) => of === name).flatMap(([, member]) => namesOf(file, maker, `().${member}${path}`, depth + 1)) : [];
  });
}

/** Names under which the value of a declaration or expression leaves the file. */
function outwardNames(file: JsFile, value: Node): Outward[] {
  const parent = value.parent;
  if (parent && wholeOf(parent)) return [{ name: 'default', isWhole: true }];
  if (parent?.type === 'export_statement') return [{ name: isDefaultExport(parent) ? 'default' : nameOf(value) ?? 'default' }, ...namesExported(file, nameOf(value))];
  const name = nameOf(value);
  if (name === null || !isOfTopLevel(value)) return [];
  return isExportedThere(value) ? [{ name }, ...namesExported(file, name)] : namesExported(file, name);
}

function nameOf(value: Node): string | null {
  return (value.parent?.type === 'variable_declarator' ? value.parent : value).childForFieldName('name')?.text ?? null;
}

function declarationOf(value: Node): Node {
  return value.parent?.type === 'variable_declarator' ? value.parent.parent ?? value : value;
}

function isExportedThere(value: Node): boolean {
  return declarationOf(value).parent?.type === 'export_statement';
}

function isOfTopLevel(value: Node): boolean {
  const around = declarationOf(value).parent?.type;
  return around === 'program' || around === 'export_statement';
}

function assignedExports(assignment: Node): Outward[] {
  const left = assignment.childForFieldName('left')?.text ?? '';
  const match = /^(?:module\.)?exports\.([\w$]+)$/.exec(left);
  if (match) return [{ name: match[1] as string }];
  if (MODULE_EXPORTS.test(left)) return [{ name: 'default', isWhole: true }];
  const outer = assignment.parent;
  return outer?.type === 'assignment_expression' ? assignedExports(outer) : [];
}

/** What TypeScript's `export = value` exports, which is all that the file does; null for any other statement. */
export function wholeOf(statement: Node): Node | null {
  const isWhole = statement.type === 'export_statement' && statement.children.some(child => child?.type === '=');
  return isWhole && statement.firstNamedChild ? unwrap(statement.firstNamedChild) : null;
}

function isDefaultExport(statement: Node): boolean {
  return statement.children.some(child => child?.type === 'default');
}

function namesExported(file: JsFile, name: string | null, depth = 0): Outward[] {
  if (name === null || depth > DEEPEST) return [];
  const { instances, exported } = topLevelOf(file);
  return [...(instances.get(name) ?? []).flatMap(instance => namesExported(file, instance, depth + 1)), ...exported.get(name) ?? []];
}

/** What the statements of a file's top level do with names. */
interface TopLevel {
  /** Names that stand for what a class or function makes, by its name: `const auth = new Auth()`. */
  readonly instances: ReadonlyMap<string, readonly string[]>;
  /** Names outside, by the name of what goes by them. */
  readonly exported: ReadonlyMap<string, readonly Outward[]>;
}

const topLevels = new Answers<TopLevel>();

function topLevelOf(file: JsFile): TopLevel {
  return topLevels.about(file.root, () => {
    const statements = partsOf(file.root);
    return { instances: grouped(statements.flatMap(instancesIn)), exported: grouped(statements.flatMap(exportedBy)) };
  });
}

function grouped<T>(pairs: readonly (readonly [string, T])[]): Map<string, T[]> {
  const map = new Map<string, T[]>();
  for (const [name, item] of pairs) {
    const known = map.get(name);
    if (known) known.push(item);
    else map.set(name, [item]);
  }
  return map;
}

function instancesIn(statement: Node): [string, string][] {
  if (!/^(?:lexical|variable)_declaration$/.test(statement.type)) return [];
  return partsOf(statement).flatMap((declarator): [string, string][] => {
    const made = madeBy(declarator.childForFieldName('value'));
    const name = declarator.childForFieldName('name')?.text;
    return made !== null && name !== undefined ? [[made, name]] : [];
  });
}

/**
 * `export { login as signIn }`, `export default login`, `export default { login }`, `module.exports = { login }`, `exports.login = login`,
 * `export default new Controller()`, `export const controller = new Controller()`.
 */
function exportedBy(statement: Node): [string, Outward][] {
  if (statement.type === 'export_statement') return exportedByModule(statement);
  const assignment = statement.type === 'expression_statement' ? statement.firstNamedChild : null;
  const right = assignment?.type === 'assignment_expression' ? assignment.childForFieldName('right') : null;
  if (!assignment || !right) return [];
  const targets = assignedExports(assignment);
  const members = right.type === 'object' && targets.some(({ isWhole }) => isWhole) ? membersOf(right) : [];
  return [...namesIn(right).flatMap(name => targets.map((target): [string, Outward] => [name, target])), ...members.flatMap(asMembers)];
}

function exportedByModule(statement: Node): [string, Outward][] {
  const whole = wholeOf(statement);
  if (whole) return [...namesIn(whole).map((name): [string, Outward] => [name, { name: 'default', isWhole: true }]), ...membersOf(whole).flatMap(asMembers)];
  const value = statement.childForFieldName('value');
  if (value && isDefaultExport(statement)) {
    const object = unwrap(value);
    const members = object.type === 'object' ? membersOf(object) : [];
    return [...namesIn(value).map((name): [string, Outward] => [name, { name: 'default' }]), ...members.map(([name, member]): [string, Outward] => [name, { name: `default.${member}` }])];
  }
  const declaration = statement.childForFieldName('declaration');
  const instances = declaration ? partsOf(declaration).flatMap((declarator): [string, Outward][] => {
    const made = madeBy(declarator.childForFieldName('value'));
    const name = nameOf(declarator);
    return made !== null && name !== null ? [[made, { name }]] : [];
  }) : [];
  const clauses = partsOf(statement).filter(part => part.type === 'export_clause').flatMap(partsOf).flatMap((specifier): [string, Outward][] => {
    const name = specifier.childForFieldName('name')?.text;
    return name === undefined ? [] : [[name, { name: specifier.childForFieldName('alias')?.text ?? name }]];
  });
  return [...instances, ...clauses];
}

function asMembers([name, member]: [string, string]): [string, Outward][] {
  return [[name, { name: member }], [name, { name: `default.${member}` }]];
}

/** Names of what a value is: that itself, wrapped or listed as in `asyncHandler(login)` and `[check, login]`, or an instance of it. */
function namesIn(value: Node, depth = 0): string[] {
  const node = unwrap(value);
  const carried = node.type === 'call_expression' ? argumentsOf(node) : node.type === 'array' ? partsOf(node) : null;
  if (carried) return depth < DEEPEST ? [...new Set(carried.filter(each => each.type !== 'new_expression').flatMap(each => namesIn(each, depth + 1)))] : [];
  if (node.type === 'identifier') return [node.text];
  const made = madeBy(node);
  return made === null ? [] : [made];
}

/** The name of what makes an instance: `new Auth()`. */
function madeBy(value: Node | null): string | null {
  const node = value && unwrap(value);
  return node?.type === 'new_expression' ? node.childForFieldName('constructor')?.text ?? null : null;
}

/** The names that an object's members stand for, each with its key. */
function membersOf(object: Node): [string, string][] {
  return partsOf(object).flatMap((part): [string, string][] => {
    if (part.type === 'shorthand_property_identifier') return [[part.text, part.text]];
    const value = part.type === 'pair' ? part.childForFieldName('value') : null;
    return value ? namesIn(value).map((name): [string, string] => [name, part.childForFieldName('key')?.text ?? name]) : [];
  });
}
