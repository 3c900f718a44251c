import type { CallReader } from '../shared/helper-calls.ts';
import { argumentsOf, calleeName, type GoFile, receiverOf } from './file.ts';
import { statusValue, targetOf, writtenStatus } from './values.ts';

/** How the configuration's helpers are read. */
export function callReader(file: GoFile): CallReader {
  return {
    callsOf: (...names) => file.callsOf(...names), receiver: receiverOf, name: calleeName, arguments: argumentsOf,
    target: expression => targetOf(file, expression), status: expression => statusValue(file, expression), edits: written => writtenStatus(file, written).edits,
  };
}
