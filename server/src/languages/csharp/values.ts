import type { Node } from 'web-tree-sitter';
import type { Target } from '../../model/facts.ts';
import { statusOfName } from '../../model/statuses.ts';
import type { CsFile } from './file.ts';
import { argumentsOf, calleeName, isCall, lastName, operatorOf, ownerOf, partsOf, receiverOf, stringValue, unwrap } from './syntax.ts';

/** Members of System.Net.HttpStatusCode that have a second name. Source: its reference, .NET 8. */
const OTHER_NAMES: Readonly<Record<string, number>> = { Moved: 301, Redirect: 302, RedirectMethod: 303, RedirectKeepVerb: 307 };

/** The status that an expression stands for: a number, a constant of `StatusCodes` or `HttpStatusCode`, a cast of either. Null where it is computed. */
export function statusValue(file: CsFile, expression: Node | null): number | null {
  if (!expression) return null;
  const node = file.follow(expression);
  if (/^\d{3}$/.test(node.text)) return Number(node.text);
  const name = lastName(node);
  const owner = ownerOf(node);
  if (name === null) return null;
  return statusOfName(name) ?? (owner && lastName(owner) === 'HttpStatusCode' ? OTHER_NAMES[name] ?? null : null);
}

const REQUEST = String.raw`(?:this\.)?(?:\w*[cC]ontext\d?\.|ctx\.|c\.|\w*\.HttpContext\.)*(?:HttpContext\.)?\w*(?:[rR]equest|[rR]eq)\d?`;
/** The whole of the request's own URL or path. */
const OWN_URL = new RegExp(String.raw`^${REQUEST}\.(?:Path(?:\.Value|\.ToString\(\)|\.ToUriComponent\(\))?|GetEncodedUrl\(\)|GetDisplayUrl\(\)|GetEncodedPathAndQuery\(\)|RawUrl|Url(?:\.AbsoluteUri|\.AbsolutePath|\.PathAndQuery|\.ToString\(\))?|RequestUri(?:\.\w+)?)$`);
const OWN_HOST = new RegExp(String.raw`^${REQUEST}\.(?:Host(?:\.Value|\.Host|\.ToString\(\)|\.ToUriComponent\(\))?|Scheme|PathBase(?:\.\w+(?:\(\))?)?|Url\.(?:Host|Scheme|Authority))$`);
const REFERER = /["']referr?er["']|HeaderNames\.Referer|\.Headers\.Referer|\bUrlReferrer\b|GetTypedHeaders\(\)\.Referer/i;
/** Calls that hand an address on, changed or not: the first argument, or what stands before the call. */
const MADE_OF_ARGUMENT = ['Uri', 'Content', 'EscapeUriString', 'BuildAbsolute', 'UriBuilder'];
const MADE_OF_RECEIVER = ['ToString', 'ToUriComponent', 'Trim', 'TrimEnd', 'TrimStart', 'Replace', 'ToLower', 'ToLowerInvariant', 'Add'];

/** Where an expression leads, as far as it says. */
export function targetOf(file: CsFile, expression: Node | null): Target {
  if (!expression) return { kind: 'unknown', text: null };
  const node = file.follow(expression);
  const literal = stringValue(node);
  if (literal !== null) return { kind: 'path', text: literal };
  if (REFERER.test(node.text)) return { kind: 'back', text: null };
  if (isCall(node) && /^(?:Action|ActionLink|Page|PageLink|RouteUrl|Link)$/.test(calleeName(node) ?? '') && /(?:^|\.)Url$/.test(receiverOf(node)?.text ?? '')) {
    return routeTarget(file, argumentsOf(node)[0]?.value ?? null);
  }
  const parts = pieces(file, node, 0);
  if (leadsOnward(parts)) return { kind: 'request', text: null };
  const [lead] = parts;
  return lead && 'literal' in lead && lead.literal ? { kind: 'pattern', text: parts.map(part => 'literal' in part ? part.literal : '*').join('') } : { kind: 'unknown', text: null };
}

/** The name of an action, page or route. */
export function routeTarget(file: CsFile, expression: Node | null): Target {
  const name = expression ? stringValue(file.follow(expression)) : null;
  return { kind: 'route', text: name };
}

/** What a text is put together from: literals and expressions, in their order. */
type Piece = { readonly literal: string } | { readonly code: string };

function pieces(file: CsFile, expression: Node, depth: number): Piece[] {
  const node = depth < 6 ? file.follow(expression) : unwrap(expression);
  const literal = stringValue(node);
  if (literal !== null) return [{ literal }];
  if (OWN_URL.test(node.text) || depth > 40) return [{ code: node.text }];
  if (node.type === 'interpolated_string_expression') {
    return partsOf(node).flatMap((part): Piece[] => {
      if (part.type === 'string_content') return [{ literal: part.text }];
      const inner = part.type === 'interpolation' ? partsOf(part).find(each => each.type !== 'interpolation_brace') : undefined;
      return inner ? pieces(file, inner, depth + 1) : [];
    });
  }
  if (node.type === 'binary_expression' && operatorOf(node) === '+') {
    const [left, right] = [node.childForFieldName('left'), node.childForFieldName('right')];
    return [...(left ? pieces(file, left, depth + 1) : []), ...(right ? pieces(file, right, depth + 1) : [])];
  }
  if (isCall(node)) {
    const name = calleeName(node) ?? '';
    const all = argumentsOf(node);
    const receiver = receiverOf(node);
    if ((name === 'Concat' || name === 'BuildAbsolute') && all.length > 1) return all.flatMap(each => pieces(file, each.value, depth + 1));
    // A change that the call makes is what tells a forwarded URL from the page itself.
    if (MADE_OF_ARGUMENT.includes(name) && all[0]) return pieces(file, all[0].value, depth + 1);
    if (MADE_OF_RECEIVER.includes(name) && receiver) return [...pieces(file, receiver, depth + 1), ...(name === 'Replace' ? [{ literal: '' }] : [])];
  }
  return [{ code: node.text }];
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
