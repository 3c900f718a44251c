import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/**
 * The process that serves the apps of one framework, started with the first order. It reads an order a line,
 * `ID start FILE PORT`, `ID stop PORT` or, where it compiles, `ID check FILE`, divided by tabs, and answers each with a line:
 * `ID`, with what went wrong behind a tab and its line breaks escaped where something did. It ends with its input.
 */
export class Host {
  /** @type {import('node:child_process').ChildProcessByStdio<import('node:stream').Writable, import('node:stream').Readable, import('node:stream').Readable> | null} */
  #child = null;
  #said = '';
  #sent = 0;
  /** @type {Map<string, { resolve: () => void, reject: (error: Error) => void }>} */
  #waiting = new Map();
  #command;
  #args;
  #env;

  /**
   * @param {string} command
   * @param {string[]} args
   * @param {Record<string, string>} [env] beside that of this process
   */
  constructor(command, args, env = {}) {
    this.#command = command;
    this.#args = args;
    this.#env = env;
  }

  /**
   * Resolves when the order is carried out, and rejects with what the process says where it cannot be.
   * @param {'start' | 'stop' | 'check'} order
   * @param {(string | number)[]} more
   * @returns {Promise<void>}
   */
  tell(order, ...more) {
    this.#child ??= this.#start();
    const { stdin } = this.#child;
    const id = String(++this.#sent);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      stdin.write(`${[id, order, ...more].join('\t')}\n`);
    });
  }

  /**
   * @param {string} file
   * @param {number} port
   * @returns {Promise<import('./server.mjs').Running>}
   */
  async serve(file, port) {
    await this.tell('start', file, port);
    return { stop: () => this.tell('stop', port) };
  }

  async close() {
    const child = this.#child;
    this.#child = null;
    if (!child || child.exitCode !== null) return;
    child.stdin.end();
    await once(child, 'exit');
  }

  #start() {
    const child = spawn(this.#command, this.#args, { env: { ...process.env, ...this.#env }, stdio: ['pipe', 'pipe', 'pipe'] });
    child.stderr.on('data', chunk => { this.#said = (this.#said + chunk).slice(-4000); });
    createInterface({ input: child.stdout }).on('line', line => {
      const [id = '', problem] = line.split('\t');
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (problem === undefined) waiting?.resolve();
      else waiting?.reject(new Error(problem.replaceAll('\\n', '\n')));
    });
    child.once('exit', code => {
      for (const { reject } of this.#waiting.values()) reject(new Error(`the apps' process ended with ${code}: ${this.#said.trim()}`));
      this.#waiting.clear();
      this.#child = null;
    });
    return child;
  }
}

/**
 * What was complained of, for a check.
 * @param {Promise<unknown>} done
 * @returns {Promise<string | null>}
 */
export function complaintOf(done) {
  return done.then(() => null, error => error instanceof Error ? error.message : String(error));
}
