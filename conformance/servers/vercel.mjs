import { readFileSync } from 'node:fs';
import { getTransformedRoutes } from '@vercel/routing-utils';
import { parsed } from '../lib/commented-json.mjs';

/**
 * @typedef {{ src?: string, status?: number, methods?: string[], headers?: Record<string, string>, has?: unknown[] }} Route
 * @param {string} file
 */
function routesOf(file) {
  const { value, complaint } = parsed(readFileSync(file, 'utf8'));
  if (complaint) return { routes: [], complaint };
  const { routes, error } = getTransformedRoutes(/** @type {Parameters<typeof getTransformedRoutes>[0]} */ (value));
  return { routes: /** @type {Route[]} */ (routes ?? []), complaint: error ? `${error.code}: ${error.message}` : null };
}

/**
 * The platform itself cannot be installed: its own module, which validates vercel.json and turns it into the routes that
 * the platform runs, says what is sent. Conditions (`has`) are taken to hold.
 * @type {import('../lib/server.mjs').Server}
 */
export default {
  name: 'vercel',
  cases: 'vercel',
  check: async file => routesOf(file).complaint,
  async start(file) {
    const { routes } = routesOf(file);
    return {
      stop: async () => {},
      ask: async (method, target) => {
        const path = target.replace(/\?.*$/, '');
        const route = routes.find(({ src, methods, status }) => src !== undefined && status !== undefined
          && new RegExp(src.replace(/^\^?/, '^').replace(/\$?$/, '$')).test(path) && (methods?.includes(method) ?? true));
        const location = Object.entries(route?.headers ?? {}).find(([name]) => name.toLowerCase() === 'location')?.[1] ?? null;
        return route ? { status: /** @type {number} */ (route.status), location } : { status: 404, location: null };
      },
    };
  },
};
