import type { Node } from 'web-tree-sitter';
import { allBut, ANY, GET_AND_HEAD, type MethodSet, methods } from '../../model/methods.ts';
import { Answers } from '../../syntax/answers.ts';
import { partsOf } from '../../syntax/nodes.ts';
import { type JsFile, MODULE_EXPORTS } from './file.ts';
import type { BindingAt } from '../shared/framework.ts';
import { keyOf } from './objects.ts';

/** A name that leaves the file, with the function, expression or specifier that it stands for. */
export interface Exported {
  readonly name: string;
  readonly value: Node;
  /** Where the name stands. */
  readonly node: Node;
}

/** Everything that the file exports by name or as default, whether as an ES module or by CommonJS. */
export function exportsIn(file: JsFile): readonly Exported[] {
  return known.about(file.root, () => findExports(file));
}

/** Every framework that routes by file asks. */
const known = new Answers<readonly Exported[]>();

function findExports(file: JsFile): Exported[] {
  return partsOf(file.root).flatMap(statement => {
    if (statement.type === 'export_statement') return exportedBy(statement);
    const assignment = statement.type === 'expression_statement' ? statement.firstNamedChild : null;
    return assignment?.type === 'assignment_expression' ? assignedBy(assignment) : [];
  });
}

function exportedBy(statement: Node): Exported[] {
  const value = statement.childForFieldName('value');
  if (value) return [{ name: 'default', value, node: value }];
  const declaration = statement.childForFieldName('declaration');
  const isDefault = statement.children.some(child => child?.type === 'default');
  if (declaration && /^(?:lexical|variable)_declaration$/.test(declaration.type)) {
    return partsOf(declaration).flatMap(declarator => {
      const name = declarator.childForFieldName('name');
      const made = declarator.childForFieldName('value');
      return name?.type === 'identifier' && made ? [{ name: name.text, value: made, node: name }] : [];
    });
  }
  if (declaration) {
    const name = declaration.childForFieldName('name');
    return [{ name: isDefault ? 'default' : name?.text ?? 'default', value: declaration, node: name ?? declaration }];
  }
  return partsOf(statement).filter(part => part.type === 'export_clause').flatMap(clause => partsOf(clause)).map(specifier => {
    const name = specifier.childForFieldName('alias') ?? specifier.childForFieldName('name') ?? specifier;
    return { name: name.text, value: specifier, node: name };
  });
}

function assignedBy(assignment: Node): Exported[] {
  const left = assignment.childForFieldName('left')?.text ?? '';
  const right = assignment.childForFieldName('right');
  if (!right) return [];
  const inner = right.type === 'assignment_expression' ? assignedBy(right) : [];
  const value = inner[0]?.value ?? right;
  const named = /^(?:module\.)?exports\.([\w$]+)$/.exec(left)?.[1];
  if (named !== undefined) return [...inner, { name: named, value, node: assignment }];
  if (!MODULE_EXPORTS.test(left)) return inner;
  if (value.type !== 'object') return [...inner, { name: 'default', value, node: assignment }];
  return [...inner, ...partsOf(value).flatMap(part => {
    const name = keyOf(part);
    const of = part.type === 'pair' ? part.childForFieldName('value') : part;
    return name !== null && of ? [{ name, value: of, node: part }] : [];
  })];
}

/** Exports that are named after a method, in every framework that routes by file; `ALL` and `fallback` limit nothing. */
export const METHOD_EXPORTS: Readonly<Record<string, MethodSet>> = {
  GET: GET_AND_HEAD, HEAD: methods('HEAD'), POST: methods('POST'), PUT: methods('PUT'), PATCH: methods('PATCH'), DELETE: methods('DELETE'),
  OPTIONS: methods('OPTIONS'), ALL: ANY,
};
export const NOT_READING: MethodSet = allBut('GET', 'HEAD');

/** Binds the exports of a file by a table of names; what stands for a name's methods is said by `says`. */
export function boundExports(file: JsFile, table: Readonly<Record<string, MethodSet>>, route: { path: string | null; evidence: 'proven' | 'conventional'; says(name: string): string }): BindingAt[] {
  return exportsIn(file).flatMap(({ name, value, node }) => {
    const set = Object.hasOwn(table, name) ? table[name] : undefined;
    return set ? [{ handlers: [value], methods: set, path: route.path, evidence: route.evidence, node, says: route.says(name) }] : [];
  });
}

/** `export function POST`, `export const GET = …`: the name says the method. */
export function methodExports(file: JsFile, path: string | null): BindingAt[] {
  return boundExports(file, METHOD_EXPORTS, { path, evidence: 'proven', says: name => `exported as ${name} here` });
}
