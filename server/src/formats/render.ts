import type { Redirect } from '../model/facts.ts';
import { phrase } from '../model/phrase.ts';
import { type DataNode, entryAt, itemsOf, mapsIn, textAt, valueAt } from '../syntax/data.ts';
import type { DataFormat } from './shared/data-format.ts';
import { configured, targetOf } from './shared/data-redirect.ts';

const GUIDE = 'https://render.com/docs/redirects-rewrites';
const INSTEAD = phrase('Render redirects with 301 only: use type: rewrite where the target is to get the request itself.');

/** Routes of Render's static sites. */
export const render: DataFormat = {
  name: 'render',
  docs: {
    title: 'Render',
    url: GUIDE,
    recognised: ['`render.yaml`'],
    constructs: [{ code: '- type: redirect\n  source: /old\n  destination: /new', status: '301', proved: 'documented', source: GUIDE }],
    unwritten: '301',
    sendable: [301],
  },
  languageIds: [],
  files: ['**/render.{yaml,yml}'],
  triggers: ['redirect'],
  data: ({ documents }) => ({
    redirects: documents.flatMap(document => [...mapsIn(document)].flatMap(({ node }) => itemsOf(valueAt(node, 'routes')).flatMap(item => redirectOf(item) ?? []))),
  }),
};

function redirectOf(item: DataNode): Redirect | null {
  const type = entryAt(item, 'type');
  if (!type || textAt(item, 'type') !== 'redirect') return null;
  return configured({
    adapter: 'render', span: type.span, path: textAt(item, 'source'), target: targetOf(textAt(item, 'destination')), pages: true,
    status: { code: 301, origin: 'default' }, sendable: [301], instead: INSTEAD,
  });
}
