import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MapEdge, MapNode } from '../../../server/src/lsp/redirect-map.ts';
import { xmlElements } from '../../../server/src/syntax/xml-tree.ts';
import { pictureOf } from '../../src/map/layout.ts';
import { pageOf } from '../../src/map/page.ts';
import { drawing, escaped } from '../../src/map/svg.ts';
import { methodWords, onwardWords, statusWords } from '../../src/map/words.ts';

const t = (message: string, ...args: (string | number)[]) => message.replace(/\{(\d)\}/g, (_, at: string) => String(args[Number(at)]));
const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
const location = { uri: 'file:///a.js', range };
const node = (id: string, label = id): MapNode => ({ id, kind: 'path', label, methods: null, location });
const edge = (id: string, from: string, to: string, more: Partial<MapEdge> = {}): MapEdge => ({
  id, from, to, methods: { only: ['POST'] }, status: 302, target: to, adapter: 'express', location, hops: 0, loops: false, severity: null, messages: [], ...more,
});
const WORDS = { title: 'Map', help: 'help', save: 'save', empty: 'none', left: null };
const OPTIONS = { title: 'Map', describeNode: () => 'a node', describeEdge: () => 'an edge' };

test('methods, statuses and what follows are put into words', () => {
  assert.equal(methodWords({ only: ['POST', 'PUT'] }, t), 'POST, PUT');
  assert.equal(methodWords({ except: [] }, t), 'any method');
  assert.equal(methodWords({ except: ['GET', 'HEAD'] }, t), 'all but GET, HEAD');
  assert.equal(methodWords({ only: [] }, t), 'no method');
  assert.deepEqual(onwardWords(edge('1', 'a', 'b', { hops: 2, loops: true }), t), ['chain of 3 redirects', 'loop']);
  assert.deepEqual(onwardWords(edge('1', 'a', 'b'), t), []);
  assert.equal(statusWords(edge('1', 'a', 'b', { status: null })), '?');
});

test('a chain is laid out from left to right, without nodes upon each other', () => {
  const picture = pictureOf([node('a'), node('b'), node('c'), node('d')], [edge('1', 'a', 'b'), edge('2', 'b', 'c'), edge('3', 'd', 'b')], () => 'POST 302');
  const at = new Map(picture.nodes.map(placed => [placed.node.id, placed]));
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map(id => at.get(id));
  assert.ok(a && b && c && d);
  assert.ok(a.x < b.x && b.x < c.x && d.x < b.x);
  assert.ok(Math.abs(a.y - d.y) >= a.height);
  for (const { points } of picture.edges) assert.ok(points.length >= 2);
});

test('loops, two redirects between the same ends and an empty map can be drawn', () => {
  const picture = pictureOf([node('a'), node('b')], [edge('1', 'a', 'a', { loops: true }), edge('2', 'a', 'b'), edge('3', 'a', 'b', { status: 307 }), edge('4', 'b', 'a')], each => String(each.status));
  assert.deepEqual(picture.edges.map(({ caption }) => caption), ['302', '302', '307', '302']);
  for (const { points } of picture.edges) for (const { x, y } of points) assert.ok(Number.isFinite(x) && Number.isFinite(y));
  assert.deepEqual(pictureOf([], [], () => ''), { width: 0, height: 0, nodes: [], edges: [] });
  assert.deepEqual(pictureOf([node('a')], [edge('1', 'a', 'gone')], () => '').edges, []);
});

test('the same map gives the same picture', () => {
  const nodes = Array.from({ length: 30 }, (_, at) => node(`n${at}`));
  const edges = Array.from({ length: 40 }, (_, at) => edge(String(at), `n${(at * 7) % 30}`, `n${(at * 11 + 3) % 30}`));
  assert.deepEqual(pictureOf(nodes, edges, () => 'x'), pictureOf(nodes, edges, () => 'x'));
});

const HOSTILE = ['</text><script>alert(1)</script>', '" onload="alert(1)', "' onfocus='alert(1)", '&lt;b&gt;', ']]><!--', 'javascript:alert(1)', '\u0000\u0007\ud800\uffff', 'a\u202Eb\nc\u2028d'];

test('hostile labels stay text: in the picture, in the file and on the page', () => {
  for (const text of HOSTILE) {
    const picture = pictureOf([node(text), node('b', text)], [edge(text, text, 'b', { target: text, messages: [text] })], () => text);
    for (const use of ['page', 'file'] as const) {
      const svg = drawing(picture, { use, title: text, describeNode: () => text, describeEdge: () => text });
      const tags = [...svg.matchAll(/<\/?([\w:!-]+)/g)].map(match => match[1]);
      assert.deepEqual([...new Set(tags)].filter(tag => !['svg', 'title', 'style', 'rect', 'g', 'path', 'text'].includes(tag ?? '')), [], text);
      const attributes = [...svg.matchAll(/<[^>]*>/g)].flatMap(match => [...match[0].replace(/"[^"]*"/g, '""').matchAll(/([\w:-]+)=""/g)].map(attribute => attribute[1]));
      assert.deepEqual([...new Set(attributes)].filter(name => /^on|href|style|src/.test(name ?? '')), [], text);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that XML 1.0 forbids
      assert.doesNotMatch(svg, /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
      assert.doesNotMatch(svg, /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/, text);
      assert.equal(xmlElements(svg)[0]?.name, 'svg', text);
    }
    const html = pageOf(null, { nonce: 'abc', script: 'https://x/map.js', words: { ...WORDS, empty: text, title: text, help: text, save: text } });
    assert.doesNotMatch(html, /<script>alert|<!--|onload="|onfocus='/);
  }
});

test('the page loads nothing but its own style and script', () => {
  const html = pageOf('<svg></svg>', { nonce: 'abc', script: 'https://x/map.js', words: WORDS });
  assert.match(html, /content="default-src 'none'; style-src 'nonce-abc'; script-src 'nonce-abc'"/);
  for (const [tag] of html.matchAll(/<(?:script|style)\b[^>]*>/g)) assert.match(tag, / nonce="abc"/);
  assert.doesNotMatch(html, / style="| on\w+="/);
});

test('every part of the page picture can be reached and is read out; the file carries its colours and no handles', () => {
  const picture = pictureOf([node('a'), node('b'), { ...node('c'), location: null }], [edge('1', 'a', 'b', { severity: 'error', loops: true })], () => 'POST 302');
  const page = drawing(picture, { ...OPTIONS, use: 'page' });
  assert.equal(page.match(/role="button"/g)?.length, 3);
  assert.equal(page.match(/tabindex="-1"/g)?.length, 3);
  assert.match(page, /class="edge error loop"/);
  assert.doesNotMatch(page, /<style/);
  const file = drawing(picture, { ...OPTIONS, use: 'file' });
  assert.match(file, /prefers-color-scheme:dark/);
  assert.doesNotMatch(file, /tabindex|data-/);
});

test('escaping gives the text back', () => {
  assert.equal(escaped('<a href="x">&\'</a>'), '&#60;a href=&#34;x&#34;&#62;&#38;&#39;&#60;/a&#62;');
});
