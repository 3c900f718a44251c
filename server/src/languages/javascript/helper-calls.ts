import type { CallReader } from '../shared/helper-calls.ts';
import { argumentsOf, calleeName, type JsFile, receiverOf } from './file.ts';
import { replaceStatus, statusValue, targetOf } from './values.ts';

/** How the configuration's helpers are read. */
export function callReader(file: JsFile): CallReader {
  return {
    callsOf: (...names) => file.callsOf(...names), receiver: receiverOf, name: calleeName, arguments: argumentsOf,
    target: expression => targetOf(file, expression), status: expression => statusValue(file, expression), edits: written => statusValue(file, written) === null ? [] : replaceStatus(file, written),
  };
}
