import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { build } from '../built.ts';
import { filesBelow, FIXTURES } from '../check.ts';
import { folder, json, LOGIN, run, SHOW } from './run.ts';

before(build);

const filesOf = (report: { results: { file: string }[] }) => [...new Set(report.results.map(result => result.file))];
const ROUTES = `const app = require('express')();
const { login } = require('./handlers');
app.post('/login', login);
`;
const HANDLERS = `exports.login = (req, res) => {
  res.redirect('/account');
};
`;

describe('the walk', () => {
  it('respects .gitignore at every level, the innermost last', t => {
    const home = folder(t, {
      '.gitignore': 'ignored/\n*.gen.js\n/only-top.js\n', 'ignored/a.js': LOGIN, 'a.gen.js': LOGIN, 'only-top.js': LOGIN, 'kept.js': LOGIN,
      'sub/only-top.js': LOGIN, 'sub/.gitignore': '!keep.gen.js\nlocal.js\n', 'sub/keep.gen.js': LOGIN, 'sub/local.js': LOGIN, 'sub/other.gen.js': LOGIN,
      '.git/info/exclude': 'excluded.js\n', 'excluded.js': LOGIN,
    });
    assert.deepEqual(filesOf(json(home, [])), ['kept.js', 'sub/keep.gen.js', 'sub/only-top.js']);
    assert.deepEqual(filesOf(json(home, ['sub'])), ['sub/keep.gen.js', 'sub/only-top.js'], 'the root\'s rules hold in a named folder');
  });

  it('leaves out dependencies, output and minified files', t => {
    const home = folder(t, {
      'package.json': '{}', 'a.js': LOGIN, 'node_modules/x/a.js': LOGIN, 'vendor/a.js': LOGIN, 'dist/a.js': LOGIN, '.next/a.js': LOGIN,
      'a.min.js': LOGIN, 'long.js': `${LOGIN}// ${'x'.repeat(20_000)}\n`, 'sub/node_modules/a.js': LOGIN,
    });
    assert.deepEqual(filesOf(json(home, [])), ['a.js']);
  });

  it('leaves out scripts that were bundled or compiled from others, unless they are named', t => {
    const home = folder(t, {
      'a.js': LOGIN, 'b.ts': `${LOGIN}// no compiler wrote this\n`,
      'compiled.js': `${LOGIN}//# sourceMappingURL=compiled.js.map\n`, 'inline.js': `${LOGIN}//# sourceMappingURL=data:application/json;base64,${'A'.repeat(90)}`,
      'webpack.js': `/******/ (() => { // webpackBootstrap\n${LOGIN}})();\n`, 'chunk.js': `(self.webpackChunk = self.webpackChunk || []).push([[1], {}]);\n${LOGIN}`,
      'browserify.js': `(function(){function r(e,n,t){return e}return r})()({1:[function(require,module,exports){\n${LOGIN}}]},{},[1]);\n`,
      'long.js': `${LOGIN}${'// a line\n'.repeat(100_000)}`,
    });
    assert.deepEqual(filesOf(json(home, [])), ['a.js', 'b.ts']);
    const named = ['chunk.js', 'compiled.js', 'inline.js', 'long.js'];
    assert.deepEqual(filesOf(json(home, named)), named);
  });

  it('keeps folders that only share a name with output', t => {
    assert.deepEqual(filesOf(json(folder(t, { 'src/build/a.js': LOGIN, 'src/out/a.js': LOGIN }), [])), ['src/build/a.js', 'src/out/a.js']);
  });

  it('takes whatever is named', t => {
    const home = folder(t, { '.gitignore': 'gen/\n', 'package.json': '{}', 'gen/a.js': LOGIN, 'dist/a.js': LOGIN, 'node_modules/x/a.js': LOGIN, 'a.min.js': LOGIN });
    assert.deepEqual(filesOf(json(home, ['gen', 'dist', 'node_modules/x/a.js', 'a.min.js'])), ['gen/a.js', 'dist/a.js', 'node_modules/x/a.js', 'a.min.js']);
  });

  it('reads names with blanks, line feeds, quotes, emoji and dashes', t => {
    const names = ['a b.js', 'line\nfeed.js', 'quote".js', '-dash.js', 'ünï🙂.js', 'back\\slash.js', '$(x).js'];
    const home = folder(t, Object.fromEntries(names.map(name => [name, LOGIN])));
    assert.deepEqual(new Set(filesOf(json(home, []))), new Set(names));
    assert.deepEqual(filesOf(json(home, ['--', '-dash.js'])), ['-dash.js']);
    assert.deepEqual(filesOf(json(folder(t, { 'rules/a.js': LOGIN }), ['--', 'rules'])), ['rules/a.js']);
  });

  it('is neither caught by links that lead in a circle nor by a FIFO', t => {
    const home = folder(t, { 'a.js': LOGIN });
    fs.symlinkSync('.', path.join(home, 'again'));
    fs.symlinkSync('self.js', path.join(home, 'self.js'));
    fs.symlinkSync('gone.js', path.join(home, 'broken.js'));
    fs.symlinkSync('a.js', path.join(home, '0-link.js'));
    execFileSync('mkfifo', [path.join(home, 'pipe.js')]);
    const report = json(home, []);
    assert.deepEqual(filesOf(report), ['a.js'], 'a link to a file that was seen adds nothing');
    assert.deepEqual(report.errors, []);
    const named = json(home, ['pipe.js']);
    assert.deepEqual([named.status, named.errors], [2, [{ file: 'pipe.js', message: 'not a regular file' }]]);
  });

  it('lists what it cannot read and goes on', t => {
    const home = folder(t, {
      'a.js': LOGIN, 'utf16.js': Buffer.from(`\uFEFF${LOGIN}`, 'utf16le'), 'huge.py': `${LOGIN}${'// x\n'.repeat(900_000)}`,
      'binary.js': Buffer.concat([Buffer.from(LOGIN), Buffer.from([0, 1, 2])]), 'empty.js': '',
    });
    const report = json(home, []);
    assert.deepEqual(filesOf(report), ['a.js']);
    assert.deepEqual(report.errors, [
      { file: 'huge.py', message: 'longer than 4000000 characters: not read' },
      { file: 'utf16.js', message: 'UTF-16: only UTF-8 is read' },
    ]);
    assert.equal(report.status, 1);
    assert.match(run(home, []).out, /utf16\.js {2}not read: UTF-16/);
  });

  it('lists folders and files that permissions close', t => {
    const home = folder(t, { 'a.js': LOGIN, 'closed/a.js': LOGIN, 'closed.js': LOGIN });
    fs.chmodSync(path.join(home, 'closed'), 0);
    fs.chmodSync(path.join(home, 'closed.js'), 0);
    const report = json(home, []);
    fs.chmodSync(path.join(home, 'closed'), 0o755);
    // Root may read everything.
    const expected = process.getuid?.() === 0 ? [] : [{ file: 'closed', message: 'permission denied' }, { file: 'closed.js', message: 'permission denied' }];
    assert.deepEqual(report.errors, expected);
    assert.ok(filesOf(report).includes('a.js'));
  });
});

describe('links between files', () => {
  it('reach into files that are not named', t => {
    const home = folder(t, { '.git/HEAD': '', 'routes.js': ROUTES, 'handlers.js': HANDLERS, 'other.js': LOGIN });
    const report = json(home, ['handlers.js']);
    assert.equal(report.files, 1);
    assert.deepEqual(report.results.map(result => [result.file, result.evidence, result.methods]), [['handlers.js', 'proven', ['POST']]]);
  });

  it('reach from a folder below the repository up into it', t => {
    const home = folder(t, { '.git/HEAD': '', 'app.js': ROUTES.replace('./handlers', './sub/handlers'), 'sub/handlers.js': HANDLERS });
    assert.deepEqual(json(path.join(home, 'sub'), []).results.map(result => [result.file, result.severity]), [['handlers.js', 'warning']]);
    assert.deepEqual(json(path.join(home, 'sub'), ['..']).results.map(result => result.file), ['handlers.js']);
  });
});

describe('whatever is named', () => {
  for (const project of ['express/projects/controllers', 'rails/projects/two-apps', 'net-http/projects/two-apps']) {
    it(`${project}: findings are those of a run over everything`, t => {
      const files = Object.fromEntries([...filesBelow(path.join(FIXTURES, project))].filter(([name]) => !name.endsWith('.expected')));
      const home = folder(t, { '.git/HEAD': '', ...files });
      const { results } = json(home, []);
      assert.ok(results.length > 0);
      const found = [...new Set(results.map(({ file }) => file))].sort();
      const [first = ''] = found;
      for (const named of [[first], [found.at(-1) as string], [...found].reverse(), [first.split('/')[0] as string], [`./${first}`, first]]) {
        const isNamed = (file: string) => named.some(each => path.normalize(each) === file || file.startsWith(`${each}/`));
        const sorted = (all: typeof results) => all.map(result => JSON.stringify(result)).sort();
        assert.deepEqual(sorted(json(home, named).results), sorted(results.filter(({ file }) => isNamed(file))), named.join(' '));
      }
    });
  }
});

describe('a home folder that nobody named', () => {
  it('is not read for links', t => {
    const home = folder(t, { '.git/HEAD': '', 'routes.js': ROUTES, 'handlers.js': HANDLERS });
    const evidence = (args: readonly string[]) => json(home, args, { env: { HOME: home } }).results.map(result => result.evidence);
    assert.deepEqual(evidence(['handlers.js']), ['unbounded']);
    assert.deepEqual(evidence(['.']), ['proven']);
  });
});

describe('standard input', () => {
  it('stands for the file on disk', t => {
    const home = folder(t, { 'a.js': LOGIN });
    assert.deepEqual(json(home, ['--stdin', '--stdin-filename', 'a.js'], { input: SHOW }).results.map(result => result.severity), []);
    assert.deepEqual(filesOf(json(home, ['--stdin', '--stdin-filename', 'new/b.js'], { input: LOGIN })), ['new/b.js']);
  });

  it('is linked with the project around it', t => {
    const home = folder(t, { 'routes.js': ROUTES, 'handlers.js': 'exports.login = null;\n' });
    assert.deepEqual(json(home, ['--stdin', '--stdin-filename', 'handlers.js'], { input: HANDLERS }).results.map(result => result.evidence), ['proven']);
  });

  it('is printed fixed with --fix, the report going to standard error', t => {
    const home = folder(t, { 'a.js': SHOW });
    const { status, out, err } = run(home, ['--stdin', '--stdin-filename', 'a.js', '--fix'], { input: LOGIN });
    assert.equal(out, LOGIN.replace('redirect(', 'redirect(303, '));
    assert.match(err, /fixed 1 redirect in 1 file/);
    assert.equal(status, 0);
    assert.equal(fs.readFileSync(path.join(home, 'a.js'), 'utf8'), SHOW, 'nothing is written');
  });

  it('comes back byte for byte where there is nothing to fix or it is not UTF-8', t => {
    const home = folder(t);
    for (const input of [Buffer.from(SHOW), Buffer.concat([Buffer.from(LOGIN), Buffer.from([0x2f, 0x2f, 0xe9, 0x0a])])]) {
      const { out } = run(home, ['--stdin', '--stdin-filename', 'a.js', '--fix'], { input });
      assert.equal(out, input.toString('utf8'));
    }
  });

  it('in UTF-16 is refused', t => {
    const { status, err } = run(folder(t), ['--stdin', '--stdin-filename', 'a.js'], { input: Buffer.from(`\uFEFF${LOGIN}`, 'utf16le') });
    assert.equal(status, 2);
    assert.equal(err, 'redirect-lint: standard input: UTF-16: only UTF-8 is read\n');
  });
});
