import type { Node } from 'web-tree-sitter';
import type { Target } from '../../model/facts.ts';
import { statusOfName } from '../../model/statuses.ts';
import { partsOf, sameNode } from '../../syntax/nodes.ts';
import { argumentsOf, calleeName, keywordOf, type PyFile, positionalsOf, receiverOf, stringValue, unwrap } from './file.ts';

/** The argument of a call by its keyword or position (0-based); null where it is not given. */
export function argumentAt(call: Node, place: { readonly keyword?: string; readonly position?: number }): Node | null {
  const named = place.keyword === undefined ? null : keywordOf(call, place.keyword);
  return named ?? (place.position === undefined ? null : positionalsOf(call)[place.position] ?? null);
}

/** The status that an expression stands for: a number, a constant of a known family, `'302 Found'`, a name for one of them. Null where it is computed. */
export function statusValue(file: PyFile, expression: Node | null): number | null {
  if (!expression) return null;
  const node = file.follow(expression);
  if (node.type === 'integer') return /^\d{3}$/.test(node.text) ? Number(node.text) : null;
  if (node.type === 'attribute') {
    const name = node.childForFieldName('attribute')?.text ?? '';
    const inner = node.childForFieldName('object');
    return name === 'value' && inner ? statusValue(file, inner) : statusOfName(name);
  }
  if (node.type === 'identifier') {
    const definition = file.define(node);
    return statusOfName(definition?.kind === 'import' ? definition.name : node.text);
  }
  if (node.type === 'call' && node.childForFieldName('function')?.text === 'int') return statusValue(file, argumentsOf(node)[0] ?? null);
  const text = /^(\d{3})\b/.exec(stringValue(node) ?? '');
  return text ? Number(text[1]) : null;
}

/** True, false, or null where it is computed. */
export function booleanValue(file: PyFile, expression: Node): boolean | null {
  const node = file.follow(expression);
  return node.type === 'true' ? true : node.type === 'false' || node.type === 'none' ? false : null;
}

const REQUEST = String.raw`(?:self\.|cls\.|\w+\.)?_?(?:request|req)\d?`;
/** The whole of the request's own URL or path. */
const OWN_URL = new RegExp(String.raw`^${REQUEST}\.(?:url|path|full_path|uri|raw_path|path_info|path_url|path_qs|rel_url|base_url|url\.path|get_full_path\(\)|build_absolute_uri\(\)|get_raw_uri\(\)|full_url\(\))$`);
const OWN_HOST = new RegExp(String.raw`^${REQUEST}\.(?:host|get_host\(\)|scheme|protocol|url\.(?:scheme|netloc|hostname)|headers\[['"][Hh]ost['"]\])`);
const REFERER = /(?:\.referrer\b|HTTP_REFERER|\[['"]refer+er['"]\]|\.get\(\s*['"]refer+er['"])/i;
/** Calls that name a route: Flask, Quart, Sanic, aiohttp, Django, Pyramid, Starlette. */
const ROUTE_CALLS = ['url_for', 'url_path_for', 'reverse', 'reverse_lazy', 'resolve_url', 'route_url', 'route_path', 'reverse_url'];
/** The request's own route with other values for its parts: Pyramid's `Request.current_route_url` and `current_route_path`. */
const OWN_ROUTE = ['current_route_url', 'current_route_path'];
const PASSED_ON = ['replace', 'rstrip', 'lstrip', 'strip', 'lower', 'with_scheme', 'with_host', 'str', '_replace'];

/** Where an expression leads, as far as it says. */
export function targetOf(file: PyFile, expression: Node | null): Target {
  if (!expression) return { kind: 'unknown', text: null };
  const node = file.follow(expression);
  const literal = stringValue(node);
  if (literal !== null) return { kind: 'path', text: literal };
  // Starlette's URLs are objects, of which `str` makes the text.
  const url = node.type === 'call' && node.childForFieldName('function')?.text === 'str' ? unwrap(argumentsOf(node)[0] ?? node) : node;
  if (url.type === 'call' && ROUTE_CALLS.includes(calleeName(url) ?? '')) return { kind: 'route', text: routeNamed(url) };
  if (url.type === 'call' && OWN_ROUTE.includes(calleeName(url) ?? '')) return { kind: 'request', text: null };
  if (REFERER.test(node.text)) return { kind: 'back', text: null };
  const parts = pieces(file, node, 0);
  if (leadsOnward(parts)) return { kind: 'request', text: null };
  if (node.type === 'string') return { kind: 'pattern', text: node.text.replace(/^\w*(?:"""|'''|"|')|(?:"""|'''|"|')$/g, '') };
  return { kind: 'unknown', text: null };
}

/** The name of the route in `url_for('login')`; a wrapper takes the request before it: `tenant.url_for(request, 'login')`. */
function routeNamed(call: Node): string | null {
  const [first, second] = positionalsOf(call);
  return stringValue(first && /^(?:self\.)?_?req(?:uest)?$/.test(first.text) ? second ?? null : first ?? null);
}

/** What a text is put together from: literals and expressions, in their order. */
type Piece = { readonly literal: string } | { readonly code: string };

function pieces(file: PyFile, expression: Node, depth: number): Piece[] {
  const node = depth < 6 ? file.follow(expression) : unwrap(expression);
  const literal = stringValue(node);
  if (literal !== null) return [{ literal }];
  if (OWN_URL.test(node.text)) return [{ code: node.text }];
  if (depth > 12) return [{ code: node.text }];
  if (node.type === 'string') {
    return node.namedChildren.flatMap((child): Piece[] => {
      if (child?.type === 'string_content') return [{ literal: child.text }];
      const inner = child?.type === 'interpolation' ? child.childForFieldName('expression') ?? child.firstNamedChild : null;
      return inner ? pieces(file, inner, depth + 1) : [];
    });
  }
  if (node.type === 'binary_operator') {
    const [left, right] = [node.childForFieldName('left'), node.childForFieldName('right')];
    return [...(left ? pieces(file, left, depth + 1) : []), ...(right ? pieces(file, right, depth + 1) : [])];
  }
  if (node.type === 'tuple') return partsOf(node).flatMap(part => pieces(file, part, depth + 1));
  if (node.type === 'call') {
    const receiver = receiverOf(node);
    const name = calleeName(node) ?? '';
    // A change that the call makes is what tells a forwarded URL from the page itself.
    if (PASSED_ON.includes(name)) return [...(receiver && !sameNode(receiver, node) ? pieces(file, receiver, depth + 1) : pieces(file, argumentsOf(node)[0] ?? node, depth + 1)), { literal: '' }];
    if (name === 'format' && receiver) return [...pieces(file, receiver, depth + 1), ...argumentsOf(node).flatMap(argument => pieces(file, argument, depth + 1))];
  }
  return [{ code: node.text }];
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
