import type { Node } from 'web-tree-sitter';
import type { PhpFile } from './file.ts';
import { elementsOf, stringValue } from './syntax.ts';

/** Stands before the names by which routes know middleware and groups of it: `guest`, `web`. */
export const MIDDLEWARE = 'middleware:';

/** What a route, a group or a table names as middleware: `'auth'`, `'role:admin'`, `Admin::class`, and lists of them. */
export function middlewareNamed(file: PhpFile, node: Node | null): string[] {
  const listed = elementsOf(node);
  if (listed) return listed.flatMap(({ value }) => middlewareNamed(file, value));
  const text = stringValue(node)?.replaceAll('\\\\', '\\') ?? null;
  if (text !== null) return [text.includes('\\') ? text.replace(/^\\|:.*$/gs, '') : `${MIDDLEWARE}${text.replace(/:.*$/s, '')}`];
  // `Role::class . ':admin'`
  const named = node?.type === 'binary_expression' ? node.childForFieldName('left') : node;
  return named?.type === 'class_constant_access_expression' && named.firstNamedChild ? [file.classNamed(named.firstNamedChild)] : [];
}
