import type { Redirect } from '../model/facts.ts';
import type { SourceFile } from '../syntax/adapter.ts';
import { type DataNode, entryAt, itemsOf, numberOf, textOf, valueAt } from '../syntax/data.ts';
import type { DataFile, DataFormat } from './shared/data-format.ts';
import { added, configured, rewritten, targetOf } from './shared/data-redirect.ts';
import { inOrder } from './shared/in-order.ts';
import { FOLLOWED } from './shared/statuses.ts';

const README = 'https://github.com/vercel/serve-handler#redirects-array';

/** serve.json of the packages serve and serve-handler. */
export const serveJson: DataFormat = {
  name: 'serve.json',
  docs: {
    title: 'serve',
    url: README,
    recognised: ['`serve.json`'],
    constructs: [
      { code: '"redirects": [{ "source": "/a", "destination": "/b" }]', status: '301', proved: 'measured', source: README },
      { code: '"type": 302', status: 'as written', proved: 'measured', source: README },
    ],
    unwritten: '301',
    sendable: FOLLOWED,
  },
  languageIds: [],
  files: ['**/serve.json'],
  recognises: ({ text }: SourceFile) => text.includes('"destination"'),
  triggers: ['redirects'],
  data: file => ({
    redirects: file.documents.flatMap(document => inOrder(itemsOf(valueAt(document, 'redirects')).flatMap(item => redirectOf(item, file) ?? []).map(redirect => ({ redirect, isConditional: false })))),
  }),
};

function redirectOf(item: DataNode, file: DataFile): Redirect | null {
  const source = entryAt(item, 'source');
  const destination = entryAt(item, 'destination');
  const type = valueAt(item, 'type');
  const code = type ? numberOf(type) : 301;
  if (!source || !destination || (code !== null && !FOLLOWED.includes(code))) return null;
  const spelling = { sendable: FOLLOWED };
  return configured({
    adapter: 'serve.json', span: source.span, path: textOf(source.value), target: targetOf(textOf(destination.value)), sendable: FOLLOWED, pages: true,
    status: { code, origin: type ? 'explicit' : 'default' }, statusSpan: type?.kind === 'scalar' ? type.inner : null,
    edits: code === null ? [] : type?.kind === 'scalar' ? rewritten(type, code, spelling) : added(destination, 'type', code, file, spelling),
  });
}
