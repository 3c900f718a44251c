import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anyOf } from '../../src/syntax/triggers.ts';

test('words are looked for as they are', () => {
  const pattern = new RegExp(`^${anyOf(['[x', 'a+b', '$get', 'save!'])}$`);
  for (const word of ['[x', 'a+b', '$get', 'save!']) assert.ok(pattern.test(word), word);
  for (const word of ['x', 'aab', 'get', 'save', '']) assert.ok(!pattern.test(word), word);
});
