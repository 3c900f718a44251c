import type { Node } from 'web-tree-sitter';
import { GET_AND_HEAD, type MethodSet, methods } from '../../model/methods.ts';

/** Names that are a method's own; a GET route answers HEAD too. */
export const VERBS: Readonly<Record<string, MethodSet>> = {
  get: GET_AND_HEAD, head: methods('HEAD'), post: methods('POST'), put: methods('PUT'), patch: methods('PATCH'), delete: methods('DELETE'), options: methods('OPTIONS'),
};

export function oneLine(node: Node): string {
  const line = node.text.split('\n')[0]?.trim() ?? '';
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}

/**
 * The name under which routes know the action of a controller: `Admin::UsersController` and `create` give `admin/users#create`.
 * Without underscores, because a project's acronyms make `OAuthTokensController` of `oauth_tokens` or `OauthTokensController`, and routes do not say which.
 */
export function routeName(controller: string, action: string): string {
  return `${controller.replace(/Controller$/, '').replaceAll('::', '/').replaceAll('_', '').toLowerCase()}#${action}`;
}
