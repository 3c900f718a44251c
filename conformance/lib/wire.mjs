import http from 'node:http';
import net from 'node:net';

/** Methods that every probe is requested with: those of RFC 9110 §9.3 and RFC 5789 that a redirect can spoil, and the two that it cannot. */
export const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];
/** Statuses that clients follow (RFC 9110 §15.4). */
export const REDIRECTS = [301, 302, 303, 307, 308];

const TIMEOUT_MS = 5000;
const AT_ONCE = 6;

/**
 * What came back; `location` is null where the header is absent. The server's own port is written 8080 in it, so that runs compare.
 * @typedef {{ status: number, location: string | null }} Answer
 * @typedef {(method: string, target: string) => Promise<Answer>} Ask
 * @typedef {Map<string, Answer>} Answers keyed by `METHOD target`
 */

/** @returns {Promise<number>} a loopback port that was free a moment ago */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {net.AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}

/**
 * Sends requests to a port and follows nothing.
 * An absolute target (`http://www.example.com/a`) goes to the same port with that Host.
 * @param {number} port
 * @param {Record<string, string>} [more] headers that every request carries besides
 * @param {number} [patience] ms
 * @returns {Ask}
 */
export function asker(port, more = {}, patience = TIMEOUT_MS) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: AT_ONCE });
  /** @type {Ask} */
  const ask = (method, target) => new Promise((resolve, reject) => {
    const absolute = /^https?:\/\/([^/]+)(\/.*)?$/.exec(target);
    const body = ['POST', 'PUT', 'PATCH'].includes(method) ? 'x=1' : '';
    const headers = {
      Host: absolute?.[1] ?? `127.0.0.1:${port}`,
      Referer: 'http://127.0.0.1:8080/before',
      ...more,
      ...(body && { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': Buffer.byteLength(body) }),
    };
    const path = absolute ? absolute[2] ?? '/' : target;
    const request = http.request({ host: '127.0.0.1', port, method, path, headers, agent, timeout: patience }, response => {
      response.resume();
      response.once('error', reject);
      response.once('end', () => {
        const location = response.headers.location ?? null;
        resolve({ status: response.statusCode ?? 0, location: location?.replace(new RegExp(`:${port}(?=/|$)`), ':8080') ?? null });
      });
    });
    request.once('timeout', () => request.destroy(new Error(`no answer within ${patience} ms`)));
    request.once('error', error => {
      // A server may close a connection that was kept just when the next request is sent on it: https://nodejs.org/api/http.html#requestreusedsocket
      if (request.reusedSocket && /** @type {NodeJS.ErrnoException} */ (error).code === 'ECONNRESET') resolve(ask(method, target));
      else reject(new Error(`${method} ${target}: ${error.message}`));
    });
    request.end(body);
  });
  return ask;
}

/**
 * Every target with every method.
 * @param {Ask} ask
 * @param {Iterable<string>} targets
 * @returns {Promise<Answers>}
 */
export async function askAll(ask, targets) {
  const wanted = [...new Set(targets)].flatMap(target => METHODS.map(method => ({ method, target })));
  /** @type {Answers} */
  const answers = new Map();
  const next = wanted.values();
  const worker = async () => {
    for (const { method, target } of next) answers.set(`${method} ${target}`, await ask(method, target));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return answers;
}

/** @param {Answer | undefined} answer */
export function isRedirect(answer) {
  return answer !== undefined && REDIRECTS.includes(answer.status) && answer.location !== null;
}
