import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { build, EXECUTABLE } from '../built.ts';
import { folder, HINT, json, LOGIN, REMOVE, run, SHOW } from './run.ts';

before(build);

/** 2,000 findings. */
const ROUTES = `const app = require('express')();\n${"app.post('/a', (req, res) => { res.redirect('/b'); });\n".repeat(50)}`;
const MANY = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`${i}.js`, ROUTES]));

describe('exit status', () => {
  it('is 0 where nothing is found', t => {
    const { status, out } = run(folder(t, { 'a.js': SHOW }), []);
    assert.equal(status, 0);
    assert.equal(out, 'no problems, 1 file read\n');
  });

  it('is 1 for a warning and for an error', t => {
    assert.equal(run(folder(t, { 'a.js': LOGIN }), []).status, 1);
    assert.equal(run(folder(t, { 'a.js': REMOVE }), []).status, 1);
  });

  it('is 0 for hints, which stylish counts and JSON lists', t => {
    const home = folder(t, { 'a.js': HINT });
    const { status, out } = run(home, []);
    assert.equal(status, 0);
    assert.equal(out, 'no problems, 1 file read, 1 hint not shown (--severity hint)\n');
    assert.match(run(home, ['--severity', 'hint']).out, /3:3 {2}hint {2}ambiguous-302/);
    assert.deepEqual(json(home, []).results.map(result => result.severity), ['hint']);
  });

  it('leaves out what is below --severity and --quiet', t => {
    const home = folder(t, { 'a.js': LOGIN });
    assert.equal(run(home, ['--severity', 'error']).status, 0);
    assert.equal(run(home, ['--quiet']).status, 0);
    assert.deepEqual(json(home, ['--quiet']).results, []);
  });

  it('follows --max-warnings, but not for errors', t => {
    const home = folder(t, { 'a.js': LOGIN, 'b.js': LOGIN });
    assert.equal(run(home, ['--max-warnings', '2']).status, 0);
    assert.equal(run(home, ['--max-warnings', '1']).status, 1);
    assert.equal(run(home, ['--max-warnings', '1', '--quiet']).status, 1);
    assert.equal(run(folder(t, { 'a.js': REMOVE }), ['--max-warnings', '5']).status, 1);
  });
});

describe('unusable arguments', () => {
  const cases: [readonly string[], RegExp][] = [
    [['--bogus'], /Unknown option '--bogus'/],
    [['missing.js'], /missing\.js: no such file/],
    [['missing/folder'], /missing\/folder: no such file/],
    [[''], /"": a path cannot be empty/],
    [['--format', 'xml'], /--format is one of stylish, .*, not "xml"/],
    [['--severity', 'info'], /--severity is hint, warning or error, not "info"/],
    [['--max-warnings', 'many'], /--max-warnings takes a whole number, not "many"/],
    [['--max-warnings=-1'], /--max-warnings takes a whole number/],
    [['--fix', '--fix-dry-run'], /exclude each other/],
    [['--quiet', '--severity', 'hint'], /exclude each other/],
    [['--stdin'], /--stdin needs --stdin-filename/],
    [['--stdin-filename', 'a.js'], /--stdin-filename goes with --stdin/],
    [['--stdin', '--stdin-filename', 'a.js', 'b.js'], /--stdin takes no paths/],
    [['--config', 'missing.json'], /missing\.json: no such file/],
    [['--stdio'], /--stdio goes with lsp/],
    [['--out', 'f'], /--out goes with facts/],
    [['redirects', '--fix'], /--fix does not go with redirects/],
    [['explain', '--baseline', 'f'], /--baseline does not go with explain/],
    [['--update-baseline'], /--update-baseline needs --baseline FILE/],
    [['--baseline', 'missing.json'], /missing\.json: no such file; --update-baseline writes it/],
    [['--since', 'HEAD'], /--since: git: not a git repository/],
    [['--facts', 'missing.json'], /missing\.json: no such file/],
    [['--facts', 'f', '--fix'], /--facts and --fix exclude each other/],
    [['facts'], /facts needs --out FILE/],
    [['facts', '--out', 'f', '..'], /\.\.: facts are relative to the current folder/],
    [['completions', 'tcsh'], /completions takes the name of a shell: bash, zsh, fish/],
    [['redirects', '--format', 'sarif'], /--format is one of stylish, compact, json, not "sarif"/],
    [['explain'], /explain takes the name of one rule: ambiguous-302/],
    [['explain', 'nothing'], /no rule is called "nothing"/],
    [['rules', 'ambiguous-302'], /rules takes no arguments/],
    [['rules', '--format', 'sarif'], /rules prints text or json, not "sarif"/],
    [['lsp', 'a.js'], /lsp takes no paths/],
  ];
  for (const [args, message] of cases) {
    it(args.map(arg => arg || '""').join(' '), t => {
      const { status, out, err } = run(folder(t), args);
      assert.equal(status, 2);
      assert.equal(out, '');
      assert.match(err, message);
      assert.equal(err.trimEnd().split('\n').length, 1, err);
    });
  }
});

describe('JSON', () => {
  it('has exactly the fields that programs rely on', t => {
    const { status, ...report } = json(folder(t, { 'app/a.js': LOGIN }), []);
    const insert = LOGIN.indexOf("'/account'");
    assert.equal(status, 1);
    const { message, ...result } = report.results[0] ?? assert.fail();
    assert.match(message, /POST/);
    assert.deepEqual({ ...report, results: [result] }, {
      version: 1,
      files: 1,
      results: [{
        file: 'app/a.js', line: 3, column: 3, endLine: 3, endColumn: 27, ruleId: 'ambiguous-302', severity: 'warning',
        status: 302, statusOrigin: 'default', methods: ['POST'], evidence: 'proven', adapter: 'express',
        related: [{ file: 'app/a.js', line: 2, column: 5, endLine: 2, endColumn: 9, message: "bound here: app.post('/login', …)" }],
        fixes: [
          { status: 303, preferred: true, safe: true, edits: [{ startOffset: insert, endOffset: insert, newText: '303, ' }] },
          { status: 307, preferred: false, safe: false, edits: [{ startOffset: insert, endOffset: insert, newText: '307, ' }] },
        ],
      }],
      errors: [],
    });
  });

  it('lists good redirects too for redirects, and ends with status 0', t => {
    const report = json(folder(t, { 'a.js': SHOW, 'b.js': LOGIN, 'c.js': SHOW.replace("'/new'", '307, next') }), ['redirects']);
    assert.equal(report.status, 0);
    assert.deepEqual(report.results.map(({ file, status, statusOrigin, target, path: source }) => ({ file, status, statusOrigin, target, path: source })), [
      { file: 'a.js', status: 302, statusOrigin: 'default', target: '/new', path: null },
      { file: 'b.js', status: 302, statusOrigin: 'default', target: '/account', path: null },
      { file: 'c.js', status: 307, statusOrigin: 'explicit', target: null, path: null },
    ]);
    for (const field of ['ruleId', 'severity', 'message']) assert.ok(report.results.every(result => !Object.hasOwn(result, field)), field);
    assert.deepEqual(report.results[1]?.fixes.map(fix => [fix.status, fix.preferred]).slice(0, 2), [[303, true], [307, false]]);
    assert.ok(report.results[0]?.fixes.every(fix => !fix.preferred));
  });

  it('gives the path of a redirect that is declared for one', t => {
    const nginx = 'server {\n  location /old { return 301 /new; }\n  location /form { if ($request_method = POST) { return 302 /done; } }\n}\n';
    const home = folder(t, { 'nginx.conf': nginx });
    assert.deepEqual(json(home, ['redirects']).results.map(({ line, status, methods, adapter, path: source, target }) => [line, status, methods, adapter, source, target]), [
      [2, 301, ['ANY'], 'nginx', '/old', '/new'],
      [3, 302, ['POST'], 'nginx', '/form', '/done'],
    ]);
    assert.equal(run(home, ['--fix']).status, 0);
    assert.equal(fs.readFileSync(path.join(home, 'nginx.conf'), 'utf8'), nginx.replace('302', '307'));
  });

  it('is complete when it is large and the reader is slow', async t => {
    const home = folder(t, MANY);
    const child = spawn(process.execPath, [EXECUTABLE, '--format', 'json'], { cwd: home, stdio: ['ignore', 'pipe', 'inherit'] });
    const closed = new Promise<number | null>(resolve => child.on('close', resolve));
    let out = '';
    for await (const chunk of child.stdout.setEncoding('utf8')) {
      out += chunk as string;
      await new Promise(resolve => setImmediate(resolve));
    }
    assert.equal(await closed, 1);
    assert.ok(out.length > 1e6, 'more than a pipe holds');
    assert.equal((JSON.parse(out) as { results: unknown[] }).results.length, 2000);
  });

  it('counts columns without the byte order mark and offsets with it', t => {
    const result = json(folder(t, { 'a.js': "\uFEFFrequire('express')().post('/a', (req, res) => res.redirect('/b'));\n" }), []).results[0];
    assert.deepEqual([result?.line, result?.column], [1, 47]);
    assert.equal(result?.fixes[0]?.edits[0]?.startOffset, 60);
  });
});

describe('a reader that goes away', () => {
  it('is no error', async t => {
    const home = folder(t, MANY);
    const child = spawn(process.execPath, [EXECUTABLE, '--format', 'json'], { cwd: home, stdio: ['ignore', 'pipe', 'pipe'] });
    let err = '';
    child.stderr.setEncoding('utf8').on('data', chunk => {
      err += chunk as string;
    });
    child.stdout.once('data', () => child.stdout.destroy());
    const status = await new Promise(resolve => child.on('close', resolve));
    assert.equal(err, '');
    assert.equal(status, 1);
  });
});

describe('stylish', () => {
  it('shows message, code, proof, fix and summary', t => {
    const { out } = run(folder(t, { 'a.js': LOGIN, 'b.js': REMOVE }), []);
    assert.match(out, /^a\.js\n {2}3:3 {2}warning {2}ambiguous-302\n {7}302, the default, answers a POST here\./);
    assert.ok(out.includes("       │ res.redirect('/account');\n       │ ^^^^^^^^^^^^^^^^^^^^^^^^\n       │ bound here: app.post('/login', …)  a.js:2:5\n"), out);
    assert.match(out, /fix: Use 303 See Other/);
    assert.ok(out.endsWith('\n2 problems (1 error, 1 warning), 2 fixable with --fix, 2 files read\n'), out);
  });

  it('colours where it is asked to and not otherwise', t => {
    const home = folder(t, { 'a.js': LOGIN });
    const esc = String.fromCharCode(27);
    assert.ok(!run(home, []).out.includes(esc));
    assert.ok(run(home, [], { env: { FORCE_COLOR: '1' } }).out.includes(`${esc}[33mwarning`));
    assert.ok(!run(home, [], { env: { FORCE_COLOR: '0' } }).out.includes(esc));
    assert.ok(run(home, [], { env: { FORCE_COLOR: '1', NO_COLOR: '1' } }).out.includes(esc));
  });

  it('lets no file name or code steer the terminal', t => {
    const esc = String.fromCharCode(27);
    const { out } = run(folder(t, { [`a${esc}[2J\r.js`]: LOGIN.replace('/account', `/a${esc}]0;x${String.fromCharCode(7)}b`) }), []);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
    assert.doesNotMatch(out, /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
    assert.match(out, /1 problem/);
  });

  it('lists redirects as a table', t => {
    const { out } = run(folder(t, { 'a.js': SHOW + REMOVE.slice(REMOVE.indexOf('\n') + 1) }), ['redirects']);
    assert.equal(out, [
      'a.js',
      '  3:3  302 default   GET HEAD  proven  express  /new',
      '  6:3  302 explicit  DELETE    proven  express  /items',
      '',
      '2 redirects in 1 file, 1 file read',
      '',
    ].join('\n'));
  });
});

describe('lsp --stdio', () => {
  it('starts the language server', async t => {
    const child = spawn(process.execPath, [EXECUTABLE, 'lsp', '--stdio'], { cwd: folder(t), stdio: ['pipe', 'pipe', 'inherit'] });
    const send = (message: object) => {
      const body = JSON.stringify({ jsonrpc: '2.0', ...message });
      child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    };
    let out = '';
    child.stdout.setEncoding('utf8').on('data', chunk => {
      out += chunk as string;
    });
    send({ id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } });
    send({ id: 2, method: 'shutdown' });
    send({ method: 'exit' });
    assert.equal(await new Promise(resolve => child.on('close', resolve)), 0);
    assert.match(out, /^Content-Length: \d+\r\n\r\n\{"jsonrpc":"2\.0","id":1,"result":\{"capabilities":/);
  });
});

describe('help', () => {
  it('--help names every option, command and format', t => {
    const { status, out } = run(folder(t), ['--help']);
    assert.equal(status, 0);
    for (const word of ['--format', '--fix-dry-run', '--stdin-filename', '--max-warnings', 'redirects [PATHS…]', 'explain RULE', 'lsp --stdio', 'checkstyle', 'Exit status']) {
      assert.ok(out.includes(word), word);
    }
  });

  it('--version prints the version of the package', t => {
    const manifest = JSON.parse(fs.readFileSync(path.join(path.dirname(EXECUTABLE), '../package.json'), 'utf8')) as { version: string };
    assert.equal(run(folder(t), ['--version']).out, `${manifest.version}\n`);
  });

  it('explain and rules say what a rule is', t => {
    assert.match(run(folder(t), ['explain', 'ambiguous-302']).out, /RFC 9110 §15\.4\.3/);
    assert.match(run(folder(t), ['rules']).out, /^ambiguous-302 +302 can answer/);
    const { rules } = JSON.parse(run(folder(t), ['rules', '--format', 'json']).out) as { rules: { id: string }[] };
    assert.ok(rules.some(rule => rule.id === 'ambiguous-301'));
  });

  it('says what to do where nothing is built', t => {
    const home = folder(t, { 'bin/redirect-lint.js': fs.readFileSync(EXECUTABLE), 'package.json': '{"type":"module"}' });
    const child = spawnLauncher(path.join(home, 'bin/redirect-lint.js'));
    return child.then(({ status, err }) => {
      assert.equal(status, 2);
      assert.equal(err, 'redirect-lint: not built yet: run "npm run build" in the checkout first\n');
    });
  });
});

function spawnLauncher(file: string): Promise<{ status: number | null; err: string }> {
  return new Promise(resolve => {
    const child = spawn(process.execPath, [file], { stdio: ['ignore', 'ignore', 'pipe'] });
    let err = '';
    child.stderr.setEncoding('utf8').on('data', chunk => {
      err += chunk as string;
    });
    child.on('close', status => resolve({ status, err }));
  });
}
