import type { Node } from 'web-tree-sitter';
import type { Target } from '../../model/facts.ts';
import { statusOfName } from '../../model/statuses.ts';
import { partsOf } from '../../syntax/nodes.ts';
import type { PhpFile } from './file.ts';
import { argumentsOf, calleeName, nthOf, stringValue } from './syntax.ts';

/** The status that an expression stands for: `303`, `Response::HTTP_SEE_OTHER`, `self::FOUND`, `'303'`; null where it is computed. */
export function statusValue(file: PhpFile, expression: Node | null): number | null {
  if (!expression) return null;
  const node = file.follow(expression);
  if (node.type === 'integer') return /^\d{3}$/.test(node.text) ? Number(node.text) : null;
  const text = stringValue(node);
  if (text !== null) return /^\d{3}$/.test(text) ? Number(text) : null;
  // `Response::HTTP_FOUND`, `Status::FOUND->value`.
  const constant = node.type === 'member_access_expression' && node.childForFieldName('name')?.text === 'value' ? node.childForFieldName('object') : node;
  return constant?.type === 'class_constant_access_expression' ? statusOfName(constant.lastNamedChild?.text ?? '') : null;
}

/** The whole of the request's own URL or path. */
const OWN_URL = new RegExp([
  String.raw`^\$_SERVER\[['"](?:REQUEST_URI|PATH_INFO|ORIG_PATH_INFO)['"]\]$`,
  String.raw`^(?:\$(?:this->)?(?:request|req)|request\(\)|\\?Request)(?:->|::)(?:getRequestUri|getUri|getPathInfo|fullUrl|url|path|getRequestTarget)\(\)$`,
].join('|'));
/** The page that was posted to: where a form shows itself again. */
const OWN_HOST = /^\$_SERVER\[['"](?:HTTP_HOST|SERVER_NAME)['"]\]$|->(?:getHost|getHttpHost|getSchemeAndHttpHost|getBaseUrl|host|httpHost)\(\)$/;
const REFERER = /HTTP_REFERER|['"]referer['"]|wp_get_referer|->referer\b|->referrer\b/i;
/** Calls that name a route of the application. */
const ROUTE_CALLS = new Set(['route', 'generateurl', 'generate', 'urlfor', 'action', 'path_for', 'pathfor', 'signedroute', 'temporarysignedroute']);
/** Functions that change a text and hand the rest of it on. */
const PASSED_ON = new Set(['esc_url_raw', 'esc_url', 'rtrim', 'ltrim', 'trim', 'strtolower', 'urldecode', 'sanitize_url', 'wp_unslash', 'filter_var', 'preg_replace', 'str_replace', 'substr']);

/** Where an expression leads, as far as it says. */
export function targetOf(file: PhpFile, expression: Node | null): Target {
  if (!expression) return { kind: 'unknown', text: null };
  const node = file.follow(expression);
  const literal = stringValue(node);
  if (literal !== null) return { kind: 'path', text: literal };
  if (REFERER.test(node.text)) return { kind: 'back', text: null };
  const name = (calleeName(node) ?? '').toLowerCase();
  if (ROUTE_CALLS.has(name)) return { kind: 'route', text: stringValue(argumentsOf(node)[0]?.value ?? null) };
  if (leadsOnward(pieces(file, node, 0))) return { kind: 'request', text: null };
  if (['url', 'site_url', 'base_url', 'home_url', 'admin_url'].includes(name)) return { kind: 'path', text: stringValue(nthOf(node, 0)) };
  if (node.type === 'encapsed_string' || node.type === 'heredoc') return { kind: 'pattern', text: node.type === 'encapsed_string' ? node.text.slice(1, -1) : null };
  return { kind: 'unknown', text: null };
}

/** What a text is put together from: literals and expressions, in their order. */
export type Piece = { readonly literal: string } | { readonly code: string };

export function pieces(file: PhpFile, expression: Node, depth: number): Piece[] {
  const node = file.follow(expression);
  const literal = stringValue(node);
  if (literal !== null) return [{ literal }];
  if (OWN_URL.test(node.text) || depth > 12) return [{ code: node.text }];
  const content = node.type === 'heredoc' ? node.childForFieldName('value') : node.type === 'encapsed_string' ? node : null;
  if (content) {
    return partsOf(content).flatMap((part): Piece[] => part.type === 'string_content' || part.type === 'escape_sequence' ? [{ literal: content === node ? part.text : part.text.trimStart() }] : pieces(file, part, depth + 1));
  }
  if (node.type === 'binary_expression' && node.childForFieldName('operator')?.text === '.') {
    return [node.childForFieldName('left'), node.childForFieldName('right')].flatMap(side => side ? pieces(file, side, depth + 1) : []);
  }
  const name = (calleeName(node) ?? '').toLowerCase();
  if (node.type === 'function_call_expression' && PASSED_ON.has(name)) {
    const at = name === 'preg_replace' || name === 'str_replace' ? 2 : 0;
    const inner = nthOf(node, at);
    // A change that the call makes is what tells a forwarded URL from the page itself.
    return inner ? [...pieces(file, inner, depth + 1), { literal: '' }] : [];
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
