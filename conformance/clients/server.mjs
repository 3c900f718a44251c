import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';

const PAGE = readFileSync(new URL('programs/browser.html', import.meta.url), 'utf8');

/**
 * One request as it arrived.
 * @typedef {{ method: string, body: string }} Arrived
 */

/**
 * Answers `/run/CLIENT/METHOD/STATUS` with that status and a Location on the same origin, and keeps what arrives there and at the target.
 * Browsers get their page from it, `/page/BROWSER`; `/wait/BROWSER` is answered once the page has asked for `/done/BROWSER`.
 * @returns {Promise<{ base: string, arrived: (key: string) => Arrived[], raised: Set<string>, close: () => Promise<void> }>} `key`: CLIENT/METHOD/STATUS
 */
export async function startServer() {
  /** @type {Map<string, Arrived[]>} */
  const log = new Map();
  /** @type {Set<string>} */
  const raised = new Set();
  /** @type {Map<string, { loaded: Promise<void>, done: () => void }>} */
  const pages = new Map();
  const page = name => {
    if (!pages.has(name)) {
      let done = () => {};
      const loaded = new Promise(resolve => { done = resolve; });
      pages.set(name, { loaded, done });
    }
    return pages.get(name);
  };

  const server = createServer(async (request, response) => {
    const [, what, ...rest] = (request.url ?? '').replace(/[?].*/, '').split('/');
    const body = await bodyOf(request);
    if (what === 'run') {
      const [client, method, status, target] = rest;
      const key = `${client}/${method}/${status}`;
      log.set(key, [...log.get(key) ?? [], { method: request.method ?? '', body }]);
      // A redirect that browsers may keep would answer the next measurement, too.
      const headers = { 'cache-control': 'no-store', 'content-type': 'text/html' };
      if (target) response.writeHead(200, headers).end('arrived');
      else response.writeHead(Number(status), { ...headers, location: `/run/${key}/target` }).end();
      return;
    }
    if (what === 'page') return response.writeHead(200, { 'content-type': 'text/html' }).end(PAGE);
    if (what === 'wait') await page(rest[0]).loaded;
    if (what === 'done') page(rest[0]).done();
    if (what === 'raised') raised.add(rest.join('/'));
    response.writeHead(204).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    base: `http://127.0.0.1:${port}/run`,
    arrived: key => log.get(key) ?? [],
    raised,
    close: async () => {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

/** A client that goes away in the middle has sent what came until then. */
async function bodyOf(request) {
  let body = '';
  try {
    for await (const chunk of request) body += chunk;
  } catch {
    return body;
  }
  return body;
}

/**
 * What a client did, in the words of `Outcome` in server/src/clients/clients.ts.
 * @param {string} method as the client was told
 * @param {Arrived[]} arrived
 * @param {boolean} raised whether the client gave its caller an error
 * @returns {string | null} null where the client does not send such a request
 */
export function outcomeOf(method, arrived, raised) {
  const [first, second] = arrived;
  if (!first || first.method !== method) return null;
  if (!second) return raised ? 'error' : 'stop';
  if (second.method === 'GET') return second.body ? 'get-with-body' : 'get';
  if (second.method !== method) throw new Error(`${method} became ${second.method}`);
  return second.body === first.body ? 'repeat' : 'repeat-without-body';
}
