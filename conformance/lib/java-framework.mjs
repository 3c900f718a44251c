import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { hasCommand } from './process.mjs';

const HOST = fileURLToPath(new URL('JavaHost.java', import.meta.url));
const SPRING = ['core', 'beans', 'context', 'expression', 'aop', 'web', 'webmvc'].map(name => `/usr/share/maven-repo/org/springframework/spring-${name}/debian/spring-${name}-debian.jar`);
const JETTY = ['server', 'servlet', 'util', 'http', 'io', 'security'].map(name => `/usr/share/java/jetty9-${name}.jar`);
const CLASS_PATH = [...SPRING, ...JETTY, '/usr/share/java/servlet-api.jar', '/usr/share/java/commons-logging.jar'].join(':');
/** Debian's Spring is older than its Java, and asks for more than that allows by itself. */
const OPENED = ['--add-opens', 'java.base/java.lang=ALL-UNNAMED'];

/**
 * Cases in Java: servlets with `@WebServlet` and controllers of Spring MVC, on Debian's Jetty 9, each file compiled by javac.
 * @param {string} name as given on the command line, and the folder below cases/
 * @returns {import('./server.mjs').Server}
 */
export function javaFramework(name) {
  const host = new Host();
  return {
    name,
    cases: name,
    needs: [
      { debian: 'default-jdk-headless', present: () => hasCommand('javac') },
      { debian: 'libspring-web-servlet-java', present: () => SPRING.every(existsSync) },
      { debian: 'libjetty9-java', present: () => JETTY.every(existsSync) },
    ],
    check: file => host.tell('check', file),
    async start(file, port) {
      const problem = await host.tell('start', file, String(port));
      if (problem) throw new Error(problem);
      return { stop: async () => { await host.tell('stop', String(port)); } };
    },
    close: () => host.close(),
  };
}

/** The virtual machine that compiles and serves, started with the first order. */
class Host {
  /** @type {import('node:child_process').ChildProcessByStdio<import('node:stream').Writable, import('node:stream').Readable, import('node:stream').Readable> | null} */
  #child = null;
  #said = '';
  #sent = 0;
  /** @type {Map<string, { resolve: (problem: string | null) => void, reject: (error: Error) => void }>} */
  #waiting = new Map();

  /**
   * @param {string[]} order
   * @returns {Promise<string | null>} null, or what went wrong in Java's words
   */
  tell(...order) {
    this.#child ??= this.#start();
    const { stdin } = this.#child;
    const id = String(++this.#sent);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      stdin.write(`${[id, ...order].join('\t')}\n`);
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
    // A single source file is compiled as it is started.
    const child = spawn('java', ['-XX:TieredStopAtLevel=1', ...OPENED, '-cp', CLASS_PATH, HOST], { stdio: ['pipe', 'pipe', 'pipe'] });
    child.stderr.on('data', chunk => { this.#said = (this.#said + chunk).slice(-4000); });
    createInterface({ input: child.stdout }).on('line', line => {
      const [id = '', problem] = line.split('\t');
      this.#waiting.get(id)?.resolve(problem === undefined ? null : problem.replaceAll('\\n', '\n'));
      this.#waiting.delete(id);
    });
    child.once('exit', code => {
      for (const { reject } of this.#waiting.values()) reject(new Error(`Java ended with ${code}: ${this.#said.trim()}`));
      this.#waiting.clear();
      this.#child = null;
    });
    return child;
  }
}
