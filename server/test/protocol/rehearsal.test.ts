import assert from 'node:assert/strict';
import { test } from 'node:test';
import { app, PUSHED, withClient } from './client.ts';

const REHEARSED = /a copy was typed in/;
const FLASK = "from flask import Flask, redirect\n\napp = Flask(__name__)\n\n@app.route('/login', methods=['POST'])\ndef login():\n    return redirect('/home')\n";

test('of what is typed in a copy nobody hears, and the document is typed in as before', () => withClient({ capabilities: PUSHED }, async client => {
  const uri = await client.open('app.js', app());
  await client.until(() => client.logs(REHEARSED).length === 1);
  assert.deepEqual(client.published.map(({ version, diagnostics }) => [version, diagnostics.map(({ code }) => code)]), [[1, ['ambiguous-302']]]);
  const start = { line: 0, character: 0 };
  await client.change(uri, 2, { range: { start, end: start }, text: '\n' });
  await client.until(() => client.published.length === 2);
  assert.deepEqual(client.published[1]?.diagnostics.map(({ range }) => range.start), [{ line: 4, character: 2 }]);
}));

test('one document of a language is enough, and one that does not redirect is none', () => withClient({ capabilities: PUSHED }, async client => {
  await client.open('app.js', app());
  await client.until(() => client.logs(REHEARSED).length === 1);
  await client.open('other.js', app());
  await client.open('plain.py', 'print(1)\n', { languageId: 'python' });
  await client.open('app.py', FLASK, { languageId: 'python' });
  await client.until(() => client.logs(REHEARSED).length === 2);
  assert.deepEqual(client.logs(REHEARSED).map(message => /(\w+\.\w+): /.exec(message)?.[1]), ['app.js', 'app.py']);
}));
