import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { formats } from '../../src/cli/formats/index.ts';
import { build } from '../built.ts';
import { folder, HINT, LOGIN, REMOVE, run, SHOW } from './run.ts';

before(build);

const FILES = { 'a&b,c:d.js': LOGIN, 'sub/b.js': REMOVE, 'c.js': HINT, 'utf16.js': Buffer.from('\uFEFFx', 'utf16le') };

describe('formats', () => {
  it('compact: one line each', t => {
    const { status, out } = run(folder(t, FILES), ['--format', 'compact']);
    assert.equal(status, 1);
    const lines = out.trimEnd().split('\n');
    assert.equal(lines.length, 3);
    assert.match(lines[0] ?? '', /^a&b,c:d\.js:3:3: warning: 302, .* \[ambiguous-302\]$/);
    assert.match(lines[1] ?? '', /^sub\/b\.js:3:3: error: /);
    assert.equal(lines[2], 'utf16.js: not read: UTF-16: only UTF-8 is read');
  });

  it('github: workflow commands with escaped properties', t => {
    const { out } = run(folder(t, { ...FILES, '100%.js': LOGIN }), ['--format', 'github']);
    const lines = out.trimEnd().split('\n');
    assert.match(lines[0] ?? '', /^::warning file=100%25\.js,line=3,endLine=3,col=3,endColumn=27,title=ambiguous-302::302, the default, answers a POST/);
    assert.match(lines[1] ?? '', /^::warning file=a&b%2Cc%3Ad\.js,line=3/);
    assert.match(lines[2] ?? '', /^::error file=sub\/b\.js,line=3/);
    assert.match(lines[3] ?? '', /^::warning file=utf16\.js,title=not read::/);
  });

  it('checkstyle: one element for each file', t => {
    const { out } = run(folder(t, FILES), ['--format', 'checkstyle']);
    assert.match(out, /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<checkstyle version="10\.0">\n {2}<file name="a&amp;b,c:d\.js">\n {4}<error line="3" column="3" severity="warning" /);
    assert.equal(out.match(/<file /g)?.length, 3);
    assert.match(out, /source="redirect-lint\.ambiguous-302"\/>/);
  });

  it('junit: a failed case for each finding, a passed one where there is none', t => {
    const { out } = run(folder(t, FILES), ['--format', 'junit']);
    assert.match(out, /<testsuites name="redirect-lint" tests="3" failures="2" errors="1">/);
    assert.equal(out.match(/<failure /g)?.length, 2);
    assert.match(run(folder(t, { 'a.js': SHOW }), ['--format', 'junit']).out, /tests="1" failures="0" errors="0"[\s\S]*<testcase name="1 files without a problem"/);
  });

  it('gitlab: fingerprints stay when lines move and differ between equal lines', t => {
    const read = (text: string) => JSON.parse(run(folder(t, { 'a.js': text }), ['--format', 'gitlab']).out) as { fingerprint: string; severity: string; location: unknown }[];
    const twice = LOGIN + LOGIN.slice(LOGIN.indexOf('app.post'));
    const [first, second] = read(twice);
    assert.notEqual(first?.fingerprint, second?.fingerprint);
    assert.deepEqual([first?.severity, first?.location], ['minor', { path: 'a.js', lines: { begin: 3, end: 3 } }]);
    assert.deepEqual(read(`\n\n${twice}`).map(each => each.fingerprint), [first?.fingerprint, second?.fingerprint]);
  });

  it('sarif: results, rules, related places and fixes', t => {
    const log = JSON.parse(run(folder(t, FILES), ['--format', 'sarif']).out) as {
      version: string;
      runs: {
        tool: { driver: { rules: { id: string; helpUri: string }[] } };
        invocations: { toolExecutionNotifications: unknown[] }[];
        results: {
          ruleId: string; ruleIndex: number; level: string; relatedLocations: unknown[];
          locations: { physicalLocation: { artifactLocation: { uri: string }; region: unknown } }[];
          fixes: { artifactChanges: { replacements: { deletedRegion: unknown; insertedContent: { text: string } }[] }[] }[];
        }[];
      }[];
    };
    assert.equal(log.version, '2.1.0');
    const [one] = log.runs;
    assert.deepEqual(one?.results.map(result => result.level), ['warning', 'note', 'error']);
    for (const result of one?.results ?? []) assert.equal(one?.tool.driver.rules[result.ruleIndex]?.id, result.ruleId);
    const [first] = one?.results ?? [];
    assert.deepEqual(first?.locations[0]?.physicalLocation, {
      artifactLocation: { uri: 'a%26b%2Cc%3Ad.js' }, region: { startLine: 3, startColumn: 3, endLine: 3, endColumn: 27 },
    });
    assert.equal(first?.relatedLocations.length, 1);
    assert.deepEqual(first?.fixes[0]?.artifactChanges[0]?.replacements, [
      { deletedRegion: { startLine: 3, startColumn: 16, endLine: 3, endColumn: 16 }, insertedContent: { text: '303, ' } },
    ]);
    assert.equal(one?.invocations[0]?.toolExecutionNotifications.length, 1);
  });

  it('all of them end with a line feed and say nothing else', t => {
    const home = folder(t, { 'a.js': LOGIN });
    for (const { name } of formats) {
      const { status, out, err } = run(home, ['--format', name]);
      assert.deepEqual([status, out.at(-1), err], [1, '\n', ''], name);
    }
  });
});
