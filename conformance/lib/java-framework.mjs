import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { complaintOf, Host } from './host.mjs';
import { hasCommand } from './process.mjs';

const HOST = fileURLToPath(new URL('JavaHost.java', import.meta.url));
const SPRING = ['core', 'beans', 'context', 'expression', 'aop', 'web', 'webmvc'].map(name => `/usr/share/maven-repo/org/springframework/spring-${name}/debian/spring-${name}-debian.jar`);
const JETTY = ['server', 'servlet', 'util', 'http', 'io', 'security'].map(name => `/usr/share/java/jetty9-${name}.jar`);
const RESTEASY = ['resteasy-jaxrs', 'jaxrs-api', 'jboss-logging', 'geronimo-annotation-1.3-spec', 'commons-io'].map(name => `/usr/share/java/${name}.jar`);
const CLASS_PATH = [...SPRING, ...JETTY, ...RESTEASY, '/usr/share/java/servlet-api.jar', '/usr/share/java/commons-logging.jar'].join(':');
/** Debian's Spring is older than its Java, and asks for more than that allows by itself. */
const OPENED = ['--add-opens', 'java.base/java.lang=ALL-UNNAMED'];

/**
 * Cases in Java: servlets with `@WebServlet`, controllers of Spring MVC and resources of JAX-RS, on Debian's Jetty 9, each file compiled by javac.
 * @param {string} name as given on the command line, and the folder below cases/
 * @returns {import('./server.mjs').Server}
 */
export function javaFramework(name) {
  // A single source file is compiled as it is started.
  const host = new Host('java', ['-XX:TieredStopAtLevel=1', ...OPENED, '-cp', CLASS_PATH, HOST]);
  return {
    name,
    cases: name,
    needs: [
      { debian: 'default-jdk-headless', present: () => hasCommand('javac') },
      { debian: 'libspring-web-servlet-java', present: () => SPRING.every(existsSync) },
      { debian: 'libjetty9-java', present: () => JETTY.every(existsSync) },
      { debian: 'libresteasy3.0-java', present: () => RESTEASY.every(existsSync) },
    ],
    check: file => complaintOf(host.tell('check', file)),
    start: (file, port) => host.serve(file, port),
    close: () => host.close(),
  };
}
