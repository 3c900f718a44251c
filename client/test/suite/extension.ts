import { runSuite } from './run.ts';
import { tests } from './tests.ts';

/** Entry for hosts that take no `extensionTestsPath`: a second extension that runs the suite once the workbench stands. */
export function activate(): void {
  void runSuite(tests);
}
