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
