import assert from 'node:assert/strict';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { build, EXECUTABLE } from '../built.ts';
import { HINT, LOGIN, SHOW } from './run.ts';

before(build);

/** The library as it ships, not its source. */
const library = (): Promise<typeof import('../../src/index.ts')> => import(pathToFileURL(path.resolve(path.dirname(EXECUTABLE), '../dist/index.js')).href);

describe('the library', () => {
  it('lints texts as one project', async () => {
    const { lint, namesOf, redirectOf } = await library();
    const [routes, handlers] = await lint([
      { path: 'routes.js', text: "const { login } = require('./handlers');\nrequire('express')().post('/login', login);\n" },
      { path: 'handlers.js', text: "exports.login = (req, res) => res.redirect('/account');\n" },
    ]);
    assert.deepEqual(routes?.findings, []);
    assert.deepEqual(handlers?.findings.map(finding => [finding.rule, finding.severity, namesOf(redirectOf(finding)?.methods ?? assert.fail())]), [['ambiguous-302', 'warning', ['POST']]]);
  });

  it('fixes what is safe', async () => {
    const { fixed, lint } = await library();
    const [a, b] = await lint([{ path: 'a.js', text: LOGIN }, { path: 'b.js', text: HINT }]);
    assert.equal(a && fixed(a), LOGIN.replace('redirect(', 'redirect(303, '));
    assert.equal(b && fixed(b), HINT);
  });

  it('follows severities', async () => {
    const { lint } = await library();
    const [file] = await lint([{ path: 'a.js', text: LOGIN }], { rules: { 'ambiguous-302': 'off' } });
    assert.deepEqual([file?.findings.length, file?.sites.length], [0, 1]);
  });

  it('refuses two files of one path', async () => {
    const { lint } = await library();
    await assert.rejects(lint([{ path: 'a.js', text: LOGIN }, { path: 'a.js', text: SHOW }]), { name: 'RangeError', message: 'two files are called a.js' });
  });
});
