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

  it('says where the project begins: what stands above is not read for links', t => {
    const texts = {
      '.git/HEAD': '', 'routes.js': "const { save } = require('./app/save');\nconst app = require('express')();\napp.post('/save', save);\n",
      'app/save.js': "exports.save = (req, res) => {\n  res.redirect('/done');\n};\n",
    };
    assert.deepEqual(severities(folder(t, texts), ['app', '--severity', 'hint']), ['app/save.js warning']);
    assert.deepEqual(severities(folder(t, { ...texts, [`app/${CONFIG}`]: config({ root: true }) }), ['app', '--severity', 'hint']), ['app/save.js hint']);
    assert.deepEqual(severities(folder(t, { ...texts, [`app/${CONFIG}`]: config({ root: true }) }), ['.', '--severity', 'hint']), ['app/save.js warning'], 'named from above');
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

  it('tells methods where nothing limits them, by file and by path', t => {
    const nginx = 'server {\n  location /pages { return 302 /new; }\n  location /hooks/github { return 302 /new; }\n}\n';
    const methods = (assumeMethods: unknown) => {
      const home = folder(t, { 'a.js': LOGIN, 'b.js': HINT, 'deploy/nginx.conf': nginx, [CONFIG]: config({ assumeMethods, unboundedHints: 'each' }) });
      return json(home, []).results.map(({ file, line, severity, evidence, methods }) => [file, line, severity, evidence, methods.join(' ')]);
    };
    const login = ['a.js', 3, 'warning', 'proven', 'POST'];
    const hint = ['b.js', 3, 'hint', 'unbounded', 'ANY'];
    const pages = ['deploy/nginx.conf', 2, 'hint', 'unbounded', 'ANY'];
    const hooks = ['deploy/nginx.conf', 3, 'hint', 'unbounded', 'ANY'];
    assert.deepEqual(methods({}), [login, hint, pages, hooks]);
    assert.deepEqual(methods({ '**': ['GET'] }), [login], 'what a route says stays');
    assert.deepEqual(methods({ 'deploy/**': ['GET'] }), [login, hint]);
    assert.deepEqual(methods({ '/hooks/*': ['POST'], 'deploy/**': ['GET'] }), [login, hint, ['deploy/nginx.conf', 3, 'warning', 'proven', 'POST']]);
  });

  it('groups hints on configuration, or does not, and names paths that receive writes', t => {
    const nginx = 'server {\n  location /a { return 301 /x; }\n  location /b { return 301 /y; }\n}\n';
    const told = (settings: object) => severities(folder(t, { 'nginx.conf': nginx, [CONFIG]: config(settings) }));
    assert.deepEqual(told({}), ['nginx.conf hint']);
    assert.deepEqual(told({ unboundedHints: 'each' }), ['nginx.conf hint', 'nginx.conf hint']);
    assert.deepEqual(told({ writePaths: ['/b'] }), ['nginx.conf hint', 'nginx.conf warning']);
  });

  const broken: [name: string, text: string, message: RegExp][] = [
    ['not JSON', '{\n  "rules": {,}\n}', /:2:13: not JSON/],
    ['empty', '', /not JSON/],
    ['a list', '[]', /the configuration must be an object/],
    ['an unknown key', config({ rule: {} }), /unknown key "rule"; known: rules, severityFor, unboundedHints/],
    ['an unknown rule', config({ rules: { 'ambiguous-303': 'off' } }), /:1:11: unknown key "ambiguous-303" in "rules"; known: ambiguous-302/],
    ['an unknown severity', '{\n  "rules": {\n    "ambiguous-302": "warn"\n  }\n}', /:3:22: "rules\.ambiguous-302" is "warn"; it can be off, hint, warning, error/],
    ['an unknown evidence', config({ severityFor: { sure: 'off' } }), /unknown key "sure" in "severityFor"; known: proven, conventional, unbounded/],
    ['an unknown format', config({ formats: { '*.x': 'x' } }), /"formats\.\*\.x" is "x"; it can be /],
    ['a method in lower case', config({ assumeMethods: { '**': ['get'] } }), /"assumeMethods\.\*\*\[0\]" is "get"; it can be GET, HEAD, POST/],
    ['no methods', config({ assumeMethods: { '**': [] } }), /"assumeMethods\.\*\*" must not be empty/],
    ['an unknown way to show hints', config({ unboundedHints: 'all' }), /"unboundedHints" is "all"; it can be grouped, each/],
    ['paths that are no list', config({ writePaths: '/api' }), /"writePaths" must be a list of strings/],
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
