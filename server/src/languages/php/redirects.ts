import type { Node } from 'web-tree-sitter';
import type { Status, StatusEdit, Target } from '../../model/facts.ts';
import type { TextEdit } from '../../model/text.ts';
import { sameNode } from '../../syntax/nodes.ts';
import type { RedirectAt } from '../shared/framework.ts';
import { editsBy } from '../shared/status-edits.ts';
import { insertion } from '../shared/text-edits.ts';
import { editsFor, statusEdit } from './edits.ts';
import type { PhpFile } from './file.ts';
import { argumentOf, calleeName, hasSpread, nthOf, type Parameter, receiverOf, scopeAround, stringValue } from './syntax.ts';
import { statusValue, targetOf } from './values.ts';

/** How a call redirects: a row of a framework's table. */
export interface RedirectCall {
  /** Absent where the call takes none. */
  readonly status?: Parameter;
  /** A method of the answer that sets its status, where the call takes none: `setStatusCode`. */
  readonly chain?: string;
  /** What stands for the parameters before the status where they are not given, by position. */
  readonly fill?: readonly string[];
  readonly defaults: Status;
  /** Where the target stands, or what kind it is; absent: the first argument. */
  readonly target?: Target['kind'] | Parameter;
}

/** Writes a status as a framework's own constant, with the import that it needs. */
export type Write = (status: number) => { readonly text: string; readonly edits: readonly TextEdit[] };

/** One redirect. `setStatusCode` further on in the chain of calls says more than the argument. */
export function redirectAt(file: PhpFile, call: Node, spec: RedirectCall, write?: Write): RedirectAt {
  const common = { node: call, target: targetGiven(file, call, spec) };
  const given = statusSetLater(file, call) ?? (spec.status ? argumentOf(call, spec.status) : null);
  // A helper's own parameter: callers that give no status get its default.
  const written = given ? file.defaultOf(given) ?? given : null;
  if (written) {
    const code = statusValue(file, written);
    return { ...common, statusNode: written, status: { code, origin: 'explicit' }, edits: code === null ? [] : editsBy(status => statusEdit(written, status)) };
  }
  if (hasSpread(call)) return { ...common, statusNode: null, status: { code: null, origin: 'explicit' }, edits: [] };
  return { ...common, statusNode: null, status: spec.defaults, edits: spec.defaults.code === null ? [] : editsWithout(call, spec, write) };
}

function editsWithout(call: Node, spec: RedirectCall, write?: Write): StatusEdit[] {
  if (spec.status) return editsFor(call, spec.status, spec.fill ?? [], write);
  return spec.chain ? editsBy(status => [insertion(call.endIndex, `->${spec.chain}(${status})`)]) : [];
}

function targetGiven(file: PhpFile, call: Node, { target }: RedirectCall): Target {
  // The name of a route is the first argument of all calls that take one.
  if (typeof target === 'string') return { kind: target, text: target === 'route' ? stringValue(nthOf(call, 0)) : null };
  return targetOf(file, target ? argumentOf(call, target) : nthOf(call, 0));
}

/** Calls that go on from a call: `->with(…)`, `->setStatusCode(303)`, nearest first. */
export function chainBehind(call: Node): Node[] {
  const chain: Node[] = [];
  let at = call;
  for (let holder = at.parent; holder && sameNode(holder.childForFieldName('object'), at); holder = at.parent) {
    chain.push(holder);
    at = holder.parent?.type === 'parenthesized_expression' ? holder.parent : holder;
  }
  return chain;
}

const SETTERS = ['setStatusCode', 'setStatus'];

/** What `setStatusCode` gets further on in the chain, or on the variable that holds the redirect; null where it is not called. */
function statusSetLater(file: PhpFile, call: Node): Node | null {
  const start = call.parent?.type === 'parenthesized_expression' ? call.parent : call;
  const chain = chainBehind(start);
  const chained = chain.filter(each => SETTERS.includes(calleeName(each) ?? '')).at(-1);
  if (chained) return nthOf(chained, 0);
  const outer = chain.at(-1) ?? start;
  const holder = outer.parent?.type === 'assignment_expression' && sameNode(outer.parent.childForFieldName('right'), outer) ? outer.parent.childForFieldName('left') : null;
  if (holder?.type !== 'variable_name') return null;
  const scope = scopeAround(call);
  const later = file.callsOf(...SETTERS).find(each => each.startIndex > call.endIndex && receiverOf(each)?.text === holder.text && (scopeAround(each)?.id ?? 0) === (scope?.id ?? 0));
  return later ? nthOf(later, 0) : null;
}
