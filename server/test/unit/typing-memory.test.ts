import assert from 'node:assert/strict';
import { test } from 'node:test';
import v8 from 'node:v8';
import vm from 'node:vm';
import { factsOf } from '../../src/analyse.ts';
import { DocumentMemory } from '../../src/document-memory.ts';
import { Folder } from '../../src/lsp/folder.ts';
import { reportOf } from '../../src/lsp/report.ts';
import '../check.ts';
import { sessionOf } from '../fuzz/properties.ts';

v8.setFlagsFromString('--expose-gc');
const collect = vm.runInNewContext('gc') as () => void;

const ROUTES = Array.from({ length: 400 }, (_, i) => `app.post('/items/${i}', requireUser, async (req, res) => {
  // looked up in the shop
  const item = await items.find({ id: req.params.id, shop: ${i} });
  return res.redirect(\`/items/\${item.id}\`);
});
`);
const TEXT = `const app = require('express')();\n${ROUTES.join('')}`;
const KEYSTROKES = 150;
/** In bytes. To hold on to the texts alone would be more. */
const MOST = (KEYSTROKES * TEXT.length) / 4;

const PLACES = { 'a comment': '// looked', 'the path of a route': "app.post('/items/", 'a name': 'const item' };

for (const [where, words] of Object.entries(PLACES)) {
  test(`nothing is kept of the texts and reports of before while somebody types in ${where}`, async () => {
    const texts = new Map([['app.js', TEXT]]);
    const [memory, folder, session] = [new DocumentMemory(), new Folder(null), sessionOf(texts)];
    const at = TEXT.indexOf(words, TEXT.length / 2) + words.length;
    const stroke = async (nth: number) => {
      const before = texts.get('app.js') as string;
      const text = nth % 2 === 0 ? `${before.slice(0, at)}x${before.slice(at)}` : before.slice(0, at) + before.slice(at + 1);
      texts.set('app.js', text);
      folder.state('app.js', await factsOf({ path: 'app.js', text }, {}, memory));
      assert.equal((await reportOf(session, folder, 'app.js')).diagnostics.length, ROUTES.length);
    };
    const held = () => {
      collect();
      return process.memoryUsage().heapUsed;
    };
    for (let nth = 0; nth < 20; nth++) await stroke(nth);
    const before = held();
    for (let nth = 0; nth < KEYSTROKES; nth++) await stroke(nth);
    const more = held() - before;
    assert.ok(more < MOST, `${(more / 1e6).toFixed(1)} MB more after ${KEYSTROKES} keystrokes`);
    memory.forget();
  });
}
