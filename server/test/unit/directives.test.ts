import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Dialect, type Item, parseDirectives } from '../../src/syntax/directives.ts';

const DIALECT: Dialect = { foreign: name => name === 'lua_block', begins: (_, word) => word === 'location' || word === 'return' };

function parse(text: string): readonly Item[] {
  return parseDirectives(text, DIALECT);
}

/** The tree as one line: words joined by a blank, `?` where it is half typed, tags by their role. */
function outline(items: readonly Item[]): string {
  return items.map(item => {
    if (item.kind === 'tag') return `<${item.role}>`;
    const words = item.words.map(word => word.text).join(' ');
    return `${words}${item.block ? ` {${outline(item.block)}}` : ''}${item.closed ? '' : '?'}`;
  }).join('; ');
}

describe('directives', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['blocks and directives', 'a b; c { d e; f {} } g;', 'a b; c {d e; f {}}; g'],
    ['comments', 'a; # b; c {\nd#e; # }\n', 'a; d#e'],
    ['quotes', 'a "b c;}" \'d\\\'e\' f"g;', 'a b c;} d\'e f"g'],
    ['escapes', String.raw`a \; ^\d\.b$ "\"x\\";`, 'a \\; ^\\d\\.b$ "x\\'],
    ['a variable in braces', 'a ${b}c/${d};', 'a ${b}c/${d}'],
    ['a quoted word before a parenthesis', 'if ($a = "b") { c; }', 'if ($a = b ) {c}'],
    ['byte order mark and CR LF', '\uFEFFa b;\r\nc {\r\n}\r\n', 'a b; c {}'],
    ['another language in a block', 'lua_block { if a then return "}" end -- }\n local t = {{1}, {2}} --[[ } ]] x = [==[ } ]] ]==] } b;', 'lua_block {}; b'],
    ['an unclosed block in another language', 'lua_block { { b; }', 'lua_block {}?'],
    ['no semicolon before a brace', 'a { b c } d;', 'a {b c?}; d'],
    ['no semicolon before a directive on the next line', 'a b\nreturn 1;\nc d\n  e;', 'a b?; return 1; c d e'],
    ['no semicolon at the end', 'a b', 'a b?'],
    ['an unclosed quote', 'a "b;\nc d;\n', 'a b; c d'],
    ['a stray brace', '} a; } b;', 'a; b'],
    ['a block without words', '{ a; } b;', ' {a}; b'],
    ['template tags between directives', '{% if a %}\nb;\n{%- else -%}\nc;\n{% endif %}{# d; #}\n{{ e }}\nf;', '<open>; b; <else>; c; <end>; <other>; <other>; f'],
    ['Go and ERB tags', '{{- if .A }}\nb;\n{{ else }}\nc;\n{{ end }}\n<% if d -%>\ne;\n<% end %>', '<open>; b; <else>; c; <end>; <open>; e; <end>'],
    ['tags in words', 'a {{ b.c }} x{{d}}y {% if e %}f{% endif %}g <%= h %> "{{ i["j"] }}";', 'a {{ b.c }} x{{d}}y {% if e %}f{% endif %}g <%= h %> {{ i["j"] }}'],
    ['a tag as the name of a block', 'location {{ p }} { a; }', 'location {{ p }} {a}'],
    ['a comment behind a brace', 'a {# b\nc; }', 'a {c}'],
    ['braces that open no tag', 'a {{ b; }', 'a { {b}}?'],
  ];
  for (const [name, text, expected] of cases) {
    it(name, () => assert.equal(outline(parse(text)), expected));
  }

  it('indentation decides where braces do not add up', () => {
    const text = 'server {\n  location /a {\n    if (x) {\n    return 1;\n  location /b {\n    return 2;\n  }\n}\nserver { c; }\n';
    assert.equal(outline(parse(text)), 'server {location /a {if (x) {}?; return 1}?; location /b {return 2}}; server {c}');
  });

  it('spans lead back to the text', () => {
    const text = '\uFEFF🦊 "é b"\t${c}; d\r\n{ e; }';
    const [first, second] = parse(text);
    assert.ok(first?.kind === 'directive' && second?.kind === 'directive');
    assert.equal(text.slice(first.span.start, first.end), '🦊 "é b"\t${c};');
    assert.equal(text.slice(second.span.start, second.span.end), 'd');
    assert.equal(text.slice(second.span.start, second.end), 'd\r\n{ e; }');
    assert.deepEqual(first.words.map(({ span, inner, quote }) => [text.slice(span.start, span.end), text.slice(inner.start, inner.end), quote]), [
      ['🦊', '🦊', ''], ['"é b"', 'é b', '"'], ['${c}', '${c}', ''],
    ]);
  });

  it('reads every beginning of a text, and any nesting', () => {
    const text = 'a { if ($b = "c") { return 302 \'/x\'; } {% if d %} {{ e }} <%= f %> ${g} {# h #} lua_block { "i" [[ ]] -- \n } \\';
    for (let end = 0; end <= text.length; end++) assert.ok(Array.isArray(parse(text.slice(0, end))));
    assert.equal(parse(`${'a {'.repeat(100_000)}${'}'.repeat(100_000)}`).length, 1);
    assert.equal(parse('a {\n'.repeat(50_000)).length, 1);
    assert.equal(parse('{'.repeat(50_000)).length, 1);
    assert.equal(parse('{{ '.repeat(50_000)).length, 1);
  });
});
