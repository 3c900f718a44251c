import type { Node } from 'web-tree-sitter';
import type { StatusEdit, Target } from '../../model/facts.ts';
import { phrase } from '../../model/phrase.ts';
import type { HelperCall } from '../../syntax/adapter.ts';
import type { RedirectAt } from './framework.ts';
import { editsBy } from './status-edits.ts';

/** What a language knows of calls. */
export interface CallReader {
  /** Calls whose last name is one of these. */
  callsOf(...names: string[]): Node[];
  /** What stands before the last name: `http` of `http.redirectTo(…)`; null where nothing does. */
  receiver(call: Node): Node | null;
  name(call: Node): string | null;
  /** Arguments by position. */
  arguments(call: Node): readonly Node[];
  target(expression: Node | null): Target;
  status(expression: Node): number | null;
  /** Edits that give a written status another value. */
  edits(written: Node): readonly StatusEdit[];
}

/** Name of the adapter of redirects that are known from the configuration. */
export const HELPER_ADAPTER = 'helper';

const OWN_RECEIVERS = ['this', 'self', '$this'];

/** Calls of functions that the project's configuration says redirect. */
export function helperRedirects(helpers: readonly HelperCall[], reader: CallReader): RedirectAt[] {
  const names = [...new Set(helpers.map(helper => lastNameOf(helper.name)))];
  return names.length === 0 ? [] : reader.callsOf(...names).flatMap(call => {
    const helper = helpers.find(each => isCallOf(call, each, reader));
    return helper ? redirectOf(call, helper, reader) : [];
  });
}

/** `redirectTo` of `http.redirectTo`. */
export function lastNameOf(name: string): string {
  return name.slice(Math.max(name.lastIndexOf('.'), name.lastIndexOf(':')) + 1);
}

/** Whether a function is called as if its whole point were to answer with a redirect, so that a call of it is the caller's own answer. */
export function saysItRedirects(name: string | null): boolean {
  return name !== null && /redirect/i.test(name);
}

function isCallOf(call: Node, { name }: HelperCall, reader: CallReader): boolean {
  const last = lastNameOf(name);
  if (reader.name(call) !== last) return false;
  const owner = name.slice(0, -last.length).replace(/[.:]+$/, '');
  const receiver = reader.receiver(call)?.text ?? '';
  return owner === '' ? receiver === '' || OWN_RECEIVERS.includes(receiver) : receiver === owner;
}

function redirectOf(call: Node, helper: HelperCall, reader: CallReader): RedirectAt[] {
  const args = reader.arguments(call);
  const target = args[(helper.target ?? 1) - 1];
  if (!target) return [];
  const common = { node: call, target: reader.target(target) };
  const at = helper.statusArgument === undefined ? null : helper.statusArgument - 1;
  const written = at === null ? undefined : args[at];
  if (written) return [{ ...common, statusNode: written, status: { code: reader.status(written), origin: 'explicit' }, edits: reader.edits(written) }];
  const last = args.at(-1);
  const edits = at === args.length && last ? editsBy(status => [{ span: { start: last.endIndex, end: last.endIndex }, text: `, ${status}` }]) : [];
  return [{
    ...common, statusNode: null, status: { code: helper.status, origin: 'default' }, edits,
    ...edits.length === 0 && { instead: phrase('The status stands in {0}.', helper.name) },
  }];
}
