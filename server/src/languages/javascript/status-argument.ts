import type { Node } from 'web-tree-sitter';
import type { Status, StatusEdit } from '../../model/facts.ts';
import { partsOf, spanOf } from '../../syntax/nodes.ts';
import type { JsFile } from './file.ts';
import { propertyOf } from './objects.ts';
import { editsBy, replaceStatus, statusValue } from './values.ts';

/** How a redirect call takes its status: the table row that most frameworks consist of. */
export interface StatusArgument {
  /** Place among the arguments, from 0. */
  readonly at: number;
  /** What is sent where none is given; null where it must be given. */
  readonly missing: number | null;
  /** What stands in between where the arguments before it are left out, as text: `['false']`. */
  readonly fill?: readonly string[];
  /** The argument may be an object with a property of this name too (`{ status: 303 }`). */
  readonly property?: string;
}

export interface StatedStatus {
  readonly statusNode: Node | null;
  readonly status: Status;
  readonly edits: StatusEdit[];
}

/** The status of a call and the edits that change it; null where the call cannot be one of this kind. */
export function statusOfArgument(file: JsFile, args: readonly Node[], row: StatusArgument): StatedStatus | null {
  if (args.some(argument => argument.type === 'spread_element')) return { statusNode: null, status: { code: null, origin: 'explicit' }, edits: [] };
  const given = args[row.at];
  if (!given || given.text === 'undefined') return absent(args, row, given ?? null);
  const options = row.property === undefined ? null : file.follow(given);
  if (row.property !== undefined && row.missing !== null && isLeftOut(file, given)) {
    return { statusNode: null, status: { code: row.missing, origin: 'default' }, edits: editsBy(status => [{ span: { start: given.endIndex, end: given.endIndex }, text: ` ?? ${status}` }]) };
  }
  if (options?.type === 'object') return inObject(file, options, row.property as string, row.missing);
  return explicit(file, given);
}

/** The status that an expression gives, computed or not. */
export function explicit(file: JsFile, expression: Node): StatedStatus {
  const code = statusValue(file, expression);
  return { statusNode: expression, status: { code, origin: 'explicit' }, edits: code === null ? [] : replaceStatus(file, expression) };
}

/** Whether an expression is a parameter that callers may leave out, and whose purpose is headers and the like: `init?: ResponseInit`, `init = {}`. */
function isLeftOut(file: JsFile, expression: Node | null): boolean {
  const definition = expression?.type === 'identifier' ? file.define(expression) : null;
  if (definition?.kind !== 'parameter' || definition.key !== null) return false;
  const parameter = partsOf(definition.of.childForFieldName('parameters') ?? definition.of)[definition.index];
  if (parameter?.type === 'optional_parameter') return /\bResponseInit\b/.test(definition.type ?? '');
  return (parameter?.childForFieldName('value') ?? parameter?.childForFieldName('right'))?.type === 'object';
}

function absent(args: readonly Node[], row: StatusArgument, written: Node | null): StatedStatus | null {
  const last = args.at(-1);
  if (row.missing === null) return null;
  const filled = (row.fill ?? []).slice(args.length - (row.at - (row.fill?.length ?? 0)));
  const edits = editsBy(status => {
    if (written) return [{ span: spanOf(written), text: String(status) }];
    return last ? [{ span: { start: last.endIndex, end: last.endIndex }, text: `, ${[...filled, status].join(', ')}` }] : null;
  });
  return { statusNode: null, status: { code: row.missing, origin: 'default' }, edits };
}

/** The status in an options object: replaced where it stands, inserted first where it does not. */
export function inObject(file: JsFile, object: Node, property: string, missing: number | null): StatedStatus | null {
  const value = propertyOf(object, property);
  if (value?.type === 'shorthand_property_identifier') {
    const stated = explicit(file, value);
    return { ...stated, edits: stated.edits.length > 0 ? editsBy(status => [{ span: spanOf(value), text: `${property}: ${status}` }]) : [] };
  }
  if (value) return explicit(file, value);
  const spread = partsOf(object).filter(part => part.type === 'spread_element');
  if (missing === null) return null;
  if (!spread.every(part => isLeftOut(file, part.firstNamedChild))) return { statusNode: null, status: { code: null, origin: 'explicit' }, edits: [] };
  const at = object.startIndex + 1;
  const [first] = partsOf(object);
  // In an object of several lines the new property takes the first one's place and indentation.
  const edits = editsBy(status => first
    ? [{ span: { start: first.startIndex, end: first.startIndex }, text: `${property}: ${status}, ` }]
    : [{ span: { start: at, end: object.endIndex - 1 }, text: ` ${property}: ${status} ` }]);
  return { statusNode: null, status: { code: missing, origin: 'default' }, edits };
}
