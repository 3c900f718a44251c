import type { CallReader } from '../shared/helper-calls.ts';
import { editsBy } from '../shared/status-edits.ts';
import { statusEdits } from './edits.ts';
import type { CsFile } from './file.ts';
import { argumentsOf, calleeName, receiverOf } from './syntax.ts';
import { statusValue, targetOf } from './values.ts';

/** How the configuration's helpers are read. */
export function callReader(file: CsFile): CallReader {
  return {
    callsOf: (...names) => file.callsOf(...names), receiver: receiverOf, name: calleeName, arguments: call => argumentsOf(call).flatMap(each => each.name === null ? [each.value] : []),
    target: expression => targetOf(file, expression), status: expression => statusValue(file, expression),
    edits: written => statusValue(file, written) === null ? [] : editsBy(status => statusEdits(file, written, status)),
  };
}
