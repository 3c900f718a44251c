import { Miniflare } from 'miniflare';
import { readFileSync } from 'node:fs';

/**
 * Cloudflare's workerd, as `wrangler dev` starts it, asked through its own client.
 * @type {import('../lib/server.mjs').Server}
 */
export default {
  name: 'workers',
  cases: 'workers',
  // Miniflare has no check beside starting.
  check: async () => null,
  async start(file, port) {
    const worker = new Miniflare({ modules: true, script: readFileSync(file, 'utf8'), host: '127.0.0.1', port, compatibilityDate: '2026-01-01', cf: false });
    await worker.ready;
    return {
      stop: () => worker.dispose(),
      async ask(method, target) {
        const { status, headers } = await worker.dispatchFetch(`http://127.0.0.1:8080${target}`, { method, redirect: 'manual' });
        return { status, location: headers.get('location') };
      },
    };
  },
};
