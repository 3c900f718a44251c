import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Hover, MarkupContent } from 'vscode-languageserver-protocol';
import { app, type Client, EVERYTHING, PULLING, withClient } from './client.ts';

async function hover(client: Client, uri: string, line: number, character: number): Promise<{ value: string; kind: string; range: Hover['range'] } | null> {
  const answer = await client.connection.sendRequest<Hover | null>('textDocument/hover', { textDocument: { uri }, position: { line, character } });
  return answer && { ...answer.contents as MarkupContent, range: answer.range };
}

test('a redirect says what measured clients make of the methods that reach it', () => withClient({ capabilities: EVERYTHING }, async client => {
  const uri = await client.open('app.js', app('delete'));
  const shown = await hover(client, uri, 3, 8);
  assert.equal(shown?.kind, 'markdown');
  assert.match(shown.value, /^\*\*302 Found\*\*, the default of express, answers `DELETE` here\./);
  assert.match(shown.value, /^\| `DELETE` \| becomes GET \(\d+\) \| .*Go net\/http/m);
  assert.match(shown.value, /^\| {3}\| is repeated there \(\d+\) \| Chromium, Firefox, .* and \d+ more \|$/m);
  assert.match(shown.value, /`DELETE` becomes GET with 303 in \d+ of \d+ clients/);
  assert.match(shown.value, /docs\/clients\.md\)$/);
  assert.doesNotMatch(shown.value, /POST/);
  assert.deepEqual(shown.range, { start: { line: 3, character: 2 }, end: { line: 3, character: 23 } });
}));

test('a status that is not what is written says so, and so does one that only GET meets', () => withClient({ capabilities: EVERYTHING }, async client => {
  const uri = await client.open('app.js', app('post').replace('res.redirect(', 'res.status(303).redirect('));
  assert.match((await hover(client, uri, 3, 8))?.value ?? '', /is sent, the 303 written here is not used\. It answers `POST`\./);
  const fine = await client.open('fine.js', app('get'));
  const said = await hover(client, fine, 3, 8);
  assert.match(said?.value ?? '', /answers `GET`, `HEAD` here\. Clients GET the target/);
  assert.doesNotMatch(said?.value ?? '', /\|/);
  assert.equal(await hover(client, fine, 0, 3), null);
}));

test('methods with which clients do the same share their rows', () => withClient({ capabilities: EVERYTHING }, async client => {
  const uri = await client.open('app.js', app('all'));
  const { value } = await hover(client, uri, 3, 8) ?? assert.fail();
  assert.match(value, /answers every method, as far as can be seen/);
  const first = value.split('\n').filter(line => /^\| `/.test(line)).map(line => line.split('|')[1]?.trim());
  assert.equal(new Set(first).size, first.length);
  assert.equal(first.join(', ').split(', ').sort().join(), '`DELETE`,`PATCH`,`POST`,`PUT`');
}));

test('a client that announces no Markdown gets text', () => withClient({ capabilities: PULLING }, async client => {
  const uri = await client.open('app.js', app());
  const shown = await hover(client, uri, 3, 8);
  assert.equal(shown?.kind, 'plaintext');
  assert.match(shown.value, /^302 Found, the default of express, answers POST here\.\n\n- POST becomes GET with 303 in \d+ of \d+ clients\n.*\n\nPOST: becomes GET \(\d+\): Chromium/);
  assert.doesNotMatch(shown.value, /\*\*|`|\]\(|---/);
}));

test('a suppression comment says what it does and what its rules find', () => withClient({ capabilities: EVERYTHING }, async client => {
  const comment = '  // redirect-lint-disable-next-line ambiguous-302 -- meant\n';
  const uri = await client.open('app.js', app().replace('  res.', `${comment}  res.`));
  assert.match((await hover(client, uri, 3, 10))?.value ?? '', /^`ambiguous-302`: off on the next line\.\n\n\*\*ambiguous-302\*\*: 302 can answer/);
  const rule = await hover(client, uri, 3, comment.indexOf('ambiguous') + 3);
  assert.match(rule?.value ?? '', /^\*\*ambiguous-302\*\*: .*docs\/rules\/ambiguous-302\.md\)$/s);
  assert.equal(rule?.range?.start.character, comment.indexOf('ambiguous'));
}));

test('keys and rules of the configuration file are explained, unless the editor does that by the schema', async () => {
  const text = '{\n  // ours\n  "rules": { "ambiguous-302": "off" },\n  "ignore": ["a"]\n}\n';
  const shown = async (initializationOptions?: unknown) => {
    const said: (string | undefined)[] = [];
    await withClient({ capabilities: EVERYTHING, initializationOptions }, async client => {
      const uri = await client.open('redirect-lint.config.json', text, { languageId: 'jsonc' });
      for (const [line, character] of [[2, 5], [2, 16], [3, 5], [3, 13], [0, 0]] as const) said.push((await hover(client, uri, line, character))?.value);
    });
    return said;
  };
  const [rules, rule, ignore, ...nothing] = await shown();
  assert.match(rules ?? '', /^Severity of each rule/);
  assert.match(rule ?? '', /^\*\*ambiguous-302\*\*/);
  assert.match(ignore ?? '', /gitignore/);
  assert.deepEqual(nothing, [undefined, undefined]);
  assert.deepEqual(await shown({ configSchema: true }), [undefined, undefined, undefined, undefined, undefined]);
});

test('columns in UTF-8', () => withClient({ capabilities: { ...EVERYTHING, general: { positionEncodings: ['utf-8'] } } }, async client => {
  const text = app().replace("  res.redirect('/home');", "  /* é😀 */ res.redirect('/home');");
  const uri = await client.open('app.js', text);
  const shown = await hover(client, uri, 3, 22);
  // `/* é😀 */ ` is 13 bytes, 10 UTF-16 units.
  assert.deepEqual(shown?.range, { start: { line: 3, character: 15 }, end: { line: 3, character: 36 } });
  assert.equal(await hover(client, uri, 3, 12), null);
}));

test('in German where the user speaks it, in English where there is no translation', async () => {
  for (const [locale, says] of [['de-AT', /^\*\*302 Found\*\*, die Vorgabe von express/], ['ja', /^express の既定値 \*\*302 Found\*\*/], ['xx', /the default of express/]] as const) {
    await withClient({ capabilities: EVERYTHING, locale }, async client => {
      const uri = await client.open('app.js', app());
      const said = await hover(client, uri, 3, 8);
      assert.match(said?.value ?? '', says);
      if (locale !== 'xx') assert.doesNotMatch(said?.value ?? '', /answers|more|of \d+ clients/);
    });
  }
});
