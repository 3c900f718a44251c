import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type LineDialect, linesOf } from '../../src/syntax/lines.ts';

const APACHE: LineDialect = { comment: 'line', quotes: '"\'', quotesInsideWords: false, quotesOverLines: false, escape: 'blank' };
const HAPROXY: LineDialect = { comment: 'anywhere', quotes: '"\'', quotesInsideWords: true, quotesOverLines: false, escape: 'any' };
const CADDY: LineDialect = { comment: 'word', quotes: '"`', quotesInsideWords: false, quotesOverLines: true, escape: 'none' };

function words(text: string, dialect: LineDialect): string[][] {
  return linesOf(text, dialect).map(item => item.kind === 'line' ? item.words.map(word => word.text) : [item.role]);
}

describe('lines of words', () => {
  it('are joined by a backslash at their end', () => assert.deepEqual(words('a \\\n b\nc \\\r\n d', APACHE), [['a', 'b'], ['c', 'd']]));

  it('may be comments, which go on after a backslash where the language says so', () => {
    assert.deepEqual(words('# a \\\nb\nc # d', APACHE), [['c', '#', 'd']]);
    assert.deepEqual(words('# a \\\nb\nc#d', HAPROXY), [['b'], ['c']]);
    assert.deepEqual(words('a#b # c', CADDY), [['a#b']]);
  });

  it('hold quoted words', () => {
    assert.deepEqual(words('a "b \\"c\\"" \'d e\' f"g h"', APACHE), [['a', 'b "c"', 'd e', 'f"g', 'h"']]);
    assert.deepEqual(words('a b"c d"\'e f\' g\\ h', HAPROXY), [['a', 'bc de f', 'g h']]);
    assert.deepEqual(words('a `b\nc` d', CADDY), [['a', 'b\nc', 'd']]);
  });

  it('keep a blank behind a backslash in the word', () => assert.deepEqual(words('^GET\\ /x y', APACHE), [['^GET\\ /x', 'y']]));

  it('end an open quote with the line, or with the text where none closes it', () => {
    assert.deepEqual(words('a "b c\nd', APACHE), [['a', 'b c'], ['d']]);
    assert.deepEqual(words('a `b c\nd', CADDY), [['a', 'b c'], ['d']]);
  });

  it('stand between the tags of a template, or hold them', () => {
    assert.deepEqual(words('<% if x -%>\na <%= b c %>/d\n<% end -%>', APACHE), [['open'], ['a', '<%= b c %>/d'], ['end']]);
  });

  it('have the spans of their words', () => {
    const [line] = linesOf('\uFEFFa "b" c', APACHE);
    assert.ok(line?.kind === 'line');
    assert.deepEqual(line.words.map(({ span, inner }) => [span.start, span.end, inner.start, inner.end]), [[1, 2, 1, 2], [3, 6, 4, 5], [7, 8, 7, 8]]);
  });
});
