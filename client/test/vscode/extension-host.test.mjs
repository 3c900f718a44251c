// Runs client/test/suite inside an extension host, beside the packaged extension: in the desktop VS Code that @vscode/test-electron
// downloads, or in code-server where that cannot be reached. REDIRECT_LINT_HOST=desktop|code-server decides it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { runSuite } from './extension-host.mjs';
import { workplace } from './host.mjs';

let place, results;

before(async () => {
  place = workplace();
  results = await runSuite(place);
}, { timeout: 900_000 });

after(() => place?.remove());

test('the extension inside a real extension host', async t => {
  assert.ok(results.length > 0);
  for (const { name, error } of results) {
    await t.test(name, () => {
      if (error !== null) throw Object.assign(new Error(error), { stack: error });
    });
  }
});
