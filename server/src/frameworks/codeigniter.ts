import type { Node } from 'web-tree-sitter';
import type { PhpFile } from '../languages/php/file.ts';
import type { PhpFramework } from '../languages/php/framework.ts';
import { handlersIn, methodName, nameBelowControllers } from '../languages/php/handlers.ts';
import { type RedirectCall, redirectAt } from '../languages/php/redirects.ts';
import { methodsListed, VERBS } from '../languages/php/routes.ts';
import { argumentsOf, calleeName, nthOf, receiverOf, stringValue } from '../languages/php/syntax.ts';
import type { BindingAt, RedirectAt } from '../languages/shared/framework.ts';
import type { Status } from '../model/facts.ts';
import { isAny } from '../model/methods.ts';
import { oneLine } from '../syntax/nodes.ts';

/** Without a code, CodeIgniter chooses by the request: 303 for POST, 307 or 302 for GET. */
const CHOSEN: Status = { code: null, origin: 'default' };
const code = (position: number): RedirectCall => ({ status: { name: 'code', position }, defaults: CHOSEN });
/** Methods of RedirectResponse in CodeIgniter 4. */
const OF_4: Readonly<Record<string, RedirectCall>> = { to: code(1), route: { ...code(2), target: 'route' }, back: { ...code(0), target: 'back' } };
/** CodeIgniter 4 sent 303 to all but GET, whatever was written, up to 4.3.3 (user guide, "Version 4.3.4"). */
const OLD = { when: { of: 'codeigniter4/framework', is: '<4.3.4' }, code: 303 };
const IS_3 = /\bBASEPATH\b|\bCI_Controller\b|\bMY_Controller\b|\$this->load->(?:view|model|library|helper)\(/;
const IS_4 = /\bCodeIgniter\\|\bApp\\Controllers\b/;
const ROUTES = /(?:^|\/)Config\/Routes\.php$/;

export const codeigniter: PhpFramework = {
  name: 'codeigniter',
  docs: {
    title: 'CodeIgniter',
    url: 'https://codeigniter.com/user_guide/general/common_functions.html#redirect',
    recognised: ['`redirect()` in files that name CodeIgniter’s classes or constants'],
    constructs: [
      { code: "redirect('x')", status: '303 where HTTP/1.1 brings a request other than GET', proved: 'documented', source: 'CodeIgniter 3, system/helpers/url_helper.php; 4, system/HTTP/ResponseTrait.php' },
      { code: "redirect('x', 'location', 302)", status: 'as written (CodeIgniter 3)', proved: 'documented', source: 'CodeIgniter 3, system/helpers/url_helper.php' },
      { code: "redirect()->to('x', 302)", status: 'as written (before 4.3.4: 303 to all but GET)', proved: 'documented', source: 'https://codeigniter4.github.io/userguide/changelogs/v4.3.4.html' },
    ],
    sendable: [301, 302, 303, 307, 308],
    notes: ['Without a code, CodeIgniter chooses 303 by itself for POST; such calls are left alone.'],
  },
  triggers: ['redirect', '$routes->'],
  halting: ['redirect'],
  applies: file => (IS_3.test(file.text) || IS_4.test(file.text) || ROUTES.test(file.path)) && !/\bIlluminate\\/.test(file.text),
  redirects: file => [...file.globalCallsOf('redirect').flatMap(call => of3(file, call)), ...file.callsOf(...Object.keys(OF_4)).flatMap(call => of4(file, call)), ...file.callsOf('redirect').flatMap(call => ofResponse(file, call))],
  bindings: file => file.callsOf(...Object.keys(VERBS), 'match').flatMap(call => bindingsOf(file, call)),
};

function of3(file: PhpFile, call: Node): RedirectAt[] {
  if (argumentsOf(call).length === 0 || !IS_3.test(file.text) || stringValue(nthOf(call, 1)) === 'refresh') return [];
  return [redirectAt(file, call, code(2))];
}

function of4(file: PhpFile, call: Node): RedirectAt[] {
  const spec = OF_4[calleeName(call) ?? ''];
  const owner = receiverOf(call);
  if (!spec || !owner || !/^(?:redirect\(\)|\$this->response->redirect\(\))$/.test(owner.text.replace(/\s/g, ''))) return [];
  const at = redirectAt(file, call, spec);
  return [at.status.origin === 'explicit' ? { ...at, status: { ...at.status, variants: [OLD] } } : at];
}

/** `$this->response->redirect('x', 'auto', 302)`: CodeIgniter 4, system/HTTP/ResponseTrait.php. */
function ofResponse(file: PhpFile, call: Node): RedirectAt[] {
  const isOf4 = IS_4.test(file.text) && receiverOf(call)?.text === '$this->response';
  return isOf4 && argumentsOf(call).length > 0 && stringValue(nthOf(call, 1)) !== 'refresh' ? [redirectAt(file, call, code(2))] : [];
}

/** `$routes->post('login', 'Auth::login')`, `$routes->match(['get', 'post'], 'login', [Auth::class, 'login'])` of CodeIgniter 4. */
function bindingsOf(file: PhpFile, call: Node): BindingAt[] {
  const isMatch = calleeName(call) === 'match';
  const limits = isMatch ? methodsListed(file, nthOf(call, 0)) : VERBS[(calleeName(call) ?? '').toLowerCase()];
  const [path, handler] = isMatch ? [nthOf(call, 1), nthOf(call, 2)] : [nthOf(call, 0), nthOf(call, 1)];
  if (receiverOf(call)?.text !== '$routes' || !handler || !limits || isAny(limits)) return [];
  const named = /^\\?([\w\\]+)::(\w+)/.exec(stringValue(handler)?.replaceAll('\\\\', '\\') ?? '');
  const [owner, method] = [named?.[1] ?? '', named?.[2] ?? ''];
  const handlers = named ? [{ module: null, name: nameBelowControllers(owner, method) ?? `Controllers:${methodName(owner, method)}` }] : handlersIn(file, handler).map(({ ref, node }) => node ?? ref);
  return [{ handlers, methods: limits, path: stringValue(path), node: call, says: `bound here: ${oneLine(call)}` }];
}
