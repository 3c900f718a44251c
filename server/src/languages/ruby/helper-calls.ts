import type { CallReader } from '../shared/helper-calls.ts';
import { editsBy } from '../shared/status-edits.ts';
import { statusEdit } from './edits.ts';
import { calleeName, positionalsOf, type RbFile, receiverOf } from './file.ts';
import { statusValue, targetOf } from './values.ts';

/** How the configuration's helpers are read. */
export function callReader(file: RbFile): CallReader {
  return {
    callsOf: (...names) => file.callsOf(...names), receiver: receiverOf, name: calleeName, arguments: positionalsOf,
    target: expression => targetOf(file, expression), status: expression => statusValue(file, expression), edits: written => statusValue(file, written) === null ? [] : editsBy(status => statusEdit(written, status)),
  };
}
