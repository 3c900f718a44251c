import type { Node } from 'web-tree-sitter';
import { nodesAt, spanOf } from '../../syntax/nodes.ts';
import { isRedirectStatus } from '../../model/facts.ts';
import type { RedirectAt } from '../shared/framework.ts';
import { editsBy } from '../shared/status-edits.ts';
import { replacement } from '../shared/text-edits.ts';
import type { RsFile } from './file.ts';
import { argumentsOf, calledOn, calleeName, calleeOf, nameNodeOf, partsOf, receiverOf } from './syntax.ts';
import { isLocationName, locationIn, statusValue, targetOf, writtenStatus } from './values.ts';

/** Functions that redirect, by their names within a type or module. */
export interface NamedRedirects {
  /** Full paths of the type or module. */
  readonly owners: readonly string[];
  /** What each function sends. */
  readonly statuses: Readonly<Record<string, number>>;
  /** The function that is written for a status; absent where the platform has none. */
  readonly names: Readonly<Partial<Record<number, string>>>;
}

/** Calls of such functions: `Redirect::to("/x")`. */
export function namedRedirects(file: RsFile, { owners, statuses, names }: NamedRedirects): RedirectAt[] {
  return file.callsOf(...Object.keys(statuses)).flatMap((call): RedirectAt[] => {
    const name = nameNodeOf(call);
    const code = statuses[name?.text ?? ''];
    const callee = calleeOf(call);
    const owner = callee?.type === 'scoped_identifier' ? callee.childForFieldName('path') : null;
    const isOwn = callee && code !== undefined && (owner ? file.isNamed(owner.text, ...owners) : callee.type === 'identifier' && file.isNamed(callee.text, ...owners.map(each => `${each}::${callee.text}`)));
    if (!name || !isOwn) return [];
    const edits = code === 301 || code === 302 ? editsBy(status => {
      const other = owner ? names[status] : undefined;
      return other === undefined ? null : [replacement(spanOf(name), other)];
    }) : [];
    return [{ node: call, statusNode: name, status: { code, origin: 'explicit' }, target: targetOf(file, argumentsOf(call)[0] ?? null), edits }];
  });
}

/** Builders begun with a status, `Response::builder().status(302)`, `HttpResponse::Found()`, whose chain gives a Location further along. */
export function alongChain(start: Node): { readonly whole: Node; readonly location: Node | null } {
  let whole = start;
  let location: Node | null = null;
  for (let next = calledOn(whole); next; next = calledOn(whole)) {
    whole = next;
    const [first, second] = argumentsOf(next);
    const name = calleeName(next) ?? '';
    if (/^(?:header|insert_header|append_header|set_header)$/.test(name)) location ??= locationIn(first) ?? (isLocationName(first) ? second ?? null : null);
    // What follows the response is no part of it.
    if (/^(?:finish|body|json|into_response|unwrap|into_body)$/.test(name)) break;
  }
  return { whole, location };
}

/** `Response::builder().status(302).header(LOCATION, u)` of the `http` crate, which all of them share. */
export function builtResponses(file: RsFile): RedirectAt[] {
  return file.callsOf('status').flatMap((call): RedirectAt[] => {
    const written = argumentsOf(call)[0];
    const chain = call.text;
    if (!written || !/\bbuilder\(\)|\bResponseBuilder\b/.test(chain) || !isRedirectStatus(statusValue(file, written))) return [];
    const { whole, location } = alongChain(call);
    const before = location ?? headerBefore(call);
    return before ? [{ node: whole, target: targetOf(file, before), ...writtenStatus(file, written) }] : [];
  });
}

/** The Location that the same chain gave before its status. */
function headerBefore(call: Node): Node | null {
  for (let at: Node | null = call, i = 0; at && i < 40; i++) {
    const callee = calleeOf(at);
    const receiver: Node | null = callee?.type === 'field_expression' ? callee.childForFieldName('value') : null;
    if (receiver?.type !== 'call_expression') return null;
    const [first, second] = argumentsOf(receiver);
    if (/^(?:header|insert_header|append_header)$/.test(calleeName(receiver) ?? '') && isLocationName(first)) return second ?? null;
    at = receiver;
  }
  return null;
}

/** `(StatusCode::FOUND, [(header::LOCATION, "/x")])`, as axum and poem take it for a response. */
export function tupleResponses(file: RsFile): RedirectAt[] {
  return [...nodesAt(file.root, file.text, /\bStatusCode(?=\s*::)/g)].flatMap(({ node }): RedirectAt[] => {
    const status = node.parent?.type === 'scoped_identifier' ? outermost(node.parent) : null;
    const tuple = status?.parent?.type === 'tuple_expression' ? status.parent : null;
    const [first, ...rest] = tuple ? partsOf(tuple) : [];
    if (!tuple || !status || first?.startIndex !== status.startIndex || !isRedirectStatus(statusValue(file, status))) return [];
    const location = rest.map(each => locationIn(file.follow(each))).find(Boolean) ?? null;
    return location ? [{ node: tuple, target: targetOf(file, location), ...writtenStatus(file, status) }] : [];
  });
}

/** `StatusCode::FOUND.with_header("location", "/x")` of poem, where a status is a response. */
export function statusWithHeader(file: RsFile): RedirectAt[] {
  return file.callsOf('with_header').flatMap((call): RedirectAt[] => {
    const [name, location] = argumentsOf(call);
    const status = receiverOf(call);
    if (!status || !location || !isLocationName(name) || status.type !== 'scoped_identifier' || !isRedirectStatus(statusValue(file, status))) return [];
    return [{ node: call, target: targetOf(file, location), ...writtenStatus(file, status) }];
  });
}

function outermost(path: Node): Node {
  let whole = path;
  while (whole.parent?.type === 'scoped_identifier') whole = whole.parent;
  return whole;
}
