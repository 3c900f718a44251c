import type { CallReader } from '../shared/helper-calls.ts';
import { editsBy } from '../shared/status-edits.ts';
import { statusEdits } from './edits.ts';
import type { ExFile } from './file.ts';
import { argumentsOf, calleeName, pipedInto, qualifierOf } from './syntax.ts';
import { statusValue, targetOf } from './values.ts';

/** How the configuration's helpers are read; what a pipe hands on is the first argument. */
export function callReader(file: ExFile): CallReader {
  return {
    callsOf: (...names) => file.callsOf(...names), receiver: qualifierOf, name: calleeName,
    arguments: call => [pipedInto(call) ?? [], argumentsOf(call)].flat(),
    target: expression => targetOf(file, expression), status: expression => statusValue(file, expression),
    edits: written => statusValue(file, written) === null ? [] : editsBy(status => statusEdits(file, written, status)),
  };
}
