import type { Node } from 'web-tree-sitter';
import type { StatusEdit } from '../../model/facts.ts';
import { nameInFamily } from '../../model/statuses.ts';
import type { TextEdit } from '../../model/text.ts';
import { nodesAt, spanOf } from '../../syntax/nodes.ts';
import { editsBy } from '../shared/status-edits.ts';
import { insertion, newlineOf, replacement } from '../shared/text-edits.ts';
import type { PhpFile } from './file.ts';
import { argumentOf, argumentsOf, hasSpread, listOf, type Parameter, stringValue } from './syntax.ts';

/** The text that gives a status expression another status in its author's style: `302`, `'302'`, `Response::HTTP_FOUND`. */
export function statusEdit(expression: Node, status: number): TextEdit[] {
  if (expression.type === 'class_constant_access_expression') {
    const name = expression.lastNamedChild;
    const other = name ? nameInFamily(name.text, status) : null;
    return [name && other !== null ? replacement(spanOf(name), other) : replacement(spanOf(expression), String(status))];
  }
  const quote = stringValue(expression) === null ? '' : expression.text[0] as string;
  return [replacement(spanOf(expression), `${quote}${status}${quote}`)];
}

/**
 * Gives a call a status where its parameter stands; `fill` is what the parameters between are without it.
 * Null where arguments are spread.
 */
export function withStatus(call: Node, parameter: Parameter, fill: readonly string[], value: string): TextEdit[] | null {
  const list = listOf(call);
  if (!list || hasSpread(call) || argumentOf(call, parameter)) return null;
  const args = argumentsOf(call);
  const missing = fill.slice(args.length, parameter.position);
  const isNamed = args.some(argument => argument.name !== null);
  if (!isNamed && args.length + missing.length !== parameter.position) return null;
  const text = isNamed ? `${parameter.name}: ${value}` : [...missing, value].join(', ');
  const last = args.at(-1);
  return last ? [insertion(last.node.endIndex, `, ${text}`)] : [insertion(list.startIndex + 1, text)];
}

/** The edits that write a status where it stands, or where it would stand. `write` names a status; the number itself where absent. */
export function editsFor(call: Node, parameter: Parameter, fill: readonly string[], write: (status: number) => { readonly text: string; readonly edits: readonly TextEdit[] } = number): StatusEdit[] {
  const written = argumentOf(call, parameter);
  return editsBy(status => {
    if (written) return statusEdit(written, status);
    const { text, edits } = write(status);
    const own = withStatus(call, parameter, fill, text);
    return own ? [...own, ...edits] : null;
  });
}

function number(status: number): { text: string; edits: readonly TextEdit[] } {
  return { text: String(status), edits: [] };
}

/** The name by which the file knows a class, with the import that it needs; null where its name is taken. */
export function imported(file: PhpFile, className: string): { readonly name: string; readonly edits: readonly TextEdit[] } | null {
  const own = className.slice(className.lastIndexOf('\\') + 1);
  for (const [local, full] of file.imports) if (full === className) return { name: [...file.text.matchAll(new RegExp(`\\b${local}\\b`, 'gi'))][0]?.[0] ?? own, edits: [] };
  if (file.imports.has(own.toLowerCase()) || file.classes.some(each => each.childForFieldName('name')?.text === own)) return null;
  const last = [...nodesAt(file.root, file.text, /^use(?=\s+[\\\w])/gm)].map(({ node }) => node.parent).filter(node => node?.type === 'namespace_use_declaration').at(-1);
  return last ? { name: own, edits: [insertion(last.endIndex, `${newlineOf(file.text)}use ${className};`)] } : null;
}
