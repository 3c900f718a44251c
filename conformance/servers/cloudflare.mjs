import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { serve } from '../lib/process.mjs';
import { asker, freePort } from '../lib/wire.mjs';

const WRANGLER = fileURLToPath(new URL('../node_modules/wrangler/bin/wrangler.js', import.meta.url));
const RELOAD_MS = 15_000;
const WRITE_AGAIN_MS = 1000;
// The date decides over the runtime's flags, not over redirects; fixed, so that runs compare.
const DATE = '2026-01-01';

/**
 * `wrangler pages dev` takes seconds to start and follows changes of `_redirects`: one process serves all cases, one after the other.
 * @type {{ folder: string, ask: import('../lib/wire.mjs').Ask, stop: () => Promise<void> } | null}
 */
let dev = null;
let loaded = 0;

async function started() {
  if (dev) return dev;
  const folder = mkdtempSync(join(tmpdir(), 'pages-'));
  writeFileSync(join(folder, 'index.html'), 'index\n');
  writeFileSync(join(folder, '_redirects'), '');
  const port = await freePort();
  const args = ['pages', 'dev', folder, '--ip', '127.0.0.1', '--port', String(port), '--inspector-port', String(await freePort()), '--compatibility-date', DATE];
  const env = { ...process.env, CI: '1', WRANGLER_SEND_METRICS: 'false', WRANGLER_HIDE_BANNER: 'true', CLOUDFLARE_CF_FETCH_ENABLED: 'false' };
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const { stop } = await serve(process.execPath, [WRANGLER, ...args], { port, cwd: folder, env, patience: 60_000 });
    dev = { folder, ask: asker(port), stop: () => stop().finally(remove) };
    return dev;
  } catch (error) {
    remove();
    throw error;
  }
}

/** @type {import('../lib/server.mjs').Server} */
export default {
  name: 'cloudflare',
  cases: 'cloudflare',
  prepare: folder => writeFileSync(join(folder, 'wrangler.toml'), `name = "cases"\npages_build_output_dir = "."\ncompatibility_date = "${DATE}"\n`),
  // A line that is not understood is dropped with a warning: only the wire tells.
  check: async () => null,
  async start(file) {
    const { folder, ask } = await started();
    const marker = `/loaded-${++loaded}`;
    const write = () => writeFileSync(join(folder, '_redirects'), `${marker} /loaded 302\n${readFileSync(file, 'utf8')}`);
    write();
    const began = Date.now();
    let written = began;
    while ((await ask('GET', marker).catch(() => null))?.status !== 302) {
      const now = Date.now();
      if (now - began > RELOAD_MS) throw new Error(`wrangler has not loaded the file after ${RELOAD_MS} ms`);
      // A change that comes while it still reads the one before goes unnoticed.
      if (now - written > WRITE_AGAIN_MS) {
        written = now;
        write();
      }
      await pause(50);
    }
    return { ask, stop: async () => {} };
  },
  async close() {
    await dev?.stop();
    dev = null;
  },
};
