import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { build } from '../built.ts';
import { folder, HINT, json, LOGIN, REMOVE, run, SHOW } from './run.ts';

before(build);

const BASELINE = 'baseline.json';
const places = (home: string, args: readonly string[]) => json(home, args).results.map(result => `${result.file}:${result.line}`);
const read = (home: string, name: string) => fs.readFileSync(path.join(home, name), 'utf8');

/** git as the tests need it: nobody's own settings, a fixed author. */
function git(home: string, ...args: string[]): string {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null', GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@b', GIT_COMMITTER_NAME: 'a', GIT_COMMITTER_EMAIL: 'a@b' };
  return execFileSync('git', args, { cwd: home, env, stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' });
}

function commit(home: string, message = 'x'): void {
  git(home, 'add', '-A');
  git(home, 'commit', '-q', '-m', message);
}

describe('--baseline', () => {
  it('keeps out what was there, wherever the lines move, and lets in what is new', t => {
    const home = folder(t, { 'a.js': LOGIN, 'sub/b.js': REMOVE, 'c.js': HINT });
    const written = run(home, ['--baseline', BASELINE, '--update-baseline']);
    assert.deepEqual([written.status, written.out], [0, 'no problems, 3 files read, 3 findings in the baseline\n']);
    assert.deepEqual(JSON.parse(read(home, BASELINE)), {
      version: 1,
      findings: [
        { file: 'a.js', rule: 'ambiguous-302', code: "res.redirect('/account');", count: 1 },
        { file: 'c.js', rule: 'ambiguous-302', code: "res.redirect('/new');", count: 1 },
        { file: 'sub/b.js', rule: 'ambiguous-302', code: "res.redirect(302, '/items');", count: 1 },
      ],
    });
    fs.writeFileSync(path.join(home, 'a.js'), `\n\n${LOGIN.replace('  res', '      res')}app.post('/x', (req, res) => {\n  res.redirect('/account');\n});\n`);
    assert.deepEqual(places(home, ['--baseline', BASELINE]), ['a.js:8'], 'one of two equal lines is new');
    assert.equal(run(home, ['--baseline', BASELINE]).status, 1);
    assert.deepEqual(places(path.join(home, 'sub'), ['--baseline', '../baseline.json']), [], 'from another folder');
  });

  it('says what of it is there no more, and does not mind what was not read', t => {
    const home = folder(t, { 'a.js': LOGIN, 'b.js': LOGIN, 'c.js': LOGIN });
    run(home, ['--baseline', BASELINE, '--update-baseline']);
    fs.writeFileSync(path.join(home, 'a.js'), SHOW);
    fs.rmSync(path.join(home, 'c.js'));
    assert.match(run(home, ['--baseline', BASELINE, 'a.js']).out, /2 findings of the baseline are there no more: --update-baseline takes them out/);
    run(home, ['--baseline', BASELINE, '--update-baseline']);
    assert.match(run(home, ['--baseline', BASELINE]).out, /^no problems, .*, 1 finding in the baseline\n$/);
  });

  it('that cannot be read ends the run', t => {
    for (const text of ['', '{}', '[]', '{"version":2,"findings":[]}', '{"version":1,"findings":[{}]}']) {
      const { status, out, err } = run(folder(t, { 'a.js': LOGIN, [BASELINE]: text }), ['--baseline', BASELINE]);
      assert.deepEqual([status, out], [2, '']);
      assert.match(err, /^redirect-lint: .*baseline\.json: not a baseline of redirect-lint; --update-baseline writes one\n$/);
    }
  });
});

describe('--report-suppressed', () => {
  it('adds what is switched off and what is in the baseline to JSON and SARIF', t => {
    const home = folder(t, {
      'a.js': LOGIN, 'b.js': LOGIN.replace('  res', '  // redirect-lint-disable-next-line ambiguous-302 -- our own client\n  res'),
      'vercel.json': JSON.stringify({ redirects: [{ source: '/a', destination: '/b', statusCode: 302 }] }),
      'redirect-lint.config.json': JSON.stringify({ suppressions: [{ files: 'vercel.json', rules: ['ambiguous-302'], path: '/a', reason: 'pages only' }] }),
    });
    run(home, ['--baseline', BASELINE, '--update-baseline']);
    const args = ['--baseline', BASELINE, '--report-suppressed'];
    const report = json(home, args) as unknown as { results: unknown[]; suppressed: { file: string; by: string; reason: string | null }[] };
    assert.deepEqual(report.results, []);
    assert.deepEqual(report.suppressed.map(({ file, by, reason }) => [file, by, reason]), [['b.js', 'comment', 'our own client'], ['vercel.json', 'configuration', 'pages only'], ['a.js', 'baseline', null]]);
    const sarif = JSON.parse(run(home, ['--format', 'sarif', ...args]).out) as { runs: { results: { suppressions: { kind: string; justification: string }[] }[] }[] };
    assert.deepEqual(sarif.runs[0]?.results.map(({ suppressions: [one] }) => [one?.kind, one?.justification]), [['inSource', 'our own client'], ['external', 'pages only'], ['external', 'listed in the baseline']]);
    assert.deepEqual((JSON.parse(run(home, ['--format', 'sarif', '--baseline', BASELINE]).out) as typeof sarif).runs[0]?.results, [], 'GitHub would open alerts for them');
  });
});

describe('entries of suppressions', () => {
  const config = (entries: object[]) => `${JSON.stringify({ suppressions: entries }, null, 2)}\n`;
  const entry = { files: 'vercel.json', rules: ['ambiguous-302'], reason: 'x' };

  it('that cover nothing are found where everything was read', t => {
    const home = folder(t, { 'vercel.json': '{ "redirects": [{ "source": "/a", "destination": "/b", "statusCode": 302 }] }', 'redirect-lint.config.json': config([entry, { ...entry, path: '/gone' }]), 'sub/a.js': SHOW });
    assert.deepEqual(json(home, []).results.map(({ file, line, ruleId, fixes }) => [file, line, ruleId, fixes.length]), [['redirect-lint.config.json', 10, 'unused-suppression', 1]]);
    assert.deepEqual(places(home, ['sub']), []);
    const [fix] = json(home, []).results[0]?.fixes ?? [];
    const text = read(home, 'redirect-lint.config.json');
    const after = [...fix?.edits ?? []].reverse().reduce((all, edit) => all.slice(0, edit.startOffset) + edit.newText + all.slice(edit.endOffset), text);
    assert.deepEqual(JSON.parse(after), { suppressions: [entry] });
  });
});

describe('--since', () => {
  const TWO = LOGIN + LOGIN.slice(LOGIN.indexOf('app.post')).replace('/login', '/other');
  const repository = (t: Parameters<typeof folder>[0], files: Record<string, string>) => {
    const home = folder(t, files);
    git(home, 'init', '-q', '-b', 'main');
    commit(home);
    return home;
  };

  it('reports what is on changed lines, in new files, and what a changed route proves', t => {
    const home = repository(t, {
      'a.js': LOGIN, 'old.js': REMOVE, 'handlers.js': "exports.login = (req, res) => {\n  res.redirect('/account');\n};\n",
      'routes.js': "const app = require('express')();\nconst { login } = require('./handlers');\n",
    });
    assert.deepEqual(places(home, ['--since', 'HEAD']), []);
    fs.writeFileSync(path.join(home, 'a.js'), `// moved\n${TWO}`);
    fs.writeFileSync(path.join(home, 'new one.js'), LOGIN);
    fs.appendFileSync(path.join(home, 'routes.js'), "app.post('/login', login);\n");
    assert.deepEqual(places(home, ['--since', 'HEAD', '--severity', 'warning']), ['a.js:7', 'handlers.js:2', 'new one.js:3']);
    assert.equal(run(home, ['--since', 'HEAD']).status, 1);
    assert.equal(run(home, ['--since', 'HEAD', 'old.js']).status, 0);
  });

  it('compares with where the branch left the revision', t => {
    const home = repository(t, { 'a.js': SHOW });
    git(home, 'checkout', '-q', '-b', 'work');
    fs.writeFileSync(path.join(home, 'mine.js'), LOGIN);
    commit(home);
    git(home, 'checkout', '-q', 'main');
    fs.writeFileSync(path.join(home, 'a.js'), REMOVE);
    commit(home);
    git(home, 'checkout', '-q', 'work');
    assert.deepEqual(places(home, ['--since', 'main']), ['mine.js:3']);
  });

  it('takes no notice of line ends', t => {
    const home = repository(t, { 'a.js': LOGIN });
    fs.writeFileSync(path.join(home, 'a.js'), LOGIN.replaceAll('\n', '\r\n'));
    assert.deepEqual(places(home, ['--since', 'HEAD']), []);
  });

  it('starts nothing that a repository names', t => {
    const home = repository(t, { 'a.js': LOGIN, '.gitattributes': '*.js filter=evil diff=evil\n' });
    const evil = path.join(home, 'evil.sh');
    fs.writeFileSync(evil, `#!/bin/sh\ntouch ${path.join(home, 'was-run')}\ncat\n`, { mode: 0o755 });
    for (const key of ['filter.evil.clean', 'filter.evil.smudge', 'diff.evil.textconv', 'diff.external', 'core.fsmonitor', 'core.pager', 'core.alternateRefsCommand', 'core.sshCommand']) git(home, 'config', key, evil);
    fs.appendFileSync(path.join(home, 'a.js'), '// changed\n');
    assert.deepEqual(places(home, ['--since', 'HEAD']), []);
    assert.equal(fs.existsSync(path.join(home, 'was-run')), false);
  });

  it('says what is wrong in one line', t => {
    const home = repository(t, { 'a.js': LOGIN });
    const said = (revision: string) => run(home, ['--since', revision]);
    assert.deepEqual([said('nowhere').status, said('nowhere').err], [2, 'redirect-lint: --since: there is no revision "nowhere"\n']);
    assert.equal(said('--output=x').status, 2);
    assert.equal(fs.existsSync(path.join(home, 'x')), false);
    git(home, 'checkout', '-q', '--orphan', 'alone');
    // The same content, committed in the same second, would be the same commit.
    fs.writeFileSync(path.join(home, 'b.js'), SHOW);
    commit(home);
    assert.match(said('main').err, /^redirect-lint: --since: no common history with "main" is here; .*\n$/);
  });
});

describe('--format diff', () => {
  it('is a patch that git apply takes, and does what --fix does', t => {
    const files = {
      'a.js': LOGIN, 'b c.js': REMOVE, 'crlf.js': LOGIN.replaceAll('\n', '\r\n'), 'no-end.js': LOGIN.trimEnd(), 'bom.js': `\uFEFF${LOGIN}`,
      'sub/ünï "q".js': LOGIN, 'sub/tab\t.js': LOGIN, 'many.js': LOGIN + '// x\n'.repeat(20) + LOGIN.slice(LOGIN.indexOf('app.post')), 'fine.js': SHOW,
    };
    const [patched, fixed] = [folder(t, files), folder(t, files)];
    git(patched, 'init', '-q');
    const { status, out, err } = run(patched, ['--format', 'diff']);
    assert.deepEqual([status, err], [1, '']);
    assert.equal(read(patched, 'a.js'), LOGIN, 'nothing is written');
    fs.writeFileSync(path.join(patched, 'p.diff'), out);
    git(patched, 'apply', 'p.diff');
    run(fixed, ['--fix']);
    for (const name of Object.keys(files)) assert.equal(read(patched, name), read(fixed, name), name);
    assert.notEqual(read(fixed, 'many.js'), files['many.js']);
  });

  it('is empty where there is nothing to fix, and tells what was not read elsewhere', t => {
    const home = folder(t, { 'a.js': SHOW, 'utf16.js': Buffer.from('\uFEFFx', 'utf16le') });
    assert.deepEqual(run(home, ['--format', 'diff']), { status: 0, out: '', err: 'redirect-lint: utf16.js: UTF-16: only UTF-8 is read\n' });
  });
});

describe('--print-config', () => {
  it('says which file holds, what it makes of the file, and every key', t => {
    const home = folder(t, { 'sub/redirect-lint.config.json': '{ "formats": { "*.x": "nginx" }, "ignore": ["old/"] }', 'sub/a.x': 'server { return 302 /x; }\n', 'sub/old/a.js': LOGIN });
    const said = (file: string) => JSON.parse(run(home, ['--print-config', file]).out) as { file: string; configFile: string; ignored: boolean; readAs: string | null; config: Record<string, unknown> };
    const { config, ...rest } = said('sub/a.x');
    assert.deepEqual(rest, { file: 'sub/a.x', configFile: 'sub/redirect-lint.config.json', ignored: false, readAs: 'nginx' });
    assert.deepEqual([config.formats, config.rules, config.redirectsFilePlatform], [{ '*.x': 'nginx' }, {}, 'auto']);
    assert.deepEqual([said('sub/old/a.js').ignored, said('new.js').configFile, said('new.js').readAs], [true, null, null]);
  });
});
