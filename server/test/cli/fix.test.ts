import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { build } from '../built.ts';
import { folder, HINT, json, LOGIN, REMOVE, run, SHOW } from './run.ts';

before(build);

const read = (home: string, name: string) => fs.readFileSync(path.join(home, name), 'utf8');
const FIXED = LOGIN.replace('redirect(', 'redirect(303, ');

describe('--fix', () => {
  it('writes what is preferred and safe, and nothing else', t => {
    const home = folder(t, { 'a.js': LOGIN, 'b.js': REMOVE, 'c.js': SHOW, 'd.js': HINT });
    const { status, out } = run(home, ['--fix']);
    assert.equal(status, 0);
    assert.match(out, /fixed 2 redirects in 2 files\nno problems/);
    assert.deepEqual(['a.js', 'b.js', 'c.js', 'd.js'].map(name => read(home, name)), [FIXED, REMOVE.replace('302', '303'), SHOW, HINT]);
    assert.deepEqual(fs.readdirSync(home).sort(), ['a.js', 'b.js', 'c.js', 'd.js'], 'no temporary file stays');
  });

  it('keeps mode, line ends, byte order mark and tabs', t => {
    const text = `\uFEFF${LOGIN.replaceAll('\n', '\r\n').replaceAll('  res', '\tres')}`;
    const home = folder(t, { 'a.js': text });
    fs.chmodSync(path.join(home, 'a.js'), 0o754);
    run(home, ['--fix']);
    assert.equal(read(home, 'a.js'), text.replace('redirect(', 'redirect(303, '));
    assert.equal(fs.statSync(path.join(home, 'a.js')).mode & 0o777, 0o754);
  });

  it('does not touch a file in which there is nothing to fix', t => {
    const home = folder(t, { 'a.js': SHOW });
    const before = fs.statSync(path.join(home, 'a.js'));
    run(home, ['--fix']);
    const after = fs.statSync(path.join(home, 'a.js'));
    assert.deepEqual([after.ino, after.mtimeMs], [before.ino, before.mtimeMs]);
  });

  it('does not touch files that are not named', t => {
    const home = folder(t, { 'a.js': LOGIN, 'b.js': LOGIN });
    run(home, ['--fix', 'a.js']);
    assert.deepEqual([read(home, 'a.js'), read(home, 'b.js')], [FIXED, LOGIN]);
  });

  it('refuses a file that is not UTF-8, and still reports it', t => {
    const bytes = Buffer.concat([Buffer.from(LOGIN), Buffer.from('// caf'), Buffer.from([0xe9, 0x0a])]);
    const home = folder(t, { 'a.js': bytes });
    const report = json(home, ['--fix']);
    assert.deepEqual([report.status, report.results.length], [1, 1]);
    assert.deepEqual(report.errors, [{ file: 'a.js', message: 'not fixed: it is not valid UTF-8' }]);
    assert.ok(fs.readFileSync(path.join(home, 'a.js')).equals(bytes));
  });

  it('does not write through a link that leads out of the project', t => {
    const outside = folder(t, { 'target.js': LOGIN });
    const home = folder(t, { 'a.js': SHOW });
    fs.symlinkSync(path.join(outside, 'target.js'), path.join(home, 'link.js'));
    const report = json(home, ['--fix']);
    assert.equal(read(outside, 'target.js'), LOGIN);
    assert.match(report.errors[0]?.message ?? '', /links to .*target\.js, outside the project/);
    assert.deepEqual([report.status, report.results.map(result => result.file), report.fixed], [1, ['link.js'], undefined]);
  });

  it('writes through a link within the project and leaves the link a link', t => {
    const home = folder(t, { 'real/a.js': LOGIN });
    fs.symlinkSync('real/a.js', path.join(home, 'link.js'));
    run(home, ['--fix', 'link.js']);
    assert.equal(read(home, 'real/a.js'), FIXED);
    assert.ok(fs.lstatSync(path.join(home, 'link.js')).isSymbolicLink());
  });

  it('takes only what is reported', t => {
    const home = folder(t, { 'a.js': LOGIN, 'b.js': REMOVE });
    run(home, ['--fix', '--quiet']);
    assert.deepEqual([read(home, 'a.js'), read(home, 'b.js')], [LOGIN, REMOVE.replace('302', '303')]);
  });

  it('is stable: a second run changes nothing', t => {
    const home = folder(t, { 'a.js': LOGIN, 'b.js': REMOVE });
    run(home, ['--fix']);
    assert.equal(json(home, ['--fix']).fixed, undefined);
  });

  it('leaves a suppressed redirect alone', t => {
    const text = LOGIN.replace('  res', '  // redirect-lint-disable-next-line ambiguous-302 -- an old client needs it\n  res');
    const home = folder(t, { 'a.js': text });
    assert.equal(run(home, ['--fix']).status, 0);
    assert.equal(read(home, 'a.js'), text);
  });
});

describe('--fix-dry-run', () => {
  it('gives the text in JSON and writes nothing', t => {
    const home = folder(t, { 'a.js': LOGIN });
    const report = json(home, ['--fix-dry-run']);
    assert.deepEqual([report.status, report.results, report.fixed], [0, [], [{ file: 'a.js', fixes: 1, output: FIXED }]]);
    assert.equal(read(home, 'a.js'), LOGIN);
  });

  it('shows the lines in stylish', t => {
    const { out } = run(folder(t, { 'a.js': LOGIN }), ['--fix-dry-run']);
    assert.equal(out, [
      'a.js would become',
      "  3  - res.redirect('/account');",
      "  3  + res.redirect(303, '/account');",
      '',
      'would fix 1 redirect in 1 file',
      'no problems, 1 file read',
      '',
    ].join('\n'));
  });
});

describe('a call of a helper that stands in another file', () => {
  const HELPER = "exports.toOrders = res => {\n  res.redirect('/orders');\n};\n";
  const FIXED_HELPER = HELPER.replace('redirect(', 'redirect(303, ');
  const CALLER = "const { toOrders } = require('./answers');\nconst app = require('express')();\napp.post('/orders', (req, res) => toOrders(res));\n";
  const project = { 'lib/answers.js': HELPER, 'lib/orders.js': CALLER, 'lib/carts.js': CALLER.replace("'/orders'", "'/carts'") };

  it('is fixed in the helper, once for all that call it', t => {
    const home = folder(t, project);
    assert.match(run(home, []).out, /lib\/orders\.js\n.*\n.*\n.*\n.*\n.*redirects here.*\n.*fix: Use 303 See Other: the client GETs the target, in lib\/answers\.js\n.*3 fixable with --fix/s);
    const report = json(home, ['--fix']);
    assert.deepEqual([report.status, report.results, report.fixed], [0, [], [{ file: 'lib/answers.js', fixes: 1 }]]);
    assert.deepEqual(Object.keys(project).map(name => read(home, name)), [FIXED_HELPER, CALLER, project['lib/carts.js']]);
  });

  it('says in JSON and SARIF which file changes', t => {
    const home = folder(t, project);
    const edit = { startOffset: HELPER.indexOf("'/orders'"), endOffset: HELPER.indexOf("'/orders'"), newText: '303, ' };
    const [, , orders] = json(home, []).results;
    assert.deepEqual([orders?.file, orders?.fixes[0]], ['lib/orders.js', { status: 303, preferred: true, safe: true, edits: [edit], file: 'lib/answers.js' }]);
    const [own] = json(home, []).results;
    assert.deepEqual(own?.fixes[0], { status: 303, preferred: true, safe: true, edits: [edit] });
    const { runs: [{ results }] } = JSON.parse(run(home, ['--format', 'sarif']).out);
    assert.deepEqual(results[2].fixes[0].artifactChanges, [{
      artifactLocation: { uri: 'lib/answers.js' },
      replacements: [{ deletedRegion: { startLine: 2, startColumn: 16, endLine: 2, endColumn: 16 }, insertedContent: { text: '303, ' } }],
    }]);
  });

  it('is one change in a patch', t => {
    const { status, out } = run(folder(t, project), ['--format', 'diff']);
    assert.equal(status, 1);
    assert.equal(out, [
      'diff --git a/lib/answers.js b/lib/answers.js', '--- a/lib/answers.js', '+++ b/lib/answers.js', '@@ -1,3 +1,3 @@',
      ' exports.toOrders = res => {', "-  res.redirect('/orders');", "+  res.redirect(303, '/orders');", ' };', '',
    ].join('\n'));
  });

  it('changes no file that is not named, and says that the fix is left to do', t => {
    const home = folder(t, project);
    const report = json(home, ['--fix', 'lib/orders.js']);
    assert.deepEqual([report.status, report.fixed, report.results.map(({ fixes: [fix] }) => [fix?.status, fix?.preferred, fix?.safe])], [1, undefined, [[303, true, false]]]);
    assert.deepEqual(Object.keys(project).map(name => read(home, name)), Object.values(project));
    assert.match(run(home, ['lib/orders.js']).out, /in lib\/answers\.js {2}\(by hand: not safe to apply unseen\)/);
  });

  it('leaves a helper alone whose own finding is switched off', t => {
    const text = HELPER.replace('  res', '  // redirect-lint-disable-next-line ambiguous-302 -- an old client needs it\n  res');
    const home = folder(t, { ...project, 'lib/answers.js': text });
    const report = json(home, ['--fix']);
    assert.deepEqual([report.fixed, report.results.map(({ file, fixes: [fix] }) => [file, fix?.safe])], [undefined, [['lib/carts.js', false], ['lib/orders.js', false]]]);
    assert.equal(read(home, 'lib/answers.js'), text);
  });
});
