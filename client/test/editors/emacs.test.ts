// Emacs with Eglot and the configuration of docs/editors/emacs.md: a real client, without a window.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { AFTER, BEFORE } from './files.ts';
import { configuration, ROOT } from './guide.ts';
import { place, runEditor } from './place.ts';

/** Files whose mode is part of Emacs itself, in every version since 28. */
const BUILT_IN = ['app.js', 'page.jsx', 'views.py', 'routes.rb', 'Login.java', '_redirects', 'haproxy.cfg', 'nginx.conf', 'netlify.toml', 'vercel.json', 'web.xml'];

test('Emacs: diagnostics arrive, a fix is chosen and saved', { timeout: 180_000 }, async () => {
  const at = place({ ...Object.fromEntries(BUILT_IN.map(file => [file, '\n'])), 'app.js': BEFORE });
  try {
    const init = path.join(at.home, 'init.el');
    const results = path.join(at.home, 'results.json');
    fs.writeFileSync(init, configuration('emacs.md', 'init.el'));
    Object.assign(at.env, { RESULTS: results, FILES: JSON.stringify(BUILT_IN) });
    const printed = await runEditor(at, 'emacs', ['--batch', '--no-init-file', '--eval', '(package-initialize)', '--load', init, '--load', path.join(ROOT, 'client/test/editors/drive.el')]);
    const said = JSON.parse(fs.readFileSync(results, 'utf8'));
    assert.equal(said.error, undefined, printed);
    assert.equal(said.diagnostics.length, 1);
    assert.equal(said.diagnostics[0].line, 4);
    assert.match(said.diagnostics[0].type, /warning/);
    assert.match(said.diagnostics[0].message, /redirect-lint.*ambiguous-302.*POST/s);
    assert.match(said.offered[0], /^Use 303 See Other/);
    assert.equal(fs.readFileSync(path.join(at.project, 'app.js'), 'utf8'), AFTER);
    assert.deepEqual(said.attached, BUILT_IN);
  } finally {
    at.remove();
  }
});
