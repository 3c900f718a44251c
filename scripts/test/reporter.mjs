import { appendFileSync } from 'node:fs';
import { relative } from 'node:path';
import { inspect } from 'node:util';

/**
 * Reporter for `node --test`: a line for each file, the failures in full.
 * Appends the counts of the run and its failures, each in a line, as a line of JSON to the file that TEST_COUNTS names.
 * @param {AsyncIterable<{ type: string, data: any }>} source
 */
export default async function* reporter(source) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const failures = [];
  const files = new Map();
  for await (const { type, data } of source) {
    if (type === 'test:stdout' || type === 'test:stderr') yield data.message;
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    // What a suite begins or ends with is no test; those that it takes with it are counted.
    if (data.details?.error?.failureType === 'hookFailed') yield `\n✖ ${relative(process.cwd(), data.file ?? '')}: before or after ${data.name}\n${causeOf(data.details.error)}\n`;
    // A suite or a file fails because of what is in it, which is counted.
    if (data.details?.type === 'suite' || data.details?.error?.failureType === 'subtestsFailed') continue;
    const outcome = data.skip !== undefined || data.todo !== undefined ? 'skipped' : type === 'test:pass' ? 'passed' : 'failed';
    counts[outcome]++;
    const file = relative(process.cwd(), data.file ?? '');
    files.set(file, (files.get(file) ?? 0) + 1);
    if (outcome === 'failed') {
      const cause = causeOf(data.details.error);
      failures.push(`${file}: ${data.name}: ${cause.split('\n', 1)[0]}`);
      yield `\n✖ ${file}: ${data.name}\n${cause}\n`;
    }
    if (outcome === 'skipped') yield `\n✖ ${file}: ${data.name}: skipped\n`;
  }
  for (const [file, number] of files) yield `  ${String(number).padStart(5)}  ${file}\n`;
  if (process.env.TEST_COUNTS) appendFileSync(process.env.TEST_COUNTS, `${JSON.stringify({ ...counts, failures })}\n`);
}

function causeOf(error) {
  const { cause = error } = error;
  return cause?.stack ?? inspect(cause);
}
