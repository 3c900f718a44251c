import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DataNode } from '../../src/syntax/data.ts';
import { entryAt, valueAt } from '../../src/syntax/data.ts';
import { hclTree } from '../../src/syntax/hcl-tree.ts';
import { jsonTree } from '../../src/syntax/json-tree.ts';
import { TreeMemory } from '../../src/syntax/parser.ts';
import { withoutTemplates } from '../../src/syntax/templates.ts';
import { tomlTree } from '../../src/syntax/toml-tree.ts';
import { xmlElements } from '../../src/syntax/xml-tree.ts';
import { yamlDocuments } from '../../src/syntax/yaml-tree.ts';
import '../check.ts';

/** A node as plain data; `null` where nothing is written, `?` where a text is not known. */
function plain(node: DataNode | null): unknown {
  if (node?.kind === 'map') return Object.fromEntries(node.entries.map(entry => [[entry.key, ...entry.labels ?? []].join(' '), plain(entry.value)]));
  if (node?.kind === 'list') return node.items.map(plain);
  return node ? node.known ? node.text : '?' : null;
}

/** Each test's trees are its own: the memory dies with the closure. */
async function yaml(text: string): Promise<DataNode[]> {
  const memory = new TreeMemory();
  return yamlDocuments(text, (grammar, other = text) => memory.parse(grammar, other));
}

async function toml(text: string): Promise<DataNode> {
  const memory = new TreeMemory();
  return tomlTree(text, (grammar, other = text) => memory.parse(grammar, other));
}

async function hcl(text: string): Promise<DataNode> {
  const memory = new TreeMemory();
  return hclTree(grammar => memory.parse(grammar, text));
}

describe('YAML', () => {
  it('reads block and flow style, quotes, comments and several documents', async () => {
    const documents = await yaml('# c\na: {b: [1, "x\\"y", \'it\'\'s\']} # c\nlist:\n  - one\n  - k: v\n    l: w\n---\nb: |\n  text\n');
    assert.deepEqual(documents.map(plain), [{ a: { b: ['1', 'x"y', 'it\'s'] }, list: ['one', { k: 'v', l: 'w' }] }, { b: '  text' }]);
  });

  it('keeps places in UTF-16 units behind a byte order mark, CR LF and emoji', async () => {
    const text = '\uFEFFa: 🍰\r\nb:\r\n  c: "302"\r\n';
    const [document] = await yaml(text);
    const value = valueAt(document, 'b', 'c');
    assert.equal(value?.kind === 'scalar' && text.slice(value.inner.start, value.inner.end), '302');
    const entry = entryAt(valueAt(document, 'b'), 'c');
    assert.equal(entry && text.slice(entry.span.start, entry.span.end), 'c: "302"');
  });

  it('knows nothing of aliases, functions and templates', async () => {
    const [document] = await yaml('a: &x 1\nb: *x\nc: !Ref d\ne: !!str f\ng: {{ .h }}\ni: "{{ j }}"\n');
    assert.deepEqual(plain(document as DataNode), { a: '1', b: '?', c: '?', e: 'f', g: '?', i: '?' });
  });

  it('loses a broken line and what hangs on it, nothing else', async () => {
    const half = await yaml('paths:\n  /a:\n    post:\n      resp\n      responses: { "302": {} }\n  /b:\n    get: 1\n');
    assert.deepEqual(half.map(plain), [{ paths: { '/a': { post: { responses: { 302: {} } } }, '/b': { get: '1' } } }]);
    const tab = await yaml('a:\n\tb: 1\nc: 2\n');
    assert.deepEqual(tab.map(plain), [{ a: null, c: '2' }]);
    const nested = await yaml('a: b: c\nd: 1\ne: @f\ng: 2\n');
    assert.deepEqual(nested.map(plain), [{ d: '1', g: '2' }]);
  });

  it('reads Helm\'s templates around and within values', async () => {
    const [document] = await yaml('{{- if .Values.a }}\nname: {{ include "x" . }}-web\nlabels:\n  {{- toYaml .b | nindent 2 }}\n  c: d\n{{- end }}\n');
    assert.deepEqual(plain(document as DataNode), { name: '?', labels: { c: 'd' } });
  });

  it('does not expand what refers to itself a billion times', async () => {
    const [document] = await yaml(`a: &a [x]\n${[...'bcdefghij'].map((name, at) => `${name}: &${name} [${'*abcdefghi'[at + 1] ? `*${'abcdefghi'[at]}, `.repeat(9) : ''}]`).join('\n')}\n`);
    assert.equal((plain(document as DataNode) as Record<string, unknown[]>).j?.length, 9);
  });
});

describe('templates', () => {
  it('keep the length and the lines', () => {
    for (const text of ['{{ a }}\nb: {{ c }}\n', '{%- if x\n %}\r\na: 1\n{# c #}', '<%= a %>: 1', '{{ open\na: 1']) {
      const masked = withoutTemplates(text);
      assert.equal(masked.length, text.length);
      assert.deepEqual([...masked.matchAll(/\r?\n/g)].map(match => match.index), [...text.matchAll(/\r?\n/g)].map(match => match.index));
    }
  });
});

describe('JSON', () => {
  it('reads comments, trailing commas and what comes before a break', () => {
    assert.deepEqual(plain(jsonTree('\uFEFF{ // c\n "a": [1, true, null,], "b": "\\u0041", }')), { a: ['1', 'true', 'null'], b: 'A' });
    assert.deepEqual(plain(jsonTree('{ "a": 1, "b": { "c": ')), { a: '1', b: { c: null } });
    assert.equal(jsonTree(''), null);
  });

  it('leaves what is nested beyond reason', () => assert.equal(jsonTree('['.repeat(100_000)), null));

  it('keeps the places of keys and values', () => {
    const text = '{ "🍰": "302" }';
    const entry = entryAt(jsonTree(text), '🍰');
    assert.equal(entry?.value?.kind === 'scalar' && text.slice(entry.value.inner.start, entry.value.inner.end), '302');
    assert.equal(entry && text.slice(entry.keyInner.start, entry.keyInner.end), '🍰');
  });
});

describe('TOML', () => {
  it('joins the tables that headers name', async () => {
    const tree = await toml('x = 1\n[[r]]\na = "1"\n[r.h]\nb = \'2\'\n[[r]]\na.c = "3" # c\n["q.r".s]\nt = { u = [1, 2] }\n');
    assert.deepEqual(plain(tree), { x: '1', r: [{ a: '1', h: { b: '2' } }, { a: { c: '3' } }], 'q.r': { s: { t: { u: ['1', '2'] } } } });
  });

  it('gives a table the place of its header', async () => {
    const text = '[[r]]\na = 1\n';
    const list = valueAt(await toml(text), 'r');
    const item = list?.kind === 'list' ? list.items[0] : null;
    assert.equal(item && text.slice(item.span.start, item.span.end), '[[r]]');
  });

  it('passes over what is broken', async () => {
    assert.deepEqual(plain(await toml('a = 1\n[broken\n\n[b]\nc = 2\n')), { a: '1', b: { c: '2' } });
  });
});

describe('HCL', () => {
  it('reads blocks with their labels, attributes, objects and lists; leaves expressions open', async () => {
    const tree = await hcl('resource "a" "b" {\n  c = "d"\n  e { f = var.g }\n  h = { i = ["j"], "k" = 1 }\n}\n');
    assert.deepEqual(plain(tree), { 'resource a b': { c: 'd', e: { f: '?' }, h: { i: ['j'], k: '1' } } });
  });
});

describe('XML', () => {
  it('reads elements and attributes with their places', () => {
    const text = '\uFEFF<?xml version="1.0"?><!-- <no/> --><a b=\'1\' c="x &amp; y"\n d = "🍰"><e/>text</a>';
    const [root] = xmlElements(text);
    assert.deepEqual(root?.attributes.map(({ name, value }) => [name, value]), [['b', '1'], ['c', 'x & y'], ['d', '🍰']]);
    assert.deepEqual(root?.attributes.map(({ span }) => text.slice(span.start, span.end)), ['b=\'1\'', 'c="x &amp; y"', 'd = "🍰"']);
    assert.deepEqual(root?.attributes.map(({ inner }) => text.slice(inner.start, inner.end)), ['1', 'x &amp; y', '🍰']);
    assert.deepEqual(root?.children.map(child => text.slice(child.span.start, child.span.end)), ['<e/>']);
  });

  it('closes what is left open and passes over what closes nothing', () => {
    const names = (elements: ReturnType<typeof xmlElements>): unknown => elements.map(element => [element.name, names(element.children)]);
    assert.deepEqual(names(xmlElements('<a><b></x><c></a><d e="">')), [['a', [['b', [['c', []]]]]], ['d', []]]);
    assert.deepEqual(names(xmlElements('<a b="<c')), []);
  });
});
