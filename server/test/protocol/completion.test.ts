import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CompletionItem, TextEdit } from 'vscode-languageserver-protocol';
import { rules } from '../../src/rules/index.ts';
import { applied, type Client, EVERYTHING, withClient } from './client.ts';

const IDS = rules.map(({ id }) => id);

/** Completes at the `|` of a text; gives the labels and what taking each makes of the text. */
async function completed(client: Client, file: string, marked: string, languageId?: string): Promise<{ items: CompletionItem[]; texts: string[] }> {
  const before = marked.slice(0, marked.indexOf('|'));
  const text = marked.replace('|', '');
  const uri = await client.open(file, text, languageId ? { languageId } : {});
  const position = { line: before.split('\n').length - 1, character: before.length - before.lastIndexOf('\n') - 1 };
  const items = await client.connection.sendRequest<CompletionItem[]>('textDocument/completion', { textDocument: { uri }, position });
  return { items, texts: items.map(item => applied(text, [item.textEdit as TextEdit])) };
}

test('rules are completed after a suppression comment, without those that it names already', () => withClient({ capabilities: EVERYTHING }, async client => {
  const { items, texts } = await completed(client, 'a.js', 'x();\n// redirect-lint-disable-next-line amb|\n');
  assert.deepEqual(items.map(({ label }) => label), IDS);
  assert.equal(texts[0], `x();\n// redirect-lint-disable-next-line ${IDS[0]}\n`);
  assert.match(items[0]?.detail ?? '', /302/);
  const more = await completed(client, 'b.conf', '# redirect-lint-disable ambiguous-302, |', 'nginx');
  assert.deepEqual(more.items.map(({ label }) => label), IDS.filter(id => id !== 'ambiguous-302'));
  assert.deepEqual((await completed(client, 'c.js', '// redirect-lint-disable ambiguous-302 -- because |')).items, []);
  assert.deepEqual((await completed(client, 'd.js', 'const redirect = |')).items, []);
}));

test('the word itself is completed', () => withClient({ capabilities: EVERYTHING }, async client => {
  const { texts } = await completed(client, 'a.js', '// redirect-lint-dis|');
  assert.ok(texts.includes('// redirect-lint-disable-next-line'), texts.join('\n'));
}));

test('keys and values of the configuration file are completed, unless the editor does that by the schema', async () => {
  await withClient({ capabilities: EVERYTHING }, async client => {
    const complete = (text: string) => completed(client, 'redirect-lint.config.json', text, 'jsonc');
    const keys = await complete('{ "ignore": [], "|" }');
    assert.ok(keys.items.some(({ label }) => label === '"rules"'));
    assert.ok(!keys.items.some(({ label }) => label === '"ignore"'));
    assert.ok(keys.texts.includes('{ "ignore": [], "rules" }'));
    const ids = await complete('{ "rules": { "amb|" } }');
    assert.deepEqual(ids.items.map(({ label }) => label), IDS.map(id => `"${id}"`));
    const levels = await complete('{ "rules": { "ambiguous-302": "|" } }');
    assert.deepEqual(levels.texts, ['off', 'hint', 'warning', 'error'].map(level => `{ "rules": { "ambiguous-302": "${level}" } }`));
    assert.deepEqual((await complete('{ "nothing": "|" }')).items, []);
    assert.deepEqual((await complete('|')).items, []);
  });
  await withClient({ capabilities: EVERYTHING, initializationOptions: { configSchema: true } }, async client => {
    assert.deepEqual((await completed(client, 'redirect-lint.config.json', '{ "|" }', 'jsonc')).items, []);
  });
});
