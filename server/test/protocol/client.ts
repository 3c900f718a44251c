import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createMessageConnection, type MessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import type {
  ClientCapabilities, CodeAction, Diagnostic, DocumentDiagnosticReport, InitializeResult, PublishDiagnosticsParams, Range, TextDocumentContentChangeEvent,
} from 'vscode-languageserver-protocol';
import { build, EXECUTABLE } from '../built.ts';

/** What the extension starts. */
const SERVER = fileURLToPath(new URL('../../dist/server.js', import.meta.url));
build();

/** What a client that takes everything announces. */
export const PULLING: ClientCapabilities = {
  textDocument: {
    diagnostic: { dynamicRegistration: true, relatedInformation: true, codeDescriptionSupport: true, dataSupport: true },
    publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true, dataSupport: true },
  },
  workspace: {
    configuration: true, workspaceFolders: true, diagnostics: { refreshSupport: true }, workspaceEdit: { documentChanges: true },
    didChangeWatchedFiles: { dynamicRegistration: true }, didChangeConfiguration: { dynamicRegistration: true },
  },
  window: { workDoneProgress: true },
};

/** What VS Code announces beside that. */
export const EVERYTHING: ClientCapabilities = {
  ...PULLING,
  textDocument: {
    ...PULLING.textDocument,
    diagnostic: { ...PULLING.textDocument?.diagnostic, tagSupport: { valueSet: [1, 2] } },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    completion: { completionItem: { documentationFormat: ['markdown'] } },
    codeAction: { dataSupport: true, isPreferredSupport: true, resolveSupport: { properties: ['edit'] }, codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'source'] } } },
    inlayHint: { resolveSupport: { properties: ['tooltip'] } },
  },
  workspace: { ...PULLING.workspace, workspaceEdit: { documentChanges: true, resourceOperations: ['create'], changeAnnotationSupport: {} }, inlayHint: { refreshSupport: true } },
  window: { workDoneProgress: true, showDocument: { support: true } },
};

/** The same, but it waits for diagnostics to be sent. */
export const PUSHED: ClientCapabilities = { ...PULLING, textDocument: { publishDiagnostics: PULLING.textDocument?.publishDiagnostics ?? {} } };

export interface StartOptions {
  readonly capabilities?: ClientCapabilities;
  /** Texts by path; written to a new folder, which becomes the workspace. */
  readonly files?: Readonly<Record<string, string>>;
  /** Answers `workspace/configuration`; may be changed later. */
  readonly settings?: unknown;
  readonly initializationOptions?: unknown;
  /** The user's language, as in `de-AT`. */
  readonly locale?: string;
  /** Start the command line's `lsp` instead of the bundle that the extension starts. */
  readonly viaCommandLine?: boolean;
  /** A folder that is there and stays, instead of a new one. */
  readonly in?: string;
  /** A script that runs in each thread of the server before anything else. */
  readonly hook?: string;
  /** The server's bundle, where it is not the one that was built. */
  readonly server?: string;
}

/** A client of the real server process. */
export class Client {
  readonly folder: string;
  readonly connection: MessageConnection;
  readonly process: ChildProcess;
  readonly published: PublishDiagnosticsParams[] = [];
  /** Requests and notifications that came from the server, in their order. */
  readonly received: { method: string; params: unknown }[] = [];
  settings: unknown;
  result!: InitializeResult;
  stderr = '';
  readonly #isOwnFolder: boolean;
  readonly #waiters: { holds: () => boolean; done: () => void }[] = [];

  constructor({ files = {}, settings, viaCommandLine = false, in: given, hook, server = SERVER }: StartOptions) {
    this.#isOwnFolder = given === undefined;
    this.folder = given ?? fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'redirect-lint-'));
    this.settings = settings;
    for (const [file, text] of Object.entries(files)) this.write(file, text);
    const hooked = hook === undefined ? [] : ['--require', hook];
    this.process = spawn(process.execPath, [...hooked, ...viaCommandLine ? [EXECUTABLE, 'lsp', '--stdio'] : [server, '--stdio']], { stdio: 'pipe' });
    const { stdin, stdout, stderr } = this.process;
    assert.ok(stdin && stdout && stderr);
    stderr.on('data', chunk => {
      this.stderr += chunk;
    });
    this.connection = createMessageConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin));
    this.connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => items.map(() => this.settings ?? null));
    this.connection.onRequest((method, params) => this.#note(method, params) ?? null);
    this.connection.onNotification((method, params) => {
      if (method === 'textDocument/publishDiagnostics') this.published.push(params as unknown as PublishDiagnosticsParams);
      this.#note(method, params);
    });
    this.connection.onUnhandledProgress(progress => this.#note('$/progress', progress));
    this.connection.listen();
  }

  uri(file: string): string {
    return pathToFileURL(path.join(this.folder, file)).href;
  }

  write(file: string, text: string): void {
    fs.mkdirSync(path.dirname(path.join(this.folder, file)), { recursive: true });
    fs.writeFileSync(path.join(this.folder, file), text);
  }

  async initialize(capabilities: ClientCapabilities, initializationOptions?: unknown, locale?: string): Promise<void> {
    const uri = pathToFileURL(this.folder).href;
    this.result = await this.connection.sendRequest('initialize', {
      processId: process.pid, rootUri: uri, capabilities, workspaceFolders: [{ uri, name: 'test' }], ...initializationOptions !== undefined && { initializationOptions }, ...locale !== undefined && { locale },
    });
    await this.connection.sendNotification('initialized', {});
  }

  async open(file: string, text: string, { languageId = 'javascript', uri = this.uri(file) } = {}): Promise<string> {
    await this.connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
    return uri;
  }

  change(uri: string, version: number, ...contentChanges: TextDocumentContentChangeEvent[]): Promise<void> {
    return this.connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
  }

  pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return this.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri }, ...previousResultId && { previousResultId } });
  }

  async diagnostics(uri: string): Promise<Diagnostic[]> {
    const report = await this.pull(uri);
    assert.equal(report.kind, 'full');
    return report.kind === 'full' ? report.items : [];
  }

  actions(uri: string, range: Range, context: { diagnostics?: Diagnostic[]; only?: string[] } = {}): Promise<CodeAction[]> {
    return this.connection.sendRequest('textDocument/codeAction', { textDocument: { uri }, range, context: { diagnostics: [], ...context } });
  }

  /** Rejects after a minute, so that what never comes fails a test instead of holding it up. */
  until(holds: () => boolean): Promise<void> {
    if (holds()) return Promise.resolve();
    return new Promise((done, reject) => {
      const late = setTimeout(() => reject(new Error(`did not come within a minute: ${holds}`)), 60_000);
      this.#waiters.push({
        holds,
        done: () => {
          clearTimeout(late);
          done();
        },
      });
    });
  }

  /** The scan of the workspace has ended. */
  scanned(times = 1): Promise<void> {
    return this.until(() => this.logs(/files read in/).length >= times);
  }

  logs(pattern: RegExp): string[] {
    return this.received.filter(({ method }) => method === 'window/logMessage').map(({ params }) => (params as { message: string }).message).filter(message => pattern.test(message));
  }

  async stop(): Promise<number | null> {
    const ended = new Promise<number | null>(resolve => {
      this.process.once('exit', resolve);
    });
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    const status = await ended;
    this.connection.dispose();
    this.removeFolder();
    return status;
  }

  removeFolder(): void {
    if (this.#isOwnFolder) fs.rmSync(this.folder, { recursive: true, force: true });
  }

  #note(method: string, params: unknown): void {
    this.received.push({ method, params });
    for (const waiter of this.#waiters.filter(({ holds }) => holds())) {
      this.#waiters.splice(this.#waiters.indexOf(waiter), 1);
      waiter.done();
    }
  }
}

/** Runs a test with a client, and ends the server after it, whatever happens. */
export async function withClient(options: StartOptions, test: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client(options);
  try {
    await client.initialize(options.capabilities ?? PULLING, options.initializationOptions, options.locale);
    await test(client);
    assert.deepEqual(client.logs(/internal failure|cannot be analysed|failed with message/), []);
    assert.equal(await client.stop(), 0);
    assert.equal(client.stderr, '');
  } finally {
    if (client.process.exitCode === null) client.process.kill();
    client.removeFolder();
  }
}

/** The text after edits of one document, as a client applies them; columns in UTF-16. */
export function applied(text: string, edits: readonly { range: Range; newText: string }[]): string {
  const lines = text.split(/(?<=\n)/);
  const offset = ({ line, character }: { line: number; character: number }) => lines.slice(0, line).join('').length + character;
  return [...edits].sort((a, b) => offset(b.range.start) - offset(a.range.start))
    .reduce((result, { range, newText }) => result.slice(0, offset(range.start)) + newText + result.slice(offset(range.end)), text);
}

/** A small Express app with one redirect that answers `method`. */
export function app(method = 'post', before = ''): string {
  return `const express = require('express');\nconst app = express();\n${before}app.${method}('/login', (req, res) => {\n  res.redirect('/home');\n});\n`;
}
