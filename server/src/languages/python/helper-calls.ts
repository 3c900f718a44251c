import type { CallReader } from '../shared/helper-calls.ts';
import { argumentsOf, calleeName, type PyFile, receiverOf } from './file.ts';
import { writtenStatus } from './redirects.ts';
import { statusValue, targetOf } from './values.ts';

/** How the configuration's helpers are read. */
export function callReader(file: PyFile): CallReader {
  return {
    callsOf: (...names) => file.callsOf(...names), receiver: receiverOf, name: calleeName, arguments: call => argumentsOf(call).filter(each => each.type !== 'keyword_argument'),
    target: expression => targetOf(file, expression), status: expression => statusValue(file, expression), edits: written => writtenStatus(file, written).edits,
  };
}
