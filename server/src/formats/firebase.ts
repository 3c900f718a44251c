import type { Redirect } from '../model/facts.ts';
import { phrase } from '../model/phrase.ts';
import { type DataNode, entryAt, itemsOf, numberOf, textAt, textOf, valueAt } from '../syntax/data.ts';
import type { DataFile, DataFormat } from './shared/data-format.ts';
import { added, configured, rewritten, targetOf } from './shared/data-redirect.ts';
import { inOrder } from './shared/in-order.ts';
import { FOLLOWED } from './shared/statuses.ts';

const GUIDE = 'https://firebase.google.com/docs/hosting/full-config#redirects';
/** The guide names 301 and 302; the API's `Redirect.statusCode` "must be a valid HTTP 3xx status code", and the emulator sends it. */
const SPELLING = { sendable: FOLLOWED, note: phrase('the guide names 301 and 302 only, the API and the emulator take it') };

/** Firebase Hosting's firebase.json; one site or a list of them. */
export const firebase: DataFormat = {
  name: 'firebase',
  docs: {
    title: 'Firebase Hosting',
    url: GUIDE,
    recognised: ['`firebase.json`'],
    constructs: [
      { code: '"redirects": [{ "source": "/a", "destination": "/b" }]', status: '301', proved: 'measured' },
      { code: '"type": 302', status: 'as written', proved: 'measured' },
    ],
    unwritten: '301',
    sendable: FOLLOWED,
    notes: ['Measured with the emulator\'s server, superstatic 10.0.0, for every method. The guide documents 301 and 302 only, so fixes are marked.'],
  },
  languageIds: [],
  files: ['**/firebase.json'],
  triggers: ['redirects'],
  data: file => ({
    redirects: file.documents.flatMap(document => {
      const hosting = valueAt(document, 'hosting');
      const sites = hosting?.kind === 'list' ? hosting.items : hosting ? [hosting] : [];
      return sites.flatMap(site => inOrder(itemsOf(valueAt(site, 'redirects')).flatMap(item => redirectOf(item, file) ?? []).map(redirect => ({ redirect, isConditional: false }))));
    }),
  }),
};

function redirectOf(item: DataNode, file: DataFile): Redirect | null {
  const source = entryAt(item, 'source', 'glob', 'regex');
  const destination = entryAt(item, 'destination');
  const type = valueAt(item, 'type');
  const code = type ? numberOf(type) : 301;
  if (!source || !destination || (code !== null && !FOLLOWED.includes(code))) return null;
  return configured({
    adapter: 'firebase', span: source.span, path: textOf(source.value), target: targetOf(textAt(item, 'destination')), sendable: FOLLOWED, pages: true,
    status: { code, origin: type ? 'explicit' : 'default' }, statusSpan: type?.kind === 'scalar' ? type.inner : null,
    edits: code === null ? [] : type?.kind === 'scalar' ? rewritten(type, code, SPELLING) : added(destination, 'type', code, file, SPELLING),
  });
}
