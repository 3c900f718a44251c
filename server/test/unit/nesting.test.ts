import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { factsOf } from '../../src/analyse.ts';
import type { FileFacts } from '../../src/model/facts.ts';
import { DocumentMemory } from '../../src/document-memory.ts';
import { generation } from '../../src/syntax/runtime.ts';
import { HEADS, named } from '../fuzz/heads.ts';
import { corpus } from '../fuzz/inputs.ts';

/** Deeper than any tree that is read, and more than the 64 KiB of stack take that tree-sitter comes with. */
const DEEP = 5000;
const times = (text: string, count = DEEP) => text.repeat(count);
/** Lines of which each is indented by one more than the one before. */
const stairs = (line: string, count = 1000) => Array.from({ length: count }, (_, depth) => ' '.repeat(depth) + line).join('\n');

/** What opens and is never closed, or closed as often, in most languages. */
const ANYWHERE: Readonly<Record<string, string>> = {
  parentheses: times('('), 'closed parentheses': `${times('(')}1${times(')')}`, arrays: times('['), 'closed arrays': `${times('[')}1${times(']')}`,
  braces: times('{ a: '), negations: `${times('!')}a`, calls: `a${times('.a()')}`, members: `a${times('.a')}`, 'a sum': `a${times(' + a')}`,
  strings: times('"a'), ladders: times('if (a) { } else '), blocks: times('if (a) {\n'), generics: `a${times('<a')}`, lambdas: times('a => '), tags: times('<a>'),
  blanks: times('\n  '), hashes: `${times('#')}\n# redirect-lint-enable`, 'a comment': times('/* '), quotes: times("'"), backticks: times('`${'),
};

/** What only this language nests. */
const LANGUAGES: readonly (readonly [extension: string, own: Readonly<Record<string, string>>])[] = [
  ['.js', { templates: `${times('`${')}a${times('}`')}`, functions: times('function a() {'), elements: `${times('<a>')}${times('</a>')}` }],
  ['.ts', { types: `type A = ${times('Array<')}`, modules: times('namespace a {') }],
  ['.tsx', { elements: `a = ${times('<a>')}${times('</a>')}`, expressions: `a = ${times('<a>{')}` }],
  ['.py', { stairs: stairs('if redirect:'), 'f-strings': times('f"{'), lambdas: times('lambda: '), negations: `${times('not ')}a`, ladders: `if a: pass\n${times('elif a: pass\n')}` }],
  ['.rb', { interpolations: times('"#{'), heredocs: times('<<~A\n'), blocks: times('a do\n'), words: times('%w('), ladders: `if a\n${times('elsif a\n')}` }],
  ['.php', { concatenation: `${times('"a" . ')}"b";`, calls: `a()${times('->a()')};`, heredocs: times('<<<A\n{$a'), ladders: times('if ($a) { } else '), arrays: times('array(') }],
  ['.go', { functions: times('func() {'), pointers: `${times('*')}a` }],
  ['.java', { classes: times('class A {'), generics: times('List<') }],
  ['.cs', { interpolations: times('$"{'), conditions: times('#if A\n'), raw: times('$"""{') }],
  ['.rs', { comments: times('/*'), raw: `r${times('#')}"`, macros: times('a!(') }],
  ['.kt', { comments: times('/*'), interpolations: times('"${'), raw: times('"""${'), lambdas: times('a { ') }],
  ['.ex', { pipes: `a${times(' |> a')}`, interpolations: times('"#{'), blocks: times('a do\n'), heredocs: times('"""\n') }],
  ['openapi.yaml', { lists: `  ${times('- ', 5000)}302`, stairs: stairs('302:'), anchors: times('&a '), scalars: times('a: |\n') }],
  ['netlify.toml', { keys: `a${times('.a')} = 1`, tables: `[${times('a.')}a]`, strings: times('a = """\n') }],
  ['main.tf', { templates: `a = "${times('${"')}`, heredocs: times('<<A\n'), blocks: times('redirect {\n'), calls: `a = ${times('f(')}` }],
  ['vercel.json', { objects: times('{"a":'), strings: times('"a') }],
  ['pyproject.toml', { comments: `a = [${times('#', 60)}` }],
  ['web.config', { elements: `${times('<rule>')}${times('</rule>')}`, entities: times('&amp;'), comments: times('<!-- ') }],
];

/** Two files of each ending that say something, as they are read before anything hostile. */
const sound: { path: string; text: string; facts: FileFacts }[] = [];
const seen = new Map<string, number>();
for (const input of corpus()) {
  const ending = input.path.slice(input.path.lastIndexOf('.'));
  if ((seen.get(ending) ?? 0) >= 2 || input.text.length > 4000) continue;
  const facts = await factsOf(input);
  if (facts.redirects.length === 0) continue;
  seen.set(ending, (seen.get(ending) ?? 0) + 1);
  sound.push({ ...input, facts });
}

describe('a hostile file costs only itself', () => {
  // Deeper, the scanner's state is longer than its room, and what it overwrites shows only later, if at all.
  for (const [kind, text] of Object.entries({ lists: times('- ', 254), stairs: stairs('a:', 254), keys: times('? ', 254) })) {
    it(`YAML of 254 levels is not parsed: ${kind}`, async () => {
      await assert.rejects(new DocumentMemory().trees.parse('yaml', text), /nested too deeply/);
    });
  }


  for (const [extension, own] of LANGUAGES) {
    it(extension, async () => {
      const head = new Map(HEADS).get(extension) ?? '';
      for (const [kind, text] of Object.entries({ ...ANYWHERE, ...own })) {
        const hostile = { path: named(extension, 'hostile'), text: head + text };
        const first = await factsOf(hostile);
        // Those of the same ending go through the same parser; the others share its memory.
        for (const { path, text, facts } of sound.filter(({ path }) => path.endsWith(extension))) assert.deepEqual(await factsOf({ path, text }), facts, `${path} after ${kind}`);
        assert.deepEqual(await factsOf(hostile), first, `${kind}, once more`);
      }
      for (const { path, text, facts } of sound) assert.deepEqual(await factsOf({ path, text }), facts, path);
    });
  }

  it('takes the trees of open documents, which are made again', async () => {
    const document = { path: 'a.js', text: "app.post('/a', (req, res) => res.redirect('/b'));\n" };
    const memory = new DocumentMemory();
    const facts = await factsOf(document, {}, memory);
    const before = generation();
    const [hostile, again, longer] = await Promise.all([
      factsOf({ path: 'b.js', text: `redirect();\n${times('{ a: ', 20_000)}` }),
      factsOf(document, {}, memory),
      factsOf({ ...document, text: `\n${document.text}` }, {}, memory),
    ]);
    assert.deepEqual(hostile.problems, ['nested too deeply to be read']);
    assert.ok(generation() > before, 'the parser broke');
    assert.deepEqual(again, facts);
    assert.equal(longer.redirects[0]?.span.start, (facts.redirects[0]?.span.start ?? 0) + 1);
    memory.forget();
  });

  // Each is more than its share of what the parser, and what asks the tree, may do; a slower machine does not read less.
  for (const [path, what, text] of [
    ['A.java', 'recovery from an error at each place', `class A { void f() { sendRedirect(); ${times('<!--', 2000)}`],
    ['a.js', 'recovery that grows with what was skipped', `redirect();\n${times('->', 8000)}`],
    ['a.py', 'the same in Python', `redirect\n${times('<!--', 8000)}`],
    ['a.rb', 'the same in Ruby', `redirect_to\n${times('<!--', 8000)}`],
    ['a.tsx', 'what opens and never closes', `redirect();\n${times('a{', 32_000)}`],
    ['a.rb', 'redirects that each look at all others', `def a\n${times('redirect_to a\n', 8000)}end\n`],
  ] as const) {
    it(`is given up on: ${what}`, async t => {
      t.mock.method(performance, 'now', () => 0);
      const began = process.cpuUsage();
      assert.deepEqual((await factsOf({ path, text })).problems, ['too intricate to be read']);
      assert.ok(process.cpuUsage(began).user < 20e6, 'in seconds');
      for (const each of sound.filter(other => other.path.endsWith(path.slice(1)))) assert.deepEqual(await factsOf(each), each.facts, each.path);
    });
  }

  it('is read in a time that grows with its length where it says nothing', async () => {
    const blanks = [' ', '\t', '\n', '\r\n', '\u2028'];
    for (const [ending, head] of HEADS) {
      for (const blank of blanks) {
        const began = process.cpuUsage();
        await factsOf({ path: named(ending, 'long'), text: head + times(blank, 60_000) });
        assert.ok(process.cpuUsage(began).user < 3e6, `${ending}, ${JSON.stringify(blank)}: ${process.cpuUsage(began).user / 1000} ms`);
      }
    }
  });

  it('long files with one bracket or quote too many are read', async () => {
    const text = `const app = require('express')();\n${Array.from({ length: 600 }, (_, at) => `app.get('/a${at}', (req, res) => { const to = [req.url, { at: ${at} }]; res.redirect('/b${at}'); });\n`).join('')}`;
    for (const typed of ['(', '`', 'class A {\n', '<']) {
      const { problems } = await factsOf({ path: 'a.js', text: `${text.slice(0, 34)}${typed}${text.slice(34)}` });
      assert.deepEqual(problems, [], typed);
    }
  });

  it('long files of people are read whole', async () => {
    const block = (line: string, count = 600) => Array.from({ length: count }, (_, at) => line.replaceAll('$', String(at))).join('');
    for (const [path, text, redirects] of [
      ['a.js', `const app = require('express')();\n${block("app.get('/a$', (req, res) => res.redirect('/b$'));\n")}`, 600],
      ['a.py', `from flask import Flask, redirect\napp = Flask(__name__)\n${block("@app.route('/a$')\ndef a$():\n    return redirect('/b$')\n")}`, 600],
      ['a.py', `from flask import redirect\n${block('#     "some": "text that was commented out",\n', 500)}def a():\n    return redirect('/b')\n`, 1],
      ['a.php', `<?php\nuse Illuminate\\Support\\Facades\\Route;\n${block("Route::get('/a$', fn () => redirect('/b$'));\n")}`, 600],
      ['a.go', `package a\nimport "net/http"\nfunc f() {\n${block('http.HandleFunc("/a$", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/b$", 302) })\n')}}\n`, 600],
      ['a.rb', `require 'sinatra'\n${block("get '/a$' do\n  redirect '/b$'\nend\n")}`, 600],
    ] as const) {
      const facts = await factsOf({ path, text });
      assert.deepEqual([facts.problems, facts.redirects.length], [[], redirects], path);
    }
  });

  it('is read where two names are made of each other', async () => {
    const text = "const a = new b();\nconst b = new a();\nfunction a(req, res) { res.redirect('/'); }\nmodule.exports = { a };\n";
    const { problems, redirects } = await factsOf({ path: 'a.js', text });
    assert.deepEqual([problems, redirects.length], [[], 1]);
  });

  it('cannot take all memory', async () => {
    const before = generation();
    assert.deepEqual((await factsOf({ path: 'A.java', text: `class A { void f() { sendRedirect(${'<a'.repeat(20_000)}` })).problems, ['too intricate to be read']);
    assert.ok(generation() > before, 'the parser broke');
    for (const { path, text, facts } of sound.filter(({ path }) => path.endsWith('.java'))) assert.deepEqual(await factsOf({ path, text }), facts, path);
  });
});
