import type { Node } from 'web-tree-sitter';
import { isRedirectStatus, type Status } from '../../model/facts.ts';
import { nameInFamily } from '../../model/statuses.ts';
import { nodesAt, partsOf } from '../../syntax/nodes.ts';
import { editsBy } from '../shared/status-edits.ts';
import { argumentsOf, calleeName, elementsOf, type GoFile, lastName, receiverOf, stringValue, unversioned, unwrap } from './file.ts';
import type { RedirectAt } from '../shared/framework.ts';
import { statusValue, targetOf, writtenStatus } from './values.ts';

/** How a call that redirects takes its target and status: the table row that most frameworks consist of. Positions count from 0. */
export interface RedirectCall {
  readonly target: number | null;
  readonly status: number;
  /** What it sends without a status; absent where one must be given. */
  readonly defaults?: Status;
  readonly sendable?: readonly number[];
  readonly by?: RedirectAt['by'];
}

/** Calls of package functions, by their full names: `net/http.Redirect`. */
export function functionCalls(file: GoFile, table: Readonly<Record<string, RedirectCall>>): RedirectAt[] {
  const names = Object.keys(table).map(name => name.slice(name.lastIndexOf('.') + 1));
  return file.callsOf(...names).flatMap(call => {
    const full = file.fullName(call.childForFieldName('function') ?? call);
    const entry = full !== null && Object.hasOwn(table, full) ? table[full] : undefined;
    return entry ? redirectCall(file, call, entry) : [];
  });
}

/** Calls of a context's methods: `c.Redirect(302, "/x")`, where `c` is of this type or can be. */
export function contextCalls(file: GoFile, context: string, table: Readonly<Record<string, RedirectCall>>): RedirectAt[] {
  return file.callsOf(...Object.keys(table)).flatMap(call => {
    const receiver = receiverOf(call);
    const entry = table[calleeName(call) ?? ''];
    return entry && receiver && canBe(file, receiver, context) ? redirectCall(file, call, entry) : [];
  });
}

/**
 * Whether an expression is of a framework's type (`github.com/gin-gonic/gin.Context`, without its version), or embeds one, as a project's own context does.
 * Where the type stands in another file, its name decides; where nothing shows it, the file's imports have.
 */
export function canBe(file: GoFile, expression: Node, context: string): boolean {
  if (file.fullName(expression) !== null || isPackage(file, expression)) return false;
  const type = file.typeOf(expression);
  if (!type) return expression.type === 'identifier' || expression.type === 'selector_expression';
  if (type.package !== null && `${unversioned(type.package)}.${type.name}` === context) return true;
  const embedded = file.embeddedIn(type);
  if (embedded.length > 0) return embedded.some(each => each.package !== null && `${unversioned(each.package)}.${each.name}` === context);
  return /(?:Context|Ctx)$/.test(type.name) && !isForeign(type.package);
}

/** Frameworks whose contexts are named alike, and the standard library's. */
const FOREIGN = new Set([
  'context', 'github.com/gin-gonic', 'github.com/labstack', 'github.com/gofiber', 'github.com/beego', 'github.com/astaxie', 'github.com/kataras',
  'github.com/gobuffalo', 'github.com/cloudwego', 'github.com/revel', 'github.com/urfave', 'github.com/valyala', 'gopkg.in/macaron', 'gopkg.in/urfave',
]);

function isForeign(path: string | null): boolean {
  return path !== null && FOREIGN.has(unversioned(path).split('/').slice(0, 2).join('/'));
}

function isPackage(file: GoFile, expression: Node): boolean {
  return expression.type === 'identifier' && file.define(expression)?.kind === 'import';
}

export function redirectCall(file: GoFile, call: Node, entry: RedirectCall): RedirectAt[] {
  const args = argumentsOf(call);
  const written = args[entry.status];
  const common = {
    node: call, target: targetOf(file, entry.target === null ? null : args[entry.target] ?? null),
    ...(entry.sendable ? { sendable: entry.sendable } : {}), ...(entry.by ? { by: entry.by } : {}),
  };
  if (args.length < Math.max(entry.defaults ? 1 : entry.status + 1, (entry.target ?? 0) + 1)) return [];
  if (written && isSpread(call)) return [{ ...common, statusNode: written, status: { code: null, origin: 'explicit' }, edits: [] }];
  if (written) return [{ ...common, ...writtenStatus(file, written) }];
  const last = args.at(-1);
  if (!entry.defaults || !last || args.length < entry.status) return [];
  return [{ ...common, statusNode: null, status: entry.defaults, edits: editsBy(status => [{ span: { start: last.endIndex, end: last.endIndex }, text: `, ${statusIn(file, status)}` }]) }];
}

/** `f(status...)` */
function isSpread(call: Node): boolean {
  return call.childForFieldName('arguments')?.children.some(child => child?.type === '...') ?? false;
}

/** A status where none stood: by its name where the file names statuses (`fiber.StatusOK`), else by its number. */
export function statusIn(file: GoFile, status: number): string {
  const owner = /(?<![\w.])(\w+)\.Status[A-Z][a-zA-Z]+/.exec(file.text)?.[1];
  const name = owner !== undefined && file.imports.has(owner) ? nameInFamily('StatusFound', status) : null;
  return name === null ? String(status) : `${owner}.${name}`;
}

/** Where a response's Location is set: on `w.Header()`, or by a method of the context that takes key and value, or the value alone. */
export interface HeaderForm {
  readonly keyed: readonly string[];
  readonly alone?: readonly string[];
  /** Methods that set or write the status, their first argument, behind the header. */
  readonly status: readonly string[];
  /** Those that may stand before it: they send nothing yet. */
  readonly before?: readonly string[];
}

/** Redirects that are put together from a Location header and a status in the same block. Beside any other status it names something else (RFC 9110 §10.2.2). */
export function headerRedirects(file: GoFile, form: HeaderForm, isResponse: (expression: Node) => boolean): RedirectAt[] {
  if (!/location/i.test(file.text)) return [];
  const set = file.callsOf(...form.keyed, ...form.alone ?? []).flatMap(call => {
    const [target, root, statement] = [locationSet(file, call, form), rootOf(call), outermost(call).parent];
    return target && root && statement ? [{ node: call, target, root, statement }] : [];
  });
  return [...set, ...locationsAssigned(file)].flatMap(({ node, target, root, statement }): RedirectAt[] => {
    const written = isResponse(root) ? statusBeside(statement, root, form) : null;
    const code = statusValue(file, written);
    return written && isRedirectStatus(code) ? [{ node, target: targetOf(file, target), ...writtenStatus(file, written) }] : [];
  });
}

/** `w.Header()["Location"] = []string{"/x"}` */
function locationsAssigned(file: GoFile): { node: Node; target: Node; root: Node; statement: Node }[] {
  return [...nodesAt(file.root, file.text, /(?<=\.Header\(\)\[)"Location"/gi)].flatMap(({ node }) => {
    let index: Node | null = node;
    while (index && index.type !== 'index_expression') index = index.parent;
    const header = index?.childForFieldName('operand') ?? null;
    const statement = index?.parent?.type === 'expression_list' ? index.parent.parent : null;
    const values = statement?.type === 'assignment_statement' ? statement.childForFieldName('right') : null;
    const [value, more] = values ? partsOf(values) : [];
    const root = header?.type === 'call_expression' ? rootOf(header) : null;
    if (!statement || !value || more || !root) return [];
    return [{ node: statement, target: elementsOf(value)[0] ?? value, root, statement }];
  });
}

function locationSet(file: GoFile, call: Node, form: HeaderForm): Node | null {
  const [first, second] = argumentsOf(call);
  if (!first || !receiverOf(call)) return null;
  if (form.alone?.includes(calleeName(call) ?? '')) return second ? null : first;
  const name = stringValue(file.follow(first)) ?? lastName(first)?.replace(/^Header/, '');
  return second && name?.toLowerCase() === 'location' ? second : null;
}

/** `w` of `w.Header().Set(…)`, `c` of `c.Writer.Header().Set(…)` and `c.Response().Header().Set(…)`. */
function rootOf(call: Node): Node | null {
  let at = receiverOf(call);
  for (let i = 0; at && i < 8; i++) {
    const next: Node | null = at.type === 'call_expression' ? receiverOf(at)
      : at.type === 'selector_expression' && lastName(at) === 'Writer' ? at.childForFieldName('operand') : null;
    if (!next) break;
    at = unwrap(next);
  }
  return at;
}

/** The status given to the same response in the same block: the next behind the header, else the last before it. */
function statusBeside(statement: Node, root: Node, form: HeaderForm): Node | null {
  const list = statement.type === 'expression_statement' || statement.type === 'assignment_statement' ? statement.parent : null;
  const all = list ? partsOf(list) : [];
  const at = all.findIndex(each => each.id === statement.id);
  const behind = all.slice(at + 1).map(each => statusOf(each, root, form.status));
  const before = all.slice(0, Math.max(at, 0)).reverse().map(each => statusOf(each, root, form.before ?? []));
  return [...behind, ...before].find(status => status !== null) ?? null;
}

function statusOf(statement: Node, root: Node, names: readonly string[]): Node | null {
  const expression = statement.type === 'return_statement' ? statement.firstNamedChild?.firstNamedChild : statement.type === 'expression_statement' ? statement.firstNamedChild : null;
  for (let at: Node | null = expression ?? null; at?.type === 'call_expression'; at = receiverOf(at)) {
    if (names.includes(calleeName(at) ?? '') && rootOf(at)?.text === root.text) return argumentsOf(at)[0] ?? null;
  }
  return null;
}

/** The whole of a chain of calls that this one is a part of. */
function outermost(call: Node): Node {
  let at = call;
  while (at.parent?.type === 'selector_expression' && at.parent.parent?.type === 'call_expression') at = at.parent.parent;
  return at;
}
