import type { Redirect, Status } from '../model/facts.ts';
import { ANY, methods } from '../model/methods.ts';
import { phrase } from '../model/phrase.ts';
import { type DataEntry, type DataNode, entriesOf, entryAt, itemsOf, numberOf, textAt, textOf, valueAt } from '../syntax/data.ts';
import type { DataFormat } from './shared/data-format.ts';
import { configured, targetOf } from './shared/data-redirect.ts';

const REFERENCE = 'https://learn.microsoft.com/azure/static-web-apps/configuration';
const SENDABLE = [301, 302];
const INSTEAD = phrase('Azure Static Web Apps redirects with 301 and 302 only: limit the route to "methods": ["GET"], or answer other methods in a function.');

/** staticwebapp.config.json and its forerunner routes.json; facts by the CLI's source (`statusCode === 301 ? 301 : 302`) and schema. */
export const azureStaticWebApps: DataFormat = {
  name: 'azure-static-web-apps',
  docs: {
    title: 'Azure Static Web Apps',
    url: REFERENCE,
    recognised: ['`staticwebapp.config.json`', '`routes.json` with `"route"`'],
    constructs: [
      { code: '"routes": [{ "route": "/a", "redirect": "/b" }]', status: '302', proved: 'documented', source: `${REFERENCE}#routes` },
      { code: '"statusCode": 301', status: '301; every other code is sent as 302', proved: 'documented', source: `${REFERENCE}#routes` },
      { code: '"responseOverrides": { "401": { "redirect": "/login" } }', status: '302', proved: 'documented', source: `${REFERENCE}#response-overrides` },
    ],
    unwritten: '302',
    sendable: SENDABLE,
    notes: ['`methods` limits a route.'],
  },
  languageIds: [],
  files: ['**/staticwebapp.config.json', '**/routes.json'],
  recognises: ({ path, text }) => !/(?:^|\/)routes\.json$/i.test(path) || text.includes('"route"'),
  triggers: ['redirect'],
  data: ({ documents }) => ({
    redirects: documents.flatMap(document => [
      ...itemsOf(valueAt(document, 'routes')).flatMap(item => redirectOf(item, textAt(item, 'route')) ?? []),
      ...entriesOf(valueAt(document, 'responseOverrides')).flatMap(({ value }) => value ? redirectOf(value, null) ?? [] : []),
    ]),
  }),
};

function redirectOf(item: DataNode, path: string | null): Redirect | null {
  const redirect = entryAt(item, 'redirect');
  if (!redirect) return null;
  const status = valueAt(item, 'statusCode');
  const listed = entryAt(item, 'methods');
  return configured({
    adapter: 'azure-static-web-apps', span: redirect.span, path, target: targetOf(textOf(redirect.value)), ...limitOf(listed),
    status: statusOf(status), statusSpan: status?.span ?? null, sendable: SENDABLE, instead: INSTEAD,
  });
}

function statusOf(node: DataNode | null): Status {
  const written = numberOf(node);
  if (!node) return { code: 302, origin: 'default' };
  if (written === null || written === 301 || written === 302) return { code: written, origin: 'explicit' };
  return { code: 302, origin: 'overridden', written };
}

function limitOf(listed: DataEntry | null): Pick<Redirect, 'methods' | 'proofs'> {
  const names = itemsOf(listed?.value).flatMap(name => textOf(name) ?? []);
  if (!listed || names.length === 0) return { methods: ANY, proofs: [] };
  return { methods: methods(...names), proofs: [{ span: listed.span, says: `"methods" limits this route: ${names.join(', ')}` }] };
}
