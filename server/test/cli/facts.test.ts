import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { build } from '../built.ts';
import { FIXTURES } from '../check.ts';
import { folder, json, LOGIN, run } from './run.ts';

before(build);

/** A project of many languages, in which files of one folder prove what another's do. */
const PROJECTS = ['express', 'flask', 'nginx', 'fastify'];

describe('facts, written part by part and linked', () => {
  it('give the very report of one run', t => {
    const home = folder(t, {
      'redirect-lint.config.json': JSON.stringify({ severityFor: { unbounded: 'warning' }, suppressions: [{ files: 'nginx/**', rules: ['ambiguous-301'], reason: 'x' }] }),
      'app/routes.js': "const app = require('express')();\nconst { login } = require('../lib/handlers');\napp.post('/login', login);\n",
      'lib/handlers.js': "exports.login = (req, res) => {\n  res.redirect('/account');\n};\n", 'lib/utf16.js': Buffer.from('\uFEFFx', 'utf16le'),
    });
    for (const name of PROJECTS) fs.cpSync(path.join(FIXTURES, name), path.join(home, name), { recursive: true });
    const out = fs.mkdtempSync(path.join(folder(t), 'facts-'));
    const parts = [...PROJECTS, 'redirect-lint.config.json', 'app', 'lib'].map((name, at) => {
      const file = path.join(out, `${at}.json`);
      assert.deepEqual(run(home, ['facts', '--out', file, name]), { status: 0, out: '', err: '' });
      return file;
    });
    const handlers = /lib\/handlers\.js/;
    for (const args of [['--format', 'json'], ['--format', 'sarif'], ['--severity', 'hint'], ['redirects', '--format', 'json']]) {
      const whole = run(home, args);
      assert.match(whole.out, handlers);
      assert.ok(run(home, [...args, '--facts', ...parts]).out === whole.out, args.join(' '));
    }
    const elsewhere = folder(t, { 'redirect-lint.config.json': fs.readFileSync(path.join(home, 'redirect-lint.config.json')) });
    assert.ok(run(elsewhere, ['--facts', ...parts]).out === run(home, []).out, 'where the sources are not');
const withoutRoutes = json(home, ['--facts', ...parts.slice(0, -2), parts.at(-1) as string]).results.find(result => result.file === 'lib/handlers.js');
    assert.equal(withoutRoutes?.evidence, 'unbounded', 'the part that binds it is missing');
  });

  it('are the same bytes for the same sources', t => {
    const home = folder(t, { 'a.js': LOGIN, 'b.js': LOGIN });
    const written = (name: string, ...paths: string[]) => {
      run(home, ['facts', '--out', name, ...paths]);
      return fs.readFileSync(path.join(home, name), 'utf8');
    };
    assert.equal(written('x.facts', 'a.js', 'b.js'), written('y.facts', 'b.js', 'a.js'));
  });

  it('that are not such are refused in one line', t => {
    const home = folder(t, { 'a.js': LOGIN, 'old.json': '{"redirectLintFacts":"0.0.1","looked":1,"files":[],"unreadable":[]}', 'other.json': '{}', 'text.json': 'x' });
    const said = (...files: string[]) => run(home, ['--facts', ...files]).err.replace(`${home}/`, '');
    assert.match(said('old.json'), /^redirect-lint: old\.json: written by version 0\.0\.1, this is \d+\.\d+\.\d+\n$/);
    for (const name of ['other.json', 'text.json']) assert.equal(said(name), `redirect-lint: ${name}: not what "redirect-lint facts" writes\n`);
    run(home, ['facts', '--out', 'one.json', 'a.js']);
    fs.appendFileSync(path.join(home, 'a.js'), '\n');
    run(home, ['facts', '--out', 'two.json', 'a.js']);
    assert.equal(said('one.json', 'one.json'), '');
    assert.equal(said('one.json', 'two.json'), 'redirect-lint: two.json: a.js was another file when other facts were written\n');
  });
});
