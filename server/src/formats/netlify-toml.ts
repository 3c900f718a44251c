import type { Redirect } from '../model/facts.ts';
import { phrase } from '../model/phrase.ts';
import { type DataNode, entryAt, itemsOf, numberOf, textOf, valueAt } from '../syntax/data.ts';
import { platformsOf } from './redirects-markers.ts';
import type { DataFormat } from './shared/data-format.ts';
import { configured, targetOf } from './shared/data-redirect.ts';
import { inOrder } from './shared/in-order.ts';
import { FOLLOWED } from './shared/statuses.ts';

const OPTIONS = 'https://docs.netlify.com/manage/routing/redirects/redirect-options/';
/** "use 302 instead of 307, which is currently unsupported": OPTIONS. */
const SENDABLE = [301, 302];
const INSTEAD = phrase('Netlify sends neither 303 nor 307 or 308 from netlify.toml: use status = 200, a rewrite, where the target is to get the request itself, or answer in a function.');

/** Redirects of netlify.toml, which also tells that a `_redirects` file beside it is Netlify's. */
export const netlifyToml: DataFormat = {
  name: 'netlify.toml',
  docs: {
    title: 'netlify.toml',
    url: 'https://docs.netlify.com/build/configure-builds/file-based-configuration/',
    recognised: ['`netlify.toml`'],
    constructs: [
      { code: '[[redirects]]\nfrom = "/old"\nto = "/new"', status: '301', proved: 'documented', source: OPTIONS },
      { code: 'status = 302', status: 'as written', proved: 'documented', source: OPTIONS },
    ],
    unwritten: '301',
    sendable: SENDABLE,
    notes: ['Netlify has no condition on the method, and sends neither 303 nor 307 or 308: no fix is offered.'],
  },
  languageIds: [],
  files: ['**/netlify.toml'],
  triggers: [' ', '\n', '='],
  data: file => ({
    environment: platformsOf(file),
    redirects: file.documents.flatMap(document => inOrder(itemsOf(valueAt(document, 'redirects')).flatMap(item => {
      const redirect = redirectOf(item);
      return redirect ? [{ redirect, isConditional: CONDITIONS.some(key => entryAt(item, key)) }] : [];
    }))),
  }),
};

/** Keys beside the path on which a rule of Netlify can depend: https://docs.netlify.com/manage/routing/redirects/redirect-options/ */
const CONDITIONS = ['conditions', 'query', 'signed', 'headers'];

function redirectOf(item: DataNode): Redirect | null {
  const target = entryAt(item, 'to', 'destination');
  const source = entryAt(item, 'from', 'origin');
  const status = valueAt(item, 'status');
  const code = status ? numberOf(status) : 301;
  if (!target || !source || (code !== null && !FOLLOWED.includes(code))) return null;
  return configured({
    adapter: 'netlify.toml', span: item.span, path: textOf(source.value), target: targetOf(textOf(target.value)), pages: true,
    status: { code, origin: status ? 'explicit' : 'default' }, statusSpan: status?.span ?? null, sendable: SENDABLE, instead: INSTEAD,
  });
}
