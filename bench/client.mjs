// A language client that does no more than a benchmark needs: requests, notifications, waiting for diagnostics.
import { spawn } from 'node:child_process';

export class Client {
  #process;
  #buffer = Buffer.alloc(0);
  #next = 1;
  #answers = new Map();
  #waiting = [];
  #listening = [];
  #texts = new Map();
  #takesRanges = true;

  /** `cache`: where the server may keep what it likes between two starts, so that each measurement knows what it finds. */
  constructor(command, args, cache) {
    this.#process = spawn(command, args, { stdio: ['pipe', 'pipe', 'ignore'], env: { ...process.env, ...cache && { XDG_CACHE_HOME: cache } } });
    this.#process.stdout.on('data', chunk => this.#read(chunk));
  }

  /** Announces a client that takes pushed diagnostics alone, so that both servers are asked for the same. */
  async initialize(rootUri) {
    const { capabilities } = await this.request('initialize', {
      processId: process.pid, rootUri, workspaceFolders: [{ uri: rootUri, name: 'bench' }],
      capabilities: { textDocument: { publishDiagnostics: {}, synchronization: {} }, workspace: { configuration: true } },
    });
    const sync = capabilities.textDocumentSync;
    // TextDocumentSyncKind.Incremental; a server that takes whole texts would read a range's text as one.
    this.#takesRanges = (sync?.change ?? sync) === 2;
    this.notify('initialized', {});
  }

  open(uri, languageId, text) {
    this.#texts.set(uri, text);
    this.notify('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
  }

  /** Types at an offset, and says it as the server wants to hear it. */
  type(uri, version, offset, typed) {
    const before = this.#texts.get(uri);
    const text = before.slice(0, offset) + typed + before.slice(offset);
    this.#texts.set(uri, text);
    const line = before.slice(0, offset).split('\n').length - 1;
    const position = { line, character: offset - (before.lastIndexOf('\n', offset - 1) + 1) };
    const change = this.#takesRanges ? { range: { start: position, end: position }, text: typed } : { text };
    this.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [change] });
  }

  /** The newest text of a document. */
  textOf(uri) {
    return this.#texts.get(uri);
  }

  request(method, params) {
    const id = this.#next++;
    this.#send({ jsonrpc: '2.0', id, method, params });
    return new Promise(resolve => this.#answers.set(id, resolve));
  }

  notify(method, params) {
    this.#send({ jsonrpc: '2.0', method, params });
  }

  /** Resolves with the next diagnostics of a document, of this version where the server says which. */
  diagnostics(uri, version) {
    return new Promise(resolve => this.#waiting.push({ uri, version, resolve }));
  }

  /** Resolves with the next log message that fits. */
  logged(pattern) {
    return new Promise(resolve => this.#listening.push({ pattern, resolve }));
  }

  get pid() {
    return this.#process.pid;
  }

  stop() {
    this.#process.kill();
  }

  /** As an editor that is closed ends it. */
  async end() {
    const ended = new Promise(resolve => this.#process.once('exit', resolve));
    await this.request('shutdown', null);
    this.notify('exit', null);
    await ended;
  }

  #send(message) {
    const body = Buffer.from(JSON.stringify(message));
    this.#process.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    this.#process.stdin.write(body);
  }

  #read(chunk) {
    this.#buffer = Buffer.concat([this.#buffer, chunk]);
    for (;;) {
      const end = this.#buffer.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = Number(/content-length: (\d+)/i.exec(this.#buffer.subarray(0, end).toString())?.[1]);
      if (this.#buffer.length < end + 4 + length) return;
      const message = JSON.parse(this.#buffer.subarray(end + 4, end + 4 + length).toString());
      this.#buffer = this.#buffer.subarray(end + 4 + length);
      this.#take(message);
    }
  }

  #take(message) {
    if (message.method === 'textDocument/publishDiagnostics') {
      const { uri, version } = message.params;
      this.#waiting = this.#waiting.filter(wait => {
        const hit = wait.uri === uri && (version === undefined || version === null || version >= wait.version);
        if (hit) wait.resolve(message.params.diagnostics);
        return !hit;
      });
    } else if (message.method === 'window/logMessage') {
      this.#listening = this.#listening.filter(({ pattern, resolve }) => !pattern.test(message.params.message) || resolve(message.params.message));
    } else if (message.method && message.id !== undefined) {
      const result = message.method === 'workspace/configuration' ? message.params.items.map(() => null) : null;
      this.#send({ jsonrpc: '2.0', id: message.id, result });
    } else if (message.id !== undefined) {
      this.#answers.get(message.id)?.(message.result);
      this.#answers.delete(message.id);
    }
  }
}
