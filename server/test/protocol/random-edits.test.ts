import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ClientCapabilities, Diagnostic, Position, TextDocumentContentChangeEvent } from 'vscode-languageserver-protocol';
import { type Client, PULLING, withClient } from './client.ts';

const SEEDS = [20240611, 20261130];
const TRIES = 12;

const UTF8: ClientCapabilities = { ...PULLING, general: { positionEncodings: ['utf-8'] } };
const FILES = [
  { path: 'app.js', languageId: 'javascript', text: "const app = require('express')();\n// 😀 ü\napp.post('/é', (req, res) => {\n  /* 😀 */ res.redirect('/a');\n});\napp.get('/', (req, res) => res.render('é'));\n" },
  { path: 'views.py', languageId: 'python', text: "from flask import Flask, redirect\napp = Flask(__name__)\r\n@app.post('/😀')\r\ndef go():\r\n    return redirect('/ü')\r\n" },
  { path: 'nginx.conf', languageId: 'nginx', text: 'server {\n  # 😀\n  location /ü {\n    limit_except GET POST { deny all; }\n    return 302 /b😀;\n  }\n}\n' },
] as const;
const PIECES = ['😀', 'é', '\n', '\r\n', '\r', '{', '}', '(', ')', "'", ' ', ';', '303, ', '302', "  res.redirect('/b');\n", '/*', '*/', '#', '\uFEFF', '𝒳'];

interface Change {
  readonly at: number;
  readonly length: number;
  readonly text: string;
}

const share = fc.double({ min: 0, max: 1, noNaN: true });
const change: fc.Arbitrary<Change> = fc.record({ at: share, length: fc.nat({ max: 12 }), text: fc.array(fc.constantFrom(...PIECES), { maxLength: 3 }).map(pieces => pieces.join('')) });
/** Each inner list is sent as one notification. */
const sequence = fc.tuple(fc.constantFrom(...FILES), fc.array(fc.array(change, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 8 }));

/** A place that a client can name: between characters, and not between CR and LF. */
function placeIn(text: string, offset: number): number {
  const isWithin = (text.codePointAt(offset - 1) ?? 0) > 0xffff || (text[offset - 1] === '\r' && text[offset] === '\n');
  return offset > 0 && offset < text.length && isWithin ? offset - 1 : Math.min(offset, text.length);
}

/** Counted as LSP 3.17 says it, and not as the server does. */
function positionAt(text: string, offset: number, encoding: 'utf-8' | 'utf-16'): Position {
  const lines = text.slice(0, offset).split(/\r\n|\n|\r/);
  const last = lines.at(-1) ?? '';
  return { line: lines.length - 1, character: encoding === 'utf-8' ? Buffer.byteLength(last) : last.length };
}

function applied(text: string, { at, length, text: inserted }: Change, encoding: 'utf-8' | 'utf-16'): { text: string; event: TextDocumentContentChangeEvent } {
  const start = placeIn(text, Math.floor(at * text.length));
  const end = Math.max(start, placeIn(text, Math.min(text.length, start + length)));
  const range = { start: positionAt(text, start, encoding), end: positionAt(text, end, encoding) };
  return { text: text.slice(0, start) + inserted + text.slice(end), event: { range, text: inserted } };
}

/** Sends the changes without waiting, a request between any two; after them the document says what it says when it is opened afresh. */
async function editedEqualsFresh(client: Client, [file, notifications]: readonly [typeof FILES[number], readonly (readonly Change[])[]], encoding: 'utf-8' | 'utf-16'): Promise<void> {
  const uri = await client.open(file.path, file.text, file);
  let { text } = file as { text: string };
  const everything = { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } };
  const asked: Promise<unknown>[] = [];
  for (const [at, changes] of notifications.entries()) {
    const events = changes.map(each => {
      const next = applied(text, each, encoding);
      text = next.text;
      return next.event;
    });
    await client.change(uri, at + 2, ...events);
    asked.push(at % 2 === 0 ? client.pull(uri) : client.actions(uri, everything));
  }
  // LSP 3.17: ContentModified, ServerCancelled and RequestCancelled are answers too.
  await Promise.all(asked.map(answer => answer.catch((error: { code: number }) => assert.ok([-32801, -32802, -32800].includes(error.code), String(error)))));
  const edited: Diagnostic[] = await client.diagnostics(uri);
  const offered = await client.actions(uri, everything);
  await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  await client.open(file.path, text, file);
  assert.deepEqual(edited, await client.diagnostics(uri), JSON.stringify(text));
  assert.deepEqual(offered.map(({ title }) => title), (await client.actions(uri, everything)).map(({ title }) => title), JSON.stringify(text));
  await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
}

for (const [encoding, capabilities] of [['utf-16', PULLING], ['utf-8', UTF8]] as const) {
  for (const seed of SEEDS) {
    test(`after any edits a document says what it says when opened afresh (${encoding}, seed ${seed})`, () => withClient({ capabilities }, async client => {
      assert.equal(client.result.capabilities.positionEncoding, encoding);
      await fc.assert(fc.asyncProperty(sequence, input => editedEqualsFresh(client, input, encoding)), { seed, numRuns: TRIES });
    }));
  }
}
