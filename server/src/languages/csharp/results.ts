import type { Node } from 'web-tree-sitter';
import type { StatusEdit, Variant } from '../../model/facts.ts';
import type { TextEdit } from '../../model/text.ts';
import { ancestorsOf, sameNode } from '../../syntax/nodes.ts';
import { editsBy } from '../shared/status-edits.ts';
import { indentAt, insertion, newlineOf, replacement } from '../shared/text-edits.ts';
import { statementOf, statementsFor } from './edits.ts';
import type { CsFile } from './file.ts';
import { argumentList, argumentsOf, functionAround, parametersOf, stringValue } from './syntax.ts';

/** How code answers by hand with a status and a Location where no method of the platform sends that status. */
export interface ByHand {
  /** What the Location is assigned to: `Response.Headers.Location`. */
  readonly location: string;
  /** What is returned then: `StatusCode(303)`. */
  readonly answer: (status: number) => string;
  readonly when?: Variant;
}

/** How the address is made of a call's arguments. */
export type Address =
  /** By `Url.Action` and its kind, of the same arguments; `none`: what stands there where the call has none; `renamed`: parameters that have another name there. */
  | { readonly by: string; readonly none?: string; readonly renamed: Readonly<Record<string, string>> }
  /** The argument itself; `local` where the platform refuses addresses of other sites; `resolve`: what makes `~/` absolute, null where it has no meaning. */
  | { readonly by: null; readonly local: boolean; readonly resolve: 'Url.Content' | null };

/** Statuses that the platform's own methods cannot send, in two statements: the Location is set, and the bare status returned. */
export function byHandEdits(file: CsFile, call: Node, address: Address, forms: readonly ByHand[], statuses: readonly number[]): StatusEdit[] {
  return forms.flatMap(({ location, answer, when }) => editsBy(
    status => statuses.includes(status) ? answeredByHand(file, call, address, location, answer(status)) : null, false, when,
  ));
}

/** `return Redirect("/x");` → `Response.Headers.Location = "/x"; return StatusCode(303);`; null where the call is not all that is returned. */
function answeredByHand(file: CsFile, call: Node, address: Address, location: string, answer: string): TextEdit[] | null {
  const list = argumentList(call);
  const holder = call.parent;
  const at = holder?.type === 'return_statement' ? statementOf(call) : null;
  const method = holder?.type === 'arrow_expression_clause' && holder.parent?.type === 'method_declaration' ? holder.parent : null;
  if (!list || !holder || !returnsAnyResult(call)) return null;
  if (at && sameNode(at.statement, holder)) {
    const edits = locationEdits(call, list, address, { from: holder.startIndex, text: `${location} = ` });
    return edits && statementsFor(file, at, edits, [`return ${answer};`]);
  }
  if (!method) return null;
  const outer = newlineOf(file.text) + indentAt(file.text, method.startIndex);
  const inner = `${outer}    `;
  const blanks = /[ \t]*$/.exec(file.text.slice(0, holder.startIndex))?.[0].length ?? 0;
  const edits = locationEdits(call, list, address, { from: holder.startIndex - blanks, text: `${outer}{${inner}${location} = ` });
  return edits && [...edits, insertion(method.endIndex, `${inner}return ${answer};${outer}}`)];
}

/** Puts the assignment of the Location in the place of the redirect: `before` is what goes and what comes before the address. */
function locationEdits(call: Node, list: Node, address: Address, before: { readonly from: number; readonly text: string }): TextEdit[] | null {
  if (address.by !== null) {
    const none = argumentsOf(call).length === 0 ? [insertion(list.startIndex + 1, address.none ?? '')] : [];
    const renamed = argumentsOf(call).flatMap(({ name, node }) => {
      const other = name === null ? undefined : address.renamed[name];
      return name !== null && other !== undefined ? [replacement({ start: node.startIndex, end: node.startIndex + name.length }, other)] : [];
    });
    return [replacement({ start: before.from, end: list.startIndex }, before.text + address.by), ...none, ...renamed];
  }
  const [only, another] = argumentsOf(call).map(each => each.value);
  if (!only || another) return null;
  const literal = stringValue(only);
  const upTo = { start: before.from, end: only.startIndex };
  if (address.resolve === null || literal?.startsWith('~') === false) return [replacement(upTo, before.text), replacement({ start: only.endIndex, end: list.endIndex }, '')];
  if (!address.local || literal !== null) return [replacement(upTo, `${before.text}${address.resolve}(`)];
  // It stands twice in what follows, so it must not do anything.
  if (/(?:invocation|assignment|await)_expression/.test(only.type) || only.descendantsOfType(['invocation_expression', 'assignment_expression', 'await_expression']).length > 0) return null;
  return [
    replacement(upTo, `${before.text}Url.IsLocalUrl(${only.text}) ? ${address.resolve}(`),
    insertion(list.endIndex, ' : throw new InvalidOperationException("not a local URL")'),
  ];
}

/** Whether the function around a place may return another kind of result than a redirect; of a lambda, its type is inferred. */
function returnsAnyResult(place: Node): boolean {
  const fn = functionAround(place);
  const type = fn?.childForFieldName('returns') ?? fn?.childForFieldName('type') ?? null;
  return fn !== null && (type ? /\b(?:I?ActionResult|IResult|IHttpActionResult)\b/.test(type.text) : fn.type === 'lambda_expression');
}

/** The innermost function, and the name by which it knows the request's context or response: `context.Response`, `response`; null where it does not. */
export function responseAt(place: Node): string | null {
  for (const fn of ancestorsOf(place)) {
    const parameters = fn.type === 'lambda_expression' || fn.type === 'local_function_statement' || fn.type === 'method_declaration' ? parametersOf(fn) : [];
    const context = parameters.find(({ type }) => type === 'HttpContext');
    if (context) return `${context.name}.Response`;
    const response = parameters.find(({ type }) => type === 'HttpResponse');
    if (response) return response.name;
    if (fn.type !== 'lambda_expression' && parameters.length > 0) return null;
  }
  return null;
}
