import type { Node } from 'web-tree-sitter';
import type { StatusEdit, Target } from '../../model/facts.ts';
import { nameInFamily, statusOfName } from '../../model/statuses.ts';
import { spanOf } from '../../syntax/nodes.ts';
import { editsBy } from '../shared/status-edits.ts';
import { replacement } from '../shared/text-edits.ts';
import type { RedirectAt } from '../shared/framework.ts';
import type { RsFile } from './file.ts';
import { argumentsOf, calleeName, lastNameNode, partsOf, stringValue } from './syntax.ts';

/** The status that an expression stands for: `302`, `StatusCode::FOUND`, `Status::Found`, `StatusCode::from_u16(302)`. Null where it is computed. */
export function statusValue(file: RsFile, expression: Node | null): number | null {
  if (!expression) return null;
  const node = file.follow(expression);
  if (/^\d{3}(?:_?u16)?$/.test(node.text)) return Number(node.text.slice(0, 3));
  if (node.type === 'call_expression') {
    const [first] = argumentsOf(node);
    return first && /^(?:from_u16|new|try_from|from)$/.test(calleeName(node) ?? '') ? statusValue(file, first) : null;
  }
  const name = node.type === 'scoped_identifier' ? lastNameNode(node)?.text : null;
  return name ? statusOfName(name) : null;
}

/** A status as it is written, with the edits that write another in its author's style. */
export function writtenStatus(file: RsFile, written: Node): Pick<RedirectAt, 'statusNode' | 'status' | 'edits'> {
  const code = statusValue(file, written);
  return { statusNode: written, status: { code, origin: 'explicit' }, edits: code === null ? [] : statusEdits(file, written) };
}

/** A constant is left as it is, for other places may use it: its value is written in its stead. */
function statusEdits(file: RsFile, written: Node): StatusEdit[] {
  const node = file.follow(written);
  const isHere = node.startIndex >= written.startIndex && node.endIndex <= written.endIndex;
  const part = (node.type === 'call_expression' ? argumentsOf(node)[0] : undefined) ?? node;
  const number = /^\d{3}/.test(part.text) ? part : null;
  const name = number ? null : lastNameNode(node);
  const path = node.childForFieldName('path');
  return editsBy(status => {
    const other = number ? String(status) : name ? nameInFamily(name.text, status) : null;
    if (other === null) return null;
    if (isHere) return [replacement(number ? { start: number.startIndex, end: number.startIndex + 3 } : spanOf(name as Node), other)];
    return number && part === node ? [replacement(spanOf(written), other)] : path ? [replacement(spanOf(written), `${path.text}::${other}`)] : null;
  });
}

const OWN_URL = /^(?:\w*req(?:uest)?|parts|self)\.(?:uri\(\)(?:\.(?:path|path_and_query|to_string)\(\)(?:\.unwrap\(\))?(?:\.as_str\(\))?)?|path\(\)|uri)$|^original_uri$|^(?:original_)?uri\.(?:path|path_and_query)\(\)$/;
const REFERER = /["']referr?er["']|\bREFERER\b/i;
/** Calls and macros that make an address of a text. */
const MADE_OF_FIRST = /^(?:from|new|from_static|parse|try_from|to_uri|encode|from_str|Some|Ok)$/;

/** Where an expression leads, as far as it says. */
export function targetOf(file: RsFile, expression: Node | null, depth = 0): Target {
  if (!expression || depth > 8) return { kind: 'unknown', text: null };
  const node = file.follow(expression);
  const literal = stringValue(node);
  if (literal !== null) return { kind: 'path', text: literal };
  if (REFERER.test(node.text)) return { kind: 'back', text: null };
  if (node.type === 'call_expression' && MADE_OF_FIRST.test(calleeName(node) ?? '')) return targetOf(file, argumentsOf(node)[0] ?? null, depth + 1);
  if (node.type !== 'macro_invocation') return { kind: 'unknown', text: null };
  const name = node.childForFieldName('macro')?.text ?? '';
  // Rocket's `uri!(show(id))` names a route.
  if (/(?:^|::)uri$/.test(name)) return { kind: 'route', text: /^uri!\s*\(\s*(?:"[^"]*"\s*,\s*)?([\w:]+)/.exec(node.text)?.[1] ?? null };
  return name === 'format' ? formatted(node) : { kind: 'unknown', text: null };
}

/** `format!("/users/{id}")`, `format!("https://{}{}", host, req.uri())`. */
function formatted(macro: Node): Target {
  const tokens = macro.text.replace(/^format!\s*[([{]\s*/, '').replace(/[)\]}]$/, '');
  const template = /^r?#*"((?:[^"\\]|\\.)*)"/.exec(tokens)?.[1];
  if (template === undefined) return { kind: 'unknown', text: null };
  const given = tokens.slice(template.length + 2).split(',').slice(1).map(each => each.trim());
  let next = 0;
  const values = [...template.matchAll(/\{(\w*)[^}]*\}/g)].map(match => match[1] ? match[1] : given[next++] ?? '');
  const forwards = values.some((value, at) => OWN_URL.test(value) && !/[?#=]/.test(template.split(/\{\w*[^}]*\}/).slice(0, at + 1).join('')));
  if (forwards && (values.length > 1 || !template.startsWith('{'))) return { kind: 'request', text: null };
  return template.startsWith('{') ? { kind: 'unknown', text: null } : { kind: 'pattern', text: template.replace(/\{[^}]*\}/g, '*') };
}

/** Whether an expression is the header's name: `header::LOCATION`, `"Location"`. */
export function isLocationName(expression: Node | undefined): boolean {
  if (!expression) return false;
  return (stringValue(expression) ?? lastNameNode(expression)?.text ?? '').toLowerCase() === 'location';
}

/** The Location in `(LOCATION, u)`, or in a list of such pairs; null where there is none. */
export function locationIn(expression: Node | undefined): Node | null {
  if (!expression) return null;
  if (expression.type === 'tuple_expression') {
    const [name, value] = partsOf(expression);
    return isLocationName(name) ? value ?? null : null;
  }
  return expression.type === 'array_expression' ? partsOf(expression).map(locationIn).find(Boolean) ?? null : null;
}

