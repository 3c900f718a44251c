import type { Node } from 'web-tree-sitter';
import type { PhpFile } from '../languages/php/file.ts';
import type { PhpFramework } from '../languages/php/framework.ts';
import { handlersIn } from '../languages/php/handlers.ts';
import { type RedirectCall, redirectAt } from '../languages/php/redirects.ts';
import { methodsListed } from '../languages/php/routes.ts';
import { elementsOf, nthOf, stringValue, valueAt } from '../languages/php/syntax.ts';
import type { BindingAt } from '../languages/shared/framework.ts';
import { ANY, GET_AND_HEAD, isAny, type MethodSet, methods } from '../model/methods.ts';
import { oneLine } from '../syntax/nodes.ts';

const REDIRECT: RedirectCall = { status: { name: 'status', position: 1 }, defaults: { code: 302, origin: 'default' } };
/** Constants of WP_REST_Server. */
const REST: Readonly<Record<string, MethodSet>> = {
  READABLE: GET_AND_HEAD, CREATABLE: methods('POST'), EDITABLE: methods('POST', 'PUT', 'PATCH'), DELETABLE: methods('DELETE'), ALLMETHODS: ANY,
};

export const wordpress: PhpFramework = {
  name: 'wordpress',
  docs: {
    title: 'WordPress',
    url: 'https://developer.wordpress.org/reference/functions/wp_redirect/',
    recognised: ['`wp_redirect()` and `wp_safe_redirect()`'],
    constructs: [
      { code: "wp_redirect('/x')", status: '302', proved: 'measured', source: 'WordPress 6.1' },
      { code: "wp_redirect('/x', 303)", status: 'as written', proved: 'measured' },
      { code: "wp_safe_redirect('/x')", status: '302', proved: 'measured' },
      { code: "wp_safe_redirect('/x', 303)", status: 'as written', proved: 'measured' },
    ],
    sendable: [301, 302, 303, 307, 308],
    notes: [
      'What `add_action` binds to `admin_post_…` is taken to answer forms: POST. Not where the function reads `$_GET` and no `$_POST`: such links come by GET.',
      'Callbacks of `register_rest_route` get the methods that it lists.',
    ],
  },
  triggers: ['wp_redirect', 'wp_safe_redirect', 'admin_post_', 'register_rest_route'],
  applies: () => true,
  redirects: file => file.globalCallsOf('wp_redirect', 'wp_safe_redirect').map(call => redirectAt(file, call, REDIRECT)),
  bindings: file => [...actions(file), ...file.globalCallsOf('register_rest_route').flatMap(call => restRoutes(file, call))],
};

/** `add_action('admin_post_save', 'save')`. admin-post.php takes its action from `$_REQUEST`. */
function actions(file: PhpFile): BindingAt[] {
  return file.globalCallsOf('add_action').flatMap((call): BindingAt[] => {
    const [hook, callback] = [nthOf(call, 0), nthOf(call, 1)];
    if (!hook || !callback || !/^['"]admin_post_/.test(hook.text)) return [];
    const handlers = handlersIn(file, callback).filter(({ node }) => !node || node.text.includes('$_POST') || !node.text.includes('$_GET'));
    return [{ handlers: handlers.map(({ ref, node }) => node ?? ref), methods: methods('POST'), path: null, evidence: 'conventional', node: call, says: `answers forms that post to admin-post.php: ${oneLine(call)}` }];
  });
}

/** `register_rest_route('shop/v1', '/cart', ['methods' => 'POST', 'callback' => 'add'])`, one or several. */
function restRoutes(file: PhpFile, call: Node): BindingAt[] {
  const options = nthOf(call, 2);
  const routes = valueAt(options, 'callback') ? [options] : (elementsOf(options) ?? []).map(({ value }) => value);
  return routes.flatMap((route): BindingAt[] => {
    const [callback, listed] = [valueAt(route, 'callback'), valueAt(route, 'methods')];
    if (!callback) return [];
    const limits = listed?.type === 'class_constant_access_expression' ? REST[listed.lastNamedChild?.text ?? ''] ?? ANY : listed ? methodsListed(file, listed) : GET_AND_HEAD;
    return isAny(limits) ? [] : [{ handlers: [callback], methods: limits, path: stringValue(nthOf(call, 1)), node: call, says: `bound here: ${oneLine(call)}` }];
  });
}
