import type { Node } from 'web-tree-sitter';
import type { Target } from '../../model/facts.ts';
import { statusOfName } from '../../model/statuses.ts';
import type { JvmFile } from './file.ts';
import { argumentsOf, calleeName, isCall, lastName, operatorOf, ownerOf, partsOf, receiverOf, stringValue, unwrap } from './syntax.ts';

/** The status that an expression stands for: a number, a constant of a known family, `HttpStatus.valueOf(302)`, `HttpStatus.FOUND.value()`. Null where it is computed. */
export function statusValue(file: JvmFile, expression: Node | null): number | null {
  if (!expression) return null;
  const node = file.follow(expression);
  if (/^\d{3}$/.test(node.text)) return Number(node.text);
  if (isCall(node)) {
    const receiver = receiverOf(node);
    const [first] = argumentsOf(node);
    return first ? statusValue(file, first.value) : receiver ? statusValue(file, receiver) : null;
  }
  const name = lastName(node);
  if (name === 'value' || name === 'code') return statusValue(file, ownerOf(node));
  return name === null ? null : statusOfName(name);
}

const REQUEST = String.raw`(?:this\.|call\.)?\w*(?:[rR]equest|[rR]eq|ctx|context|exchange)\d?(?:\(\))?`;
/** The whole of the request's own URL or path, in Java's and Kotlin's spelling. */
const OWN_URL = new RegExp(String.raw`^${REQUEST}\.(?:getRequestURI|getRequestURL|getServletPath|getPathInfo|requestURI|requestURL|servletPath|pathInfo|uri|getURI|getUri|getAbsolutePath|path|getPath|url|fullUrl)(?:\(\))?(?:\.toString\(\))?$`);
const OWN_HOST = new RegExp(String.raw`^${REQUEST}\.(?:getServerName|getServerPort|getScheme|serverName|serverPort|scheme|host|getHeader\("[Hh]ost"\)|header\("[Hh]ost"\)|getContextPath|contextPath)(?:\(\))?$`);
const REFERER = /["']referr?er["']|\bREFERER\b|HttpHeaders\.Referrer/i;
/** Calls that hand an address on, changed or not: in `URI.create(u)` the first argument, in `u.toString()` what stands before it. */
const MADE_OF_ARGUMENT = ['create', 'URI', 'valueOf', 'fromUriString', 'fromHttpUrl', 'fromPath', 'encodeRedirectURL', 'encodeRedirectUrl', 'encodeURL', 'format'];
const MADE_OF_RECEIVER = ['toString', 'build', 'toUri', 'toUriString', 'encode', 'trim', 'replace', 'replaceFirst', 'replaceAll', 'replacePath', 'scheme', 'toUpperCase', 'toLowerCase'];

/** Where an expression leads, as far as it says; `prefix` is what stands before the address itself (`redirect:`). */
export function targetOf(file: JvmFile, expression: Node | null, prefix = ''): Target {
  if (!expression) return { kind: 'unknown', text: null };
  const node = addressIn(file, expression);
  const literal = stringValue(node);
  if (literal !== null) return { kind: 'path', text: literal.slice(prefix.length) };
  if (REFERER.test(node.text)) return { kind: 'back', text: null };
  const parts = pieces(file, node, 0);
  const [first] = parts;
  const rest = prefix && first && 'literal' in first ? [{ literal: first.literal.slice(prefix.length) }, ...parts.slice(1)] : parts;
  if (leadsOnward(rest)) return { kind: 'request', text: null };
  const [lead] = rest;
  return lead && 'literal' in lead && lead.literal ? { kind: 'pattern', text: rest.map(part => 'literal' in part ? part.literal : '*').join('') } : { kind: 'unknown', text: null };
}

/** The address within `URI.create("/x")`. */
function addressIn(file: JvmFile, expression: Node): Node {
  const node = file.follow(expression);
  if (!isCall(node) || !['create', 'URI', 'encodeRedirectURL', 'encodeURL'].includes(calleeName(node) ?? '')) return node;
  const [first] = argumentsOf(node);
  return first ? file.follow(first.value) : node;
}

/** What a text is put together from: literals and expressions, in their order. */
type Piece = { readonly literal: string } | { readonly code: string };

function pieces(file: JvmFile, expression: Node, depth: number): Piece[] {
  const node = depth < 6 ? file.follow(expression) : unwrap(expression);
  const literal = stringValue(node);
  if (literal !== null) return [{ literal }];
  if (OWN_URL.test(node.text) || depth > 40) return [{ code: node.text }];
  if (node.type === 'string_literal' || node.type === 'multiline_string_literal') return templatePieces(node);
  if (node.type === 'binary_expression' && operatorOf(node) === '+') {
    const [left, right] = [node.childForFieldName('left'), node.childForFieldName('right')];
    return [...(left ? pieces(file, left, depth + 1) : []), ...(right ? pieces(file, right, depth + 1) : [])];
  }
  if (isCall(node)) {
    const name = calleeName(node) ?? '';
    const [first] = argumentsOf(node);
    const receiver = receiverOf(node);
    // A change that the call makes is what tells a forwarded URL from the page itself.
    if (MADE_OF_ARGUMENT.includes(name) && first) return pieces(file, first.value, depth + 1);
    if (MADE_OF_RECEIVER.includes(name) && receiver) return [...pieces(file, receiver, depth + 1), ...(/^(?:replace|scheme)/.test(name) ? [{ literal: '' }] : [])];
  }
  return [{ code: node.text }];
}

/** The first part of a text that is put together, constants followed. */
export function beginningOf(file: JvmFile, expression: Node): Node {
  let first = file.follow(expression);
  for (let part = 0; part < MOST_PARTS && first.type === 'binary_expression'; part++) {
    const left = first.childForFieldName('left');
    if (!left) break;
    first = file.follow(left);
  }
  return first;
}

/** A text is followed over so many parts to its beginning. */
const MOST_PARTS = 60;

function templatePieces(node: Node): Piece[] {
  return node.text.replace(/^"+|"+$/g, '').split(/(\$\{[^}]*\}|\$\w+)/).filter(Boolean)
    .map((part): Piece => part.startsWith('$') ? { code: part.replace(/^\$\{?|\}$/g, '') } : { literal: part });
}

/**
 * The request's own URL stands in the path of the target, changed: another scheme, host or prefix.
 * By itself it is the page that was just posted to, and behind a `?` it is where a login shall lead back.
 */
function leadsOnward(parts: readonly Piece[]): boolean {
  for (const [at, part] of parts.entries()) {
    if ('literal' in part) {
      if (/[?#=]/.test(part.literal)) return false;
    } else if (OWN_URL.test(part.code)) {
      const next = parts[at + 1];
      return at > 0 || (next !== undefined && 'literal' in next && !/[?#=]/.test(next.literal));
    } else if (!OWN_HOST.test(part.code) && !/host|base|origin|domain|prefix|scheme|proto|url|server|port|context/i.test(part.code)) return false;
  }
  return false;
}

/** Constants of the header's name in Spring, JAX-RS, Ktor, Micronaut, Guava and Apache. */
export function isLocationName(file: JvmFile, expression: Node | null): boolean {
  if (!expression) return false;
  const node = file.follow(expression);
  const text = stringValue(node) ?? lastName(node) ?? '';
  return text.toLowerCase() === 'location';
}

/** Statements that run before a place, in each block around it, up to the function; the nearest first. */
export function* statementsBefore(node: Node, isEnd: (parent: Node) => boolean, isBlock: (parent: Node) => boolean): Generator<Node> {
  let child = node;
  for (let parent = node.parent; parent; child = parent, parent = parent.parent) {
    if (isBlock(parent)) yield* partsOf(parent).filter(part => part.endIndex <= child.startIndex).reverse();
    if (isEnd(parent)) return;
  }
}
