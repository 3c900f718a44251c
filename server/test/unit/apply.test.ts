import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { applyEdits } from '../../src/fix/apply.ts';

const edit = (start: number, end: number, text: string) => ({ span: { start, end }, text });

describe('applying edits', () => {
  it('applies sets that fit together', () => {
    assert.deepEqual(applyEdits('abcdef', [[edit(1, 2, 'X')], [edit(4, 5, '')]]), { text: 'aXcdf', applied: 2 });
  });
  it('leaves out a set that overlaps an earlier one, whole', () => {
    assert.deepEqual(applyEdits('abcdef', [[edit(1, 3, 'X')], [edit(2, 4, 'Y'), edit(5, 6, 'Z')]]), { text: 'aXdef', applied: 1 });
  });
  it('adds an import once that two sets share', () => {
    const added = edit(0, 0, 'import x\n');
    assert.deepEqual(applyEdits('a b', [[added, edit(0, 1, 'A')], [added, edit(2, 3, 'B')]]), { text: 'import x\nA B', applied: 2 });
  });
  it('refuses what lies outside the text', () => {
    assert.deepEqual(applyEdits('ab', [[edit(1, 9, 'X')], [edit(-1, 0, 'X')], [edit(2, 1, 'X')]]), { text: 'ab', applied: 0 });
  });
});
