import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { factsOf } from '../../src/analyse.ts';
import '../check.ts';

const SOUND = { path: 'a.js', text: "app.post('/a', (req, res) => res.redirect('/b'));\n" };

// Each of these overran the 64 KiB of stack that the parser comes with, and spoilt every parse after it.
const DEEP: readonly (readonly [path: string, text: string])[] = [
  ['a.ts', `redirect${'.a()'.repeat(20_000)}`],
  ['a.py', `redirect = ${'['.repeat(20_000)}`],
  ['a.rb', `redirect_to ${'('.repeat(20_000)}`],
  ['a.php', `<?php redirect(${'"a" . '.repeat(20_000)}"b");`],
  ['openapi.yaml', `openapi: 3.1.0\npaths:\n  ${'- '.repeat(5_000)}302`],
  ['vercel.json', `{"redirects":${'['.repeat(20_000)}`],
];

describe('code nested without end', () => {
  for (const [path, text] of DEEP) {
    it(`leaves the parser whole: ${path}`, async () => {
      await factsOf({ path, text });
      assert.equal((await factsOf(SOUND)).redirects.length, 1);
    });
  }
});
