import type { Node } from 'web-tree-sitter';
import { nameInFamily, statusOfName } from '../../model/statuses.ts';
import type { TextEdit } from '../../model/text.ts';
import { ancestorsOf, sameNode, spanOf } from '../../syntax/nodes.ts';
import { insertion, newlineOf, replacement } from '../shared/text-edits.ts';
import type { JvmFile } from './file.ts';
import { argumentList, argumentsOf, isCall, isFunction, isSequence, lastName, lastNameNode, ownerOf, partsOf, receiverOf } from './syntax.ts';

/** Adds an argument behind the last; null where the call has no parentheses. */
export function addArgument(call: Node, text: string): TextEdit[] | null {
  const list = argumentList(call);
  if (!list) return null;
  const last = partsOf(list).at(-1);
  return [last ? insertion(last.endIndex, `, ${text}`) : insertion(list.startIndex + 1, text)];
}

/**
 * The text that gives a status expression another status in its author's style, with the import that this needs:
 * `HttpStatus.FOUND`, `FOUND` imported by name, `HttpServletResponse.SC_FOUND`, `HttpStatus.valueOf(302)`, `302`.
 * Null where its type cannot be told.
 */
export function statusEdits(file: JvmFile, expression: Node, status: number): TextEdit[] | null {
  if (/^\d{3}$/.test(expression.text)) return [replacement(spanOf(expression), String(status))];
  if (isCall(expression)) {
    const [first] = argumentsOf(expression);
    const inner = first?.value ?? receiverOf(expression);
    return inner ? statusEdits(file, inner, status) : null;
  }
  const name = lastNameNode(expression);
  if (!name) return null;
  if (name.text === 'value' || name.text === 'code') {
    const owner = ownerOf(expression);
    return owner ? statusEdits(file, owner, status) : null;
  }
  if (statusOfName(name.text) !== null) return constantEdits(file, expression, name, status);
  const value = file.follow(expression);
  if (sameNode(value, expression)) return null;
  if (/^\d{3}$/.test(value.text)) return [replacement(spanOf(expression), String(status))];
  const owner = ownerOf(value);
  const other = nameInFamily(lastName(value) ?? '', status);
  return owner && other ? [replacement(spanOf(expression), `${owner.text}.${other}`)] : null;
}

function constantEdits(file: JvmFile, expression: Node, name: Node, status: number): TextEdit[] | null {
  // Servlets know it since 6.1 alone; the number is the same to the compiler.
  if (name.text.startsWith('SC_') && status === 308) return [replacement(spanOf(expression), '308')];
  const other = nameInFamily(name.text, status);
  if (other === null) return null;
  const full = ownerOf(expression) ? undefined : file.imported.find(({ alias }) => alias === name.text)?.name;
  return [replacement(spanOf(name), other), ...(full ? importsOf(file, [`${full.slice(0, full.lastIndexOf('.'))}.${other}`], true) : [])];
}

/** Edits that import these names where the file does not know them; one insertion for those that go to the same place. */
export function importsOf(file: JvmFile, names: readonly string[], isStatic = false): TextEdit[] {
  const missing = names.filter(name => !isKnown(file, name));
  if (missing.length === 0) return [];
  const line = (name: string) => `import ${isStatic && !file.isKotlin ? 'static ' : ''}${name}${file.isKotlin ? '' : ';'}`;
  const newline = newlineOf(file.text);
  const places = new Map<number, { lines: string[]; isHead: boolean }>();
  for (const name of missing) {
    const { at, isHead } = placeOf(file, name, isStatic && !file.isKotlin);
    places.set(at, { lines: [...places.get(at)?.lines ?? [], line(name)], isHead });
  }
  return [...places].map(([at, { lines, isHead }]) => insertion(at, lines.sort().map(each => isHead ? each + newline : newline + each).join('')));
}

function isKnown(file: JvmFile, name: string): boolean {
  const home = name.slice(0, name.lastIndexOf('.'));
  return home === file.package || file.imported.some(each => each.name === (each.alias === null ? home : name));
}

/** Among the imports that begin alike, by name; else behind the last of its kind; else behind the package. `isHead`: before what stands there. */
function placeOf(file: JvmFile, name: string, isStatic: boolean): { at: number; isHead: boolean } {
  const alike = file.imported.filter(each => each.isStatic === isStatic);
  const group = alike.filter(each => each.name.split('.')[0] === name.split('.')[0]);
  const before = group.filter(each => each.name < name).at(-1);
  const [first] = group;
  if (!before && first) return { at: first.start, isHead: true };
  const behind = before ?? alike.at(-1) ?? file.imported.at(-1);
  if (behind) return { at: behind.end, isHead: false };
  const head = /^[ \t\uFEFF]*package[ \t]+[\w.]+[ \t]*;?/m.exec(file.text);
  return head ? { at: head.index + head[0].length, isHead: false } : { at: 0, isHead: true };
}

/** The statement around an expression, and the block it stands in; null where it is no statement of a block. */
export function statementOf(node: Node): { statement: Node; block: Node } | null {
  let child = node;
  for (const parent of ancestorsOf(node)) {
    if (isSequence(parent)) return { statement: child, block: parent };
    if (isFunction(parent)) return null;
    child = parent;
  }
  return null;
}
