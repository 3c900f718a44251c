import type { Node } from 'web-tree-sitter';
import type { Target } from '../../model/facts.ts';
import { nameInFamily, statusOfName } from '../../model/statuses.ts';
import type { TextEdit } from '../../model/text.ts';
import { partsOf, spanOf } from '../../syntax/nodes.ts';
import { editsBy } from '../shared/status-edits.ts';
import { argumentsOf, calleeName, type Definition, functionAround, type GoFile, lastName, receiverOf, stringValue, unwrap } from './file.ts';
import type { RedirectAt } from '../shared/framework.ts';

/** Statuses beside the redirects that are given to redirect calls by mistake: net/http, Go 1.22. */
const OTHER_STATUSES: Readonly<Record<string, number>> = {
  StatusOK: 200, StatusCreated: 201, StatusAccepted: 202, StatusNoContent: 204, StatusMultipleChoices: 300, StatusNotModified: 304, StatusUseProxy: 305,
  StatusBadRequest: 400, StatusUnauthorized: 401, StatusForbidden: 403, StatusNotFound: 404, StatusMethodNotAllowed: 405, StatusConflict: 409,
  StatusUnprocessableEntity: 422, StatusInternalServerError: 500,
};
/** Conversions are looked through so many times. */
const DEEPEST_VALUE = 6;

/** The status that an expression stands for: a number, a constant of net/http or Fiber, a name for one of them. Null where it is computed. */
export function statusValue(file: GoFile, expression: Node | null, depth = 0): number | null {
  if (!expression || depth > DEEPEST_VALUE) return null;
  const node = file.follow(expression);
  if (node.type === 'int_literal') return /^\d{3}$/.test(node.text) ? Number(node.text) : null;
  if (node.type === 'call_expression' && node.childForFieldName('function')?.text === 'int') return statusValue(file, argumentsOf(node)[0] ?? null, depth + 1);
  if (node.type === 'identifier' && file.define(node) !== null) return null;
  const name = lastName(node) ?? '';
  return statusOfName(name) ?? (Object.hasOwn(OTHER_STATUSES, name) ? OTHER_STATUSES[name] as number : null);
}

/** The name that a status has beside one of net/http's or Fiber's; null where `name` is none of those. */
function nameBeside(name: string, status: number): string | null {
  return nameInFamily(name, status) ?? (Object.hasOwn(OTHER_STATUSES, name) ? nameInFamily('StatusFound', status) : null);
}

/** The status that an expression writes, and the edits that write another. */
export function writtenStatus(file: GoFile, written: Node): Pick<RedirectAt, 'statusNode' | 'status' | 'edits'> {
  const code = statusValue(file, written);
  return { statusNode: written, status: { code, origin: 'explicit' }, edits: code === null ? [] : editsBy(status => statusEdits(file, written, status)) };
}

/** The text that gives a status expression another status in its author's style; a constant keeps its package, so no import changes. */
function statusEdits(file: GoFile, expression: Node, status: number): TextEdit[] {
  const node = unwrap(expression);
  const [converted] = node.type === 'call_expression' ? argumentsOf(node) : [];
  if (converted) return statusEdits(file, converted, status);
  const field = node.type === 'selector_expression' ? node.childForFieldName('field') : null;
  const name = field ? nameBeside(field.text, status) : null;
  if (field && name !== null) return [{ span: spanOf(field), text: name }];
  const value = file.follow(node);
  const definition = node.type === 'identifier' ? file.define(node) : null;
  // A variable that only this call reads would be left unused, which does not compile.
  if (definition?.kind === 'variable' && isReadOnce(file, node, definition)) return statusEdits(file, value, status);
  return [{ span: spanOf(expression), text: statusLike(value, status) }];
}

function isReadOnce(file: GoFile, identifier: Node, definition: Extract<Definition, { kind: 'variable' }>): boolean {
  const fn = functionAround(identifier);
  const { value } = definition;
  if (definition.unchangeable || !fn || !value || functionAround(value)?.id !== fn.id) return false;
  return file.identifiers(identifier.text).filter(each => functionAround(each)?.id === fn.id).length === 2;
}

/** `http.StatusSeeOther` where `value` is `http.StatusFound`, else the number. */
function statusLike(value: Node, status: number): string {
  const owner = value.type === 'selector_expression' ? value.childForFieldName('operand')?.text : undefined;
  const name = owner === undefined ? null : nameBeside(lastName(value) ?? '', status);
  return name === null ? String(status) : `${owner}.${name}`;
}

/** The request's own URL or path: net/http, also behind the contexts of gin, echo and others; Fiber's context by itself. */
const OWN_URL = /^(?:\w+\.)*(?:\w*[rR]eq(?:uest)?(?:\(\))?|r|c|ctx)\.(?:URL(?:\.(?:Path|RawPath|String\(\)|RequestURI\(\)|EscapedPath\(\)))?|RequestURI(?:\(\))?|OriginalURL\(\)|Path\(\))$/;
const OWN_HOST = /^(?:\w+\.)*(?:\w*[rR]eq(?:uest)?(?:\(\))?|r|c|ctx)\.(?:Host|URL\.(?:Host|Scheme|Hostname\(\))|Hostname\(\)|BaseURL\(\)|Protocol\(\)|Scheme\(\))$/;
const REFERER = /\.Referer\(\)|(?:\.Get|\.GetHeader|\.Peek)\(\s*"(?:Referr?er)"|HeaderReferer\b/i;
/** Functions that change a text: what they are given leads on. */
const PASSED_ON = ['TrimSuffix', 'TrimPrefix', 'TrimRight', 'TrimLeft', 'Trim', 'Replace', 'ReplaceAll', 'ToLower', 'Clean', 'Join', 'JoinPath', 'string', 'CopyString'];

/** Where an expression leads, as far as it says. */
export function targetOf(file: GoFile, expression: Node | null): Target {
  if (!expression) return { kind: 'unknown', text: null };
  const node = file.follow(expression);
  const literal = stringValue(node);
  if (literal !== null) return { kind: 'path', text: literal };
  if (REFERER.test(node.text)) return { kind: 'back', text: null };
  const parts = pieces(file, node, 0);
  if (leadsOnward(parts) || changesOwnUrl(file, node)) return { kind: 'request', text: null };
  return { kind: 'unknown', text: null };
}

/** What a text is put together from: literals and expressions, in their order. */
type Piece = { readonly literal: string } | { readonly code: string };

function pieces(file: GoFile, expression: Node, depth: number): Piece[] {
  const node = grown(file, expression, depth);
  const literal = stringValue(node);
  if (literal !== null) return [{ literal }];
  if (depth > 2 * DEEPEST_VALUE || OWN_URL.test(node.text)) return [{ code: node.text }];
  if (node.type === 'binary_expression') {
    return [node.childForFieldName('left'), node.childForFieldName('right')].flatMap(side => side ? pieces(file, side, depth + 1) : []);
  }
  if (node.type === 'call_expression') {
    const args = argumentsOf(node);
    const name = calleeName(node) ?? '';
    // A change that the call makes is what tells a forwarded URL from the page itself.
    if (PASSED_ON.includes(name)) return [...args.flatMap(argument => pieces(file, argument, depth + 1)), { literal: '' }];
    if (name === 'Sprintf' && args[0]) return formatted(file, args, depth + 1);
    const owner = name === 'String' && args.length === 0 ? receiverOf(node) : null;
    const made = owner ? unwrapPointer(file.follow(owner)) : null;
    if (made?.type === 'composite_literal') return partsOf(made.childForFieldName('body') ?? made).flatMap(each => pieceOfField(file, each, depth + 1));
  }
  return [{ code: node.text }];
}

/** A variable that text is added to leads where its first value does. */
function grown(file: GoFile, expression: Node, depth: number): Node {
  const node = depth < DEEPEST_VALUE ? file.follow(expression) : unwrap(expression);
  const definition = node.type === 'identifier' && depth < DEEPEST_VALUE ? file.define(node) : null;
  return definition?.kind === 'variable' && definition.value ? unwrap(definition.value) : node;
}

/** `fmt.Sprintf("https://%s%s", host, r.URL.Path)`: the texts between the verbs, with what takes their places. */
function formatted(file: GoFile, args: readonly Node[], depth: number): Piece[] {
  const [format, ...rest] = args;
  const texts = (stringValue(format ? file.follow(format) : null) ?? '').split(/%[+#]?[svqd]/);
  return texts.flatMap((literal, at): Piece[] => {
    const argument = rest[at];
    return [{ literal }, ...(argument ? pieces(file, argument, depth) : [])];
  });
}

/** `Path: r.URL.Path` in a `url.URL{…}`; its query is no part of where it leads. */
function pieceOfField(file: GoFile, element: Node, depth: number): Piece[] {
  const [key, value] = element.type === 'keyed_element' ? partsOf(element).map(part => partsOf(part)[0] ?? part) : [];
  return key && value && ['Host', 'Path', 'Scheme'].includes(key.text) ? [{ literal: '' }, ...pieces(file, value, depth)] : [];
}

function unwrapPointer(node: Node): Node {
  return node.type === 'unary_expression' ? node.childForFieldName('operand') ?? node : node;
}

/**
 * The request's own URL stands in the path of the target, changed: another scheme, host or prefix.
 * By itself it is the page that was just posted to, and behind a `?` it is where a login shall lead back.
 */
function leadsOnward(parts: readonly Piece[]): boolean {
  if (parts.length < 2) return false;
  for (const part of parts) {
    if ('literal' in part) {
      if (/[?#=]/.test(part.literal)) return false;
    } else if (OWN_URL.test(part.code)) return true;
    else if (!OWN_HOST.test(part.code) && !/host|base|origin|domain|prefix|scheme|proto|url/i.test(part.code)) return false;
  }
  return false;
}

/** `u := *r.URL; u.Host = …; u.String()`: the request's own URL with a part of it set before. */
function changesOwnUrl(file: GoFile, node: Node): boolean {
  const url = node.type === 'call_expression' && calleeName(node) === 'String' ? receiverOf(node) : null;
  if (!url) return false;
  const value = unwrapPointer(grown(file, url, 0)).text;
  const body = functionAround(node)?.text ?? '';
  const name = url.text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return (OWN_URL.test(value) || /\.URL$/.test(value)) && new RegExp(`(?<![\\w.])${name}\\.(?:Host|Scheme|Path)\\s*[+]?=(?!=)`).test(body);
}
