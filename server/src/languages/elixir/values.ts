import type { Node } from 'web-tree-sitter';
import type { Target } from '../../model/facts.ts';
import { statusOfName } from '../../model/statuses.ts';
import { partsOf } from '../../syntax/nodes.ts';
import type { ExFile } from './file.ts';
import { argumentsOf, calleeName, keywordOf, qualifierOf, sidesOf, textOf } from './syntax.ts';

/** The status that an expression stands for: a number, or an atom as Plug knows them (Plug.Conn.Status). Null where it is computed. */
export function statusValue(file: ExFile, expression: Node | null): number | null {
  if (!expression) return null;
  const node = file.follow(expression);
  if (/^\d{3}$/.test(node.text)) return Number(node.text);
  return node.type === 'atom' ? statusOfName(node.text.slice(1)) : null;
}

const OWN_URL = /^(?:conn\.request_path|current_path\(conn\)|current_url\(conn\)|Phoenix\.Controller\.current_(?:path|url)\(conn\)|Plug\.Conn\.request_url\(conn\)|request_url\(conn\))$/;
const OWN_HOST = /^(?:conn\.(?:host|scheme|port)|host|scheme)$/;
const REFERER = /"referr?er"/;

/** Where a redirect leads, as far as it says: the value of `to:` or `external:`. */
export function targetOf(file: ExFile, expression: Node | null): Target {
  if (!expression) return { kind: 'unknown', text: null };
  const node = file.follow(expression);
  const literal = textOf(node);
  if (literal !== null) return { kind: 'path', text: literal };
  if (REFERER.test(node.text)) return { kind: 'back', text: null };
  // Path helpers of the router: `Routes.user_path(conn, :show, user)`.
  const helper = node.type === 'call' ? /^(\w+)_(?:path|url)$/.exec(calleeName(node) ?? '')?.[1] : undefined;
  if (helper && argumentsOf(node).length > 1) return { kind: 'route', text: helper };
  const parts = pieces(file, node, 0);
  if (leadsOnward(parts)) return { kind: 'request', text: null };
  const [lead] = parts;
  return lead && 'literal' in lead && lead.literal ? { kind: 'pattern', text: parts.map(part => 'literal' in part ? part.literal : '*').join('') } : { kind: 'unknown', text: null };
}

type Piece = { readonly literal: string } | { readonly code: string };

function pieces(file: ExFile, expression: Node, depth: number): Piece[] {
  const node = depth < 6 ? file.follow(expression) : expression;
  const literal = textOf(node);
  if (literal !== null) return [{ literal }];
  if (OWN_URL.test(node.text) || depth > 40) return [{ code: node.text }];
  if (node.type === 'string' || node.type === 'sigil') {
    return partsOf(node).flatMap((part): Piece[] => {
      if (part.type === 'quoted_content') return [{ literal: part.text }];
      const inner = part.type === 'interpolation' ? partsOf(part)[0] : undefined;
      return inner ? pieces(file, inner, depth + 1) : [];
    });
  }
  const sides = sidesOf(node, '<>');
  if (sides) return [...pieces(file, sides.left, depth + 1), ...pieces(file, sides.right, depth + 1)];
  return [{ code: node.text }];
}

/** The request's own path stands in the target's, changed: another scheme, host or prefix. Behind a `?` it is where a login shall lead back. */
function leadsOnward(parts: readonly Piece[]): boolean {
  for (const [at, part] of parts.entries()) {
    if ('literal' in part) {
      if (/[?#=]/.test(part.literal)) return false;
    } else if (OWN_URL.test(part.code)) {
      const next = parts[at + 1];
      return at > 0 || (next !== undefined && 'literal' in next && !/[?#=]/.test(next.literal));
    } else if (!OWN_HOST.test(part.code) && !/host|base|origin|domain|prefix|scheme|proto|url|server|port/i.test(part.code)) return false;
  }
  return false;
}

/** Whether an expression is a connection: a variable named for one, or what calls and pipes make of it. */
export function isConn(node: Node | null, depth = 0): boolean {
  if (!node || depth > 60) return false;
  const piped = sidesOf(node, '|>');
  if (piped) return isConn(piped.left, depth + 1);
  if (node.type === 'identifier') return /(?:^|_)conn$/.test(node.text);
  if (node.type !== 'call') return false;
  const first = argumentsOf(node)[0];
  return first ? isConn(first, depth + 1) : /^(?:build_conn|get_conn)$/.test(calleeName(node) ?? '') || (qualifierOf(node) === null && keywordOf(node, 'conn') !== null);
}
