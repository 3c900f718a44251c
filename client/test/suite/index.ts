import { runSuite } from './run.ts';
import { tests } from './tests.ts';

/** Entry for @vscode/test-electron (`extensionTestsPath`). */
export async function run(): Promise<void> {
  const failed = (await runSuite(tests)).filter(result => result.error !== null);
  if (failed.length > 0) throw new Error(`${failed.length} failed`);
}
