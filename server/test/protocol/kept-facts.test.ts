import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import type { Diagnostic } from 'vscode-languageserver-protocol';
import { withoutGrammars } from '../built.ts';
import { type Client, EVERYTHING, type StartOptions, withClient } from './client.ts';

const LEAVE = 'exports.leave = res => {\n  res.redirect(\'/orders\');\n};\n';
/** The one in the middle holds no word of a redirect or a route. */
const FILES: Readonly<Record<string, string>> = {
  'app.js': "const app = require('express')();\napp.post('/remove', require('./remove').remove);\napp.post('/login', (req, res) => res.redirect('/account'));\n",
  'remove.js': "const { leave } = require('./leave');\nexports.remove = (req, res) => {\n  drop(req);\n  leave(res);\n};\n",
  'leave.js': LEAVE,
};

function project(t: TestContext): string {
  const home = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'redirect-lint-')));
  t.after(() => fs.rmSync(home, { recursive: true }));
  for (const [name, text] of Object.entries(FILES)) fs.writeFileSync(path.join(home, name), text);
  return home;
}

/** Opens a file when the workspace has been read, and gives what is said of it. */
async function said(client: Client, file: string, text: string): Promise<Diagnostic[]> {
  await client.scanned();
  return client.diagnostics(await client.open(file, text));
}

const whileOpen = (options: StartOptions, test: (client: Client) => Promise<void>) => withClient({ capabilities: EVERYTHING, ...options }, test);

describe('what a server left for the next one', () => {
  it('is said again without parsing: by one that cannot', async t => {
    const home = project(t);
    const broken = path.join(withoutGrammars(t), 'dist/server.js');
    let before: Diagnostic[] = [];
    await whileOpen({ in: home }, async client => {
      before = await said(client, 'leave.js', LEAVE);
    });
    assert.equal(before[0]?.code, 'ambiguous-302');
    await whileOpen({ in: home, server: broken }, async client => {
      const uri = await client.open('leave.js', LEAVE);
      await client.scanned();
      assert.deepEqual(await client.diagnostics(uri), before);
    });
  });

  it('is not said of a text that is another one by now', async t => {
    const home = project(t);
    await whileOpen({ in: home }, client => client.scanned());
    await whileOpen({ in: home }, async client => {
      const uri = await client.open('leave.js', LEAVE.replace('res.redirect', 'res.render'));
      await client.scanned();
      assert.deepEqual(await client.diagnostics(uri), []);
    });
  });

  it('is followed by edits as if the text had been read', async t => {
    const home = project(t);
    await whileOpen({ in: home }, client => client.scanned());
    const edited = FILES['app.js']?.replace("'/account'", "'/welcome'") ?? '';
    const lines = async (client: Client, uri: string) => (await client.diagnostics(uri)).map(({ range }) => range.start.line);
    for (const wait of [0, 700]) {
      await whileOpen({ in: home }, async client => {
        const uri = await client.open('app.js', FILES['app.js'] ?? '');
        assert.deepEqual(await lines(client, uri), [2]);
        // Read after all when there was time for it, or at once.
        await new Promise(resolve => setTimeout(resolve, wait));
        await client.change(uri, 2, { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: '\n' });
        assert.deepEqual(await lines(client, uri), [3]);
        await client.change(uri, 3, { text: edited.replace('app.post', 'app.get').replace("app.post('/login'", "app.get('/login'") });
        assert.deepEqual(await lines(client, uri), []);
        await client.change(uri, 4, { text: edited });
        assert.deepEqual(await lines(client, uri), [2]);
      });
    }
  });

  it('holds a document as it was saved', async t => {
    const home = project(t);
    const saved = `\n\n${LEAVE}`;
    await whileOpen({ in: home }, async client => {
      await client.scanned();
      const uri = await client.open('leave.js', LEAVE);
      await client.change(uri, 2, { text: saved });
      fs.writeFileSync(path.join(home, 'leave.js'), saved);
      await client.connection.sendNotification('textDocument/didSave', { textDocument: { uri } });
      assert.equal((await client.diagnostics(uri))[0]?.range.start.line, 3);
    });
    await whileOpen({ in: home, server: path.join(withoutGrammars(t), 'dist/server.js') }, async client => {
      const uri = await client.open('leave.js', saved);
      await client.scanned();
      assert.equal((await client.diagnostics(uri))[0]?.range.start.line, 3);
    });
  });
});
