import { writeFileSync } from 'node:fs';

/** One test of the suite. */
export interface HostTest {
  readonly name: string;
  readonly run: () => Promise<void>;
}

/** What became of it; `error` is null where it passed. */
export interface HostResult {
  readonly name: string;
  readonly error: string | null;
}

/** Runs the tests one after the other and writes their results as JSON to the file that REDIRECT_LINT_RESULTS names. */
export async function runSuite(tests: readonly HostTest[]): Promise<HostResult[]> {
  const results: HostResult[] = [];
  for (const test of tests) results.push({ name: test.name, error: await failureOf(test) });
  const file = process.env.REDIRECT_LINT_RESULTS;
  if (!file) throw new Error('REDIRECT_LINT_RESULTS names no file');
  writeFileSync(file, JSON.stringify(results));
  return results;
}

async function failureOf(test: HostTest): Promise<string | null> {
  try {
    await test.run();
    return null;
  } catch (error) {
    return error instanceof Error ? error.stack ?? error.message : String(error);
  }
}
