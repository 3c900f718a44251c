import type { Node } from 'web-tree-sitter';
import { isRedirectStatus, type Status } from '../../model/facts.ts';
import { ancestorsOf, partsOf, sameNode, spanOf } from '../../syntax/nodes.ts';
import { editsBy } from '../shared/status-edits.ts';
import { addKeyword, importOf, statusEdits } from './edits.ts';
import { argumentsOf, calleeName, lastName, type PyFile, stringValue, unwrap } from './file.ts';
import type { RedirectAt } from '../shared/framework.ts';
import { replacement } from '../shared/text-edits.ts';
import { argumentAt, statusValue, targetOf } from './values.ts';

/** A function or class that redirects and takes its status as an argument. */
export interface RedirectCall {
  readonly location: { readonly keyword?: string; readonly position?: number };
  readonly status: { readonly keyword: string; readonly position?: number };
  /** What it sends without a status. */
  readonly defaults: Status;
  readonly sendable?: readonly number[];
  /** The call itself ends the request; absent: it makes what must be returned or raised. */
  readonly ends?: true;
  /** A status that stands beside the call is sent instead: `return redirect(u), 303` (tuple), `r.status_code = 303` (attribute of the response). */
  readonly beside?: readonly ('tuple' | 'status_code' | 'status')[];
}

/** Calls of a table of such functions, by their full names. */
export function redirectCalls(file: PyFile, table: Readonly<Record<string, RedirectCall>>): RedirectAt[] {
  return file.callsTo(table).flatMap(({ call, entry }) => redirectCall(file, call, entry));
}

export function redirectCall(file: PyFile, call: Node, entry: RedirectCall): RedirectAt[] {
  const location = argumentAt(call, entry.location);
  if (argumentsOf(call).length === 0 || (!entry.ends && isDropped(call))) return [];
  const written = statusBeside(file, call, entry.beside ?? []) ?? argumentAt(call, entry.status);
  const common = { node: call, target: targetOf(file, location), ...(entry.sendable ? { sendable: entry.sendable } : {}) };
  if (written && written.type !== 'none') return [{ ...common, statusNode: written, ...writtenStatus(file, written) }];
  return [{
    ...common, statusNode: null, status: entry.defaults,
    edits: editsBy(status => written ? [replacement(spanOf(written), String(status))] : addKeyword(call, `${entry.status.keyword}=${status}`)),
  }];
}

/** The status that an expression writes, and the edits that write another. */
export function writtenStatus(file: PyFile, written: Node): Pick<RedirectAt, 'status' | 'edits'> {
  const code = statusValue(file, written);
  return { status: { code, origin: 'explicit' }, edits: code === null ? [] : editsBy(status => statusEdits(file, written, status)) };
}

/** A status set beside a call that makes a response: `return redirect(u), 303`; `r = redirect(u)` and then `r.status_code = 303`. */
export function statusBeside(file: PyFile, call: Node, kinds: readonly string[]): Node | null {
  let value = call;
  while (value.parent?.type === 'parenthesized_expression' || value.parent?.type === 'await') value = value.parent;
  const holder = value.parent;
  if (kinds.includes('tuple') && holder && (holder.type === 'expression_list' || holder.type === 'tuple')) {
    const [first, second] = partsOf(holder);
    const isAnswer = holder.parent?.type === 'return_statement' || holder.parent?.parent?.type === 'return_statement';
    return isAnswer && sameNode(first ?? null, value) && second && statusValue(file, second) !== null ? second : null;
  }
  const name = holder?.type === 'assignment' ? holder.childForFieldName('left') : null;
  const statement = holder?.parent;
  if (name?.type !== 'identifier' || statement?.type !== 'expression_statement' || !statement.parent) return null;
  for (const later of partsOf(statement.parent).filter(part => part.startIndex > statement.endIndex)) {
    const assignment = later.type === 'expression_statement' ? later.firstNamedChild : null;
    const left = assignment?.type === 'assignment' ? assignment.childForFieldName('left') : null;
    if (left?.type === 'attribute' && left.childForFieldName('object')?.text === name.text && kinds.includes(lastName(left) ?? '')) return assignment?.childForFieldName('right') ?? null;
  }
  return null;
}

/** Classes whose names are statuses: aiohttp, Pyramid, WebOb and Falcon. */
const STATUS_CLASSES: Readonly<Record<number, string>> = {
  301: 'HTTPMovedPermanently', 302: 'HTTPFound', 303: 'HTTPSeeOther', 307: 'HTTPTemporaryRedirect', 308: 'HTTPPermanentRedirect',
};

/** Exceptions and responses of such a family, made by calling them; `modules` are those that export it. */
export function classRedirects(file: PyFile, modules: readonly string[], location: RedirectCall['location']): RedirectAt[] {
  const table = Object.fromEntries(modules.flatMap(module => Object.entries(STATUS_CLASSES).map(([code, name]) => [`${module}.${name}`, { code: Number(code), module }])));
  return file.callsTo(table).flatMap(({ call, entry }): RedirectAt[] => {
    const callee = call.childForFieldName('function');
    const target = argumentAt(call, location);
    if (!callee || argumentsOf(call).length === 0 || isDropped(call)) return [];
    const name = callee.type === 'attribute' ? callee.childForFieldName('attribute') : callee;
    if (!name) return [];
    const edits = editsBy(status => [
      replacement(spanOf(name), STATUS_CLASSES[status] as string),
      ...(callee.type === 'identifier' ? importOf(file, importedFrom(file, callee) ?? entry.module, STATUS_CLASSES[status] as string) : []),
    ]);
    return [{ node: call, statusNode: name, status: { code: entry.code, origin: 'explicit' }, target: targetOf(file, target), edits }];
  });
}

function importedFrom(file: PyFile, callee: Node): string | null {
  const definition = file.define(callee);
  return definition?.kind === 'import' ? definition.module : null;
}

/** A response made of a status and a Location header: `Response(status=302, headers={'Location': u})`. */
export interface HeaderResponse {
  readonly status: { readonly keyword: string; readonly position?: number };
  readonly headers: { readonly keyword: string; readonly position?: number };
  /** A keyword that is the Location header itself: Pyramid's `Response(location=u)`. */
  readonly location?: string;
}

/** Responses with a Location header and a redirect status. Beside any other status it names something else (RFC 9110 §10.2.2). */
export function headerRedirects(file: PyFile, table: Readonly<Record<string, HeaderResponse>>): RedirectAt[] {
  if (!file.text.has(/location/i)) return [];
  return file.callsTo(table).flatMap(({ call, entry }): RedirectAt[] => {
    const written = argumentAt(call, entry.status);
    const named = entry.location === undefined ? null : argumentAt(call, { keyword: entry.location });
    const target = named ?? locationIn(file, argumentAt(call, entry.headers)) ?? locationLater(call);
    const code = statusValue(file, written);
    if (!written || !target || code === null || !isRedirectStatus(code)) return [];
    return [{ node: call, statusNode: written, target: targetOf(file, target), ...writtenStatus(file, written) }];
  });
}

/** The value of the Location in `{'Location': u}`, `dict(Location=u)` or `[('Location', u)]`. */
function locationIn(file: PyFile, headers: Node | null): Node | null {
  if (!headers) return null;
  const node = file.follow(headers);
  const pairs = node.type === 'call' && node.childForFieldName('function')?.text === 'dict'
    ? argumentsOf(node).map(each => [each.childForFieldName('name')?.text, each.childForFieldName('value')] as const)
    : partsOf(node).map(each => each.type === 'pair'
      ? [stringValue(each.childForFieldName('key')), each.childForFieldName('value')] as const
      : [stringValue(partsOf(each)[0] ?? null), partsOf(each)[1] ?? null] as const);
  return pairs.find(([name]) => name?.toLowerCase() === 'location')?.[1] ?? null;
}

/** `r = HttpResponse(status=302)` and then `r['Location'] = u` or `r.headers['Location'] = u`. */
function locationLater(call: Node): Node | null {
  const assignment = call.parent?.type === 'assignment' ? call.parent : null;
  const name = assignment?.childForFieldName('left')?.text;
  const statement = assignment?.parent;
  if (name === undefined || !statement?.parent) return null;
  for (const later of partsOf(statement.parent).filter(part => part.startIndex > statement.endIndex)) {
    const set = later.type === 'expression_statement' ? later.firstNamedChild : null;
    const left = set?.type === 'assignment' ? set.childForFieldName('left') : null;
    const owner = left?.childForFieldName('value')?.text.replace(/\.headers$/, '');
    if (left?.type === 'subscript' && owner === name && stringValue(left.childForFieldName('subscript'))?.toLowerCase() === 'location') return set?.childForFieldName('right') ?? null;
  }
  return null;
}

/** Calls `self.name(…)`, for frameworks whose helpers are methods of the class that answers. */
export function callsOnSelf(file: PyFile, name: string): Node[] {
  return file.callsOf(name).filter(call => {
    const callee = call.childForFieldName('function');
    return callee?.type === 'attribute' && unwrap(callee.childForFieldName('object') ?? callee).text === 'self' && calleeName(call) === name;
  });
}

/** Whether nothing takes a call's value: the redirect that it makes is sent to no one. */
export function isDropped(call: Node): boolean {
  const holder = call.parent?.type === 'await' ? call.parent.parent : call.parent;
  return holder?.type === 'expression_statement';
}

/** The nearest `def` around a node, null at module level. */
export function functionAround(node: Node): Node | null {
  for (const parent of ancestorsOf(node)) if (parent.type === 'function_definition') return parent;
  return null;
}
