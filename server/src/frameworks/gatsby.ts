import type { Node } from 'web-tree-sitter';
import { argumentsOf, type JsFile, stringValue } from '../languages/javascript/file.ts';
import type { JsFramework } from '../languages/javascript/framework.ts';
import { memberNamed, propertyOf } from '../languages/javascript/objects.ts';
import { explicit } from '../languages/javascript/status-argument.ts';
import { editsBy, targetOf } from '../languages/javascript/values.ts';
import type { RedirectAt } from '../languages/shared/framework.ts';
import type { StatusEdit } from '../model/facts.ts';
import { phrase } from '../model/phrase.ts';
import { partsOf, spanOf } from '../syntax/nodes.ts';
import { NAMES_REDIRECT } from '../languages/javascript/words.ts';

const NODE_FILE = /(?:^|\/)gatsby-node\.[cm]?[jt]s$/;
const CREATE_REDIRECT = 'https://www.gatsbyjs.com/docs/reference/config-files/actions/#createRedirect';
const NOTE = phrase('where the host sends it');

/** `createRedirect` of Gatsby; facts by gatsby 5.16.1 (`utils/adapter/manager`): statusCode, else 301 where permanent, else 302. */
export const gatsby: JsFramework = {
  name: 'gatsby',
  docs: {
    title: 'Gatsby',
    url: CREATE_REDIRECT,
    recognised: ['`createRedirect` in `gatsby-node`'],
    constructs: [
      { code: "createRedirect({ fromPath: '/a', toPath: '/b' })", status: '302', proved: 'documented', source: CREATE_REDIRECT },
      { code: "createRedirect({ fromPath: '/a', toPath: '/b', isPermanent: true })", status: '301', proved: 'documented', source: CREATE_REDIRECT },
      { code: "createRedirect({ fromPath: '/a', toPath: '/b', statusCode: 307 })", status: 'as written', proved: 'documented', source: CREATE_REDIRECT },
    ],
    sendable: [301, 302, 303, 307, 308],
    notes: ['An adapter hands these to the host, which sends them: Netlify has neither 303 nor 307 or 308. Without an adapter they are done in the browser.'],
  },
  triggers: [NAMES_REDIRECT],
  applies: file => NODE_FILE.test(file.path) || file.imports('gatsby'),
  redirects: file => file.callsOf('createRedirect').flatMap(call => created(file, call)),
  bindings: () => [],
};

function created(file: JsFile, call: Node): RedirectAt[] {
  const [given] = argumentsOf(call);
  const options = given ? file.follow(given) : null;
  const to = propertyOf(options, 'toPath');
  if (!options || !to) return [];
  const from = propertyOf(options, 'fromPath');
  const path = from ? stringValue(file.follow(from)) : null;
  const common = { node: call, target: targetOf(file, to), by: 'configuration' as const, pages: true as const, ...(path === null ? {} : { path }) };
  const statusCode = propertyOf(options, 'statusCode');
  if (statusCode) {
    const stated = explicit(file, statusCode);
    // 200 is a rewrite, 404 an error page.
    return stated.status.code !== null && (stated.status.code < 300 || stated.status.code > 399) ? [] : [{ ...common, ...stated, edits: noted(stated.edits) }];
  }
  const permanent = memberNamed(options, 'isPermanent');
  const value = permanent?.childForFieldName('value');
  const last = partsOf(options).at(-1);
  const spread = partsOf(options).some(part => part.type === 'spread_element');
  const code = spread && !permanent ? null : !permanent || value?.type === 'false' ? 302 : value?.type === 'true' ? 301 : null;
  const edits = code === null || spread || !last ? [] : editsBy(status => permanent
    ? [{ span: spanOf(permanent), text: `statusCode: ${status}` }]
    : [{ span: { start: last.endIndex, end: last.endIndex }, text: `, statusCode: ${status}` }]);
  return [{ ...common, statusNode: value ?? null, status: { code, origin: permanent ? 'explicit' : 'default' }, edits: noted(edits) }];
}

function noted(edits: readonly StatusEdit[]): StatusEdit[] {
  return edits.map(edit => ({ ...edit, note: NOTE }));
}
