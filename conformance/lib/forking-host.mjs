import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/**
 * The process that has a framework loaded and forks the apps' own, started with the first of them.
 * It is told one JSON object a line, `{"id": 1, "file": PATH, "port": NUMBER}` or `{"id": 2, "stop": NUMBER}`,
 * and answers each with `{"id": …}`, with `error` where it failed.
 */
export class ForkingHost {
  /** @type {import('node:child_process').ChildProcessByStdio<import('node:stream').Writable, import('node:stream').Readable, null> | null} */
  #child = null;
  #sent = 0;
  /** @type {Map<number, { resolve: () => void, reject: (error: Error) => void }>} */
  #waiting = new Map();
  #command;
  #args;
  #env;

  /**
   * @param {string} command
   * @param {string[]} args
   * @param {Record<string, string>} env beside that of this process
   */
  constructor(command, args, env) {
    this.#command = command;
    this.#args = args;
    this.#env = env;
  }

  /**
   * @param {{ file?: string, port?: number, stop?: number }} order
   * @returns {Promise<void>}
   */
  tell(order) {
    this.#child ??= this.#start();
    const { stdin } = this.#child;
    const id = ++this.#sent;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      stdin.write(`${JSON.stringify({ id, ...order })}\n`);
    });
  }

  async close() {
    const child = this.#child;
    this.#child = null;
    if (!child || child.exitCode !== null) return;
    child.stdin.end();
    await once(child, 'exit');
  }

  #start() {
    const child = spawn(this.#command, this.#args, { env: { ...process.env, ...this.#env }, stdio: ['pipe', 'pipe', 'inherit'] });
    createInterface({ input: child.stdout }).on('line', line => {
      const { id, error } = /** @type {{ id: number, error?: string }} */ (JSON.parse(line));
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error) waiting?.reject(new Error(error));
      else waiting?.resolve();
    });
    child.once('exit', code => {
      for (const { reject } of this.#waiting.values()) reject(new Error(`the apps' process ended with ${code}`));
      this.#waiting.clear();
      this.#child = null;
    });
    return child;
  }
}
