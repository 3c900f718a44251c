import type { Node } from 'web-tree-sitter';
import type { Reexport } from '../../model/facts.ts';
import type { SourceFile } from '../../syntax/adapter.ts';
import { partsOf } from '../../syntax/nodes.ts';
import { says } from '../../syntax/tree.ts';
import { argumentsOf, isFunction, type JsFile, MODULE_EXPORTS, stringValue, unwrap } from './file.ts';
import { modulesNamed, modulesOf } from './handlers.ts';
import { exportsIn } from './exports.ts';
import { assignedMembers, declaredObject, keyOf, returnedBy } from './objects.ts';
import { wholeOf } from './exported-names.ts';

/** Objects nested deeper than this in what a function returns are not followed. */
const DEEPEST = 4;

/** What files look like that hand on the routers and controllers of their folder. */
const HANDS_ON = /(?:^|\n)export\s*(?:\*|\{)[^;'"]*\bfrom\s*['"]\.|exports(?:\.\w+)?\s*=\s*require\(\s*['"]\.|:\s*require\(\s*['"]\./;
const IMPORTED = /(?:^|\n)import\s[^;'"]*\bfrom\s*['"]\./;
/** What hands on names of the file, imported ones among them: `export = { cards }`, `export { cards }`, `module.exports = { cards }`. */
const EXPORTED = /\n(?:export\s*(?:=|\{[^}]*\}\s*(?:;|\n|$))|module\.exports\s*=\s*\{)/;

/** A file that hands on what stands in others, or a folder's index, where projects gather that. */
export function passesOn({ path, text }: SourceFile): boolean {
  return HANDS_ON.test(text) || handsOnImported(text) || (/(?:^|\/)index\.[cm]?[jt]s$/.test(path) && (text.includes('export') || text.includes('require')));
}

// One pattern for both would look for the second from each of the first.
function handsOnImported(text: string): boolean {
  const first = IMPORTED.exec(text);
  return first !== null && EXPORTED.test(text.slice(first.index + first[0].length));
}

/** Names of other files that this one exports, in the forms of ES modules and of CommonJS. */
export function reexportsOf(file: JsFile): Reexport[] {
  return [...made(file), ...partsOf(file.root).flatMap(statement => {
    if (statement.type === 'export_statement') return [...exported(file, statement), ...typed(file, statement)];
    const assignment = statement.type === 'expression_statement' ? statement.firstNamedChild : null;
    if (assignment?.type !== 'assignment_expression') return [];
    const left = assignment.childForFieldName('left');
    const right = assignment.childForFieldName('right');
    return left && right ? assigned(file, left, right) : [];
  })];
}

/** `export * from './a'`, `export * as a from './a'`, `export { a as b } from './a'`, `export { a }`, `export default { a }`. */
function exported(file: JsFile, statement: Node): Reexport[] {
  const source = stringValue(statement.childForFieldName('source'));
  const parts = partsOf(statement);
  const specifiers = parts.filter(part => part.type === 'export_clause').flatMap(partsOf).flatMap(specifier => {
    const inner = specifier.childForFieldName('name');
    return inner ? [{ inner, name: specifier.childForFieldName('alias')?.text ?? inner.text }] : [];
  });
  if (source !== null) {
    const namespace = parts.find(part => part.type === 'namespace_export');
    if (namespace) return from(file, source, partsOf(namespace)[0]?.text ?? null, null);
    if (specifiers.length > 0) return specifiers.flatMap(({ inner, name }) => from(file, source, name, inner.text));
    return from(file, source, null, null);
  }
  const value = statement.childForFieldName('value');
  if (value?.type === 'object') return members(file, value, ['default.']);
  const whole = wholeOf(statement);
  if (whole) return whole.type === 'object' ? members(file, whole, ['', 'default.']) : standingFor(file, whole, null);
  return specifiers.flatMap(({ inner, name }) => standingFor(file, inner, name));
}

/** `export type Controllers = ReturnType<typeof controllers>`: by that name goes what the function of this file returns. */
function typed(file: JsFile, statement: Node): Reexport[] {
  const declaration = statement.childForFieldName('declaration');
  const alias = declaration?.type === 'type_alias_declaration' ? declaration.text : '';
  const [, name, maker] = /^type\s+(\w+)\s*=\s*ReturnType<\s*typeof\s+(\w+)\s*>/.exec(alias) ?? [];
  const [own] = modulesOf(file.path);
  return name && maker && own !== undefined ? [{ name, of: { module: own, name: `${maker}()` } }] : [];
}

/**
 * What an exported function returns in an object: `export const controllers = db => ({ users: new Users(db), ...more(db) })`, known as
 * `controllers().users`, or in one that it fills: `const all = {}; all.users = users(db).list; return all;`.
 */
function made(file: JsFile): Reexport[] {
  return exportsIn(file).flatMap(({ name, value }) => {
    const fn = functionOf(file, value);
    const objects = fn ? returnedBy(fn).flatMap(returned => declaredObject(file, returned) ?? []) : [];
    return objects.flatMap(object => [
      ...membersMade(file, object, `${name}()`, 0),
      ...assignedMembers(object).flatMap(member => standingForMade(file, member.value, `${name}().${member.name}`)),
    ]);
  });
}

function functionOf(file: JsFile, expression: Node): Node | null {
  const node = file.follow(expression);
  const definition = node.type === 'identifier' ? file.define(node) : null;
  const value = definition?.kind === 'function' ? definition.node : node;
  return isFunction(value) ? value : null;
}

/** Members of an object that a function returns, where they are made of what other files export. */
function membersMade(file: JsFile, object: Node, owner: string, depth: number): Reexport[] {
  return partsOf(object).flatMap((part): Reexport[] => {
    const spread = part.type === 'spread_element' ? part.firstNamedChild : null;
    if (spread) return standingForMade(file, spread, owner);
    const name = keyOf(part);
    const value = part.type === 'shorthand_property_identifier' ? part : part.childForFieldName('value');
    if (!value || name === null) return [];
    const node = file.follow(value);
    if (node.type === 'object') return depth < DEEPEST ? membersMade(file, node, `${owner}.${name}`, depth + 1) : [];
    return standingForMade(file, node, `${owner}.${name}`);
  });
}

/** `new Users(db)` has the members of the class, `more(db)` those of what the function returns, `users(db).list` is one of them; a name of another file is that. */
function standingForMade(file: JsFile, expression: Node, name: string): Reexport[] {
  const node = unwrap(expression);
  const owner = node.type === 'member_expression' ? node.childForFieldName('object') : null;
  const made = makerIn(file, file.follow(owner ?? node));
  if (!made) return standingFor(file, node, name);
  return from(file, made.module, name, owner ? `${made.name}.${node.childForFieldName('property')?.text ?? ''}` : made.name);
}

/** What an expression makes, by the name that its maker has in another file; null where that is of this one. */
function makerIn(file: JsFile, node: Node): { module: string; name: string } | null {
  if (node.type !== 'new_expression' && node.type !== 'call_expression') return null;
  const maker = node.childForFieldName(node.type === 'new_expression' ? 'constructor' : 'function');
  const step = node.type === 'new_expression' ? '' : '()';
  if (maker?.type === 'call_expression' && maker.childForFieldName('function')?.text === 'require') {
    const module = stringValue(argumentsOf(maker)[0] ?? null);
    return module === null ? null : { module, name: `default${step}` };
  }
  const definition = maker?.type === 'identifier' ? file.define(maker) : null;
  return definition?.kind === 'import' ? { module: definition.module, name: `${definition.name === '*' ? 'default' : definition.name}${step}` } : null;
}

/** `exports.a = require('./a')`, `module.exports = { a, b: require('./b') }`, `all.a = require('./a')` where `all` is `module.exports`. */
function assigned(file: JsFile, left: Node, right: Node): Reexport[] {
  const value = unwrap(right);
  if (isExports(file, left)) return value.type === 'object' ? members(file, value, ['', 'default.']) : standingFor(file, value, null);
  const owner = left.type === 'member_expression' ? left.childForFieldName('object') : null;
  const name = left.childForFieldName('property')?.text ?? '';
  return owner && isExports(file, owner) ? ['', 'default.'].flatMap(prefix => standingFor(file, value, `${prefix}${name}`)) : [];
}

function isExports(file: JsFile, node: Node): boolean {
  if (says(node, MODULE_EXPORTS)) return true;
  return node.type === 'identifier' && says(file.follow(node), /^(?:module\.)?exports\b/);
}

function members(file: JsFile, object: Node, prefixes: readonly string[]): Reexport[] {
  return partsOf(object).flatMap(part => {
    const name = part.type === 'shorthand_property_identifier' ? part.text : keyOf(part);
    const value = part.type === 'shorthand_property_identifier' ? part : part.childForFieldName('value');
    return value && name !== null ? prefixes.flatMap(prefix => standingFor(file, value, `${prefix}${name}`)) : [];
  });
}

/** What an expression stands for, where that is a name of another module: `require('./a')`, `require('./a').login`, an imported name. */
function standingFor(file: JsFile, expression: Node, name: string | null): Reexport[] {
  const node = unwrap(expression);
  const member = node.type === 'member_expression' ? node.childForFieldName('property')?.text ?? null : null;
  const call = member === null ? node : unwrap(node.childForFieldName('object') ?? node);
  if (call.type === 'call_expression' && call.childForFieldName('function')?.text === 'require') {
    const specifier = stringValue(argumentsOf(call)[0] ?? null);
    return specifier === null ? [] : from(file, specifier, name, member);
  }
  const definition = ['identifier', 'shorthand_property_identifier'].includes(node.type) ? file.define(node) : null;
  return definition?.kind === 'import' ? from(file, definition.module, name, definition.name === '*' ? null : definition.name) : [];
}

function from(file: JsFile, specifier: string, name: string | null, of: string | null): Reexport[] {
  return modulesNamed(file.path, specifier).map(module => ({ name: name ?? '*', of: { module, name: of ?? '*' } }));
}
