import type { JsFramework } from '../languages/javascript/framework.ts';
import { routeTable, targetIn } from '../languages/javascript/route-tables.ts';
import { inObject } from '../languages/javascript/status-argument.ts';
import { targetOf } from '../languages/javascript/values.ts';
import type { RedirectAt } from '../languages/shared/framework.ts';
import { methods } from '../model/methods.ts';
import { NAMES_REDIRECT } from '../languages/javascript/words.ts';

const CONFIG_FILE = /(?:^|\/)astro\.config\.[cm]?[jt]s$/;
const REDIRECTS = 'https://docs.astro.build/en/reference/configuration-reference/#redirects';

/** `redirects` of Astro; facts by astro 6.0.5 (`core/redirects/render`): a target alone sends 301 for GET and 308 for every other method. */
export const astroConfig: JsFramework = {
  name: 'astro-config',
  docs: {
    title: 'Astro configuration',
    url: REDIRECTS,
    recognised: ['`redirects` in `astro.config`'],
    constructs: [
      { code: "redirects: { '/a': '/b' }", status: 'GET 301, others 308', proved: 'documented', source: REDIRECTS },
      { code: "redirects: { '/a': { status: 302, destination: '/b' } }", status: 'as written', proved: 'documented', source: REDIRECTS },
    ],
    sendable: [300, 301, 302, 303, 304, 307, 308],
    notes: ['A target alone keeps the method by itself, so nothing is reported. In a static build these are pages that refresh, which is no redirect.'],
  },
  triggers: [NAMES_REDIRECT],
  applies: file => CONFIG_FILE.test(file.path),
  redirects: file => routeTable(file, 'redirects').flatMap(({ node, path, value }): RedirectAt[] => {
    const found = targetIn(file, value, 'destination');
    if (!found) return [];
    const common = { node, target: targetOf(file, found.target), by: 'configuration' as const, ...(path === null ? {} : { path }) };
    if (!found.options) return [{ ...common, statusNode: null, status: { code: 301, origin: 'default' }, edits: [], methods: methods('GET') }];
    const stated = inObject(file, found.options, 'status', null);
    return stated ? [{ ...common, ...stated }] : [];
  }),
  bindings: () => [],
};
