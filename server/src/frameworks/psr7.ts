import type { Node } from 'web-tree-sitter';
import { statusEdit } from '../languages/php/edits.ts';
import type { PhpFile } from '../languages/php/file.ts';
import type { PhpFramework } from '../languages/php/framework.ts';
import { chainBehind, type RedirectCall, redirectAt } from '../languages/php/redirects.ts';
import { argumentOf, calleeName, createdClass, nthOf, receiverOf, scopeAround, stringValue, valueAt } from '../languages/php/syntax.ts';
import { statusValue, targetOf } from '../languages/php/values.ts';
import type { RedirectAt } from '../languages/shared/framework.ts';
import { editsBy } from '../languages/shared/status-edits.ts';
import { isRedirectStatus } from '../model/facts.ts';

/** `new RedirectResponse($uri, $status = 302, $headers = [])`. */
const REDIRECT: RedirectCall = { status: { name: 'status', position: 1 }, defaults: { code: 302, origin: 'default' } };
const REDIRECT_CLASSES = ['Laminas', 'Zend'].map(vendor => `${vendor}\\Diactoros\\Response\\RedirectResponse`);
/** `new Response($status, $headers)`. */
const RESPONSE_CLASSES = ['GuzzleHttp\\Psr7\\Response', 'Nyholm\\Psr7\\Response', 'React\\Http\\Message\\Response', 'Slim\\Psr7\\Response', 'Slim\\Http\\Response'];

export const psr7: PhpFramework = {
  name: 'psr-7',
  docs: {
    title: 'PSR-7 responses',
    url: 'https://www.php-fig.org/psr/psr-7/',
    recognised: ['`withHeader(\'Location\', …)` with `withStatus()`', '`new Response(302, [\'Location\' => …])` of Guzzle, Nyholm and React', '`RedirectResponse` of Diactoros'],
    constructs: [
      { code: "$response->withHeader('Location', '/x')->withStatus(302)", status: 'as written, in either order', proved: 'measured', source: 'Slim 3.12' },
      { code: "new Response(302, ['Location' => '/x'])", status: 'as written', proved: 'documented', source: 'guzzlehttp/psr7, src/Response.php' },
      { code: "new RedirectResponse('/x')", status: '302', proved: 'documented', source: 'laminas/laminas-diactoros, src/Response/RedirectResponse.php' },
    ],
    sendable: [301, 302, 303, 307, 308],
  },
  triggers: ['ocation', 'RedirectResponse'],
  applies: () => true,
  redirects: file => [
    ...file.callsOf('withHeader', 'withAddedHeader').flatMap(call => ofHeader(file, call)),
    ...file.creationsOf(...REDIRECT_CLASSES).map(call => redirectAt(file, call, REDIRECT)),
    ...file.creationsOf(...RESPONSE_CLASSES).flatMap(call => ofCreation(file, call)),
  ],
  bindings: () => [],
};

function ofHeader(file: PhpFile, call: Node): RedirectAt[] {
  if (stringValue(nthOf(call, 0))?.toLowerCase() !== 'location') return [];
  const written = statusIn(call) ?? statusOnVariable(file, call);
  return written ? redirectWith(file, call, written, nthOf(call, 1)) : [];
}

/** What `withStatus` gets in the chain of calls, behind the header or before it, or what the response was made with. */
function statusIn(call: Node): Node | null {
  const behind = chainBehind(call).filter(each => calleeName(each) === 'withStatus').at(-1);
  if (behind) return nthOf(behind, 0);
  for (let owner = receiverOf(call); owner; owner = receiverOf(owner)) {
    const name = calleeName(owner);
    if (name === 'withStatus' || name === 'createResponse') return nthOf(owner, 0);
    if (owner.type === 'object_creation_expression') return createdClass(owner)?.text.endsWith('Response') ? nthOf(owner, 0) : null;
  }
  return null;
}

/** `$response = $response->withStatus(302);` in a statement of its own, where it is the function's only one. */
function statusOnVariable(file: PhpFile, call: Node): Node | null {
  let root = receiverOf(call);
  while (root && receiverOf(root)) root = receiverOf(root);
  if (root?.type !== 'variable_name') return null;
  const scope = scopeAround(call);
  const others = file.callsOf('withStatus').filter(each => (scopeAround(each)?.id ?? 0) === (scope?.id ?? 0) && each.text.startsWith(`${root.text}->`));
  return others.length === 1 ? nthOf(others[0] as Node, 0) : null;
}

function ofCreation(file: PhpFile, call: Node): RedirectAt[] {
  const location = valueAt(argumentOf(call, { name: 'headers', position: 1 }), 'Location', 'location');
  const written = argumentOf(call, { name: 'status', position: 0 });
  return location && written ? redirectWith(file, call, written, location) : [];
}

/** Beside any status but a redirect's, Location names something else (RFC 9110 §10.2.2). */
function redirectWith(file: PhpFile, node: Node, written: Node, location: Node | null): RedirectAt[] {
  const code = statusValue(file, written);
  if (code !== null && !isRedirectStatus(code)) return [];
  return [{ node, statusNode: written, status: { code, origin: 'explicit' }, target: targetOf(file, location), edits: code === null ? [] : editsBy(status => statusEdit(written, status)) }];
}
