import type { Node } from 'web-tree-sitter';
import { isRedirectStatus } from '../../model/facts.ts';
import { sameNode, spanOf } from '../../syntax/nodes.ts';
import type { TextEdit } from '../../model/text.ts';
import { editsBy } from '../shared/status-edits.ts';
import { importsOf, statusEdits } from './edits.ts';
import type { JvmFile } from './file.ts';
import type { RedirectAt } from '../shared/framework.ts';
import { replacement } from '../shared/text-edits.ts';
import { argumentAt, argumentsOf, bodyOf, calleeName, classAround, isCall, methodAround, nameNodeOf, receiverOf, supersOf } from './syntax.ts';
import { isLocationName, statusValue, targetOf } from './values.ts';

/** Static calls that make a redirect by their name: `ServerResponse.seeOther(uri)`, `HttpResponse.redirect(uri)`. */
export interface NamedResponses {
  /** Full names of the class. */
  readonly classes: readonly string[];
  /** What each method sends. */
  readonly statuses: Readonly<Record<string, number>>;
  /** The method that is written for a status; absent where the platform has none. */
  readonly names: Readonly<Partial<Record<number, string>>>;
  /** Superclasses by which a class has these methods without naming theirs. */
  readonly inheritedFrom?: RegExp;
}

/** The calls of such a class's methods. */
export function namedResponses(file: JvmFile, table: NamedResponses): RedirectAt[] {
  return file.callsOf(...Object.keys(table.statuses)).flatMap((call): RedirectAt[] => {
    const status = table.statuses[calleeName(call) ?? ''];
    const name = nameNodeOf(call);
    const owner = classAround(call);
    const isInherited = !receiverOf(call) && owner !== null && supersOf(owner).some(each => table.inheritedFrom?.test(each));
    if (status === undefined || !name || !(isInherited || belongsTo(file, call, table.classes))) return [];
    const importing = receiverOf(call) === null && !isInherited ? table.classes.find(each => file.imported.some(one => one.name === `${each}.${name.text}`)) : undefined;
    return [{
      node: call, statusNode: name, status: { code: status, origin: 'explicit' }, target: targetOf(file, argumentsOf(call)[0]?.value ?? null),
      edits: editsBy(code => { 
        const other = table.names[code];
        return other === undefined ? null : [replacement(spanOf(name), other), ...(importing ? importsOf(file, [`${importing}.${other}`], true) : [])];
      }),
    }];
  });
}

/** Whether a static call is of one of these classes: `Response.status(…)`, or `status(…)` imported by name. */
export function belongsTo(file: JvmFile, call: Node, classes: readonly string[]): boolean {
  const receiver = receiverOf(call);
  if (receiver) return file.isNamed(receiver.text.replace(/<[\s\S]*$/, ''), ...classes) || classes.includes(receiver.text);
  const name = calleeName(call) ?? '';
  return file.imported.some(each => each.isStatic && (each.name === `${classes.find(one => each.name.startsWith(`${one}.`))}.${name}` || (each.alias === null && classes.includes(each.name))));
}

/** Builders begun with a status, `Response.status(302)`, that are given a Location further along their chain. */
export function statusChains(file: JvmFile, classes: readonly string[], unnamed: readonly number[] = []): RedirectAt[] {
  return file.callsOf('status').flatMap((call): RedirectAt[] => {
    const written = argumentsOf(call)[0]?.value ?? null;
    const code = statusValue(file, written);
    if (!written || !isRedirectStatus(code) || !belongsTo(file, call, classes)) return [];
    const { target, whole } = locationAlong(file, call);
    if (!target) return [];
    return [{ node: whole, statusNode: written, status: { code, origin: 'explicit' }, target: targetOf(file, target === 'elsewhere' ? null : target), edits: statusEditsOf(file, written, unnamed) }];
  });
}

/** `unnamed`: statuses for which the platform has no constant, so that their number is written. */
export function statusEditsOf(file: JvmFile, written: Node, unnamed: readonly number[] = []): RedirectAt['edits'] {
  return editsBy((status): readonly TextEdit[] | null => unnamed.includes(status) ? [replacement(spanOf(written), String(status))] : statusEdits(file, written, status));
}

/** The Location that later calls of a chain give, and the chain as a whole. */
function locationAlong(file: JvmFile, start: Node): { target: Node | 'elsewhere' | null; whole: Node } {
  let whole = start;
  let target: Node | 'elsewhere' | null = null;
  for (let next = chained(whole); next; next = chained(whole)) {
    whole = next;
    const name = calleeName(next);
    const [first, second] = argumentsOf(next).map(each => each.value);
    if (name === 'location') target ??= first ?? null;
    if ((name === 'header' || name === 'headers') && first && second && isLocationName(file, first)) target ??= second;
    // `.headers(headers)`: where the same method sets a Location, it is into these.
    if (name === 'headers' && first && !second && setsLocation(start)) target ??= 'elsewhere';
  }
  return { target, whole };
}

/** The call whose receiver this expression is. */
function chained(node: Node): Node | null {
  let parent = node.parent;
  if (parent?.type === 'navigation_expression') parent = parent.parent;
  return parent && isCall(parent) && sameNode(receiverOf(parent), node) ? parent : null;
}

/** Whether the method around a node gives some headers a Location. */
export function setsLocation(node: Node): boolean {
  const method = methodAround(node);
  const text = method ? bodyOf(method)?.text ?? '' : '';
  return /\bsetLocation\s*\(|\.location\s*=|(?:add|set|put|append)\s*\(\s*(?:"[Ll]ocation"|(?:\w+\.)?LOCATION)\b/.test(text);
}

/** `new ResponseEntity<>(headers, HttpStatus.FOUND)`: the status is the last argument. */
export function constructedResponses(file: JvmFile, classes: readonly string[]): RedirectAt[] {
  const names = [...new Set(classes.map(each => each.slice(each.lastIndexOf('.') + 1)))];
  return file.callsOf(...names).flatMap((call): RedirectAt[] => {
    const name = calleeName(call) ?? '';
    const written = argumentsOf(call).at(-1)?.value ?? null;
    const code = statusValue(file, written);
    if (!written || !isRedirectStatus(code) || receiverOf(call) || !file.isNamed(name, ...classes) || !setsLocation(call)) return [];
    return [{ node: call, statusNode: written, status: { code, origin: 'explicit' }, target: targetOf(file, null), edits: statusEditsOf(file, written) }];
  });
}

/** The Location in `setHeader("Location", u)` and the like, null for other headers. */
export function locationSet(file: JvmFile, call: Node): Node | null {
  return isLocationName(file, argumentAt(call, 0)) ? argumentAt(call, 1) : null;
}
