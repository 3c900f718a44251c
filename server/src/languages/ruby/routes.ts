import type { Node } from 'web-tree-sitter';
import { ANY, GET_AND_HEAD, type MethodSet, methods, union } from '../../model/methods.ts';
import { blockOf, calleeName, positionalsOf, type RbFile, receiverOf, textOf, textsOf } from './file.ts';
import type { BindingAt } from '../shared/framework.ts';
import { oneLine } from '../../syntax/nodes.ts';

/** Names that are a method's own; a GET route answers HEAD too. */
export const VERBS: Readonly<Record<string, MethodSet>> = {
  get: GET_AND_HEAD, head: methods('HEAD'), post: methods('POST'), put: methods('PUT'), patch: methods('PATCH'), delete: methods('DELETE'), options: methods('OPTIONS'),
};

/**
 * The name under which routes know the action of a controller: `Admin::UsersController` and `create` give `admin/users#create`.
 * Without underscores, because a project's acronyms make `OAuthTokensController` of `oauth_tokens` or `OauthTokensController`, and routes do not say which.
 */
export function routeName(controller: string, action: string): string {
  return `${routeController(controller)}#${action}`;
}

/** The controller's part of that: `admin/users`. */
export function routeController(controller: string): string {
  return controller.replace(/Controller$/, '').replaceAll('::', '/').replaceAll('_', '').toLowerCase();
}

/** Blocks of calls that are named by a method: `post '/x' do … end`. `limits` tells the methods of names whose entry is null. */
export function verbBlocks(
  file: RbFile, names: Readonly<Record<string, MethodSet | null>>,
  accepts: (receiver: Node | null) => boolean = receiver => receiver === null || receiver.type === 'constant' || receiver.type === 'identifier',
  limits: (call: Node) => MethodSet = () => ANY,
): BindingAt[] {
  return file.callsOf(...Object.keys(names)).flatMap((call): BindingAt[] => {
    const block = blockOf(call);
    if (!block || !accepts(receiverOf(call))) return [];
    const own = names[calleeName(call) ?? ''] ?? limits(call);
    return [{ handlers: [block], methods: own, path: textOf(positionalsOf(call)[0] ?? null), evidence: 'proven', node: call, says: `bound here: ${oneLine(call)}` }];
  });
}

/** The methods of `'POST'`, `:post` or a list of them; ANY where they are computed. */
export function methodsListed(node: Node | null): MethodSet {
  const names = textsOf(node);
  if (!names || names.length === 0 || names.some(name => !Object.hasOwn(VERBS, name.toLowerCase()))) return ANY;
  return names.map(name => VERBS[name.toLowerCase()] as MethodSet).reduce(union);
}
