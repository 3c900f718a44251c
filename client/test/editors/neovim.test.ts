// Neovim with the configuration of docs/editors/neovim.md: a real client, without a window.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { AFTER, BEFORE, ONE_OF_EACH } from './files.ts';
import { configuration, ROOT } from './guide.ts';
import { place, runEditor } from './place.ts';

const version = /^NVIM v(\d+)\.(\d+)/.exec(execFileSync('nvim', ['--version'], { encoding: 'utf8' }))?.slice(1).map(Number) as [number, number];
const guide = version[0] > 0 || version[1] >= 11 ? 'init-0.11.lua' : 'init-0.7.lua';

test(`Neovim ${version.join('.')}: diagnostics arrive, a fix is chosen and written`, { timeout: 180_000 }, async () => {
  const files = Object.fromEntries(Object.values(ONE_OF_EACH).map(file => [file, file === 'web.config' ? '<?xml version="1.0"?>\n<configuration/>\n' : '\n']));
  const at = place({ ...files, 'app.js': BEFORE });
  try {
    const init = path.join(at.home, 'init.lua');
    const results = path.join(at.home, 'results.json');
    fs.writeFileSync(init, configuration('neovim.md', guide));
    Object.assign(at.env, { RESULTS: results, FILES: JSON.stringify(Object.values(ONE_OF_EACH)) });
    await runEditor(at, 'nvim', ['--headless', '-n', '-u', init, '-c', `luafile ${path.join(ROOT, 'client/test/editors/drive.lua')}`]);
    const said = JSON.parse(fs.readFileSync(results, 'utf8'));
    assert.equal(said.error, undefined);
    assert.deepEqual(said.diagnostics.map(({ line, severity, source, code }: Record<string, unknown>) => ({ line, severity, source, code })), [
      { line: 3, severity: 2, source: 'redirect-lint', code: 'ambiguous-302' },
    ]);
    assert.match(said.diagnostics[0].message, /POST/);
    assert.match(said.offered[0], /^Use 303 See Other/);
    assert.equal(fs.readFileSync(path.join(at.project, 'app.js'), 'utf8'), AFTER);
    assert.deepEqual(said.attached, Object.values(ONE_OF_EACH));
  } finally {
    at.remove();
  }
});
