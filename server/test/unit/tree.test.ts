import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Node } from 'web-tree-sitter';
import { TreeMemory } from '../../src/syntax/parser.ts';
import '../check.ts';

const handler = (name: string) => `app.post('/${name}', (req, res) => {\n  res.redirect('/${name}');\n});\n`;
const FILE = ['a', 'b', 'c', 'd', 'e'].map(handler).join('');

/** The tree of a text after another one, of which was asked what `ask` asks, and one that knew nothing before. */
async function after(text: string, next: string, ask: (root: Node) => unknown = shapeOf) {
  const [kept, fresh] = [new TreeMemory(), new TreeMemory()];
  const { rootNode } = await kept.parse('javascript', text);
  const before = [...rootNode.children];
  before.forEach(ask);
  const now = (await kept.parse('javascript', next)).rootNode;
  return { before, now, fresh: (await fresh.parse('javascript', next)).rootNode };
}

function shapeOf(node: Node): unknown {
  return [node.type, node.startIndex, node.endIndex, node.text, node.children.map(shapeOf)];
}

describe('the kept tree', () => {
  it('keeps the statements, where they stand now, and answers for what they are now', async () => {
    const { before, now, fresh } = await after(FILE, FILE.replace("'/c')", "'/c?saved=1')"));
    assert.deepEqual(shapeOf(now), shapeOf(fresh));
    assert.deepEqual(now.children.map((node, at) => node.id === before[at]?.id), [true, true, true, true, true]);
    assert.equal(now.children[4]?.text, handler('e').trim());
  });

  it('has another node where another kind of node stands now', async () => {
    const { before, now, fresh } = await after(FILE, FILE.replace("app.post('/c'", "const c = app.post('/c'"));
    assert.deepEqual(shapeOf(now), shapeOf(fresh));
    assert.deepEqual(now.children.map((node, at) => node.id === before[at]?.id), [true, true, false, true, true]);
  });

  it('keeps a statement whose text nobody took', async () => {
    const { before, now, fresh } = await after(FILE, FILE.replace("'/c')", "'/c?saved=1')"), node => node.firstChild?.type);
    assert.deepEqual(now.children.map((node, at) => node.id === before[at]?.id), [true, true, true, true, true]);
    assert.deepEqual(shapeOf(now), shapeOf(fresh));
  });

  const EDITS: readonly (readonly [string, string])[] = [
    ['an opening comment that swallows what follows', FILE.replace("  res.redirect('/c')", "  /* res.redirect('/c')")],
    ['a missing brace', FILE.replace("  res.redirect('/c');\n});", "  res.redirect('/c');\n")],
    ['a statement less', FILE.replace(handler('c'), '')],
    ['two statements more', FILE.replace(handler('c'), handler('x') + handler('c') + handler('y'))],
    ['a first line', `'use strict';\n${FILE}`],
    ['nothing left', ''],
    ['a semicolon that joined nothing until it went', FILE.replaceAll('});\n', '})\n').replace("app.post('/c'", "(app).post('/c'")],
  ];
  for (const [what, next] of EDITS) {
    it(`is the tree of the text: ${what}`, async () => {
      const { now, fresh } = await after(FILE, next);
      assert.deepEqual(shapeOf(now), shapeOf(fresh));
    });
  }

  it('answers for what was replaced as for what was not', async () => {
    const { now, fresh } = await after(FILE, FILE.replace("'/c')", '`/${c}`)'));
    for (const type of ['template_string', 'string', 'arrow_function']) {
      assert.deepEqual(now.descendantsOfType(type).map(shapeOf), fresh.descendantsOfType(type).map(shapeOf));
    }
    const at = now.text.indexOf('${c}') + 2;
    assert.equal(now.descendantForIndex(at, at + 1)?.parent?.type, 'template_substitution');
    assert.equal(now.endIndex, fresh.endIndex);
  });
});
