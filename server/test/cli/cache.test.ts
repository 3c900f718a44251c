import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { build, withoutGrammars } from '../built.ts';
import { FIXTURES } from '../check.ts';
import { folder, json, LOGIN, run } from './run.ts';

before(build);

const LEAVE = "exports.leave = res => res.redirect('/orders');\n";
const CALLER = "const { leave } = require('./leave');\nexports.remove = async (req, res) => {\n  await req.orders.drop();\n  leave(res);\n};\n";
const APP = "const app = require('express')();\napp.post('/remove', require('./caller').remove);\n";
/** A call that is only found by what its file imports. */
const LINKED = { 'leave.js': LEAVE, 'caller.js': CALLER, 'app.js': APP, 'z/plain.js': 'exports.one = 1;\n' };

describe('what a run keeps for the next one', () => {
  it('gives the same report to the byte, of every workspace of the fixtures', t => {
    const home = folder(t);
    for (const adapter of fs.readdirSync(FIXTURES)) {
      const projects = path.join(FIXTURES, adapter, 'projects');
      if (fs.existsSync(projects)) fs.cpSync(projects, path.join(home, adapter), { recursive: true });
    }
    const args = ['--severity', 'hint', '--format', 'json'];
    const read = run(home, [...args, '--no-cache']);
    assert.ok((JSON.parse(read.out) as { results: unknown[] }).results.length > 100);
    for (const which of ['first', 'second']) assert.ok(run(home, args).out === read.out, `the ${which} run`);
    for (const more of [['redirects', '--format', 'json'], ['map', '--format', 'json'], ['--fix-dry-run', '--format', 'json']]) {
      assert.ok(run(home, more).out === run(home, [...more, '--no-cache']).out, more.join(' '));
    }
  });

  it('saves parsing: an installation that cannot parse reports what another one read', t => {
    const home = folder(t, LINKED);
    const broken = path.join(withoutGrammars(t), 'bin/redirect-lint.js');
    const inBroken = () => spawnSync(process.execPath, [broken, '--format', 'json'], { cwd: home, encoding: 'utf8' });
    assert.equal(inBroken().status, 2);
    const first = run(home, ['--format', 'json']);
    assert.deepEqual([inBroken().status, inBroken().stdout], [first.status, first.out]);
    fs.appendFileSync(path.join(home, 'leave.js'), '\n');
    assert.equal(inBroken().status, 2, 'what has changed is read again');
  });

  it('is not asked for and not written with --no-cache', t => {
    const home = folder(t, { 'a.js': LOGIN });
    const cache = folder(t);
    const env = { XDG_CACHE_HOME: cache };
    run(home, ['--no-cache'], { env });
    assert.deepEqual(fs.readdirSync(cache), []);
    run(home, [], { env });
    assert.ok(fs.readdirSync(path.join(cache, 'redirect-lint')).some(name => name.endsWith('.facts')));
  });

  it('follows what changes: a file, a new one, one that is gone, the configuration', t => {
    const home = folder(t, LINKED);
    const found = () => {
      const { results } = json(home, ['--severity', 'warning']);
      assert.deepEqual(results, json(home, ['--severity', 'warning', '--no-cache']).results);
      return results.map(({ file, line }) => `${file}:${line}`);
    };
    assert.deepEqual(found(), ['leave.js:1']);
    fs.writeFileSync(path.join(home, 'leave.js'), `\n${LEAVE}`);
    assert.deepEqual(found(), ['leave.js:2']);
    fs.writeFileSync(path.join(home, 'caller.js'), CALLER.replace('leave(res)', 'res.end()'));
    assert.deepEqual(found(), []);
    fs.writeFileSync(path.join(home, 'caller.js'), `\n${CALLER}`);
    assert.deepEqual(found(), ['leave.js:2']);
    fs.writeFileSync(path.join(home, 'login.js'), LOGIN);
    assert.deepEqual(found(), ['leave.js:2', 'login.js:3']);
    fs.rmSync(path.join(home, 'leave.js'));
    assert.deepEqual(found(), ['login.js:3']);
    fs.writeFileSync(path.join(home, 'go.js'), "const app = require('express')();\napp.post('/go', (req, res) => go(res, '/there'));\n");
    assert.deepEqual(found(), ['login.js:3']);
    fs.writeFileSync(path.join(home, 'redirect-lint.config.json'), '{ "helpers": [{ "name": "go", "status": 302, "target": 2 }] }');
    assert.deepEqual(found(), ['go.js:2', 'login.js:3']);
  });

  it('fixes what it would have fixed', t => {
    const [home, other] = [folder(t, LINKED), folder(t, LINKED)];
    run(home, []);
    run(home, ['--fix']);
    run(other, ['--fix', '--no-cache']);
    for (const name of Object.keys(LINKED)) assert.equal(fs.readFileSync(path.join(home, name), 'utf8'), fs.readFileSync(path.join(other, name), 'utf8'));
    assert.deepEqual(json(home, []).results, []);
  });

  it('where nothing may be written, is no matter', t => {
    const home = folder(t, { 'a.js': LOGIN, 'not-a-folder': '' });
    const { status, err } = run(home, [], { env: { XDG_CACHE_HOME: path.join(home, 'not-a-folder') } });
    assert.deepEqual([status, err], [1, '']);
  });
});
