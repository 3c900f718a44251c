import type { Node } from 'web-tree-sitter';
import type { Target } from '../../model/facts.ts';
import { statusOfName } from '../../model/statuses.ts';
import { partsOf } from '../../syntax/nodes.ts';
import { argumentsOf, calleeName, keywordOf, pairsOf, type RbFile, receiverOf, textOf, unwrap } from './file.ts';

/** The status that an expression stands for: a number, a Rack symbol, `'303'`, `'303 See Other'`, a name for one of them. Null where it is computed. */
export function statusValue(file: RbFile, expression: Node | null): number | null {
  if (!expression) return null;
  const node = file.follow(expression);
  if (node.type === 'integer') return /^\d{3}$/.test(node.text) ? Number(node.text) : null;
  const text = textOf(node);
  if (text === null) return null;
  if (node.type !== 'string') return statusOfName(text);
  const number = /^(\d{3})\b/.exec(text);
  return number ? Number(number[1]) : statusOfName(text);
}

const REQUEST = String.raw`@?(?:self\.|controller\.)?_?(?:request|req|r)`;
/** The whole of the request's own URL or path. */
const OWN_URL = new RegExp(String.raw`^${REQUEST}\.(?:url|original_url|fullpath|original_fullpath|path|path_info|request_uri|env\[['"](?:REQUEST_URI|PATH_INFO|REQUEST_PATH)['"]\])$`);
const OWN_HOST = new RegExp(String.raw`^${REQUEST}\.(?:host|host_with_port|domain|subdomain|protocol|scheme|base_url|port|port_string|server_name)\b`);
const REFERER = /\brefer+er\b|HTTP_REFERER|['"]Referer['"]/;
/** Methods that change a text or URL and hand the rest of it on. */
const PASSED_ON = ['sub', 'gsub', 'sub!', 'gsub!', 'delete_prefix', 'delete_suffix', 'chomp', 'chop', 'downcase', 'squeeze', 'tr', 'to_s', 'merge', 'parse', 'URI', 'join'];

/** Where an expression leads, as far as it says. */
export function targetOf(file: RbFile, expression: Node | null): Target {
  if (!expression) return { kind: 'unknown', text: null };
  const node = file.follow(expression);
  if (node.type === 'simple_symbol') return node.text === ':back' ? { kind: 'back', text: null } : { kind: 'unknown', text: null };
  const literal = node.type === 'string' ? textOf(node) : null;
  if (literal !== null) return { kind: 'path', text: literal };
  const name = node.type === 'call' || node.type === 'identifier' ? calleeName(node) ?? '' : '';
  if (/\w_(?:path|url)$/.test(name)) return { kind: 'route', text: name, name: name.replace(/_(?:path|url)$/, '') };
  if (REFERER.test(node.text)) return { kind: 'back', text: null };
  if (node.type === 'pair' || node.type === 'hash') return targetOfHash(node.type === 'pair' ? node.parent ?? node : node);
  if (name === 'url_for') {
    const [first] = argumentsOf(node);
    return first && (first.type === 'pair' || first.type === 'hash') ? targetOf(file, first) : { kind: 'route', text: null };
  }
  if (leadsOnward(pieces(file, node, 0))) return { kind: 'request', text: null };
  if (node.type === 'string') return { kind: 'pattern', text: node.text.slice(1, -1) };
  return { kind: 'unknown', text: null };
}

/** `action: :index` names a route; `protocol: 'https'` or `host: …` alone carry the request elsewhere. */
function targetOfHash(hash: Node): Target {
  const has = (...names: string[]) => names.some(name => keywordOf(hash.type === 'argument_list' ? hash.parent ?? hash : hash, name));
  if (has('action', 'controller')) return { kind: 'route', text: null };
  return has('protocol', 'host', 'subdomain', 'domain', 'port') && pairsOf(hash).length > 0 ? { kind: 'request', text: null } : { kind: 'route', text: null };
}

/** What a text is put together from: literals and expressions, in their order. */
type Piece = { readonly literal: string } | { readonly code: string };

function pieces(file: RbFile, expression: Node, depth: number): Piece[] {
  const node = depth < 6 ? file.follow(expression) : unwrap(expression);
  if (node.type === 'string' || node.type === 'subshell') {
    return partsOf(node).flatMap((child): Piece[] => {
      if (child.type !== 'interpolation') return [{ literal: child.text }];
      const inner = child.firstNamedChild;
      return inner && depth < 12 ? pieces(file, inner, depth + 1) : [];
    });
  }
  if (OWN_URL.test(node.text) || depth > 12) return [{ code: node.text }];
  if (node.type === 'binary' && node.childForFieldName('operator')?.text === '+') {
    return [node.childForFieldName('left'), node.childForFieldName('right')].flatMap(side => side ? pieces(file, side, depth + 1) : []);
  }
  if (node.type === 'call' && PASSED_ON.includes(calleeName(node) ?? '')) {
    const receiver = receiverOf(node);
    const inner = receiver && receiver.type !== 'constant' ? receiver : argumentsOf(node)[0];
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
