import type { Redirect } from '../model/facts.ts';
import { ANY, methods } from '../model/methods.ts';
import { type DataNode, type DataScalar, entriesOf, entryAt, itemsOf, numberOf, textAt, textOf, valueAt } from '../syntax/data.ts';
import type { DataFormat } from './shared/data-format.ts';
import { configured, rewritten, targetOf } from './shared/data-redirect.ts';
import { inOrder } from './shared/in-order.ts';
import { FOLLOWED } from './shared/statuses.ts';

const REFERENCE = 'https://vercel.com/docs/project-configuration';

/** vercel.json and now.json; facts by @vercel/routing-utils (`convertRedirects`, its schemas). */
export const vercel: DataFormat = {
  name: 'vercel',
  docs: {
    title: 'Vercel',
    url: REFERENCE,
    recognised: ['`vercel.json`', '`now.json`'],
    constructs: [
      { code: '"redirects": [{ "source": "/a", "destination": "/b" }]', status: '308', proved: 'measured', source: `${REFERENCE}#redirects` },
      { code: '"permanent": false', status: '307; 308 where true', proved: 'measured', source: `${REFERENCE}#redirects` },
      { code: '"statusCode": 302', status: 'as written', proved: 'measured', source: `${REFERENCE}#redirects` },
      { code: '"routes": [{ "src": "/a", "status": 302, "headers": { "Location": "/b" } }]', status: 'as written', proved: 'measured', source: `${REFERENCE}#routes` },
    ],
    unwritten: '308',
    sendable: FOLLOWED,
    notes: ['`methods` limits an entry of `routes`. `redirects` have no condition on the method.'],
  },
  languageIds: [],
  files: ['**/vercel.json', '**/now.json'],
  triggers: ['redirects', 'routes'],
  data: ({ documents }) => ({
    redirects: documents.flatMap(document => [
      ...inOrder(itemsOf(valueAt(document, 'redirects')).flatMap(item => {
        const redirect = redirectOf(item);
        return redirect ? [{ redirect, isConditional: Boolean(entryAt(item, 'has') ?? entryAt(item, 'missing')) }] : [];
      })),
      ...itemsOf(valueAt(document, 'routes')).flatMap(item => routeOf(item) ?? []),
    ]),
  }),
};

function redirectOf(item: DataNode): Redirect | null {
  const source = entryAt(item, 'source');
  if (!source || !entryAt(item, 'destination')) return null;
  const common: Partial<Redirect> & Pick<Redirect, 'adapter' | 'span'> = {
    adapter: 'vercel', span: source.span, path: textOf(source.value), target: targetOf(textAt(item, 'destination')), sendable: FOLLOWED, pages: true,
  };
  const status = valueAt(item, 'statusCode');
  if (status?.kind === 'scalar') return withCode(common, status);
  const permanent = valueAt(item, 'permanent');
  const code = textOf(permanent) === 'false' ? 307 : 308;
  return configured({ ...common, status: { code, origin: permanent ? 'explicit' : 'default' }, statusSpan: permanent?.span ?? null });
}

function routeOf(item: DataNode): Redirect | null {
  const source = entryAt(item, 'src', 'source');
  const status = entryAt(item, 'status', 'statusCode')?.value;
  const location = entriesOf(valueAt(item, 'headers')).find(header => header.key.toLowerCase() === 'location');
  if (!source || !location || status?.kind !== 'scalar') return null;
  const listed = entryAt(item, 'methods');
  const names = itemsOf(listed?.value).flatMap(name => textOf(name) ?? []);
  return withCode({
    adapter: 'vercel', span: source.span, path: textOf(source.value), target: targetOf(textOf(location.value)), sendable: FOLLOWED, pages: true,
    methods: names.length > 0 ? methods(...names) : ANY, proofs: listed && names.length > 0 ? [{ span: listed.span, says: `"methods" limits this route: ${names.join(', ')}` }] : [],
  }, status);
}

function withCode(common: Partial<Redirect> & Pick<Redirect, 'adapter' | 'span'>, status: DataScalar): Redirect | null {
  const code = numberOf(status);
  if (code !== null && !FOLLOWED.includes(code)) return null;
  return configured({
    ...common, status: { code, origin: 'explicit' }, statusSpan: status.inner, edits: code === null ? [] : rewritten(status, code, { sendable: FOLLOWED }),
  });
}
