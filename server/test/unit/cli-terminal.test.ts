import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { frame } from '../../src/cli/frame.ts';
import { Lines } from '../../src/cli/report.ts';
import { harmless, wantsColour, widthOf, wrap } from '../../src/cli/terminal.ts';
import { xml } from '../../src/cli/xml.ts';

function framed(text: string, part: string) {
  const start = text.indexOf(part);
  const lines = new Lines(text);
  return frame(lines, lines.range({ start, end: start + part.length }));
}

describe('a code frame', () => {
  it('marks the part, without the indent', () => {
    assert.deepEqual(framed('a\n    return redirect(x);\n', 'redirect(x)'), { line: 'return redirect(x);', carets: '       ^^^^^^^^^^^' });
  });

  it('counts columns of the terminal, not characters', () => {
    assert.deepEqual(framed('f("🙂漢", go());', 'go()'), { line: 'f("🙂漢", go());', carets: '          ^^^^' });
    assert.deepEqual(framed('\tf(\tgo());', 'go()'), { line: 'f(  go());', carets: '    ^^^^' });
  });

  it('shows the first line of a part that spans several', () => {
    assert.deepEqual(framed('  go(\n    x\n  )', 'go(\n    x\n  )'), { line: 'go(', carets: '^^^' });
  });

  it('cuts long lines around the part', () => {
    const { line, carets } = framed(`${'x'.repeat(500)} go() ${'y'.repeat(500)}`, 'go()');
    assert.ok(line.length < 110 && line.startsWith('…') && line.endsWith('…'));
    assert.equal(line.slice(carets.indexOf('^'), carets.length), 'go()');
  });

  it('marks at least one column', () => {
    assert.deepEqual(framed('abc', ''), { line: 'abc', carets: '^' });
  });

  it('leaves out a byte order mark and line ends', () => {
    assert.deepEqual(framed('\uFEFFgo()\r\nx', 'go()'), { line: 'go()', carets: '^^^^' });
  });
});

describe('text for a terminal', () => {
  it('holds no control characters but tabs', () => {
    assert.equal(harmless('a\u001b[31mb\u001b[0m\u0001\tc\u202ed\n'), 'ab\uFFFD\tc\uFFFDd\uFFFD');
  });

  it('wraps at blanks', () => {
    assert.deepEqual(wrap('one two three', 7), ['one two', 'three']);
    assert.deepEqual(wrap('unbreakable', 3), ['unbreakable']);
    assert.deepEqual(wrap('one two', null), ['one two']);
  });

  it('is as wide as it looks', () => {
    assert.deepEqual(['abc', '漢', '🙂', 'e\u0301'].map(widthOf), [3, 2, 2, 1]);
  });

  it('is coloured as the environment says', () => {
    const cases: [NodeJS.ProcessEnv, boolean, boolean][] = [
      [{}, true, true], [{}, false, false], [{ NO_COLOR: '1' }, true, false], [{ NO_COLOR: '' }, true, true],
      [{ FORCE_COLOR: '1' }, false, true], [{ FORCE_COLOR: '0' }, true, false], [{ FORCE_COLOR: '1', NO_COLOR: '1' }, false, true], [{ TERM: 'dumb' }, true, false],
    ];
    for (const [env, terminal, expected] of cases) assert.equal(wantsColour(env, terminal), expected, JSON.stringify([env, terminal]));
  });
});

it('XML holds no character that XML cannot', () => {
  assert.equal(xml('<a b="c">&\u0000\u001b\ud800\n🙂'), '&lt;a b=&quot;c&quot;&gt;&amp;\uFFFD\uFFFD\uFFFD&#10;🙂');
});
