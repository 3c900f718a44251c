import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { build } from '../built.ts';
import { folder, LOGIN, run, SHOW } from './run.ts';

before(build);

const CHAIN = '/old /middle 301\n/middle /new 302\n/round /round 307\n';

interface Json {
  files: number;
  nodes: { id: string; kind: string; label: string; methods: string[] | null; places: { file: string; line: number }[] }[];
  edges: { from: string; to: string; file: string; line: number; status: number | null; methods: string[]; hops: number; loops: boolean; findings: { ruleId: string; severity: string }[] }[];
  errors: unknown[];
}

function mapped(home: string, args: readonly string[] = []): Json {
  return JSON.parse(run(home, ['map', '--format', 'json', ...args]).out) as Json;
}

describe('map', () => {
  it('dot is what it prints where nothing else is asked for', t => {
    const { status, out, err } = run(folder(t, { 'app.js': LOGIN }), ['map']);
    assert.deepEqual([status, err], [0, '']);
    assert.match(out, /^digraph redirects \{\n[\s\S]*\n\}\n$/);
    assert.match(out, /n0 \[label="\/account", shape="box"\];/);
    assert.match(out, /n1 \[label="\/login", shape="box", tooltip="app\.js:2"\];/);
    assert.match(out, /n1 -> n0 \[label="POST 302", tooltip="app\.js:3 302, the default, .*", color="orange"\];/);
  });

  it('mermaid is a flowchart', t => {
    const { status, out } = run(folder(t, { 'app.js': LOGIN }), ['map', '--format', 'mermaid']);
    assert.equal(status, 0);
    assert.equal(out, 'flowchart LR\n  n0["/account"]\n  n1["/login"]\n  n1 -->|"POST 302"| n0\n  linkStyle 0 stroke:orange\n');
  });

  it('json holds ends, places, hops, circles and findings', t => {
    const { files, nodes, edges, errors } = mapped(folder(t, { 'app.js': LOGIN, _redirects: CHAIN }));
    assert.deepEqual([files, errors], [2, []]);
    const login = edges.find(edge => edge.from === 'path /login');
    assert.deepEqual([login?.to, login?.file, login?.line, login?.status, login?.methods, login?.findings.map(each => [each.ruleId, each.severity])], ['path /account', 'app.js', 3, 302, ['POST'], [['ambiguous-302', 'warning']]]);
    assert.deepEqual(edges.filter(edge => edge.file === '_redirects').map(edge => [edge.from, edge.to, edge.status, edge.hops, edge.loops]), [
      ['path /old', 'path /middle', 301, 1, false], ['path /middle', 'path /new', 302, 0, false], ['path /round', 'path /round', 307, 0, true],
    ]);
    assert.deepEqual(nodes.find(node => node.id === 'path /login'), { id: 'path /login', kind: 'path', label: '/login', methods: ['POST'], places: [{ file: 'app.js', line: 2, column: 5, endLine: 2, endColumn: 9, message: "bound here: app.post('/login', …)" }] });
  });

  it('named files are drawn with what the rest of the project says of their targets', t => {
    const home = folder(t, { 'app.js': LOGIN, 'account.js': SHOW.replace('/old', '/account') });
    const { edges, nodes } = mapped(home, ['app.js']);
    assert.deepEqual(edges.map(edge => [edge.from, edge.to]), [['path /login', 'path /account']]);
    assert.deepEqual(nodes.find(node => node.label === '/account')?.methods, ['GET', 'HEAD']);
  });

  it('the configuration holds for what is drawn', t => {
    const home = folder(t, { _redirects: '/old /new 302\n', 'redirect-lint.config.json': JSON.stringify({ assumeMethods: { '/old': ['GET'] } }) });
    assert.deepEqual(mapped(home).edges.map(edge => [edge.methods, edge.findings]), [[['GET', 'HEAD'], []]]);
  });

  it('a project without redirects is an empty map; standard input is drawn, and facts', t => {
    const home = folder(t, { 'a.txt': '', 'app.js': LOGIN });
    assert.deepEqual(mapped(home, ['a.txt']).edges, []);
    assert.match(run(home, ['map', 'a.txt']).out, /^digraph redirects \{/);
    const stdin = run(home, ['map', '--format', 'mermaid', '--stdin', '--stdin-filename', 'app.js'], { input: LOGIN.replace('post', 'put') });
    assert.match(stdin.out, /\|"PUT 302"\|/);
    run(home, ['facts', '--out', 'f.json']);
    assert.equal(run(home, ['map', '--facts', 'f.json']).out, run(home, ['map']).out);
  });

  it('what cannot be read is said where it does not spoil the picture', t => {
    const home = folder(t, { 'app.js': LOGIN, 'b.js': Buffer.from('\uFEFFx', 'utf16le') });
    const { out, err } = run(home, ['map']);
    assert.doesNotMatch(out, /UTF-16/);
    assert.match(err, /^redirect-lint: b\.js: UTF-16/);
    assert.equal(mapped(home).errors.length, 1);
    assert.equal(run(home, ['map', 'b.js']).status, 2);
  });

  it('unusable arguments', t => {
    const home = folder(t, { 'app.js': LOGIN });
    for (const [args, problem] of [
      [['map', '--format', 'sarif'], /--format is one of dot, mermaid, json, not "sarif"/], [['map', '--fix'], /--fix does not go with map/],
      [['--format', 'dot'], /--format is one of stylish, /], [['map', 'nowhere'], /nowhere: no such file/],
    ] as const) {
      const { status, err } = run(home, args);
      assert.deepEqual([status, problem.test(err)], [2, true], err);
    }
  });
});
