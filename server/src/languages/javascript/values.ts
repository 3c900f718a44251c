import type { Node } from 'web-tree-sitter';
import type { StatusEdit, Target } from '../../model/facts.ts';
import { nameInFamily, REASON_PHRASES, statusOfName } from '../../model/statuses.ts';
import type { TextEdit } from '../../model/text.ts';
import { partsOf, sameNode, spanOf } from '../../syntax/nodes.ts';
import { editsBy, WRITABLE } from '../shared/status-edits.ts';
import { argumentsOf, calleeName, type JsFile, receiverOf, stringValue, unwrap } from './file.ts';

export { editsBy, WRITABLE };

/** The status that an expression stands for: a number, a constant of a known family, a name for either. Null where it is computed. */
export function statusValue(file: JsFile, expression: Node | null): number | null {
  if (!expression) return null;
  const node = file.follow(expression);
  if (node.type === 'number') return /^\d{3}$/.test(node.text) ? Number(node.text) : null;
  if (node.type === 'member_expression') return statusOfName(node.childForFieldName('property')?.text ?? '');
  if (node.type === 'identifier') return statusOfName(node.text);
  return null;
}

/** The number at the head of a string status (`'302 Found'`, `'303'`), null for anything else. */
export function statusInString(expression: Node | null): number | null {
  const match = /^(\d{3})\b/.exec(stringValue(expression) ?? '');
  return match ? Number(match[1]) : null;
}

/** The text that gives an expression another status and keeps its author's style: a constant of a known family stays one. */
export function statusText(file: JsFile, expression: Node, status: number): string {
  const node = unwrap(expression);
  if (node.type !== 'member_expression') return String(status);
  const object = node.childForFieldName('object');
  const property = node.childForFieldName('property');
  const name = property ? nameInFamily(property.text, status) : null;
  if (!object || !property || name === null) return String(status);
  const literal = file.follow(object);
  const known = literal.type !== 'object' || partsOf(literal).some(pair => pair.childForFieldName('key')?.text === name);
  return known ? `${object.text}${node.text.slice(object.text.length, node.text.length - property.text.length)}${name}` : String(status);
}

/** One edit per writable status, made by replacing the expression that holds it. */
export function replaceStatus(file: JsFile, expression: Node): StatusEdit[] {
  return WRITABLE.map(status => ({ status, onlyStatus: true, edits: [{ span: spanOf(expression), text: statusText(file, expression, status) }] }));
}

/** Replaces a reason phrase that names the old status (`'Found'`, `'Moved Temporarily'`). */
export function replacePhrase(phrase: Node | null, status: number): TextEdit[] {
  const text = phrase ? stringValue(phrase) : null;
  if (!phrase || text === null || !/^(?:Found|Moved(?: Temporarily| Permanently)?|Object Moved)$/i.test(text)) return [];
  return [{ span: { start: phrase.startIndex + 1, end: phrase.endIndex - 1 }, text: REASON_PHRASES[status] ?? '' }];
}

const OWN_URL = /^(?:[\w$]+\.)*(?:req|request|ctx|context|event)\.(?:originalUrl|url|path|href|nextUrl|_parsedUrl)\b|^(?:[\w$]+\.)*(?:url|nextUrl)\.(?:pathname|href)\b/;
const OWN_HOST = /^(?:[\w$]+\.)*(?:req|request|ctx|context|event)\.(?:headers\.host|headers\[["']host["']\]|hostname|host|protocol|secure|get\(["']host["']\)|header\(["']host["']\))|\b(?:host|hostname|HOST|protocol|scheme)\b/i;
const REFERER = /\b(?:get|header)\(\s*['"]referr?er['"]\s*\)|\.headers\.referr?er\b|headers\[['"]referr?er['"]\]/i;

/** Where an expression leads, as far as it says. */
export function targetOf(file: JsFile, expression: Node | null): Target {
  if (!expression) return { kind: 'unknown', text: null };
  const literal = stringValue(unwrap(expression)) ?? stringValue(file.follow(expression));
  if (literal !== null) return literal === 'back' ? { kind: 'back', text: 'back' } : { kind: 'path', text: literal };
  const node = file.follow(expression);
  if (REFERER.test(node.text)) return { kind: 'back', text: null };
  const parts = pieces(file, node, 0);
  if (leadsOnward(parts)) return { kind: 'request', text: null };
  if (node.type === 'template_string') return { kind: 'pattern', text: node.text.slice(1, -1) };
  const [first, ...others] = parts;
  if (!first || !('literal' in first) || !first.literal.startsWith('/') || !staysHere(node)) return { kind: 'unknown', text: null };
  if (others.length === 0) return { kind: 'path', text: first.literal };
  return { kind: 'pattern', text: parts.map(part => 'literal' in part ? part.literal : `\${${/^[\w.$]+$/.test(part.code) ? part.code : '…'}}`).join('') };
}

/** The request's own address, from which a path leads to the same server: `request.url`, `req.nextUrl`, `url.origin`. */
const OWN_ADDRESS = /^(?:[\w$]+\.)*(?:url|nextUrl(?:\.\w+)?|originalUrl|url\.(?:href|origin))$/;

/** Whether a path that this is put together from is one of this server: a text is, `new URL('/x', base)` where the base is the request's own. */
function staysHere(node: Node): boolean {
  if (node.type !== 'new_expression') return node.type === 'binary_expression';
  const base = argumentsOf(node)[1];
  return base !== undefined && OWN_ADDRESS.test(base.text);
}

/** What a text is put together from: literals and expressions, in their order. */
type Piece = { readonly literal: string } | { readonly code: string };

function pieces(file: JsFile, expression: Node, depth: number): Piece[] {
  const node = depth < 6 ? file.follow(expression) : unwrap(expression);
  const literal = stringValue(node);
  if (literal !== null) return [{ literal }];
  if (node.type === 'template_string') {
    return node.namedChildren.flatMap((child): Piece[] => {
      if (child?.type === 'string_fragment') return [{ literal: child.text }];
      return child?.type === 'template_substitution' && child.firstNamedChild ? pieces(file, child.firstNamedChild, depth + 1) : [];
    });
  }
  if (node.type === 'binary_expression' && node.childForFieldName('operator')?.type === '+' && depth < 12) {
    const left = node.childForFieldName('left');
    const right = node.childForFieldName('right');
    return [...(left ? pieces(file, left, depth + 1) : []), ...(right ? pieces(file, right, depth + 1) : [])];
  }
  if (node.type === 'call_expression' && ['replace', 'toString', 'slice', 'substr', 'substring', 'toLowerCase', 'join', 'concat'].includes(calleeName(node) ?? '')) {
    const receiver = receiverOf(node);
    return receiver && !sameNode(receiver, node) ? pieces(file, receiver, depth + 1) : [{ code: node.text }];
  }
  if (node.type === 'array') return partsOf(node).flatMap(item => pieces(file, item, depth + 1));
  if (node.type === 'new_expression' && node.childForFieldName('constructor')?.text === 'URL') {
    const [relative] = argumentsOf(node);
    return relative ? pieces(file, relative, depth + 1) : [];
  }
  return [{ code: node.text }];
}

/** The request's own URL stands in the path of the target, not behind a `?` as in `/login?next=…`. */
function leadsOnward(parts: readonly Piece[]): boolean {
  for (const part of parts) {
    if ('literal' in part) {
      if (/[?#=]/.test(part.literal)) return false;
    } else if (OWN_URL.test(part.code)) return true;
    else if (!OWN_HOST.test(part.code) && parts.length > 1 && !/host|base|origin|domain|prefix|scheme|proto|url/i.test(part.code)) return false;
  }
  return false;
}
