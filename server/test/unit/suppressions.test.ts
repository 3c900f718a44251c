import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { factsOf } from '../../src/analyse.ts';
import { applyEdits } from '../../src/fix/apply.ts';
import { WorkspaceIndex } from '../../src/link/index.ts';
import { type LintSettings, lintFile } from '../../src/lint.ts';
import { LineIndex } from '../../src/model/text.ts';
import '../check.ts';

async function lint(path: string, text: string, settings: LintSettings = {}) {
  const index = new WorkspaceIndex();
  index.set(path, await factsOf({ path, text }));
  return lintFile(index, path, text, settings);
}

/** `LINE:COLUMN RULE` of each finding, and the text after all fixes of comments. */
async function said(path: string, text: string, settings: LintSettings = {}) {
  const { findings } = await lint(path, text, settings);
  const lines = new LineIndex(text);
  const place = (offset: number) => `${lines.position(offset).line + 1}:${lines.position(offset).column + 1}`;
  return {
    findings: findings.map(({ rule, site }) => `${place(site.span.start)} ${rule}`),
    fixed: applyEdits(text, findings.flatMap(finding => finding.fixes.filter(fix => fix.status === null).map(fix => fix.edits))).text,
    findingsAt: findings,
  };
}

const POST = (comment: string, behind = '') => `app.post('/a', (req, res) => {\n${comment}  res.redirect('/b');${behind}\n});\n`;
const GET = (comment: string) => POST(comment).replace('post', 'get');

describe('comments that switch rules off', () => {
  const silent: [name: string, path: string, text: string][] = [
    ['the next line', 'a.js', POST('  // redirect-lint-disable-next-line ambiguous-302 -- on purpose\n')],
    ['the next line, all rules', 'a.js', POST('  // redirect-lint-disable-next-line\n')],
    ['the next line, a colon behind the word', 'a.js', POST('  // redirect-lint-disable-next-line: ambiguous-302\n')],
    ['the next line, in a block comment', 'a.js', POST('  /* redirect-lint-disable-next-line ambiguous-302 -- x */\n')],
    ['the same line', 'a.js', POST('', ' // redirect-lint-disable-line ambiguous-302')],
    ['from here on', 'a.js', `/* redirect-lint-disable ambiguous-302 -- a stub of a foreign server */\n${POST('')}${POST('')}`],
    ['Python', 'a.py', "from flask import Flask, redirect\napp = Flask(__name__)\n@app.post('/a')\ndef a():\n    return redirect('/b')  # redirect-lint-disable-line ambiguous-302\n"],
    ['Ruby', 'config/routes.rb', "Rails.application.routes.draw do\n  # redirect-lint-disable-next-line ambiguous-301 -- x\n  match '/a', to: redirect('/b'), via: :post\nend\n"],
    ['XML', 'web.config', '<configuration><system.webServer><rewrite><rules>\n<rule name="a"><match url="a" />\n<!-- redirect-lint-disable-next-line -- x -->\n<action type="Redirect" url="/b" redirectType="Found" />\n</rule></rules></rewrite></system.webServer></configuration>\n'],
  ];
  for (const [name, path, text] of silent) {
    it(`${name}: switch off, and are used`, async () => {
      const { findings, suppressed } = await lint(path, text);
      assert.deepEqual(findings, []);
      assert.ok(suppressed.length > 0, 'there is something to switch off');
    });
  }

  it('end where rules are switched on again', async () => {
    const text = `// redirect-lint-disable ambiguous-302\n${POST('')}// redirect-lint-enable ambiguous-302\n${POST('')}`;
    assert.deepEqual((await said('a.js', text)).findings, ['7:3 ambiguous-302']);
  });

  it('count as used where the rule is off anyway', async () => {
    const text = POST('  // redirect-lint-disable-next-line ambiguous-302\n');
    assert.deepEqual((await said('a.js', text, { rules: { 'ambiguous-302': 'off' } })).findings, []);
  });

  it('are no comments in a string, nor in prose', async () => {
    const inString = `const code = \`\n  // redirect-lint-disable-next-line ambiguous-302\n  x\`;\n${GET('')}`;
    const inProse = GET('  // Say redirect-lint-disable-next-line above a redirect that is meant.\n  // redirect-lint-config stands elsewhere\n');
    for (const text of [inString, inProse]) assert.deepEqual((await said('a.js', text)).findings, []);
  });

  it('give their reason to whoever lists what is switched off', async () => {
    const { suppressed } = await lint('a.js', POST('  // redirect-lint-disable-next-line ambiguous-302 -- only our client -- with GET\n'));
    assert.deepEqual(suppressed.map(({ by, reason }) => [by, reason]), [['comment', 'only our client -- with GET']]);
  });
});

describe('comments that switch nothing off', () => {
  const cases: [name: string, text: string, findings: string[], fixed: string][] = [
    ['a line of their own goes', GET('  // redirect-lint-disable-next-line ambiguous-302 -- x\n'), ['2:6 unused-suppression'], GET('')],
    ['the rest of a line stays', "app.get('/a', (req, res) => {\n  res.redirect('/b'); // redirect-lint-disable-line\n});\n", ['2:26 unused-suppression'], GET('')],
    ['a block comment in a line', "app.get('/a', (req, res) => {\n  /* redirect-lint-disable-line */ res.redirect('/b');\n});\n", ['2:6 unused-suppression'], GET('')],
    ['one name of several', POST('  // redirect-lint-disable-next-line ambiguous-301, ambiguous-302 -- x\n'), ['2:38 unused-suppression'], POST('  // redirect-lint-disable-next-line ambiguous-302 -- x\n')],
    ['the last name of several', POST('  // redirect-lint-disable-next-line ambiguous-302 ambiguous-301\n'), ['2:52 unused-suppression'], POST('  // redirect-lint-disable-next-line ambiguous-302\n')],
    ['disable with nothing below', `${POST('  // redirect-lint-disable-next-line ambiguous-302\n')}// redirect-lint-disable\n`, ['5:4 unused-suppression'], POST('  // redirect-lint-disable-next-line ambiguous-302\n')],
    ['enable without disable', `// redirect-lint-enable ambiguous-302\n${GET('')}`, ['1:4 unused-suppression'], GET('')],
    ['CR LF', GET('  // redirect-lint-disable-next-line\n').replaceAll('\n', '\r\n'), ['2:6 unused-suppression'], GET('').replaceAll('\n', '\r\n')],
  ];
  for (const [name, text, findings, fixed] of cases) {
    it(name, async () => {
      const found = await said('a.js', text);
      assert.deepEqual(found.findings, findings);
      assert.equal(found.fixed, fixed);
      assert.ok(found.findingsAt.every(finding => finding.isUnnecessary && finding.fixes.every(fix => !fix.safe)));
    });
  }

  it('can be left alone by the configuration', async () => {
    assert.deepEqual((await said('a.js', GET('  // redirect-lint-disable-next-line\n'), { rules: { 'unused-suppression': 'off' } })).findings, []);
  });
});

describe('comments that cannot be understood', () => {
  const line = (words: string) => POST(`  // redirect-lint-${words}\n`);
  const cases: [words: string, column: number, fixed: string][] = [
    ['disable-nextline ambiguous-302', 20, line('disable-next-line ambiguous-302')],
    ['disable-next-line ambigous-302', 38, line('disable-next-line ambiguous-302')],
    ['ignore ambiguous-302', 20, POST('')],
    ['disable-next-line because of the old client', 38, POST('')],
  ];
  for (const [words, column, fixed] of cases) {
    it(words, async () => {
      const found = await said('a.js', line(words));
      assert.deepEqual(found.findings, [`2:${column} malformed-suppression`, '3:3 ambiguous-302']);
      assert.equal(found.fixed, fixed);
    });
  }

  it('a reason without its dashes is set off', async () => {
    const found = await said('a.js', line('disable-next-line ambiguous-302 because of the old client'));
    assert.deepEqual(found.findings, ['2:52 malformed-suppression'], 'what can be understood counts');
    assert.equal(found.fixed, line('disable-next-line ambiguous-302 -- because of the old client'));
  });
});

describe('entries of the configuration', () => {
  const vercel = `${JSON.stringify({ redirects: [{ source: '/a', destination: '/b', statusCode: 302 }, { source: '/c', destination: '/d', statusCode: 302 }] }, null, 2)}\n`;
  const entry = { rules: ['ambiguous-302'], reason: 'only our client' };
  const each = { unboundedHints: 'each' } as const;
  const left = async (more: object) => (await said('vercel.json', vercel, { ...each, suppressions: [{ ...entry, ...more }] })).findings;

  it('switch off by pointer, by path and for the whole file', async () => {
    assert.equal((await said('vercel.json', vercel, each)).findings.length, 2);
    assert.deepEqual(await left({ pointer: '/redirects/0' }), ['9:7 ambiguous-302']);
    assert.deepEqual(await left({ pointer: '/redirects' }), []);
    assert.deepEqual(await left({ path: '/c' }), ['4:7 ambiguous-302']);
    assert.deepEqual(await left({}), []);
    for (const more of [{ pointer: '/redirects/2' }, { pointer: 'redirects' }, { path: '/b' }, { rules: ['ambiguous-301'] }]) assert.equal((await left(more)).length, 2, JSON.stringify(more));
  });
});
