import type { CallReader } from '../shared/helper-calls.ts';
import type { RsFile } from './file.ts';
import { argumentsOf, calleeName, calleeOf, receiverOf } from './syntax.ts';
import { statusValue, targetOf, writtenStatus } from './values.ts';

/** How the configuration's helpers are read. */
export function callReader(file: RsFile): CallReader {
  return {
    callsOf: (...names) => file.callsOf(...names), receiver: call => receiverOf(call) ?? calleeOf(call)?.childForFieldName('path') ?? null, name: calleeName, arguments: argumentsOf,
    target: expression => targetOf(file, expression), status: expression => statusValue(file, expression), edits: written => writtenStatus(file, written).edits,
  };
}
