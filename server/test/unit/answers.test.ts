import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Node } from 'web-tree-sitter';
import { Answers } from '../../src/syntax/answers.ts';
import { TreeMemory } from '../../src/syntax/parser.ts';
import type { SyntaxTree } from '../../src/syntax/tree.ts';
import '../check.ts';

const FILE = "const a = 1;\nfoo('x', a);\nbar('y', a);\nbaz('z', a);\n";

/** What is found again by an edit of `from`, which stands in the file once, of what `find` finds about each statement. */
async function foundAgain(from: string, to: string, find: (statement: Node, tree: SyntaxTree) => unknown): Promise<string[]> {
  const memory = new TreeMemory();
  const answers = new Answers<unknown>();
  const found: string[] = [];
  const read = async (text: string) => {
    const tree = await memory.parse('javascript', text);
    found.length = 0;
    for (const statement of tree.rootNode.children) {
      answers.about(statement, () => {
        found.push(text.slice(statement.startIndex, statement.endIndex));
        return find(statement, tree);
      });
    }
  };
  await read(FILE);
  assert.equal(found.length, 4);
  await read(FILE);
  assert.deepEqual(found, [], 'nothing is found twice');
  await read(FILE.replace(from, to));
  memory.forget();
  return found;
}

const callee = (statement: Node) => statement.firstChild?.childForFieldName('function')?.text;

describe('an answer', () => {
  it('stands where an edit leaves alone what it was found by', async () => assert.deepEqual(await foundAgain("'y'", "'why'", callee), []));

  it('is found again where an edit changes that', async () => assert.deepEqual(await foundAgain('bar', 'bars', callee), ["bars('y', a);"]));

  it('is found again where another kind of node stands', async () => assert.deepEqual(await foundAgain("bar('y', a);", 'let b = a;', node => node.firstChild?.type), ['let b = a;']));

  it('is found again where the text answers otherwise', async () => {
    const asks = (_: Node, { asked }: SyntaxTree) => asked.has(/bars/);
    assert.deepEqual(await foundAgain("'y'", "'bar'", asks), []);
    assert.deepEqual((await foundAgain('bar', 'bars', asks)).length, 4);
  });

  it('is found again where an answer is that it was found by', async () => {
    const names = new Answers<string>();
    const first = (_: Node, { rootNode }: SyntaxTree) => names.about(rootNode, () => rootNode.firstChild?.text ?? '');
    assert.deepEqual(await foundAgain("'y'", "'why'", first), []);
    assert.equal((await foundAgain('a = 1', 'a = 2', first)).length, 4);
  });

  it('that could not be found is looked for again', () => {
    const answers = new Answers<number>();
    const key = {};
    assert.throws(() => answers.about(key, () => { throw new Error('too intricate'); }));
    assert.equal(answers.about(key, () => 1), 1);
  });
});
