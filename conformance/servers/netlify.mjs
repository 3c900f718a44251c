import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllRedirects } from '@netlify/redirect-parser';

// What the platform sends for a rule without a status, which its parser leaves open:
// https://docs.netlify.com/routing/redirects/redirect-options/
const DEFAULT_STATUS = 301;

/** @typedef {{ path: string, to: string, status?: number }} Rule */

/** @param {string} file */
async function parsed(file) {
  const from = file.endsWith('.toml') ? { redirectsFiles: [], netlifyConfigPath: file } : { redirectsFiles: [file] };
  const { redirects, errors } = await parseAllRedirects({ ...from, configRedirects: [], minimal: false });
  return { rules: /** @type {Rule[]} */ (redirects), errors: errors.map(error => error.message) };
}

/**
 * @param {string} pattern
 * @param {string} path
 */
function matches(pattern, path) {
  const source = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/:\w+/g, '[^/]+').replace(/\/\*$/, '(?:/.*)?');
  return new RegExp(`^${source}$`).test(path);
}

/**
 * The platform itself cannot be installed: its own parser says what it understands of each line and table.
 * Rules have no method condition, so what it says holds for every method.
 * @type {import('../lib/server.mjs').Server}
 */
export default {
  name: 'netlify',
  cases: 'netlify',
  prepare: folder => writeFileSync(join(folder, 'site', 'netlify.toml'), '[build]\n  publish = "."\n'),
  check: async file => (await parsed(file)).errors.join('\n') || null,
  async start(file) {
    const { rules } = await parsed(file);
    return {
      stop: async () => {},
      ask: async (_, target) => {
        const rule = rules.find(({ path }) => matches(path, target.replace(/\?.*$/, '')));
        if (!rule) return { status: 404, location: null };
        const status = rule.status ?? DEFAULT_STATUS;
        return { status, location: status >= 300 && status < 400 ? rule.to : null };
      },
    };
  },
};
