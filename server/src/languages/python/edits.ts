import type { Node } from 'web-tree-sitter';
import { nameInFamily, statusOfName } from '../../model/statuses.ts';
import type { TextEdit } from '../../model/text.ts';
import { partsOf, spanOf } from '../../syntax/nodes.ts';
import { insertion, newlineOf, replacement } from '../shared/text-edits.ts';
import { argumentsOf, type PyFile, stringValue, unwrap } from './file.ts';

/** Adds `name=value` behind the last argument; null where `**options` may hold the same keyword already. */
export function addKeyword(call: Node, text: string): TextEdit[] | null {
  const list = call.childForFieldName('arguments');
  if (list?.type !== 'argument_list') return null;
  const args = argumentsOf(call);
  if (args.some(argument => argument.type === 'dictionary_splat')) return null;
  const last = args.at(-1);
  return last ? [insertion(last.endIndex, `, ${text}`)] : [insertion(list.startIndex + 1, text)];
}

/** Takes an argument away, with the comma that divides it from its neighbour. */
export function removeArgument(call: Node, argument: Node): TextEdit {
  const args = argumentsOf(call);
  const at = args.findIndex(each => each.id === argument.id);
  const before = args[at - 1];
  const after = args[at + 1];
  if (before) return { span: { start: before.endIndex, end: argument.endIndex }, text: '' };
  return { span: { start: argument.startIndex, end: after ? after.startIndex : argument.endIndex }, text: '' };
}

/**
 * The text that gives a status expression another status in its author's style, with the import that this needs:
 * `status.HTTP_302_FOUND`, `HTTPStatus.FOUND`, `HTTP_302_FOUND` imported by name, `'302 Found'`, `302`.
 */
export function statusEdits(file: PyFile, expression: Node, status: number): TextEdit[] {
  const node = unwrap(expression);
  if (node.type === 'attribute') {
    const inner = node.childForFieldName('object');
    if (inner?.type === 'attribute' && node.childForFieldName('attribute')?.text === 'value') return statusEdits(file, inner, status);
    const name = nameFor(node.childForFieldName('attribute')?.text ?? '', status);
    const attribute = node.childForFieldName('attribute');
    if (name !== null && attribute) return [replacement(spanOf(attribute), name)];
  }
  if (node.type === 'identifier') {
    const name = nameFor(node.text, status);
    const definition = file.define(node);
    if (name !== null && definition?.kind === 'import') return [replacement(spanOf(node), name), ...importOf(file, definition.module, name)];
  }
  const text = stringValue(node);
  if (text !== null && /^\d{3}\b/.test(text)) {
    const quote = node.firstChild?.text ?? "'";
    return [replacement(spanOf(node), `${quote}${status}${text.length > 3 ? ` ${PHRASES[status] ?? ''}` : ''}${node.lastChild?.text ?? quote}`)];
  }
  return [replacement(spanOf(expression), String(status))];
}

const PHRASES: Readonly<Record<number, string>> = { 303: 'See Other', 307: 'Temporary Redirect', 308: 'Permanent Redirect' };

/** The name of another status in the same family; what no Python library has is corrected. */
export function nameFor(name: string, status: number): string | null {
  if (statusOfName(name) === null) return null;
  const other = nameInFamily(name, status);
  return other === 'HTTP_PERMANENTLY_REDIRECT' ? 'HTTP_PERMANENT_REDIRECT' : other;
}

/** Edits that make `name` of `module` known by itself: added to an import of that module, else as a line of its own. */
export function importOf(file: PyFile, module: string, name: string): TextEdit[] {
  const same = file.importStatements.filter(statement => statement.module === module);
  if (same.some(({ names }) => names.some(each => each.type !== 'aliased_import' && each.text === name))) return [];
  const last = same.find(({ names }) => names.length > 0)?.names.at(-1);
  if (last) return [insertion(last.endIndex, `, ${name}`)];
  const line = `from ${module} import ${name}`;
  const newline = newlineOf(file.text);
  // Behind the line's comment; a line that goes on with another statement is no place.
  const ends = file.importStatements.flatMap(({ node }) => {
    const rest = file.text.lineBehind(node.endIndex);
    return /^\s*(?:#.*)?$/.test(rest) ? [node.endIndex + rest.length] : [];
  });
  const behind = ends.at(-1);
  if (behind !== undefined) return [insertion(behind, `${newline}${line}`)];
  return [insertion(startOfCode(file), `${line}${newline}`)];
}

/** Behind a module's docstring and comments. */
function startOfCode(file: PyFile): number {
  const [first, second] = partsOf(file.root);
  const isDocstring = first?.type === 'expression_statement' && first.firstNamedChild?.type === 'string';
  const start = isDocstring ? second : first;
  return start?.startIndex ?? file.root.endIndex;
}
