// The configuration of each guide: it names the command, the command starts from the npm package, and it serves what such editors announce.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import type { ClientCapabilities, CodeAction, PublishDiagnosticsParams } from 'vscode-languageserver-protocol';
import { formats, languages } from '../../../server/src/adapters.ts';
import { AFTER, BEFORE, ONE_OF_EACH } from './files.ts';
import { configuration, guides } from './guide.ts';
import { type Place, place } from './place.ts';
import { applied } from '../../../server/test/protocol/client.ts';
import { mayRead } from '../../../server/src/analyse.ts';

const MISSING = 'name a file of it in files.ts and its mode in the guides';
const COMMAND = ['redirect-lint', 'lsp', '--stdio'];

/** Takes pushed diagnostics and literal code actions, as Kate's, Sublime Text's, Helix's and Zed's clients all do. */
const PLAIN: ClientCapabilities = {
  textDocument: {
    synchronization: { didSave: true },
    publishDiagnostics: { relatedInformation: true },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'source'] } }, isPreferredSupport: true },
  },
  workspace: { workspaceFolders: true, configuration: true, workspaceEdit: { documentChanges: true } },
};

/** How each guide states the command. */
const STATED: Readonly<Record<string, () => readonly string[]>> = {
  'emacs.md': () => strings(/\. \(("redirect-lint"[^)]*)\)/.exec(configuration('emacs.md', 'init.el'))?.[1]?.replaceAll(' ', ', ')),
  'helix.md': () => {
    const toml = configuration('helix.md', 'languages.toml');
    return [...strings(/^command = (".*")$/m.exec(toml)?.[1]), ...strings(/^args = \[(.*)\]$/m.exec(toml)?.[1])];
  },
  'kate.md': () => JSON.parse(configuration('kate.md', 'settings.json')).servers['redirect-lint'].command,
  'neovim.md': () => strings(/cmd = \{ (.*?) \}/.exec(configuration('neovim.md', 'init-0.11.lua'))?.[1]?.replaceAll("'", '"')),
  'sublime-text.md': () => JSON.parse(configuration('sublime-text.md', 'LSP.sublime-settings')).clients['redirect-lint'].command,
  'zed.md': () => {
    const rust = configuration('zed.md', 'src/redirect_lint.rs');
    return [...strings(/which\((".*?")\)/.exec(rust)?.[1]), ...strings(/args: vec!\[(.*)\]/.exec(rust)?.[1]?.replaceAll('.into()', ''))];
  },
};

let at: Place;
before(() => {
  at = place({ 'app.js': BEFORE });
});
after(() => at?.remove());

test('every guide is tried here', () => assert.deepEqual(Object.keys(STATED).sort(), guides()));

test('the editors are shown a file of every language and format that people write', () => {
  const shown = Object.values(ONE_OF_EACH);
  for (const { name, extensions } of languages) assert.ok(shown.some(file => extensions.includes(path.extname(file))), `${name}: ${MISSING}`);
  const written = formats.filter(({ docs, languageIds }) => docs.constructs.length > 0 && languageIds.length > 0);
  for (const { name } of written) assert.ok(shown.includes(ONE_OF_EACH[name] ?? ''), `${name}: ${MISSING}`);
  for (const file of shown) assert.ok(mayRead(file), file);
});

for (const [guide, stated] of Object.entries(STATED)) {
  test(`${guide}: the command serves a client that takes pushed diagnostics`, async () => {
    const command = stated();
    assert.deepEqual(command, COMMAND);
    const { diagnostics, actions } = await session(command);
    assert.deepEqual(diagnostics.map(({ code, range }) => [code, range.start.line]), [['ambiguous-302', 3]]);
    const edit = actions.find(({ isPreferred }) => isPreferred)?.edit?.documentChanges?.[0];
    assert.ok(edit && 'edits' in edit);
    assert.equal(applied(BEFORE, edit.edits as Parameters<typeof applied>[1]), AFTER);
  });
}

function strings(list: string | undefined): string[] {
  return JSON.parse(`[${list ?? ''}]`);
}

/** Starts the command in the project, opens its file, asks for the actions at its finding, and ends it. */
async function session([command = '', ...args]: readonly string[]) {
  const server = spawn(command, args, { cwd: at.project, env: at.env, stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createMessageConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
  const uri = pathToFileURL(path.join(at.project, 'app.js')).href;
  const published = new Promise<PublishDiagnosticsParams>(resolve => {
    connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      if (params.diagnostics.length > 0) resolve(params);
    });
  });
  connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => items.map(() => null));
  connection.onRequest(() => null);
  connection.listen();
  const ended = new Promise<number | null>(resolve => server.once('exit', resolve));
  try {
    const folder = pathToFileURL(at.project).href;
    await connection.sendRequest('initialize', { processId: process.pid, rootUri: folder, workspaceFolders: [{ uri: folder, name: 'project' }], capabilities: PLAIN });
    await connection.sendNotification('initialized', {});
    await connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'javascript', version: 1, text: BEFORE } });
    const { diagnostics } = await published;
    const [{ range } = { range: null }] = diagnostics;
    const actions = await connection.sendRequest<CodeAction[]>('textDocument/codeAction', { textDocument: { uri }, range, context: { diagnostics } });
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    assert.equal(await ended, 0);
    return { diagnostics, actions };
  } finally {
    connection.dispose();
    if (server.exitCode === null) server.kill();
  }
}
