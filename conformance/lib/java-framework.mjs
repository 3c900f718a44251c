import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { complaint, hasCommand, serve } from './process.mjs';

const HOST = fileURLToPath(new URL('JavaHost.java', import.meta.url));
const spring = ['core', 'beans', 'context', 'expression', 'aop', 'web', 'webmvc'].map(name => `/usr/share/maven-repo/org/springframework/spring-${name}/debian/spring-${name}-debian.jar`);
const jetty = ['server', 'servlet', 'util', 'http', 'io', 'security'].map(name => `/usr/share/java/jetty9-${name}.jar`);
const LIBRARIES = [...spring, ...jetty, '/usr/share/java/servlet-api.jar', '/usr/share/java/commons-logging.jar'];
/** Debian's Spring is older than its Java, and asks for more than that allows by itself. */
const OPENED = ['--add-opens', 'java.base/java.lang=ALL-UNNAMED'];
/** Starting a virtual machine takes its time beside other work, in ms. */
const PATIENCE = 60_000;

/**
 * Cases in Java: servlets with `@WebServlet` and controllers of Spring MVC, on Debian's Jetty 9.
 * @param {string} name as given on the command line, and the folder below cases/
 * @returns {import('./server.mjs').Server}
 */
export function javaFramework(name) {
  return {
    name,
    cases: name,
    needs: [
      { debian: 'default-jdk-headless', present: () => hasCommand('javac') },
      { debian: 'libspring-web-servlet-java', present: () => existsSync(/** @type {string} */ (spring.at(-1))) },
      { debian: 'libspring-context-java', present: () => existsSync(/** @type {string} */ (spring[2])) },
      { debian: 'libjetty9-java', present: () => existsSync(/** @type {string} */ (jetty[0])) },
    ],
    async check(file) {
      const classes = compiledFolder();
      try {
        return await compile(file, classes);
      } finally {
        remove(classes);
      }
    },
    async start(file, port) {
      const classes = compiledFolder();
      try {
        const problem = await compile(file, classes);
        if (problem) throw new Error(problem);
        const path = [classes, ...LIBRARIES].join(':');
        const { stop } = await serve('java', ['-XX:TieredStopAtLevel=1', ...OPENED, '-cp', path, 'JavaHost', String(port), classes], { port, patience: PATIENCE });
        return { stop: () => stop().finally(() => remove(classes)) };
      } catch (error) {
        remove(classes);
        throw error;
      }
    },
  };
}

function compiledFolder() {
  return mkdtempSync(join(tmpdir(), 'java-cases-'));
}

/** @param {string} folder */
function remove(folder) {
  rmSync(folder, { recursive: true, force: true });
}

/**
 * @param {string} file
 * @param {string} into
 */
function compile(file, into) {
  return complaint('javac', ['-nowarn', '-proc:none', '-cp', LIBRARIES.join(':'), '-d', into, HOST, file]);
}
