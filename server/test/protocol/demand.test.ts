import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Client, EVERYTHING, withClient } from './client.ts';

const LEAVE = 'exports.leave = res => {\n  res.redirect(\'/orders\');\n};\n';
const SILENT = 'exports.leave = res => {\n  res.json([]);\n};\n';
/** The one in the middle holds no word of a redirect or a route. */
const FILES = {
  'app.js': "const app = require('express')();\napp.post('/remove', require('./remove').remove);\n",
  'remove.js': "const { leave } = require('./leave');\nexports.remove = (req, res) => {\n  drop(req);\n  leave(res);\n};\n",
  'leave.js': LEAVE,
};

const severities = async (client: Client, uri: string) => (await client.diagnostics(uri)).map(({ code, severity }) => `${code} ${severity}`);
const WARNING = 'ambiguous-302 2';

/** Resolves when the diagnostics of a document are these; what leads to them is read in the background. */
async function shows(client: Client, uri: string, expected: readonly string[]): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if (JSON.stringify(await severities(client, uri)) === JSON.stringify(expected)) return;
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  assert.deepEqual(await severities(client, uri), expected);
}

test('a scan reads the callers of a helper, whatever words they hold', () => withClient({ capabilities: EVERYTHING, files: FILES }, async client => {
  const uri = await client.open('leave.js', LEAVE);
  await client.scanned();
  await shows(client, uri, [WARNING]);
}));

test('they are read when the helper begins to redirect', () => withClient({ capabilities: EVERYTHING, files: { ...FILES, 'leave.js': SILENT } }, async client => {
  await client.scanned();
  const uri = await client.open('leave.js', SILENT);
  assert.deepEqual(await severities(client, uri), []);
  await client.change(uri, 2, { text: LEAVE });
  await shows(client, uri, [WARNING]);
}));

test('a caller that is open is read as it stands in the editor, and goes again with its call', () => withClient({ capabilities: EVERYTHING, files: { ...FILES, 'leave.js': SILENT } }, async client => {
  await client.scanned();
  const caller = await client.open('remove.js', FILES['remove.js']);
  assert.deepEqual(await severities(client, caller), []);
  const uri = await client.open('leave.js', LEAVE);
  await shows(client, uri, [WARNING]);
  await client.change(caller, 2, { text: FILES['remove.js'].replace('leave(res);', '') });
  await shows(client, uri, ['ambiguous-302 4']);
  await client.change(caller, 3, { text: FILES['remove.js'] });
  await shows(client, uri, [WARNING]);
}));
