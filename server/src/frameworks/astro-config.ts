import type { JsFramework } from '../languages/javascript/framework.ts';
import { routeTable, targetIn } from '../languages/javascript/route-tables.ts';
import { inObject } from '../languages/javascript/status-argument.ts';
import { targetOf } from '../languages/javascript/values.ts';
import type { RedirectAt } from '../languages/shared/framework.ts';
import { methods } from '../model/methods.ts';
import { NAMES_REDIRECT } from '../languages/javascript/words.ts';

const CONFIG_FILE = /(?:^|\/)astro\.config\.[cm]?[jt]s$/;
const REDIRECTS = 'https://docs.astro.build/en/reference/configuration-reference/#redirects';
const SOURCE = 'https://github.com/withastro/astro/blob/main/packages/astro/src/core/redirects/render.ts';
const ELSEWHERE = /^(?:https?:)?\/\//;

/** `redirects` of Astro: a target alone sends 301 for GET and 308 for every other method, and so does one of another server whatever status is written. */
export const astroConfig: JsFramework = {
  name: 'astro-config',
  docs: {
    title: 'Astro configuration',
    url: REDIRECTS,
    recognised: ['`redirects` in `astro.config`'],
    constructs: [
      { code: "redirects: { '/a': '/b' }", status: 'GET 301, others 308', proved: 'documented', source: SOURCE },
      { code: "redirects: { '/a': { status: 302, destination: '/b' } }", status: 'as written, where the target is a page of the site', proved: 'measured' },
      { code: "redirects: { '/a': { status: 302, destination: 'https://example.com/' } }", status: 'GET 301, others 308: the status is not used', proved: 'documented', source: SOURCE },
    ],
    sendable: [300, 301, 302, 303, 304, 307, 308],
    measuredWith: [{ server: 'astro', version: 'Astro 5.18.2' }],
    notes: ['A target alone keeps the method by itself, so nothing is reported. In a static build these are pages that refresh, which is no redirect.'],
  },
  triggers: [NAMES_REDIRECT],
  applies: file => CONFIG_FILE.test(file.path),
  redirects: file => routeTable(file, 'redirects').flatMap(({ node, path, value }): RedirectAt[] => {
    const found = targetIn(file, value, 'destination');
    if (!found) return [];
    const common = { node, target: targetOf(file, found.target), by: 'configuration' as const, ...(path === null ? {} : { path }) };
    const byMethod = { ...common, edits: [], methods: methods('GET') };
    if (!found.options) return [{ ...byMethod, statusNode: null, status: { code: 301, origin: 'default' } }];
    const stated = inObject(file, found.options, 'status', null);
    if (!stated) return [];
    const written = stated.status.code;
    if (!ELSEWHERE.test(common.target.text ?? '') || written === null) return [{ ...common, ...stated }];
    return [{ ...byMethod, statusNode: stated.statusNode, status: { code: 301, origin: 'overridden', written } }];
  }),
  bindings: () => [],
};
