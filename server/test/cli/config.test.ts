import assert from 'node:assert/strict';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { build } from '../built.ts';
import { folder, HINT, json, LOGIN, run } from './run.ts';

before(build);

const CONFIG = 'redirect-lint.config.json';
const config = (value: unknown) => JSON.stringify(value);
const severities = (home: string, args: readonly string[] = []) => json(home, args).results.map(result => `${result.file} ${result.severity}`);

describe('configuration file', () => {
  it('sets severities by rule and by evidence', t => {
    assert.deepEqual(severities(folder(t, { 'a.js': LOGIN, [CONFIG]: config({ rules: { 'ambiguous-302': 'error' } }) })), ['a.js error']);
    assert.deepEqual(severities(folder(t, { 'a.js': LOGIN, [CONFIG]: config({ rules: { 'ambiguous-302': 'off' } }) })), []);
    assert.deepEqual(severities(folder(t, { 'a.js': LOGIN, 'b.js': HINT, [CONFIG]: config({ severityFor: { unbounded: 'off' } }) })), ['a.js warning']);
    assert.deepEqual(severities(folder(t, { 'b.js': HINT, [CONFIG]: config({ severityFor: { unbounded: 'warning' } }) })), ['b.js warning']);
  });

  it('ignores as .gitignore does, also what is named', t => {
    const home = folder(t, { 'a.js': LOGIN, 'old/a.js': LOGIN, 'old/keep/a.js': LOGIN, [CONFIG]: config({ ignore: ['/old/*', '!/old/keep'] }) });
    assert.deepEqual(severities(home), ['a.js warning', 'old/keep/a.js warning']);
    assert.deepEqual(severities(home, ['old/a.js']), []);
    assert.deepEqual(severities(path.join(home, 'old'), ['.']), ['keep/a.js warning'], 'relative to its own folder');
  });

  it('is found going up, the nearest first; --config names another', t => {
    const home = folder(t, {
      [CONFIG]: config({ rules: { 'ambiguous-302': 'error' } }), 'app/a.js': LOGIN, 'near/a.js': LOGIN, [`near/${CONFIG}`]: config({}),
      'other.json': '// with a comment\n{ "rules": { "ambiguous-302": "hint", }, }\n',
    });
    assert.deepEqual(severities(home, ['app']), ['app/a.js error']);
    assert.deepEqual(severities(path.join(home, 'app')), ['a.js error']);
    assert.deepEqual(severities(home, ['near']), ['near/a.js warning']);
    assert.deepEqual(severities(home, ['--config', 'other.json', 'app']), ['app/a.js hint']);
  });

  it('allows $schema', t => {
    assert.equal(run(folder(t, { [CONFIG]: config({ $schema: './schema.json' }) }), []).status, 0);
  });

  const broken: [name: string, text: string, message: RegExp][] = [
    ['not JSON', '{\n  "rules": {,}\n}', /:2:13: not JSON/],
    ['empty', '', /not JSON/],
    ['a list', '[]', /the configuration must be an object/],
    ['an unknown key', config({ rule: {} }), /unknown key "rule"; known: rules, ignore/],
    ['an unknown rule', config({ rules: { 'ambiguous-303': 'off' } }), /unknown rule "ambiguous-303"; known: ambiguous-302/],
    ['an unknown severity', config({ rules: { 'ambiguous-302': 'warn' } }), /"rules" gives "ambiguous-302" "warn"; it can be off, hint, warning, error/],
    ['an unknown evidence', config({ severityFor: { sure: 'off' } }), /unknown evidence "sure"/],
    ['an unknown format', config({ formats: { '*.x': 'x' } }), /"formats" gives "\*\.x" "x"; it can be /],
    ['ignore that is no list', config({ ignore: 'x' }), /"ignore" must be a list of strings/],
    ['UTF-16', '\uFEFF{}', /UTF-16/],
  ];
  for (const [name, text, message] of broken) {
    it(`is refused in one line: ${name}`, t => {
      const home = folder(t, { 'a.js': LOGIN, [CONFIG]: name === 'UTF-16' ? Buffer.from(text, 'utf16le') : text });
      const { status, out, err } = run(home, []);
      assert.deepEqual([status, out, err.trimEnd().split('\n').length], [2, '', 1]);
      assert.ok(err.startsWith(`redirect-lint: ${path.join(home, CONFIG)}`), err);
      assert.match(err, message);
    });
  }
});
