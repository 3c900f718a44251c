import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { before, describe, it, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { languages } from '../../src/adapters.ts';
import { readerOf } from '../../src/analyse.ts';
import { TreeMemory } from '../../src/syntax/parser.ts';
import { build } from '../built.ts';
import '../check.ts';
import { folder, json, LOGIN, run } from './run.ts';

const FIXTURES = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../fixtures');

before(build);

/** A language or form each; all of them would take long where other tests run beside this one. */
const SOME = ['express', 'next', 'django', 'rails', 'laravel', 'net-http', 'spring', 'minimal-api', 'phoenix', 'axum', 'nginx', 'redirects-file', 'openapi'];

/** Fixtures, a handler and its route that hundreds of files stand between, and what cannot be read. */
function project(t: TestContext): string {
  const silent = Object.fromEntries(Array.from({ length: 400 }, (_, at) => [`m${at}.js`, `exports.value = ${at};\n`]));
  const home = folder(t, {
    ...silent,
    'a/handlers.js': 'exports.login = (req, res) => {\n  res.redirect(\'/account\');\n};\n',
    'z/routes.js': 'const app = require(\'express\')();\napp.post(\'/login\', require(\'../a/handlers\').login);\n',
    'z/wide.js': Buffer.from(`\uFEFF${LOGIN}`, 'utf16le'),
    'z/binary.js': `\0${LOGIN}`,
    'z/bytes.js': Buffer.concat([Buffer.from(LOGIN), Buffer.from([0x2f, 0x2f, 0xff, 0xfe])]),
  });
  for (const name of SOME) fs.cpSync(path.join(FIXTURES, name), path.join(home, 'fixtures', name), { recursive: true });
  fs.symlinkSync(path.join(home, 'a/handlers.js'), path.join(home, 'z/link.js'));
  return home;
}

describe('threads', () => {
  it('however many read, what is found is the same to the byte', t => {
    const home = project(t);
    const alone = run(home, ['--threads', '1', '--no-cache', '--format', 'json']);
    const report = JSON.parse(alone.out) as { files: number; results: { file: string }[]; errors: { file: string }[] };
    assert.ok(report.results.some(({ file }) => file === 'a/handlers.js') && report.errors.some(({ file }) => file === 'z/wide.js'));
    const counted = path.join(folder(t), 'threads');
    const count = path.join(folder(t, { 'count.cjs': `if (!require('node:worker_threads').isMainThread) require('node:fs').appendFileSync(${JSON.stringify(counted)}, 'x');\n` }), 'count.cjs');
    const several = run(home, ['-j', '3', '--no-cache', '--format', 'json'], { env: { NODE_OPTIONS: `--require ${count}` } });
    assert.equal(fs.readFileSync(counted, 'utf8'), 'xx', 'two other threads were started');
    assert.equal(several.err, alone.err);
    assert.ok(several.out === alone.out, 'three threads find something else');
  });

  it('fixes and facts are the same, too', t => {
    const home = project(t);
    for (const args of [['--fix-dry-run', '--format', 'json'], ['facts', '--out', 'facts.json']]) {
      const [alone, several] = ['1', '3'].map(count => {
        const { out } = run(home, [...args, '--no-cache', '-j', count]);
        const written = path.join(home, 'facts.json');
        const text = fs.existsSync(written) ? fs.readFileSync(written, 'utf8') : '';
        fs.rmSync(written, { force: true });
        return out + text;
      });
      assert.ok(alone === several && alone !== '');
    }
  });

  it('a number that makes no sense is refused', t => {
    for (const count of ['0', '-1', 'all', '1.5']) {
      const { status, err } = run(folder(t), [`--threads=${count}`]);
      assert.equal(status, 2);
      assert.match(err, /--threads takes a whole number from 1 to 999/);
    }
    assert.equal(json(folder(t, { 'a.js': LOGIN }), ['-j', '999']).results.length, 1);
  });
});

describe('trigger words', () => {
  it('a file without any would say nothing if it were parsed', async () => {
    const missed: string[] = [];
    let parsed = 0;
    for (const name of fs.readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' })) {
      const language = languages.find(each => each.extensions.includes(path.extname(name).toLowerCase()));
      const file = path.join(FIXTURES, name);
      if (!language || !fs.statSync(file).isFile()) continue;
      const source = { path: name.split(path.sep).join('/'), text: fs.readFileSync(file, 'utf8') };
      if (readerOf(source) !== null) continue;
      const trees = new TreeMemory();
      const { redirects = [], bindings = [], endpoints = [] } = await language.facts(source, grammar => trees.parse(grammar, source.text), []);
      trees.forget();
      parsed++;
      if (redirects.length + bindings.length + endpoints.length > 0) missed.push(source.path);
    }
    assert.ok(parsed > 0, 'some fixtures hold none');
    assert.deepEqual(missed, []);
  });
});
