import type { Node } from 'web-tree-sitter';
import { nameInFamily } from '../../model/statuses.ts';
import type { TextEdit } from '../../model/text.ts';
import { ancestorsOf, sameNode, spanOf } from '../../syntax/nodes.ts';
import { indentAt, insertion, newlineOf, replacement } from '../shared/text-edits.ts';
import type { CsFile } from './file.ts';
import { type Argument, argumentList, argumentsOf, isFunction, isSequence, lastNameNode, ownerOf, lastName, unwrap } from './syntax.ts';

/** Adds an argument behind the last; null where the call has no parentheses. */
export function addArgument(call: Node, text: string): TextEdit | null {
  const list = argumentList(call);
  if (!list) return null;
  const last = argumentsOf(call).at(-1);
  return last ? insertion(last.node.endIndex, `, ${text}`) : insertion(list.startIndex + 1, text);
}

/**
 * The text that gives a status expression another status in its author's style: `StatusCodes.Status302Found`, `HttpStatusCode.Found`,
 * `HttpStatusCode.Redirect`, `(int)HttpStatusCode.Found`, `302`. Null where its type cannot be told.
 */
export function statusEdits(file: CsFile, expression: Node, status: number): TextEdit[] | null {
  const node = unwrap(expression);
  if (/^\d{3}$/.test(node.text)) return [replacement(spanOf(node), String(status))];
  const name = lastNameNode(node);
  const owner = ownerOf(node);
  if (!name) return null;
  const other = nameInFamily(name.text, status) ?? (owner && lastName(owner) === 'HttpStatusCode' ? nameInFamily('Found', status) : null);
  if (other !== null) return [replacement(spanOf(name), other)];
  const value = file.follow(node);
  return sameNode(value, node) || !/^\d{3}$/.test(value.text) ? null : [replacement(spanOf(node), String(status))];
}

/** The two switches by which ASP.NET Core's redirects choose among 301, 302, 307 and 308; null where a switch is not given. */
export interface Flags {
  readonly permanent: Node | null;
  readonly preserveMethod: Node | null;
}

/** The status that the switches make; null where one is computed. */
export function statusOfFlags({ permanent, preserveMethod }: Flags): number | null {
  const [isPermanent, keepsMethod] = [truth(permanent), truth(preserveMethod)];
  if (isPermanent === null || keepsMethod === null) return null;
  return keepsMethod ? isPermanent ? 308 : 307 : isPermanent ? 301 : 302;
}

function truth(flag: Node | null): boolean | null {
  return flag === null ? false : flag.text === 'true' ? true : flag.text === 'false' ? false : null;
}

/** Sets the switches for 307 or 308. `both`: the call takes either none of them or both. */
export function flagEdits(call: Node, flags: Flags, status: number, takesBoth: boolean): TextEdit[] | null {
  const wanted = { permanent: status === 308, preserveMethod: true };
  const added: string[] = [];
  const edits: TextEdit[] = [];
  for (const name of ['permanent', 'preserveMethod'] as const) {
    const flag = flags[name];
    if (flag && truth(flag) !== wanted[name]) edits.push(replacement(spanOf(flag), String(wanted[name])));
    if (!flag && (wanted[name] || takesBoth)) added.push(`${name}: ${wanted[name]}`);
  }
  if (added.length === 0) return edits;
  const addition = addArgument(call, added.join(', '));
  return addition ? [...edits, addition] : null;
}

/** The switches among arguments: by their name, or by position where all before them stand by position too. */
export function flagsAmong(file: CsFile, all: readonly Argument[], position: number): Flags {
  const flag = (name: string, at: number) => {
    const given = all.find(each => each.name === name) ?? (all[at]?.name === null ? all[at] : undefined);
    return given ? file.follow(given.value) : null;
  };
  return { permanent: flag('permanent', position), preserveMethod: flag('preserveMethod', position + 1) };
}

/** The statement around an expression; `isSingle` where it is the whole of a branch without braces. Null where it is no statement. */
export function statementOf(node: Node): { readonly statement: Node; readonly isSingle: boolean } | null {
  let child = node;
  for (const parent of ancestorsOf(node)) {
    if (isSequence(parent)) return { statement: child, isSingle: false };
    if (parent.type === 'global_statement') return { statement: child, isSingle: false };
    if (isFunction(parent)) return null;
    if (child.type.endsWith('_statement')) return { statement: child, isSingle: true };
    child = parent;
  }
  return null;
}

/** Statements for one: each on a line of its own where that one had it, and in braces where there was one without. */
export function statementsFor(file: CsFile, at: { readonly statement: Node; readonly isSingle: boolean }, first: readonly TextEdit[], rest: readonly string[]): TextEdit[] {
  const { statement, isSingle } = at;
  if (isSingle) return [insertion(statement.startIndex, '{ '), ...first, insertion(statement.endIndex, ` ${rest.join(' ')} }`)];
  const indent = indentAt(file.text, statement.startIndex);
  const lineBreak = file.text.endsWith(`\n${indent}`, statement.startIndex) ? newlineOf(file.text) + indent : ' ';
  return [...first, insertion(statement.endIndex, rest.map(each => lineBreak + each).join(''))];
}
