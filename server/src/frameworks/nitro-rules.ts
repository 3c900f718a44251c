import type { JsFramework } from '../languages/javascript/framework.ts';
import { propertyOf } from '../languages/javascript/objects.ts';
import { routeTable, targetIn } from '../languages/javascript/route-tables.ts';
import { inObject, type StatedStatus } from '../languages/javascript/status-argument.ts';
import { targetOf } from '../languages/javascript/values.ts';
import type { RedirectAt } from '../languages/shared/framework.ts';

const CONFIG_FILE = /(?:^|\/)(?:nuxt|nitro)\.config\.[cm]?[jt]s$/;
const ROUTE_RULES = 'https://nitro.build/config#routerules';

const DEFAULT: StatedStatus = { statusNode: null, status: { code: 307, origin: 'default' }, edits: [] };

/** `routeRules` of Nuxt and Nitro; facts by nitropack 2.13.6 and nitro 3.0.0 (normalizeRouteRules). */
export const nitroRules: JsFramework = {
  name: 'nitro-rules',
  docs: {
    title: 'Nuxt and Nitro configuration',
    url: ROUTE_RULES,
    recognised: ['`routeRules` in `nuxt.config` and `nitro.config`'],
    constructs: [
      { code: "routeRules: { '/a': { redirect: '/b' } }", status: '307', proved: 'measured' },
      { code: "routeRules: { '/a': { redirect: { to: '/b', statusCode: 302 } } }", status: 'as written', proved: 'measured' },
    ],
    sendable: [301, 302, 303, 307, 308],
    measuredWith: [{ server: 'nitro', version: 'Nitro 2.13.6' }],
    notes: ['On Netlify, Nitro writes 302 in the place of 307 and 301 in the place of 308. Rules have no condition on the method.'],
  },
  triggers: ['routeRules'],
  applies: file => CONFIG_FILE.test(file.path),
  redirects: file => routeTable(file, 'routeRules').flatMap(({ node, path, value }): RedirectAt[] => {
    const rule = file.follow(value);
    const redirect = propertyOf(rule, 'redirect');
    const found = redirect ? targetIn(file, redirect, 'to') : null;
    if (!found) return [];
    const { options, target } = found;
    // Nitro 3 has renamed it.
    const property = options && propertyOf(options, 'status') && !propertyOf(options, 'statusCode') ? 'status' : 'statusCode';
    const stated = options && propertyOf(options, property) ? inObject(file, options, property, 307) : DEFAULT;
    return stated ? [{ node, ...stated, target: targetOf(file, target), by: 'configuration', ...(path === null ? {} : { path }) }] : [];
  }),
  bindings: () => [],
};
